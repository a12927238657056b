package app.tandem.sandbox.graph.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes kept somewhere: small ones in memory, large ones in a file; never copied to be read. */
public sealed interface Content {

    /** Length in bytes. */
    long length();

    /** The bytes from the start. */
    InputStream open();

    /** Writes all bytes. */
    default void writeTo(OutputStream out) throws IOException {
        try (InputStream in = open()) {
            in.transferTo(out);
        }
    }

    /** All bytes at once; for what is known to be small. */
    default byte[] bytes() {
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Content in memory. */
    record InMemory(byte[] content) implements Content {
        @Override
        public long length() {
            return content.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(content);
        }

        @Override
        public byte[] bytes() {
            return content;
        }
    }

    /** Content in a file that nobody else touches. */
    record InFile(Path file, long length) implements Content {
        @Override
        public InputStream open() {
            try {
                return Files.newInputStream(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
