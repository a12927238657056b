package app.tandem.mailbox.graph;

import app.tandem.item.ItemField;
import app.tandem.item.MailBody;
import app.tandem.item.NewItem;
import app.tandem.item.Stamp;
import app.tandem.item.StoredItem;
import app.tandem.item.TaskStatus;
import app.tandem.item.Trait;
import app.tandem.safehtml.Characters;
import app.tandem.safehtml.MailTexts;
import com.google.gson.JsonObject;
import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.DateTimeTimeZone;
import com.microsoft.graph.models.Importance;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.LinkedResource;
import com.microsoft.graph.models.TodoTask;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns Graph's tasks into the product's items and back (sync P-5). */
final class Tasks {

    private Tasks() {}

    /** Whether it is the whole task with its links; Graph promises only what changed. */
    static boolean whole(JsonObject entry) {
        return entry.has("@odata.etag")
                && entry.has("status")
                && entry.has("lastModifiedDateTime")
                && entry.has("linkedResources");
    }

    /** The task as an item; {@code zone} is the mailbox's. */
    static StoredItem item(JsonObject json, TaskAddress at, boolean outside, ZoneId zone) {
        return item(
                json,
                at,
                outside,
                zone,
                ours(json).map(LinkedResource::getExternalId).orElse(null));
    }

    /** As {@link #item(JsonObject, TaskAddress, boolean, ZoneId)} where the answer has no links and the key is known. */
    static StoredItem item(JsonObject json, TaskAddress at, boolean outside, ZoneId zone, @Nullable String key) {
        TodoTask task = task(json);
        OffsetDateTime modified = task.getLastModifiedDateTime();
        return new StoredItem(
                at.id(),
                etag(json),
                modified == null ? Instant.EPOCH : modified.toInstant(),
                fields(task, zone),
                traits(task, Marks.on(json), outside),
                key);
    }

    static String etag(JsonObject json) {
        return Objects.requireNonNullElse(Answer.text(json, "@odata.etag"), "");
    }

    /** Our own link, if it carries one. */
    static Optional<LinkedResource> ours(JsonObject json) {
        List<LinkedResource> links = task(json).getLinkedResources();
        return links == null
                ? Optional.empty()
                : links.stream()
                        .filter(link -> TaskRequests.APPLICATION.equals(link.getApplicationName()))
                        .filter(link -> link.getExternalId() != null)
                        .findFirst();
    }

    /** A new task: marked and stamped. */
    static TodoTask created(NewItem item, ZoneId zone) {
        TodoTask task = changed(item.fields(), zone);
        Stamp stamp = item.stamp();
        task.setCategories(new ArrayList<>(List.of(Marks.CATEGORY)));
        task.setLinkedResources(new ArrayList<>(List.of(TaskRequests.link(stamp))));
        return task;
    }

    /** What becomes different; a blank value clears. */
    static TodoTask changed(Map<ItemField, String> fields, ZoneId zone) {
        TodoTask task = new TodoTask();
        fields.forEach((field, value) -> set(task, field, value.isBlank() ? "" : value, zone));
        return task;
    }

    private static void set(TodoTask task, ItemField field, String value, ZoneId zone) {
        switch (field) {
            case SUBJECT -> task.setTitle(value);
            case NOTES -> task.setBody(body(value));
            case STATUS -> task.setStatus(status(value.isEmpty() ? TaskStatus.NOT_STARTED : TaskStatus.valueOf(value)));
            case PRIORITY -> task.setImportance(importance(value));
            case DUE -> task.setDueDateTime(value.isEmpty() ? null : TaskDays.written(LocalDate.parse(value), zone));
            case REMINDER -> {
                task.setIsReminderOn(!value.isEmpty());
                if (!value.isEmpty()) {
                    task.setReminderDateTime(TaskDays.written(Instant.parse(value)));
                }
            }
            default -> throw new IllegalArgumentException("a task has no " + field);
        }
    }

    /** Updates take HTML only (graph-notes 11). */
    private static ItemBody body(String text) {
        ItemBody body = new ItemBody();
        body.setContentType(BodyType.Html);
        body.setContent(MailTexts.preformatted(text));
        return body;
    }

    private static Importance importance(String value) {
        Importance importance = Importance.forValue(value.toLowerCase(Locale.ROOT));
        return importance == null ? Importance.Normal : importance;
    }

    private static Map<ItemField, String> fields(TodoTask task, ZoneId zone) {
        Map<ItemField, String> fields = new EnumMap<>(ItemField.class);
        put(fields, ItemField.SUBJECT, Characters.line(text(task.getTitle())));
        put(fields, ItemField.NOTES, notes(task.getBody()));
        ifThere(
                task.getStatus(),
                status -> put(fields, ItemField.STATUS, status(status).name()));
        ifThere(
                task.getImportance(),
                one -> put(fields, ItemField.PRIORITY, one.getValue().toUpperCase(Locale.ROOT)));
        ifThere(task.getDueDateTime(), due -> put(fields, ItemField.DUE, TaskDays.day(due, zone)));
        DateTimeTimeZone reminder = task.getReminderDateTime();
        if (reminder != null && Boolean.TRUE.equals(task.getIsReminderOn())) {
            put(fields, ItemField.REMINDER, TaskDays.minute(reminder));
        }
        return fields;
    }

    private static String notes(@Nullable ItemBody body) {
        if (body == null) {
            return "";
        }
        MailBody mail = new MailBody(body.getContentType() == BodyType.Html, text(body.getContent()));
        return MailTexts.of(mail).text().replaceAll("[ \\t]+\\n", "\n").strip();
    }

    private static Set<Trait> traits(TodoTask task, boolean marked, boolean outside) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (!marked) {
            traits.add(Trait.UNMARKED);
        }
        if (outside) {
            traits.add(Trait.OUTSIDE);
        }
        if (task.getRecurrence() != null) {
            traits.add(Trait.RECURRING);
        }
        return traits;
    }

    private static TaskStatus status(com.microsoft.graph.models.TaskStatus status) {
        return switch (status) {
            case NotStarted -> TaskStatus.NOT_STARTED;
            case InProgress -> TaskStatus.IN_PROGRESS;
            case Completed -> TaskStatus.COMPLETED;
            case WaitingOnOthers -> TaskStatus.WAITING_ON_OTHERS;
            case Deferred -> TaskStatus.DEFERRED;
        };
    }

    private static com.microsoft.graph.models.TaskStatus status(TaskStatus status) {
        return switch (status) {
            case NOT_STARTED -> com.microsoft.graph.models.TaskStatus.NotStarted;
            case IN_PROGRESS -> com.microsoft.graph.models.TaskStatus.InProgress;
            case COMPLETED -> com.microsoft.graph.models.TaskStatus.Completed;
            case WAITING_ON_OTHERS -> com.microsoft.graph.models.TaskStatus.WaitingOnOthers;
            case DEFERRED -> com.microsoft.graph.models.TaskStatus.Deferred;
        };
    }

    private static TodoTask task(JsonObject json) {
        return Answer.parse(json, TodoTask::createFromDiscriminatorValue);
    }

    private static <T> void ifThere(@Nullable T value, Consumer<T> use) {
        if (value != null) {
            use.accept(value);
        }
    }

    private static void put(Map<ItemField, String> fields, ItemField field, String value) {
        if (!value.isBlank()) {
            fields.put(field, value);
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
