package app.tandem.sandbox.graph.mime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Header bytes as text: UTF-8 where they are that; any other byte above 127 becomes a lone low surrogate, U+DC80 to
 * U+DCFF, so that an encoded word around it can still read it in its own charset.
 */
final class RawText {

    private static final int ESCAPED = 0xDC00;

    private RawText() {}

    /** Text of header bytes. */
    static String read(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            StringBuilder text = new StringBuilder();
            for (byte b : bytes) {
                text.append((char) (b >= 0 ? b : ESCAPED + (b & 0xFF)));
            }
            return text.toString();
        }
    }

    /** The bytes of text, escaped ones as they were. */
    static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.chars().forEach(c -> {
            if (isEscaped((char) c)) {
                bytes.write(c - ESCAPED);
            } else {
                bytes.writeBytes(String.valueOf((char) c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    /** Text in which bytes that nobody could read are U+FFFD; those that together are UTF-8 are read. */
    static String clean(String text) {
        if (text.chars().noneMatch(c -> isEscaped((char) c))) {
            return text;
        }
        return new String(bytes(text), StandardCharsets.UTF_8);
    }

    private static boolean isEscaped(char c) {
        return c >= 0xDC80 && c <= 0xDCFF;
    }
}
