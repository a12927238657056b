package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.odata.Schema;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.TodoTask;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a JSON body says into a task. */
final class TodoDraft {

    private static final Set<String> READ_ONLY =
            Set.of("id", "createdDateTime", "lastModifiedDateTime", "bodyLastModifiedDateTime", "hasAttachments");

    private static final Set<String> OWN_ADDRESS =
            Set.of("linkedResources", "checklistItems", "attachments", "attachmentSessions", "extensions");

    private final Mailbox mailbox;
    private final TodoTask task;

    TodoDraft(Mailbox mailbox, TodoTask task) {
        this.mailbox = mailbox;
        this.task = task;
    }

    /** A POST; linked resources may come along. */
    void create(ObjectNode body) {
        for (String name : names(body)) {
            refuseReadOnly(name);
            if (OWN_ADDRESS.contains(name) && !name.equals("linkedResources")) {
                throw Undone.operation(name + " together with a new task");
            }
        }
        write(body);
        JsonNode linked = body.get("linkedResources");
        if (linked != null && linked.isArray()) {
            linked.forEach(
                    one -> task.linkedResources.add(TodoParts.made("linkedResources", (ObjectNode) one, mailbox)));
        }
    }

    /** A PATCH; of a body it takes HTML only (todotask-update). */
    void patch(ObjectNode body) {
        for (String name : names(body)) {
            refuseReadOnly(name);
            if (OWN_ADDRESS.contains(name)) {
                throw Problem.bad("ErrorInvalidPropertySet", "'" + name + "' has an address of its own.");
            }
        }
        JsonNode text = body.get("body");
        if (text != null && !text.isNull() && !"html".equalsIgnoreCase(Json.text(text, "contentType"))) {
            throw Problem.bad(
                    "ErrorInvalidRequest", "The body of a task can be updated with the content type html only.");
        }
        write(body);
    }

    private static List<String> names(ObjectNode body) {
        return body.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.contains("@"))
                .toList();
    }

    private static void refuseReadOnly(String name) {
        if (READ_ONLY.contains(name)) {
            throw Problem.bad("ErrorInvalidPropertySet", "The property '" + name + "' is read-only and cannot be set.");
        }
    }

    private void write(ObjectNode body) {
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            member(member.getKey(), member.getValue().isNull() ? null : member.getValue());
        }
    }

    private void member(String name, @Nullable JsonNode value) {
        switch (name) {
            case "title" -> task.title = value == null ? "" : value.asString();
            case "body" -> body(value);
            case "importance" -> task.importance = canonical("importance", value);
            case "status" -> status(canonical("taskStatus", value));
            case "categories" -> task.categories = List.copyOf(Extended.strings(value));
            case "dueDateTime" -> task.due = Zones.midnight(value);
            case "startDateTime" -> task.start = Zones.midnight(value);
            case "reminderDateTime" -> task.reminder = Zones.instant(value);
            case "isReminderOn" -> task.reminderOn = value != null && value.asBoolean();
            case "completedDateTime" -> {
                task.completed = Zones.midnight(value);
                task.status = value != null ? "completed" : task.completed() ? "notStarted" : task.status;
            }
            case "recurrence" -> task.recurrence = value == null ? null : ((ObjectNode) value).deepCopy();
            default -> {}
        }
    }

    private void body(@Nullable JsonNode value) {
        String content = value == null ? null : Json.text(value, "content");
        task.html = value != null && "html".equalsIgnoreCase(Json.text(value, "contentType"));
        task.body = content == null ? "" : content;
        task.bodyModified = mailbox.now();
    }

    /** The day of completion is kept, not its time; of a series the next task is made. */
    private void status(String status) {
        boolean done = status.equals("completed");
        if (done && !task.completed() && task.recurrence != null) {
            next(task.recurrence);
            task.recurrence = null;
        }
        task.status = status;
        task.completed = !done
                ? null
                : task.completed != null ? task.completed : mailbox.now().truncatedTo(ChronoUnit.DAYS);
    }

    private void next(ObjectNode recurrence) {
        TodoTask next = mailbox.todo().newTask(task.list());
        next.title = task.title;
        next.html = task.html;
        next.body = task.body;
        next.importance = task.importance;
        next.categories = task.categories;
        next.recurrence = recurrence;
        next.due = later(task.due == null ? mailbox.now() : task.due, recurrence.path("pattern"));
        mailbox.todo().add(next);
    }

    private Instant later(Instant due, JsonNode pattern) {
        ZoneId zone = Zones.named(mailbox.person().timeZone()).orElse(ZoneOffset.UTC);
        LocalDate day = due.atZone(zone).toLocalDate();
        int interval = Math.max(1, pattern.path("interval").asInt(1));
        LocalDate next = switch (pattern.path("type").asString("daily")) {
            case "daily" -> day.plusDays(interval);
            case "weekly" -> day.plusWeeks(interval);
            case "absoluteMonthly", "relativeMonthly" -> day.plusMonths(interval);
            default -> day.plusYears(interval);
        };
        return next.atStartOfDay(zone).toInstant();
    }

    private static String canonical(String enumeration, @Nullable JsonNode value) {
        String written = value == null ? "" : value.asString();
        return Schema.mail().enums().get(enumeration).stream()
                .filter(one -> one.equalsIgnoreCase(written))
                .findFirst()
                .orElseThrow();
    }
}
