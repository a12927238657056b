package app.tandem.sandbox.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text files the world is made of. */
final class Texts {

    private Texts() {}

    /** The lines of a file of {@code sandbox/world}, without comments and empty ones. */
    static List<String> lines(String file) {
        return whole(file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** A whole file of {@code sandbox/world}. */
    static String whole(String file) {
        try (InputStream in = Texts.class.getResourceAsStream("/sandbox/world/" + file)) {
            if (in == null) {
                throw new IllegalStateException("missing resource sandbox/world/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
