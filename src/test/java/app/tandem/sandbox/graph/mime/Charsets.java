package app.tandem.sandbox.graph.mime;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bytes to text, whatever charset is claimed; never fails. */
final class Charsets {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private Charsets() {}

    /** Text in the named charset; what is not valid in it becomes U+FFFD. */
    static String decode(byte[] bytes, @Nullable String name) {
        String charset = name == null ? "us-ascii" : name.strip().toLowerCase(Locale.ROOT);
        if (charset.equals("utf-7") || charset.equals("unicode-1-1-utf-7")) {
            return utf7(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        return new String(bytes, find(charset));
    }

    private static Charset find(String name) {
        try {
            return switch (name) {
                case "us-ascii", "ascii", "ansi_x3.4-1968", "" -> StandardCharsets.UTF_8;
                // Browsers and Exchange read Latin-1 as its superset.
                case "iso-8859-1", "latin1" -> WINDOWS_1252;
                case "gb2312", "gbk" -> Charset.forName("GB18030");
                case "ks_c_5601-1987" -> Charset.forName("x-windows-949");
                default -> Charset.forName(name);
            };
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return WINDOWS_1252;
        }
    }

    /** RFC 2152: runs of base64 between + and -. */
    private static String utf7(String text) {
        StringBuilder decoded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '+') {
                decoded.append(c);
                continue;
            }
            int end = i + 1;
            while (end < text.length() && isBase64(text.charAt(end))) {
                end++;
            }
            decoded.append(end == i + 1 ? "+" : shifted(text.substring(i + 1, end)));
            i = end < text.length() && text.charAt(end) == '-' ? end : end - 1;
        }
        return decoded.toString();
    }

    private static String shifted(String run) {
        try {
            byte[] bytes = Base64.getDecoder().decode(run);
            return new String(bytes, 0, bytes.length & ~1, StandardCharsets.UTF_16BE);
        } catch (IllegalArgumentException e) {
            return "\uFFFD";
        }
    }

    private static boolean isBase64(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/');
    }
}
