package app.tandem.sandbox.salesforce;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The bytes of a file, held once: small ones in memory, large ones in a file that goes when the sandbox ends. */
final class Content {

    private static final int IN_MEMORY = 256 * 1024;

    private final byte @Nullable [] bytes;
    private final @Nullable Path file;
    private final long length;
    private final String md5;

    private Content(byte @Nullable [] bytes, @Nullable Path file, long length, String md5) {
        this.bytes = bytes;
        this.file = file;
        this.length = length;
        this.md5 = md5;
    }

    /** Takes bytes as they come. */
    static final class Sink extends OutputStream {
        private final MessageDigest digest = md5();
        private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
        private @Nullable Path file;
        private @Nullable OutputStream out;
        private long length;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] part, int offset, int count) throws IOException {
            digest.update(part, offset, count);
            length += count;
            OutputStream target = out;
            if (target == null && length > IN_MEMORY) {
                Path created = Files.createTempFile("tandem-sandbox-content", null);
                created.toFile().deleteOnExit();
                file = created;
                target = Files.newOutputStream(created);
                memory.writeTo(target);
                memory.reset();
                out = target;
            }
            (target == null ? memory : target).write(part, offset, count);
        }

        /** What has been taken. */
        Content content() throws IOException {
            if (out != null) {
                out.close();
            }
            return new Content(
                    file == null ? memory.toByteArray() : null,
                    file,
                    length,
                    HexFormat.of().formatHex(digest.digest()));
        }
    }

    static Content of(byte[] all) {
        try (Sink sink = new Sink()) {
            sink.write(all, 0, all.length);
            return sink.content();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes behind base64 text, white space aside; null when it is not base64. */
    static @Nullable Content ofBase64(String text) {
        try {
            return of(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static Content of(InputStream in) throws IOException {
        try (Sink sink = new Sink()) {
            in.transferTo(sink);
            return sink.content();
        }
    }

    long length() {
        return length;
    }

    /** MD5 in hexadecimal, as ContentVersion.Checksum shows it. */
    String checksum() {
        return md5;
    }

    InputStream stream() throws IOException {
        if (bytes != null) {
            return new ByteArrayInputStream(bytes);
        }
        return Files.newInputStream(java.util.Objects.requireNonNull(file));
    }

    /** Writes the bytes as base64 without holding them. */
    void base64To(OutputStream out) throws IOException {
        try (InputStream in = stream();
                OutputStream encoder = Base64.getEncoder().wrap(new Unclosed(out))) {
            in.transferTo(encoder);
        }
    }

    String base64() {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) (length * 4 / 3 + 8));
        try {
            base64To(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** Gives back the file, if there is one. */
    void delete() {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Unclosed extends java.io.FilterOutputStream {
        private Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] part, int offset, int count) throws IOException {
            out.write(part, offset, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
