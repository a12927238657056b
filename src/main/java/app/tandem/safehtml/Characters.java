package app.tandem.safehtml;

/** Characters that XML 1.0 can carry, and nothing that only confuses a reader. */
public final class Characters {

    private static final int REPLACEMENT = 0xFFFD;

    private Characters() {}

    /**
     * Text in lines ended by {@code \n}: control characters and non-characters go, a lone surrogate becomes U+FFFD,
     * invisible characters go unless letters are joined by them.
     */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (c == '\r') {
                c = next < text.length() && text.charAt(next) == '\n' ? 0 : '\n';
            }
            if (c == 0x2028 || c == 0x2029 || c == 0x0B || c == 0x0C) {
                c = '\n';
            }
            if (isJoiner(c)) {
                c = joins(text, i, next) ? c : 0;
            }
            append(clean, c);
            i = next;
        }
        return clean.toString();
    }

    /** The same on one line: what ends a line or is a tab becomes a blank; surrounding blanks go. */
    public static String line(String text) {
        return clean(text)
                .replace('\n', ' ')
                .replace('\t', ' ')
                .replace('\u0085', ' ')
                .strip();
    }

    private static void append(StringBuilder clean, int c) {
        if (c >= 0xD800 && c <= 0xDFFF) {
            clean.appendCodePoint(REPLACEMENT);
        } else if (isKept(c)) {
            clean.appendCodePoint(c);
        }
    }

    private static boolean isKept(int c) {
        if (c < 0x20) {
            return c == '\t' || c == '\n';
        }
        return (c < 0x7F || c > 0x9F) && (c & 0xFFFE) != 0xFFFE && !isInvisible(c);
    }

    /** Zero-width space, word joiner, byte order mark, soft hyphen, grapheme joiner, and what overrides the reading direction. */
    private static boolean isInvisible(int c) {
        return switch (c) {
            case 0x200B, 0x2060, 0xFEFF, 0x00AD, 0x034F, 0x180E, 0x202D, 0x202E -> true;
            default -> false;
        };
    }

    private static boolean isJoiner(int c) {
        return c == 0x200C || c == 0x200D;
    }

    private static boolean joins(String text, int at, int next) {
        return at > 0
                && next < text.length()
                && isJoinable(text.codePointBefore(at))
                && isJoinable(text.codePointAt(next));
    }

    private static boolean isJoinable(int c) {
        return c > 0xA0 && !Character.isWhitespace(c) && !Character.isSpaceChar(c) && !isJoiner(c);
    }
}
