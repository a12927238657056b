package app.tandem.sandbox.world.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** The encodings of mail: base64, quoted-printable, encoded words (RFC 2047) and extended parameters (RFC 2231). */
final class Encodings {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII));
    private static final int QP_LINE = 75;

    private Encodings() {}

    static boolean ascii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    static String base64(byte[] bytes) {
        return LINES.encodeToString(bytes);
    }

    /** Quoted-printable text; line ends stay line ends. */
    static String quotedPrintable(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xff;
            if (b == '\r') {
                continue;
            }
            if (b == '\n') {
                out.append("\r\n");
                column = 0;
                continue;
            }
            boolean lineEnds = i + 1 >= bytes.length || bytes[i + 1] == '\r' || bytes[i + 1] == '\n';
            boolean plain = b > 32 && b < 127 && b != '=' || b == ' ' && !lineEnds;
            String written = plain ? String.valueOf((char) b) : String.format("=%02X", b);
            if (column + written.length() > QP_LINE) {
                out.append("=\r\n");
                column = 0;
            }
            out.append(written);
            column += written.length();
        }
        return out.toString();
    }

    /** The text as encoded words, none cutting a character in two; plain where it is plain. */
    static String words(String text, Charset charset, boolean base64) {
        if (ascii(text) && !text.contains("=?")) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        StringBuilder piece = new StringBuilder();
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            piece.appendCodePoint(points[i]);
            boolean last = i + 1 == points.length;
            if (last || piece.toString().getBytes(charset).length >= (base64 ? 33 : 15)) {
                out.append(out.isEmpty() ? "" : " ").append(word(piece.toString(), charset, base64));
                piece.setLength(0);
            }
        }
        return out.toString();
    }

    /** A parameter in extended notation: {@code filename*=utf-8''na%C3%AFve.txt}. */
    static String extended(String name, String value) {
        StringBuilder out = new StringBuilder(name).append("*=utf-8''");
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
            out.append(plain ? String.valueOf((char) c) : String.format("%%%02X", c));
        }
        return out.toString();
    }

    /** A long parameter in numbered pieces, as RFC 2231 allows. */
    static String continued(String name, String value) {
        String whole = extended(name, value);
        String encoded = whole.substring(whole.indexOf("''") + 2);
        StringBuilder out = new StringBuilder();
        int piece = 0;
        for (int from = 0; from < encoded.length(); piece++) {
            int to = Math.min(encoded.length(), from + 40);
            out.append(piece == 0 ? "" : ";\r\n ")
                    .append(name)
                    .append('*')
                    .append(piece)
                    .append("*=")
                    .append(piece == 0 ? "utf-8''" : "");
            to = wholeEscape(encoded, to);
            out.append(encoded, from, to);
            from = to;
        }
        return out.toString();
    }

    private static int wholeEscape(String encoded, int end) {
        int to = end;
        while (to < encoded.length() && (encoded.charAt(to - 1) == '%' || encoded.charAt(to - 2) == '%')) {
            to++;
        }
        return to;
    }

    private static String word(String text, Charset charset, boolean base64) {
        byte[] bytes = text.getBytes(charset);
        String name = charset.name().toLowerCase(Locale.ROOT);
        if (base64) {
            return "=?" + name + "?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
        }
        StringBuilder encoded = new StringBuilder();
        for (byte b : bytes) {
            int c = b & 0xff;
            boolean plain = c < 128 && Character.isLetterOrDigit(c);
            encoded.append(c == ' ' ? "_" : plain ? String.valueOf((char) c) : String.format("=%02X", c));
        }
        return "=?" + name + "?Q?" + encoded + "?=";
    }
}
