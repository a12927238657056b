package app.tandem.mailbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that end in a broken line after so many. */
final class BreakingStream extends InputStream {

    private final InputStream bytes;
    private int left;

    BreakingStream(byte[] bytes, int breakAfter) {
        this.bytes = new ByteArrayInputStream(bytes);
        this.left = breakAfter;
    }

    @Override
    public int read() throws IOException {
        if (left-- <= 0) {
            throw new IOException("the line broke");
        }
        return bytes.read();
    }
}
