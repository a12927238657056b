package app.tandem.safehtml;

import org.jspecify.annotations.Nullable;

/** Collects words into lines: blanks collapse, line breaks are owed until a word needs them. */
final class TextLines {

    private static final int DEEPEST = 8;
    private static final int MOST_BREAKS = 20;

    private final StringBuilder out = new StringBuilder();
    private int line;
    private int owed;
    private boolean blank;
    private boolean emptyParagraph;
    private boolean separated;
    private boolean cellBegins;
    private int quotes;
    private int quotesBefore;
    private int indent;
    private @Nullable String marker;

    int length() {
        return out.length();
    }

    /** The number of the current line. */
    int line() {
        return line;
    }

    /** Whether the current line has begun and does not end here. */
    boolean isInLine() {
        return !out.isEmpty() && owed == 0;
    }

    String since(int start) {
        return out.substring(Math.min(start, out.length()));
    }

    String result() {
        return out.toString().strip();
    }

    /** Text whose blanks and line ends mean nothing. */
    void flow(String text) {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean space = i == text.length() || isBlank(text.charAt(i));
            if (!space && start < 0) {
                start = i;
            } else if (space && start >= 0) {
                word(text.substring(start, i));
                start = -1;
            }
            if (space && i < text.length()) {
                blank = true;
                emptyParagraph |= text.charAt(i) == '\u00A0';
            }
        }
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private void word(String word) {
        boolean fresh = start();
        if (blank && !fresh) {
            out.append(' ');
        }
        out.append(word);
        blank = false;
        emptyParagraph = false;
    }

    /** Text whose blanks and line ends mean what they are. */
    void preformatted(String text) {
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            verbatim(text.substring(start, end));
            owed = Math.min(owed + 1, MOST_BREAKS);
            start = end + 1;
        }
        verbatim(text.substring(start));
    }

    private void verbatim(String text) {
        if (!text.isEmpty()) {
            start();
            blank = false;
            out.append(text.replace('\u00A0', ' '));
        }
    }

    /** Writes what is owed before a word; tells whether the word is the first of its line. */
    private boolean start() {
        boolean fresh = out.isEmpty();
        if (separated && !fresh) {
            trim();
            out.append(" | ");
            owed = 0;
            blank = false;
            fresh = true;
        } else if (owed > 0 && !fresh) {
            trim();
            String between = "> "
                    .repeat(Math.min(Math.min(quotes, quotesBefore), DEEPEST))
                    .stripTrailing();
            for (; owed > 0; owed--) {
                out.append('\n').append(owed > 1 ? between : "");
                line++;
            }
            prefix();
            fresh = true;
        } else if (fresh) {
            prefix();
        } else if (marker != null) {
            out.append(' ').append(marker);
            marker = null;
            fresh = true;
        }
        quotesBefore = quotes;
        separated = false;
        cellBegins = false;
        owed = 0;
        return fresh;
    }

    private void prefix() {
        out.append("> ".repeat(Math.min(quotes, DEEPEST)));
        if (indent > 0) {
            out.append("  ".repeat(Math.min(indent, DEEPEST) - 1));
            out.append(marker != null ? marker : "  ");
        }
        marker = null;
    }

    private void trim() {
        int end = out.length();
        while (end > 0 && (out.charAt(end - 1) == ' ' || out.charAt(end - 1) == '\t')) {
            end--;
        }
        out.setLength(end);
    }

    /** A line break. */
    void newLine() {
        if (marker == null) {
            owed = Math.min(owed + 1, Math.max(owed, 2));
        }
        blank = false;
    }

    /** The edge of a block; a paragraph of nothing but a non-breaking space is an empty line. */
    void block(int breaks) {
        if (marker == null) {
            int most = emptyParagraph && owed > 0 ? 2 : cellBegins ? Math.min(breaks, 1) : breaks;
            owed = Math.max(owed, most);
        }
        emptyParagraph = false;
        blank = false;
    }

    void quote(int change) {
        quotes += change;
    }

    void indent(int depth) {
        indent = depth;
    }

    void marker(String sign) {
        marker = sign;
    }

    /** An item ends; its sign is not shown if it was empty. */
    void noMarker() {
        marker = null;
    }

    /** The next word stands in a further cell of the same row. */
    void separate() {
        separated = true;
    }

    /** A cell begins: its first paragraph leaves no line empty. */
    void cell() {
        cellBegins = true;
    }

    /** A cell ends: its last paragraph leaves no line empty. */
    void endCell() {
        cellBegins = false;
        owed = Math.min(owed, 1);
    }

    void endRow() {
        separated = false;
    }
}
