package app.tandem.sandbox.graph.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The transfer encoding of mail before MIME. */
final class Uuencode {

    static final Set<String> NAMES = Set.of("x-uuencode", "uuencode", "x-uue", "uue");

    private Uuencode() {}

    /** The bytes between begin and end; what is not uuencoded stays as it is. */
    static byte[] decode(byte[] encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean inside = false;
        for (String line : new String(encoded, StandardCharsets.ISO_8859_1).split("\r?\n")) {
            if (!inside) {
                inside = line.startsWith("begin ");
            } else if (line.equals("end")) {
                return bytes.toByteArray();
            } else if (!line.isEmpty()) {
                line(line, bytes);
            }
        }
        return inside ? bytes.toByteArray() : encoded;
    }

    private static void line(String line, ByteArrayOutputStream into) {
        int length = value(line, 0);
        for (int at = 1; length > 0; at += 4) {
            int bits =
                    value(line, at) << 18 | value(line, at + 1) << 12 | value(line, at + 2) << 6 | value(line, at + 3);
            for (int shift = 16; shift >= 0 && length > 0; shift -= 8, length--) {
                into.write(bits >> shift);
            }
        }
    }

    private static int value(String line, int at) {
        return at < line.length() ? (line.charAt(at) - 32) & 0x3F : 0;
    }
}
