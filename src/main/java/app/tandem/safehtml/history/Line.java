package app.tandem.safehtml.history;

/**
 * A line as its reader sees it.
 *
 * @param text without the signs of quotation before it; a long one may be cut behind {@value #LONGEST} characters
 * @param depth how often it is quoted
 * @param sign what the markup around it says
 */
public record Line(String text, int depth, Sign sign) {

    /** More of a line is never looked at. */
    public static final int LONGEST = 400;

    private static final int MOST_INDENT = 3;

    /** What markup tells of a line, whatever language the line is in. */
    public enum Sign {
        NONE,
        /** A mail program quotes here. */
        QUOTED,
        /** A mail program put its head of an earlier message here; what follows is that message. */
        BEGINS,
        /** A mail program put the writer's signature here. */
        SIGNATURE
    }

    /** The line that this text is, with signs of quotation before it or without; {@code quotes} quote it already. */
    public static Line of(String whole, int quotes, Sign sign) {
        int at = 0;
        int depth = quotes;
        for (int i = 0; i < whole.length() && i - at <= MOST_INDENT; i++) {
            char c = whole.charAt(i);
            if (c == '>' || c == '|' && depth == 0 && isBar(whole, i)) {
                depth++;
                at = i + 1;
            } else if (c != ' ') {
                break;
            }
        }
        return new Line(whole.substring(at, Math.min(whole.length(), at + LONGEST)), depth, sign);
    }

    /** A bar quotes where a blank follows it. */
    private static boolean isBar(String whole, int at) {
        return at + 1 >= whole.length() || Character.isWhitespace(whole.charAt(at + 1));
    }

    boolean isBlank() {
        return text.isBlank();
    }
}
