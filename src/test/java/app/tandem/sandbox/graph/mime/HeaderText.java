package app.tandem.sandbox.graph.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Encoded words (RFC 2047) to text. */
public final class HeaderText {

    private static final Pattern WORD = Pattern.compile("=\\?([^?*\\s]+)(?:\\*[^?\\s]*)?\\?([bBqQ])\\?([^?]*)\\?=");

    private HeaderText() {}

    /** The text with encoded words decoded; bytes of neighbours in one charset are put together before decoding. */
    public static String decode(String text) {
        if (!text.contains("=?")) {
            return RawText.clean(text);
        }
        StringBuilder decoded = new StringBuilder();
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        String charset = "";
        int end = 0;
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            String between = text.substring(end, word.start());
            String name = word.group(1).toLowerCase(Locale.ROOT);
            boolean neighbours = end > 0 && between.isBlank();
            if (!neighbours || !name.equals(charset)) {
                decoded.append(Charsets.decode(run.toByteArray(), charset));
                run.reset();
                decoded.append(neighbours ? "" : between);
            }
            charset = name;
            run.writeBytes(bytes(word.group(2), word.group(3)));
            end = word.end();
        }
        decoded.append(Charsets.decode(run.toByteArray(), charset));
        return RawText.clean(decoded.append(text.substring(end)).toString());
    }

    private static byte[] bytes(String encoding, String text) {
        if (encoding.equalsIgnoreCase("b")) {
            return base64(text);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '=' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.writeBytes(RawText.bytes(String.valueOf(c == '_' ? ' ' : c)));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] base64(String text) {
        String clean = text.replaceAll("[^A-Za-z0-9+/]", "");
        try {
            return Base64.getDecoder().decode(clean.length() % 4 == 1 ? clean.substring(0, clean.length() - 1) : clean);
        } catch (IllegalArgumentException e) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
