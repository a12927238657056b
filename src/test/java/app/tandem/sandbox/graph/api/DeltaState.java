package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Where a client stands in a round of changes, with the options of its first request; it travels in the token.
 *
 * @param epoch of the world it was issued in
 * @param collection the folder's number, or 0 for the folders themselves
 * @param cursor behind which item of the first listing; null once the listing is over
 * @param start where in the log the round began, {@code at} where it stands, {@code end} where it ends (-1: open)
 * @param options the first request's query
 */
record DeltaState(
        String epoch,
        long collection,
        @Nullable Cursor cursor,
        long start,
        long at,
        long end,
        int sent,
        String options) {

    /** The last item of the page before. */
    record Cursor(Instant received, long number) {}

    String token() {
        String text = String.join(
                "|",
                epoch,
                Long.toString(collection),
                cursor == null
                        ? "-"
                        : cursor.received().getEpochSecond() + "."
                                + cursor.received().getNano() + "." + cursor.number(),
                Long.toString(start),
                Long.toString(at),
                Long.toString(end),
                Integer.toString(sent),
                options);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= (byte) (0x5A + i * 31);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(bytes.length + 4)
                        .putInt(checksum(bytes))
                        .put(bytes)
                        .array());
    }

    static DeltaState of(String token) {
        try {
            ByteBuffer whole = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            int checksum = whole.getInt();
            byte[] bytes = new byte[whole.remaining()];
            whole.get(bytes);
            if (checksum(bytes) != checksum) {
                throw malformed();
            }
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= (byte) (0x5A + i * 31);
            }
            String[] fields = new String(bytes, StandardCharsets.UTF_8).split("\\|", 8);
            return new DeltaState(
                    fields[0],
                    Long.parseLong(fields[1]),
                    cursor(fields[2]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[4]),
                    Long.parseLong(fields[5]),
                    Integer.parseInt(fields[6]),
                    fields[7]);
        } catch (RuntimeException e) {
            throw malformed();
        }
    }

    private static @Nullable Cursor cursor(String text) {
        if (text.equals("-")) {
            return null;
        }
        String[] parts = text.split("\\.");
        return new Cursor(
                Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1])), Long.parseLong(parts[2]));
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static Problem malformed() {
        return Problem.bad("ErrorInvalidUrlQuery", "The delta token is badly formed.");
    }
}
