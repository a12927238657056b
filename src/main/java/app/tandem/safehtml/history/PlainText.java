package app.tandem.safehtml.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/** Quoted history in plain text, where each quoted line says so by the sign before it. */
public final class PlainText {

    private static final String LEAD = "On ";

    /** A client wrapped a quoted line, so that the sign of the next one stands behind a link. */
    private static final Pattern WRAPPED_LINK = Pattern.compile("\\s*\\(?https?://[^\\s>]{1,300}\\s>\\s*");

    /** A line with its place in the text, its end included. */
    private record Placed(int from, int to, Line line) {}

    private final String text;
    private final List<Placed> placed = new ArrayList<>();

    private PlainText(String text) {
        this.text = text;
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end + 1;
            int shared = shared(from, to);
            if (shared > from) {
                place(from, shared);
            }
            place(shared, to);
            from = to;
        }
    }

    /** The text without quoted history and signatures; lines end by {@code \n}. */
    public static String without(String text) {
        PlainText plain = new PlainText(text);
        BitSet gone = History.in(plain.placed.stream().map(Placed::line).toList());
        StringBuilder rest = new StringBuilder();
        for (int i = gone.nextClearBit(0); i < plain.placed.size(); i = gone.nextClearBit(i + 1)) {
            rest.append(text, plain.placed.get(i).from(), plain.placed.get(i).to());
        }
        return rest.toString();
    }

    /** Where an attribution begins in the midst of a line that is followed by quoted ones; the line's beginning if none does. */
    private int shared(int from, int to) {
        if (to - from > Line.LONGEST || to >= text.length() || text.charAt(to) != '>') {
            return from;
        }
        int at = text.lastIndexOf(LEAD, to - 1);
        if (at <= from || !Words.isAttribution(text.substring(at, to).strip(), true)) {
            return from;
        }
        int begin = at;
        while (begin > from && (text.charAt(begin - 1) == ' ' || text.charAt(begin - 1) == '-')) {
            begin--;
        }
        return begin == at ? from : begin;
    }

    private void place(int from, int to) {
        Line line = Line.of(text.substring(from, Math.min(to, from + 2 * Line.LONGEST)), 0, Line.Sign.NONE);
        boolean wrapped = line.depth() == 0 && WRAPPED_LINK.matcher(line.text()).matches();
        placed.add(new Placed(from, to, wrapped ? new Line(line.text(), 1, Line.Sign.NONE) : line));
    }
}
