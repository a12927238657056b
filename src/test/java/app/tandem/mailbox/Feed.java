package app.tandem.mailbox;

import app.tandem.item.ItemId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened in one folder of an {@link InMemoryMailbox}, and cursors into it. */
final class Feed {

    record Page(List<ItemId> changed, Set<ItemId> removed, String cursor, boolean more, boolean resync) {}

    private record Event(ItemId id, boolean removed) {}

    private final List<Event> events = new ArrayList<>();
    private long generation;
    private boolean replay;

    Feed(long number) {
        generation = number * 1_000_000;
    }

    void changed(ItemId id) {
        events.add(new Event(id, false));
    }

    void removed(ItemId id) {
        events.add(new Event(id, true));
    }

    void forget() {
        generation++;
    }

    void replay() {
        replay = true;
    }

    Page after(@Nullable String cursor, int size) {
        boolean lost = cursor != null && !cursor.startsWith("g" + generation + "-");
        boolean whole = cursor == null || lost;
        int from = whole ? 0 : Integer.parseInt(cursor.substring(cursor.indexOf('-') + 1));
        if (replay) {
            replay = false;
            from = 0;
        }
        int to = Math.min(events.size(), from + size);
        Page page = page(from, to, whole);
        return new Page(page.changed, page.removed, "g" + generation + "-" + to, to < events.size(), lost);
    }

    /** Of several mentions the last counts; one that was here before, left and came back is told as removed only. */
    private Page page(int from, int to, boolean whole) {
        Set<ItemId> here = present(0, from);
        Set<ItemId> changed = new LinkedHashSet<>();
        Set<ItemId> removed = new LinkedHashSet<>();
        for (Event event : events.subList(from, to)) {
            if (event.removed) {
                changed.remove(event.id);
                removed.add(event.id);
            } else if (!(here.contains(event.id) && removed.contains(event.id))) {
                removed.remove(event.id);
                changed.add(event.id);
            }
        }
        Set<ItemId> now = present(0, events.size());
        changed.retainAll(now);
        if (whole) {
            removed.clear();
        }
        return new Page(List.copyOf(changed), removed, "", false, false);
    }

    private Set<ItemId> present(int from, int to) {
        Set<ItemId> present = new HashSet<>();
        for (Event event : events.subList(from, to)) {
            if (event.removed) {
                present.remove(event.id);
            } else {
                present.add(event.id);
            }
        }
        return present;
    }
}
