package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.item.ItemChanges;
import app.tandem.item.StoredItem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One side's change feed for one cycle. A listing that began anew counts only when it was read to its end. */
final class Feed {

    /**
     * What a page told.
     *
     * @param removed ids of what is in step and not where it was
     */
    record Page(List<StoredItem> changed, Set<String> removed) {}

    private final Ends ends;
    private final Side side;
    private final Set<String> known;
    private final Set<String> mentioned = new HashSet<>();
    private @Nullable String cursor;
    private boolean more;
    private boolean read;
    private boolean resync;

    /** Of that side; closed while it may hold something of ours that is not known yet. */
    Feed(Ends ends, Side side, boolean closed) {
        more = !closed;
        this.ends = ends;
        this.side = side;
        Ends.Book book = ends.book();
        known = book.ids(side);
        cursor = book.pairs()
                .cursor(book.tenant(), book.user(), ends.kind(), side)
                .orElse(null);
    }

    /** The next page; an empty one after the last. */
    Page next() {
        if (!more) {
            read = false;
            return new Page(List.of(), Set.of());
        }
        ItemChanges page = ends.store(side).changes(cursor, known);
        read = true;
        cursor = page.cursor();
        more = page.more();
        resync |= page.resync();
        Map<String, StoredItem> latest = new HashMap<>();
        page.changed().forEach(item -> latest.put(item.id(), item));
        mentioned.addAll(latest.keySet());
        return new Page(List.copyOf(latest.values()), removed(page, latest.keySet()));
    }

    private Set<String> removed(ItemChanges page, Set<String> present) {
        Set<String> removed = new HashSet<>(page.removed());
        if (resync && !more) {
            removed.addAll(known);
            removed.removeAll(mentioned);
        }
        removed.retainAll(known);
        removed.removeAll(present);
        return removed;
    }

    /** What was read is settled. */
    void acknowledge() {
        if (read && cursor != null && (!resync || !more)) {
            ends.book().pairs().acknowledge(ends.book().lease(), ends.kind(), side, cursor);
        }
    }

    boolean more() {
        return more;
    }

    /** How many pairs this side had before the cycle. */
    int size() {
        return known.size();
    }

    /** Whether the side listed nothing although it should have something. */
    boolean isSuddenlyEmpty() {
        return resync && !more && mentioned.isEmpty() && !known.isEmpty();
    }
}
