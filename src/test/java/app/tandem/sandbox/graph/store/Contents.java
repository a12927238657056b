package app.tandem.sandbox.graph.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Where content is kept: a directory of its own for what is too large for memory. */
public final class Contents implements AutoCloseable {

    private static final int IN_MEMORY = 256 * 1024;

    private final Path directory;
    private final AtomicLong number = new AtomicLong();

    public Contents() {
        try {
            directory = Files.createTempDirectory("tandem-sandbox-mail");
            directory.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps these bytes. */
    public Content keep(byte[] bytes) {
        return bytes.length <= IN_MEMORY ? new Content.InMemory(bytes) : keep(new ByteArrayInputStream(bytes));
    }

    /** Keeps what the stream holds. */
    public Content keep(InputStream in) {
        try {
            byte[] head = in.readNBytes(IN_MEMORY + 1);
            if (head.length <= IN_MEMORY) {
                return new Content.InMemory(head);
            }
            Path file = newFile();
            try (OutputStream out = Files.newOutputStream(file)) {
                out.write(head);
                in.transferTo(out);
            }
            return new Content.InFile(file, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file to be written piece by piece. */
    public Path newFile() {
        Path file = directory.resolve(Long.toString(number.incrementAndGet()));
        file.toFile().deleteOnExit();
        return file;
    }

    /** Forgets everything kept in files. */
    public void clear() {
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        clear();
        directory.toFile().delete();
    }
}
