package app.tandem.sandbox.graph.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened in one collection, in order; old entries fall out of it, and tokens that need them with them. */
public final class ChangeLog {

    private static final int KEPT = 100_000;

    /** What happened. */
    public enum Kind {
        CREATED,
        UPDATED,
        REMOVED
    }

    /** One happening: the item's number, and the number of its stay at that time. */
    public record Entry(Kind kind, long item, long stay) {}

    private List<Entry> entries = new ArrayList<>();
    private long first;

    /** The position behind the last entry. */
    public long end() {
        return first + entries.size();
    }

    /** The entries from one position to another; empty when some of them are no longer kept. */
    public Optional<List<Entry>> between(long from, long to) {
        if (from < first || to > end() || from > to) {
            return Optional.empty();
        }
        return Optional.of(entries.subList((int) (from - first), (int) (to - first)));
    }

    void add(Kind kind, long item, long stay) {
        entries.add(new Entry(kind, item, stay));
        if (entries.size() > KEPT) {
            int dropped = KEPT / 2;
            entries = new ArrayList<>(entries.subList(dropped, entries.size()));
            first += dropped;
        }
    }
}
