package app.tandem.safehtml.history;

import app.tandem.safehtml.history.Beginnings.Beginning;
import app.tandem.safehtml.history.Beginnings.Kind;
import java.util.BitSet;
import java.util.List;

/**
 * Finds the lines of a message that are quoted history or a signature (sync E-19; pane U-183). In doubt a line is the
 * writer's own: too much kept is a nuisance, a word lost is a loss. Each line is looked at a bounded number of times.
 *
 * @see "docs/decisions/030-quoted-history.md"
 */
public final class History {

    /** Lines of a signature below its delimiter. */
    private static final int MOST_SIGNATURE = 15;

    /** Lines that a device and its owner add. */
    private static final int MOST_ADDED = 40;

    private final List<Line> lines;
    private final Beginnings beginnings;
    private final BitSet gone = new BitSet();
    private boolean own;
    private int attributed = Integer.MAX_VALUE;

    private History(List<Line> lines) {
        this.lines = lines;
        this.beginnings = new Beginnings(lines);
    }

    /** The lines to leave out, by their index; none where nothing would be left. */
    public static BitSet in(List<Line> lines) {
        History history = new History(lines);
        history.quotes();
        if (!history.isAnythingLeft()) {
            return new BitSet();
        }
        BitSet quotes = (BitSet) history.gone.clone();
        history.signatures();
        BitSet gone = history.isAnythingLeft() ? history.gone : quotes;
        return gone.isEmpty() ? gone : history.withBlankEnd(gone);
    }

    private BitSet withBlankEnd(BitSet gone) {
        int end = gone.previousClearBit(lines.size() - 1);
        while (end >= 0 && lines.get(end).isBlank()) {
            gone.set(end);
            end = gone.previousClearBit(end);
        }
        return gone;
    }

    private boolean isAnythingLeft() {
        for (int i = gone.nextClearBit(0); i < lines.size(); i = gone.nextClearBit(i + 1)) {
            if (!lines.get(i).isBlank()) {
                return true;
            }
        }
        return false;
    }

    private void quotes() {
        int i = 0;
        while (i < lines.size()) {
            Line line = lines.get(i);
            if (line.sign() == Line.Sign.QUOTED || line.depth() > attributed) {
                gone.set(i++);
            } else if (line.isBlank()) {
                gone.set(i, i > 0 && gone.get(i - 1));
                i++;
            } else {
                i = judge(i, line);
            }
        }
    }

    /** The next line to look at. */
    private int judge(int index, Line line) {
        Beginning beginning = beginnings.at(index).orElse(null);
        if (beginning == null) {
            own |= !Words.isRule(line.text());
            return index + 1;
        }
        int after = index + beginning.lines();
        if (line.depth() > 0) {
            return leaveOut(index, endOfRun(after, line.depth()));
        }
        if (beginnings.isDeeper(after, 0)) {
            attributed = 0;
            return leaveOut(index, after);
        }
        if (own) {
            return leaveOut(index, lines.size());
        }
        // Nothing of the writer's own stands above: below the attribution they wrote, or they passed a message on.
        return beginning.kind() == Kind.HEAD ? lines.size() : leaveOut(index, after);
    }

    private int leaveOut(int from, int to) {
        int begin = from;
        for (int i = from - 1; i >= 0 && !gone.get(i); i--) {
            String above = lines.get(i).text();
            if (Words.isRule(above)) {
                begin = i;
            } else if (!above.isBlank()) {
                break;
            }
        }
        gone.set(begin, to);
        return to;
    }

    private int endOfRun(int from, int depth) {
        int end = from;
        for (int i = from; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.depth() >= depth) {
                end = i + 1;
            } else if (!line.isBlank()) {
                break;
            }
        }
        return end;
    }

    private void signatures() {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).sign() == Line.Sign.SIGNATURE) {
                gone.set(i);
            }
        }
        devices();
        delimited();
        devices();
    }

    private void devices() {
        int added = 0;
        for (int i = gone.previousClearBit(lines.size() - 1);
                i >= 0 && added < MOST_ADDED;
                i = gone.previousClearBit(i - 1)) {
            Line line = lines.get(i);
            if (!line.isBlank()) {
                if (line.depth() > 0 || !Words.isDevice(line.text())) {
                    return;
                }
                gone.set(i);
                added++;
            }
        }
    }

    private void delimited() {
        int said = 0;
        for (int i = gone.previousClearBit(lines.size() - 1);
                i >= 0 && said <= MOST_SIGNATURE;
                i = gone.previousClearBit(i - 1)) {
            Line line = lines.get(i);
            if (line.depth() == 0 && Words.isDelimiter(line.text())) {
                gone.set(i, lines.size());
                return;
            }
            said += line.isBlank() ? 0 : 1;
        }
    }
}
