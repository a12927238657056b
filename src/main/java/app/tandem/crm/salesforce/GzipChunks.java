package app.tandem.crm.salesforce;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A request body, compressed while it is written and kept in pieces, so that it never lies in memory twice. */
final class GzipChunks extends OutputStream {

    private static final int CHUNK = 64 * 1024;

    private final List<byte[]> full = new ArrayList<>();
    private final GZIPOutputStream gzip;
    private final long mostBytes;
    private byte[] current = new byte[CHUNK];
    private int used;
    private long plain;

    GzipChunks(long mostBytes) throws IOException {
        this.mostBytes = mostBytes;
        this.gzip = new GZIPOutputStream(new Chunks(), CHUNK);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        plain += length;
        if (plain > mostBytes) {
            throw new NotSentException("REQUEST_TOO_LARGE", null);
        }
        gzip.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
        gzip.close();
    }

    /** The compressed body; call after {@link #close()}. */
    BodyPublisher publisher() {
        List<byte[]> all = new ArrayList<>(full);
        all.add(Arrays.copyOf(current, used));
        long length = (long) full.size() * CHUNK + used;
        return BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(all), length);
    }

    private final class Chunks extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            int done = 0;
            while (done < length) {
                if (used == CHUNK) {
                    full.add(current);
                    current = new byte[CHUNK];
                    used = 0;
                }
                int step = Math.min(length - done, CHUNK - used);
                System.arraycopy(bytes, from + done, current, used, step);
                used += step;
                done += step;
            }
        }
    }
}
