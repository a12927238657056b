package app.tandem.mailbox.graph;

import java.io.IOException;
import java.io.Reader;

/**
 * JSON whose long strings are shortened while it arrives, so that a body of many megabytes never lies in memory. What goes
 * first is data inside a URL (a picture in the markup), then whatever follows {@link #KEPT} characters.
 */
final class ShortStrings extends Reader {

    /** Characters of a string that are handed on: more than anybody stores of a text, style sheets and all. */
    static final int KEPT = 4_000_000;

    /** Characters of one data URL that are handed on. */
    private static final int DATA = 64 * 1024;

    private static final String SCHEME = "data:";
    private static final String OPENS = "\"'=(";
    private static final String CLOSES = "\"'>) ";

    private final Reader in;
    private final int longest;
    private long left;

    private final char[] raw = new char[8 * 1024];
    private int at;
    private int end;

    private final StringBuilder unit = new StringBuilder(6);
    private int sent;
    private boolean inString;
    private int length;
    private int kept;
    /** How far {@link #SCHEME} was met: -1 nowhere near, its length and more inside the data. */
    private int data = -1;

    /**
     * @param longest a string beyond it is handed on with one character more than {@link #KEPT}
     * @param most characters handed on in all; more end with {@link BoundedStream.TooLarge}
     */
    ShortStrings(Reader in, int longest, long most) {
        this.in = in;
        this.longest = longest;
        this.left = most;
    }

    /** Whether a string that was handed on was longer than the longest. */
    static boolean tooLong(String handedOn) {
        return handedOn.length() > KEPT;
    }

    @Override
    public int read(char[] target, int offset, int wanted) throws IOException {
        int done = 0;
        while (done < wanted && (sent < unit.length() || next())) {
            target[offset + done++] = unit.charAt(sent++);
        }
        return done == 0 && wanted > 0 ? -1 : done;
    }

    /** Takes the next character that is handed on; an escape is one. */
    private boolean next() throws IOException {
        do {
            unit.setLength(0);
            sent = 0;
            if (!take()) {
                return false;
            }
        } while (inString ? !isKept() : startsNothing());
        if (--left < 0) {
            throw new BoundedStream.TooLarge();
        }
        return true;
    }

    private boolean startsNothing() {
        if (unit.charAt(0) == '"') {
            inString = true;
            length = 0;
            kept = 0;
            data = -1;
        }
        return false;
    }

    private boolean isKept() {
        char c = unit.charAt(0);
        if (c == '"') {
            inString = false;
            return true;
        }
        length++;
        follow(c == '\\' ? unescaped() : c);
        boolean wanted = data < SCHEME.length() + DATA && kept < KEPT || length == longest + 1;
        if (wanted) {
            kept++;
        }
        return wanted;
    }

    private void follow(char c) {
        if (data >= SCHEME.length()) {
            data = c < ' ' || CLOSES.indexOf(c) >= 0 ? -1 : Math.min(data + 1, Integer.MAX_VALUE - 1);
        } else if (data >= 0 && Character.toLowerCase(c) == SCHEME.charAt(data)) {
            data++;
        } else {
            data = -1;
        }
        if (data < 0 && OPENS.indexOf(c) >= 0) {
            data = 0;
        }
    }

    private char unescaped() {
        char c = unit.length() > 1 ? unit.charAt(1) : 0;
        return switch (c) {
            case 'n', 'r', 't', 'b', 'f' -> '\n';
            case 'u' -> unicode();
            default -> c;
        };
    }

    private char unicode() {
        try {
            return (char) Integer.parseInt(unit, 2, unit.length(), 16);
        } catch (NumberFormatException e) {
            return '?';
        }
    }

    /** Takes one character of the source, with what belongs to it when it is an escape. */
    private boolean take() throws IOException {
        if (!takeRaw()) {
            return false;
        }
        if (inString && unit.charAt(0) == '\\' && takeRaw() && unit.charAt(1) == 'u') {
            for (int i = 0; i < 4; i++) {
                takeRaw();
            }
        }
        return true;
    }

    private boolean takeRaw() throws IOException {
        if (at == end) {
            at = 0;
            end = in.read(raw, 0, raw.length);
            if (end <= 0) {
                end = 0;
                return false;
            }
        }
        unit.append(raw[at++]);
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
