package app.tandem.sandbox.graph.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A structured field such as Content-Type: a value and parameters, those of RFC 2231 put together and decoded. */
record FieldValue(String value, Map<String, String> parameters) {

    static FieldValue of(String field) {
        List<String> pieces = pieces(field);
        Map<String, String> plain = new LinkedHashMap<>();
        for (String piece : pieces.subList(1, pieces.size())) {
            int equals = piece.indexOf('=');
            if (equals > 0) {
                String name = piece.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                plain.putIfAbsent(name, unquote(piece.substring(equals + 1).strip()));
            }
        }
        return new FieldValue(pieces.getFirst().strip(), joined(plain));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Splits at semicolons that are not quoted. */
    private static List<String> pieces(String field) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (quoted && c == '\\' && i + 1 < field.length()) {
                piece.append(c).append(field.charAt(++i));
                continue;
            }
            quoted ^= c == '"';
            if (c == ';' && !quoted) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(c);
            }
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static String unquote(String text) {
        if (!text.startsWith("\"")) {
            return text;
        }
        StringBuilder bare = new StringBuilder();
        for (int i = 1; i < text.length() && text.charAt(i) != '"'; i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            bare.append(text.charAt(i));
        }
        return bare.toString();
    }

    private static Map<String, String> joined(Map<String, String> plain) {
        Map<String, String> joined = new LinkedHashMap<>();
        plain.forEach((name, value) -> {
            if (!name.contains("*")) {
                joined.put(name, value);
            }
        });
        for (String name : plain.keySet()) {
            int star = name.indexOf('*');
            if (star > 0) {
                String base = name.substring(0, star);
                joined.computeIfAbsent(base, k -> continued(base, plain));
            }
        }
        return joined;
    }

    private static String continued(String base, Map<String, String> plain) {
        String whole = plain.get(base + "*");
        if (whole != null) {
            return extended(whole, null);
        }
        StringBuilder text = new StringBuilder();
        String charset = null;
        for (int i = 0; ; i++) {
            String literal = plain.get(base + "*" + i);
            String encoded = plain.get(base + "*" + i + "*");
            if (encoded != null) {
                charset = i == 0 ? charsetOf(encoded) : charset;
                text.append(extended(encoded, i == 0 ? null : charset));
            } else if (literal != null) {
                text.append(literal);
            } else {
                return text.toString();
            }
        }
    }

    private static String charsetOf(String extended) {
        int quote = extended.indexOf('\'');
        return quote < 0 ? "us-ascii" : extended.substring(0, quote);
    }

    /** Text of the form {@code charset'language'percent-encoded}, or its continuation in a charset known before. */
    private static String extended(String text, @org.jspecify.annotations.Nullable String charset) {
        String encoded = text;
        String name = charset;
        if (name == null) {
            name = charsetOf(text);
            int second = text.indexOf('\'', text.indexOf('\'') + 1);
            encoded = second < 0 ? text : text.substring(second + 1);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            int code = c == '%' && i + 2 < encoded.length() ? hex(encoded, i + 1) : -1;
            if (code >= 0) {
                bytes.write(code);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return Charsets.decode(bytes.toByteArray(), name);
    }

    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
