package app.tandem.mailbox.graph;

import app.tandem.item.ItemChanges;
import app.tandem.item.ReadOutcome;
import app.tandem.item.StoredItem;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import com.google.gson.JsonObject;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the feed of the marker list, a page at a time. A cursor is Graph's own link, before it the list it belongs to and whether
 * it goes on with a listing from the beginning.
 */
final class TaskFeed {

    private static final int LONGEST_CURSOR = 16_384;
    private static final String LISTING = "all";
    private static final String ROUND = "new";

    /** Where a page comes from. */
    private record Origin(String list, boolean listing) {}

    private final TaskRequests requests;
    private final Wire wire;
    private final GraphSite site;
    private final TaskLists lists;
    private final TaskReader reader;

    TaskFeed(TaskRequests requests, Wire wire, GraphSite site, TaskLists lists, TaskReader reader) {
        this.requests = requests;
        this.wire = wire;
        this.site = site;
        this.lists = lists;
        this.reader = reader;
    }

    ItemChanges page(Line line, @Nullable String cursor) {
        String[] parts = cursor == null ? new String[0] : cursor.split(" ", 3);
        if (parts.length < 3) {
            return first(line);
        }
        Answer answer = wire.send(line, Call.get(site.check(parts[2]).toString()));
        if (ErrorCodes.lostCursor(answer)) {
            return first(line);
        }
        if (ErrorCodes.noFolder(answer)) {
            lists.forget(line);
            return first(line);
        }
        return page(line, new Origin(parts[1], parts[0].equals(LISTING)), answer);
    }

    /** A list that was known and is not there any more is looked for, and if need be created, once (sync M-2). */
    private ItemChanges first(Line line) {
        String list = lists.marker(line);
        Answer answer = wire.send(line, requests.delta(line, list));
        if (ErrorCodes.noFolder(answer)) {
            lists.forget(line);
            list = lists.marker(line);
            answer = wire.send(line, requests.delta(line, list));
        }
        return page(line, new Origin(list, true), answer);
    }

    private ItemChanges page(Line line, Origin origin, Answer answer) {
        ErrorCodes.demand(answer);
        lists.answered(line, origin.list);
        Map<String, JsonObject> changed = new LinkedHashMap<>();
        Set<String> removed = new LinkedHashSet<>();
        Layouts.values(answer).forEach(entry -> take(entry, origin.list, changed, removed));
        List<StoredItem> items = items(line, changed, removed);
        String next = answer.text("@odata.nextLink");
        return new ItemChanges(items, removed, cursor(origin, next, answer), next != null, origin.listing);
    }

    /** The last mention of a task wins. */
    private static void take(JsonObject entry, String list, Map<String, JsonObject> changed, Set<String> removed) {
        String task = Answer.text(entry, "id");
        if (task == null) {
            return;
        }
        String id = new TaskAddress(list, task).id();
        changed.remove(id);
        removed.remove(id);
        if (entry.has("@removed")) {
            removed.add(id);
        } else {
            changed.put(id, entry);
        }
    }

    private List<StoredItem> items(Line line, Map<String, JsonObject> changed, Set<String> removed) {
        List<String> partial = changed.entrySet().stream()
                .filter(entry -> !Tasks.whole(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        Map<String, ReadOutcome<StoredItem>> completed = partial.isEmpty() ? Map.of() : reader.read(line, partial);
        List<StoredItem> items = new ArrayList<>();
        if (changed.isEmpty()) {
            return items;
        }
        ZoneId zone = reader.zone(line);
        changed.forEach((id, entry) -> {
            ReadOutcome<StoredItem> outcome = completed.get(id);
            if (outcome == null) {
                items.add(Tasks.item(entry, TaskAddress.of(id), false, zone));
            } else {
                complete(id, outcome, items, removed);
            }
        });
        return items;
    }

    /** An entry that told only what changed, read whole; by now it may be gone. */
    private static void complete(
            String id, ReadOutcome<StoredItem> outcome, List<StoredItem> items, Set<String> removed) {
        switch (outcome) {
            case ReadOutcome.Found<StoredItem> found -> items.add(found.value());
            case ReadOutcome.Gone<StoredItem> gone -> removed.add(id);
            case ReadOutcome.Refused<StoredItem> refused -> removed.add(id);
            case ReadOutcome.Later<StoredItem> later ->
                throw new RemoteFailureException(
                        later.until() == null
                                ? new RemoteFailure.Unreachable(later.code())
                                : new RemoteFailure.Throttled(later.code(), later.until()));
        }
    }

    private String cursor(Origin origin, @Nullable String next, Answer answer) {
        String link = next == null ? answer.text("@odata.deltaLink") : next;
        if (link == null || link.length() > LONGEST_CURSOR) {
            throw new RemoteFailureException(new RemoteFailure.Unreachable("CursorMissing"));
        }
        site.check(link);
        String kind = next != null && origin.listing ? LISTING : ROUND;
        return kind + " " + origin.list + " " + link;
    }
}
