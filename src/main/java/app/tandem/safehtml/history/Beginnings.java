package app.tandem.safehtml.history;

import app.tandem.safehtml.history.Words.Head;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds where a mail program begins to quote. */
final class Beginnings {

    /** What begins. */
    enum Kind {
        /** "Then and then somebody wrote:". */
        ATTRIBUTION,
        /** Something like it, credible only above quoted lines. */
        DOUBTFUL,
        /** The head of an earlier message, or a title over one. */
        HEAD
    }

    /** @param lines how many it takes */
    record Beginning(Kind kind, int lines) {}

    /** An attribution may be broken into so many lines, blank ones included. */
    private static final int MOST_ATTRIBUTION = 6;

    private static final int LONGEST_ATTRIBUTION = 250;
    private static final int MOST_HEAD = 14;
    private static final int MOST_CONTINUED = 2;
    private static final int LONGEST_LABEL = 24;
    private static final int MOST_LABELS = 8;

    private final List<Line> lines;

    Beginnings(List<Line> lines) {
        this.lines = lines;
    }

    /** What begins at that line, which is not blank. */
    Optional<Beginning> at(int index) {
        Line line = lines.get(index);
        if (line.sign() == Line.Sign.BEGINS
                || Words.isTitle(line.text())
                || isAnnounced(index)
                || isHead(index, line)) {
            return Optional.of(new Beginning(Kind.HEAD, 1));
        }
        return Words.isRuledAttribution(line.text())
                ? Optional.of(new Beginning(Kind.ATTRIBUTION, 1))
                : attribution(index, Words.framed(line.text()), line.depth());
    }

    private boolean isAnnounced(int index) {
        if (!Words.isAnnouncement(lines.get(index).text())) {
            return false;
        }
        int next = index + 1;
        while (next < lines.size()
                && next < index + MOST_CONTINUED + 1
                && lines.get(next).isBlank()) {
            next++;
        }
        return next < lines.size() && isHead(next, lines.get(next));
    }

    /** In one line, or broken into several: then its beginning has a date, and blank lines stand between only after a time too. */
    private Optional<Beginning> attribution(int index, String first, int depth) {
        if (first.isEmpty() || first.length() > LONGEST_ATTRIBUTION) {
            return Optional.empty();
        }
        if (Words.isAttribution(first, true)) {
            return Optional.of(new Beginning(Kind.ATTRIBUTION, 1));
        }
        if (Words.mayBeAttribution(first) && isDeeper(index + 1, depth)) {
            return Optional.of(new Beginning(Kind.DOUBTFUL, 1));
        }
        return Words.mayContinue(first) ? continued(index, first, depth) : Optional.empty();
    }

    private Optional<Beginning> continued(int index, String first, int depth) {
        boolean spread = Words.TIME.matcher(first).find();
        StringBuilder joined = new StringBuilder(first);
        for (int i = index + 1; i < lines.size() && i < index + MOST_ATTRIBUTION; i++) {
            Line line = lines.get(i);
            if (line.isBlank() && spread) {
                continue;
            }
            if (line.isBlank() || Words.mayContinue(Words.framed(line.text()))) {
                return Optional.empty();
            }
            joined.append(' ')
                    .append(">".repeat(Math.min(3, Math.max(0, line.depth() - depth))))
                    .append(line.text().strip());
            String text = Words.framed(joined.toString());
            if (text.length() > LONGEST_ATTRIBUTION) {
                return Optional.empty();
            }
            if (Words.isAttribution(text, false)) {
                return Optional.of(new Beginning(Kind.ATTRIBUTION, i - index + 1));
            }
            if (Words.mayBeAttribution(text) && isDeeper(i + 1, depth)) {
                return Optional.of(new Beginning(Kind.DOUBTFUL, i - index + 1));
            }
        }
        return Optional.empty();
    }

    /** Whether the next line that says something is quoted deeper than that. */
    boolean isDeeper(int index, int depth) {
        for (int i = index; i < lines.size() && i < index + MOST_ATTRIBUTION; i++) {
            Line line = lines.get(i);
            if (!line.isBlank()) {
                return line.depth() > depth || line.sign() == Line.Sign.QUOTED;
            }
            if (line.depth() > depth) {
                return true;
            }
        }
        return false;
    }

    private boolean isHead(int index, Line first) {
        if (label(first.text()) == null) {
            return false;
        }
        Set<Head> seen = EnumSet.noneOf(Head.class);
        boolean addressed = false;
        int continued = 0;
        for (int i = index; i < lines.size() && i < index + MOST_HEAD && continued <= MOST_CONTINUED; i++) {
            Line line = lines.get(i);
            if (line.depth() != first.depth()) {
                break;
            }
            boolean labelled = collect(line.text(), seen);
            continued = labelled ? 0 : continued + 1;
            addressed |= Words.ADDRESS.matcher(line.text()).find();
        }
        return isComplete(seen, addressed);
    }

    /** Travel plans have "from", "to" and "date" too. */
    private static boolean isComplete(Set<Head> seen, boolean addressed) {
        if (!seen.contains(Head.FROM)) {
            return false;
        }
        boolean dated = seen.contains(Head.SENT) || seen.contains(Head.DATE);
        return dated && seen.contains(Head.SUBJECT)
                || seen.contains(Head.SENT) && seen.contains(Head.TO)
                || addressed && (dated || seen.contains(Head.SUBJECT));
    }

    /** The labels of a line: the one it begins with, and those of further lines that were joined to it. */
    private static boolean collect(String text, Set<Head> seen) {
        Head first = label(text);
        if (first == null) {
            return false;
        }
        seen.add(first);
        int colon = text.indexOf(':');
        for (int n = 0; n < MOST_LABELS && colon >= 0; n++) {
            int blank = Math.max(text.lastIndexOf(' ', colon - 1), text.lastIndexOf('\n', colon - 1));
            Head further = colon - blank > LONGEST_LABEL ? null : Words.head(text.substring(blank + 1, colon));
            if (further != null) {
                seen.add(further);
            }
            colon = text.indexOf(':', colon + 1);
        }
        return true;
    }

    private static @Nullable Head label(String text) {
        int colon = text.indexOf(':');
        int wide = text.indexOf('：');
        int end = colon < 0 ? wide : wide < 0 ? colon : Math.min(colon, wide);
        return end < 0 || end > LONGEST_LABEL ? null : Words.head(text.substring(0, end));
    }
}
