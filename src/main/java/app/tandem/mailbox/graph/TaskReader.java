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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads tasks by their ids, twenty to a batch, and finds by the keys of their stamps what became of a creation, or of a task that a
 * move gave another id. Graph has no filter on those, so every list is read then.
 */
final class TaskReader implements GraphItems.Reading {

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

    @Override
    public Map<String, ReadOutcome<StoredItem>> read(Line line, Collection<String> ids) {
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

    /** What carries these keys, in whatever list; of several the one in the marker list. One batch for the first pages of twenty lists. */
    @Override
    public Map<String, StoredItem> lookUp(Line line, Collection<NewItem> items) {
        Set<String> keys = new HashSet<>();
        items.forEach(item -> keys.add(item.stamp().key()));
        Map<String, StoredItem> found = new HashMap<>();
        if (keys.isEmpty()) {
            return found;
        }
        String marker = lists.marker(line);
        ZoneId zone = zone(line);
        List<String> places = Stream.concat(Stream.of(marker), lists.all(line).stream())
                .distinct()
                .toList();
        List<Answer> answers = batches.send(
                line, places.stream().map(list -> requests.tasksOf(line, list)).toList());
        for (int i = 0; i < places.size(); i++) {
            for (JsonObject task : lists.pages(line, answers.get(i))) {
                String id = Answer.text(task, "id");
                String key = key(task);
                if (id != null && key != null && keys.contains(key)) {
                    TaskAddress at = new TaskAddress(places.get(i), id);
                    found.putIfAbsent(key, Tasks.item(task, at, i > 0, zone));
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
