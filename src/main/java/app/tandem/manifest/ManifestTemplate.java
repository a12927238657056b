package app.tandem.manifest;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A manifest with place-holders <code>${name}</code>. Whatever is filled in is text: it can never become markup. */
record ManifestTemplate(String text) {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z0-9:-]+)}");

    /**
     * The manifest with every place-holder filled.
     *
     * @param values gives the value of a name; throws {@link IllegalArgumentException} for a name it does not know
     */
    String fill(UnaryOperator<String> values) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(escaped(values.apply(place.group(1)))));
    }

    /** Safe in text and in attributes; what XML 1.0 cannot hold becomes the replacement character. */
    static String escaped(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + 16);
        value.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&apos;");
                // As references, because a parser would make blanks of them in an attribute.
                case '\t', '\n', '\r' -> escaped.append("&#").append(point).append(';');
                default -> escaped.appendCodePoint(legal(point) ? point : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean legal(int point) {
        return point >= 0x20 && point <= 0xD7FF || point >= 0xE000 && point <= 0xFFFD || point >= 0x10000;
    }
}
