package app.tandem.safehtml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Published attacks by markup, one a line in {@code attacks/markup.txt}. */
public final class Attacks {

    private Attacks() {}

    /** All of them, as a mail or a record would carry them. */
    public static List<String> all() {
        try (InputStream in = Attacks.class.getResourceAsStream("/attacks/markup.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.replace("\\n", "\n")
                            .replace("\\t", "\t")
                            .replace("\\0", "\0")
                            .replace("\\f", "\f"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
