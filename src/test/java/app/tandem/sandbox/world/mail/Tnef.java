package app.tandem.sandbox.world.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A winmail.dat: the form in which Exchange wraps attachments for readers it takes for Outlook. */
final class Tnef {

    private static final int SIGNATURE = 0x223e9f78;
    private static final int LEVEL_MESSAGE = 1;
    private static final int LEVEL_ATTACHMENT = 2;

    private Tnef() {}

    /** One attachment, wrapped. */
    static byte[] wrap(String fileName, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        number(out, SIGNATURE, 4);
        number(out, 1, 2);
        attribute(out, LEVEL_MESSAGE, 0x00089006, littleEndian(0x00010000, 4));
        attribute(out, LEVEL_MESSAGE, 0x00069007, littleEndian(1252, 8));
        attribute(out, LEVEL_MESSAGE, 0x00078008, ascii("IPM.Microsoft Mail.Note"));
        attribute(out, LEVEL_ATTACHMENT, 0x00069002, new byte[14]);
        attribute(out, LEVEL_ATTACHMENT, 0x00018010, ascii(fileName));
        attribute(out, LEVEL_ATTACHMENT, 0x0006800f, content);
        return out.toByteArray();
    }

    private static void attribute(ByteArrayOutputStream out, int level, int id, byte[] data) {
        out.write(level);
        number(out, id, 4);
        number(out, data.length, 4);
        out.writeBytes(data);
        int sum = 0;
        for (byte b : data) {
            sum += b & 0xff;
        }
        number(out, sum & 0xffff, 2);
    }

    private static byte[] ascii(String text) {
        return (text + '\0').getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] littleEndian(long value, int bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        number(out, value, bytes);
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> 8 * i));
        }
    }
}
