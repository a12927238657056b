package app.tandem.mailbox.graph;

import app.tandem.item.ItemUpdate;
import app.tandem.item.ItemVersion;
import app.tandem.item.NewItem;
import app.tandem.item.Stamp;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import com.microsoft.graph.models.LinkedResource;
import com.microsoft.graph.models.TodoTask;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes tasks, twenty to a batch. Graph does not promise to honour {@code If-Match} for tasks (graph-notes 6), so what is changed
 * or deleted is read before and left alone when it has a newer version; the etag goes along all the same.
 */
final class TaskWriter implements GraphItems.Writing {

    private final TaskRequests requests;
    private final Batches batches;
    private final TaskLists lists;
    private final TaskReader reader;

    TaskWriter(TaskRequests requests, Batches batches, TaskLists lists, TaskReader reader) {
        this.requests = requests;
        this.batches = batches;
        this.lists = lists;
        this.reader = reader;
    }

    @Override
    public List<Written> create(Line line, List<NewItem> items) {
        if (items.isEmpty()) {
            return List.of();
        }
        String list = lists.marker(line);
        ZoneId zone = reader.zone(line);
        List<Answer> answers = batches.send(
                line,
                items.stream()
                        .map(item -> requests.create(line, list, Tasks.created(item, zone)))
                        .toList());
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            written.add(created(line, list, zone, items.get(i).stamp(), answers.get(i)));
        }
        return written;
    }

    /** A list that is not there is looked for by the next cycle. */
    private Written created(Line line, String list, ZoneId zone, Stamp stamp, Answer answer) {
        String id = answer.text("id");
        if (answer.ok() && id != null) {
            return Written.done(Tasks.item(answer.object(), new TaskAddress(list, id), false, zone, stamp.key()));
        }
        if (answer.ok()) {
            return Written.not(new WriteOutcome.Unknown("IdMissing"));
        }
        if (answer.status() == 404) {
            lists.forget(line);
            return Written.not(new WriteOutcome.Later(answer.code(), null));
        }
        return Written.not(ErrorCodes.write(answer, ""));
    }

    @Override
    public List<Written> update(Line line, List<ItemUpdate> updates) {
        Untouched.once(updates.stream().map(ItemUpdate::id).toList());
        List<Written> written = new ArrayList<>();
        for (int from = 0; from < updates.size(); from += Batches.SIZE) {
            written.addAll(new Twenty(line, updates.subList(from, Math.min(updates.size(), from + Batches.SIZE)))
                    .write());
        }
        return written;
    }

    @Override
    public List<WriteOutcome> delete(Line line, List<ItemVersion> items) {
        List<String> ids = items.stream().map(ItemVersion::id).toList();
        Untouched.once(ids);
        return Untouched.delete(
                items,
                reader.raw(line, ids),
                open -> batches.send(
                        line,
                        open.stream()
                                .map(item -> requests.delete(line, TaskAddress.of(item.id()), item.version()))
                                .toList()));
    }

    /** Twenty changes on their way: read, stamped where the stamp is new, and changed; a batch for each that is needed. */
    private final class Twenty {

        private final Line line;
        private final List<ItemUpdate> updates;
        private final Map<String, Answer> before;
        private final Map<String, Written> written = new HashMap<>();
        private final Set<String> stamped = new HashSet<>();

        Twenty(Line line, List<ItemUpdate> updates) {
            this.line = line;
            this.updates = updates;
            this.before = reader.raw(line, updates.stream().map(ItemUpdate::id).toList());
        }

        List<Written> write() {
            updates.forEach(update -> Untouched.obstacle(before(update), update.version())
                    .ifPresent(outcome -> written.put(update.id(), Written.not(outcome))));
            stamp();
            change();
            return updates.stream().map(update -> written.get(update.id())).toList();
        }

        private void stamp() {
            List<ItemUpdate> unstamped = open(update -> !carries(update));
            List<Answer> answers =
                    batches.send(line, unstamped.stream().map(this::stamping).toList());
            for (int i = 0; i < unstamped.size(); i++) {
                String id = unstamped.get(i).id();
                if (answers.get(i).ok()) {
                    stamped.add(id);
                } else {
                    written.put(id, Written.not(ErrorCodes.write(answers.get(i), id)));
                }
            }
        }

        private boolean carries(ItemUpdate update) {
            Stamp stamp = update.stamp();
            LinkedResource link = link(update);
            return stamp == null
                    || link != null
                            && stamp.key().equals(link.getExternalId())
                            && Objects.equals(stamp.recordUrl(), link.getWebUrl());
        }

        private Call stamping(ItemUpdate update) {
            TaskAddress at = TaskAddress.of(update.id());
            Stamp stamp = Objects.requireNonNull(update.stamp());
            LinkedResource link = link(update);
            return link == null || link.getId() == null
                    ? requests.link(line, at, stamp)
                    : requests.relink(line, at, link.getId(), stamp);
        }

        /** A task that was only stamped is read again, for its version is another one now. */
        private void change() {
            ZoneId zone = reader.zone(line);
            String marker = lists.marker(line);
            Map<String, Call> calls = new LinkedHashMap<>();
            for (ItemUpdate update : open(update -> true)) {
                TaskAddress at = TaskAddress.of(update.id());
                Optional<TodoTask> body = body(update, zone);
                boolean restamped = stamped.contains(update.id());
                body.ifPresent(change ->
                        calls.put(update.id(), requests.change(line, at, change, restamped ? null : update.version())));
                if (body.isEmpty() && restamped) {
                    calls.put(update.id(), requests.task(line, at));
                }
            }
            Map<String, Answer> answers = answers(calls);
            for (ItemUpdate update : open(update -> true)) {
                Answer answer = answers.get(update.id());
                written.put(update.id(), ended(update, answer == null ? before(update) : answer, marker, zone));
            }
        }

        private Map<String, Answer> answers(Map<String, Call> calls) {
            List<Answer> answers = batches.send(line, List.copyOf(calls.values()));
            Map<String, Answer> byId = new HashMap<>();
            Iterator<Answer> next = answers.iterator();
            calls.keySet().forEach(id -> byId.put(id, next.next()));
            return byId;
        }

        private Optional<TodoTask> body(ItemUpdate update, ZoneId zone) {
            TodoTask body = Tasks.changed(update.fields(), zone);
            Optional<List<String>> categories = update.marked() == null
                    ? Optional.empty()
                    : Marks.changed(before(update).object(), update.marked());
            categories.ifPresent(body::setCategories);
            return update.fields().isEmpty() && categories.isEmpty() ? Optional.empty() : Optional.of(body);
        }

        private Written ended(ItemUpdate update, Answer answer, String marker, ZoneId zone) {
            if (!answer.ok()) {
                return Written.not(ErrorCodes.write(answer, update.id()));
            }
            TaskAddress at = TaskAddress.of(update.id());
            Stamp stamp = update.stamp();
            LinkedResource link = link(update);
            String key = stamp != null ? stamp.key() : link == null ? null : link.getExternalId();
            return Written.done(Tasks.item(answer.object(), at, !at.list().equals(marker), zone, key));
        }

        private List<ItemUpdate> open(Predicate<ItemUpdate> which) {
            return updates.stream()
                    .filter(update -> !written.containsKey(update.id()))
                    .filter(which)
                    .toList();
        }

        private @Nullable LinkedResource link(ItemUpdate update) {
            return Tasks.ours(before(update).object()).orElse(null);
        }

        private Answer before(ItemUpdate update) {
            return Objects.requireNonNull(before.get(update.id()));
        }
    }
}
