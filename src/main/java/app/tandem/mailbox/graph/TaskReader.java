package app.tandem.mailbox.graph;

import app.tandem.item.NewItem;
import app.tandem.item.ReadOutcome;
import app.tandem.item.StoredItem;
import com.google.gson.JsonObject;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads tasks by their ids, twenty to a batch, and finds by the keys of their stamps those that a move gave another id. Graph has no
 * filter on those, so every list is read then: after a lost answer, and when something vanished.
 */
final class TaskReader {

    private final TaskRequests requests;
    private final Batches batches;
    private final TaskLists lists;
    private final Identities identities;

    TaskReader(TaskRequests requests, Batches batches, TaskLists lists, Identities identities) {
        this.requests = requests;
        this.batches = batches;
        this.lists = lists;
        this.identities = identities;
    }

    /** The mailbox's zone. */
    ZoneId zone(Line line) {
        return identities.of(line).zone();
    }

    /** Each under the id it has. */
    Map<String, ReadOutcome<StoredItem>> read(Line line, Collection<String> ids) {
        Map<String, ReadOutcome<StoredItem>> outcomes = new LinkedHashMap<>();
        ZoneId zone = zone(line);
        String marker = lists.marker(line);
        raw(line, ids).forEach((id, answer) -> {
            TaskAddress at = TaskAddress.of(id);
            boolean outside = !at.list().equals(marker);
            outcomes.put(id, ErrorCodes.read(answer, one -> Tasks.item(one.object(), at, outside, zone)));
        });
        return outcomes;
    }

    /** The answers as they came. */
    Map<String, Answer> raw(Line line, Collection<String> ids) {
        List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
        List<Answer> answers = batches.send(
                line,
                distinct.stream()
                        .map(id -> requests.task(line, TaskAddress.of(id)))
                        .toList());
        Map<String, Answer> byId = new LinkedHashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            byId.put(distinct.get(i), answers.get(i));
        }
        return byId;
    }

    /** Where each is now; what is not under its id any more is looked for in the other lists by its key. */
    Map<String, ReadOutcome<StoredItem>> locate(Line line, Collection<String> ids, Map<String, String> keys) {
        Map<String, ReadOutcome<StoredItem>> outcomes = read(line, ids);
        Map<String, String> vanished = new HashMap<>();
        outcomes.forEach((id, outcome) -> {
            String key = keys.get(id);
            if (outcome instanceof ReadOutcome.Gone<StoredItem> && key != null) {
                vanished.put(id, key);
            }
        });
        if (!vanished.isEmpty()) {
            Map<String, StoredItem> elsewhere = find(line, new HashSet<>(vanished.values()), others(line));
            vanished.forEach((id, key) -> {
                StoredItem found = elsewhere.get(key);
                if (found != null) {
                    outcomes.put(id, new ReadOutcome.Found<>(found));
                }
            });
        }
        return outcomes;
    }

    /** What carries these keys: in the marker list first, and what is not there in the others. */
    Map<String, StoredItem> lookUp(Line line, Collection<NewItem> items) {
        Set<String> keys = new HashSet<>();
        items.forEach(item -> keys.add(item.stamp().key()));
        Map<String, StoredItem> found = new HashMap<>(find(line, keys, List.of(lists.marker(line))));
        keys.removeAll(found.keySet());
        if (!keys.isEmpty()) {
            found.putAll(find(line, keys, others(line)));
        }
        return found;
    }

    private List<String> others(Line line) {
        String marker = lists.marker(line);
        return lists.all(line).stream().filter(list -> !list.equals(marker)).toList();
    }

    private Map<String, StoredItem> find(Line line, Set<String> keys, List<String> places) {
        String marker = lists.marker(line);
        ZoneId zone = zone(line);
        Map<String, StoredItem> found = new HashMap<>();
        for (String place : places) {
            for (JsonObject task : lists.pages(line, requests.tasksOf(line, place))) {
                String id = Answer.text(task, "id");
                String key = key(task);
                if (id != null && key != null && keys.contains(key)) {
                    TaskAddress at = new TaskAddress(place, id);
                    found.putIfAbsent(key, Tasks.item(task, at, !place.equals(marker), zone));
                }
            }
        }
        return found;
    }

    private static @Nullable String key(JsonObject task) {
        return Tasks.ours(task)
                .map(com.microsoft.graph.models.LinkedResource::getExternalId)
                .orElse(null);
    }
}
