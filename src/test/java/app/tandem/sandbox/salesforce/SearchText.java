package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What stands between the braces of a SOSL search: words, phrases in quotes, AND, OR, AND NOT and brackets, {@code *} and
 * {@code ?} in words. Reserved characters must be escaped.
 */
final class SearchText {

    private static final String RESERVED = "&|!{}[]^~:'+-";
    private static final int SHORTEST = 2;
    private static final String LETTER = "[\\p{L}\\p{N}]";

    private final String text;
    private int at;
    private int letters;

    private SearchText(String text) {
        this.text = text;
    }

    /** Whether a record's text answers the search; {@code text} is as written, escapes and all. */
    static Predicate<String> parse(String text) {
        SearchText parser = new SearchText(text);
        Predicate<String> test = parser.any();
        parser.skipSpace();
        if (parser.at < text.length()) {
            throw parser.malformed();
        }
        if (parser.letters < SHORTEST) {
            throw Refusal.of("MALFORMED_SEARCH", "search term must be longer than one character: " + text);
        }
        return test;
    }

    private Predicate<String> any() {
        Predicate<String> test = all();
        while (word("OR")) {
            test = test.or(all());
        }
        return test;
    }

    private Predicate<String> all() {
        Predicate<String> test = one();
        while (true) {
            skipSpace();
            if (word("AND")) {
                test = word("NOT") ? test.and(one().negate()) : test.and(one());
            } else if (at >= text.length() || text.charAt(at) == ')' || peeksAt("OR")) {
                return test;
            } else {
                test = test.and(one());
            }
        }
    }

    private Predicate<String> one() {
        skipSpace();
        if (at >= text.length()) {
            throw malformed();
        }
        if (text.charAt(at) == '(') {
            at++;
            Predicate<String> inner = any();
            skipSpace();
            if (at >= text.length() || text.charAt(at++) != ')') {
                throw malformed();
            }
            return inner;
        }
        return text.charAt(at) == '"' ? phrase() : term();
    }

    private Predicate<String> phrase() {
        StringBuilder words = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            words.append(literal());
        }
        if (at++ >= text.length()) {
            throw malformed();
        }
        return matching(words.toString(), false);
    }

    private Predicate<String> term() {
        StringBuilder word = new StringBuilder();
        int from = at;
        boolean open = false;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && "()\"".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            if (c == '*' || c == '?') {
                if (at == from) {
                    throw malformed();
                }
                // Only the ending is open here; a wildcard in the middle splits nothing the sandbox needs.
                open = true;
                at++;
            } else {
                if (RESERVED.indexOf(c) >= 0) {
                    throw malformed();
                }
                word.append(literal());
            }
        }
        if (at == from) {
            throw malformed();
        }
        return matching(word.toString(), open);
    }

    private char literal() {
        char c = text.charAt(at++);
        if (c == '\\') {
            if (at >= text.length()) {
                throw malformed();
            }
            return text.charAt(at++);
        }
        return c;
    }

    /** The words one after the other, whatever stands between them; the last may go on where it is open. */
    private Predicate<String> matching(String words, boolean open) {
        List<String> parts = new ArrayList<>();
        for (String part : words.split("[^\\p{L}\\p{N}]+")) {
            if (!part.isEmpty()) {
                parts.add(Pattern.quote(part));
                letters += part.length();
            }
        }
        if (parts.isEmpty()) {
            return record -> false;
        }
        String regex =
                "(?<!" + LETTER + ")" + String.join("[^\\p{L}\\p{N}\n]+", parts) + (open ? "" : "(?!" + LETTER + ")");
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .asPredicate();
    }

    private boolean word(String word) {
        skipSpace();
        if (peeksAt(word)) {
            at += word.length();
            return true;
        }
        return false;
    }

    private boolean peeksAt(String word) {
        int end = at + word.length();
        return text.regionMatches(true, at, word, 0, word.length())
                && (end == text.length()
                        || Character.isWhitespace(text.charAt(end))
                        || "(\"".indexOf(text.charAt(end)) >= 0);
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private Refusal malformed() {
        return Refusal.inQuery(
                "MALFORMED_SEARCH",
                "unexpected token in search text",
                text,
                new Soql.Pos(1, Math.min(at + 1, text.length() + 1)));
    }
}
