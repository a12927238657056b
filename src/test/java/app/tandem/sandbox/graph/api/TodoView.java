package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.mime.HtmlText;
import app.tandem.sandbox.graph.odata.Expand;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Query;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.TodoList;
import app.tandem.sandbox.graph.store.TodoTask;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists and tasks as JSON: id and etag always, everything else when it is wanted. */
final class TodoView {

    private final Mailbox mailbox;
    private final Prefer prefer;
    private final @Nullable Set<String> selected;

    TodoView(Mailbox mailbox, Prefer prefer, @Nullable Set<String> selected) {
        this.mailbox = mailbox;
        this.prefer = prefer;
        this.selected = selected;
    }

    ObjectNode of(TodoList list) {
        ObjectNode json = Json.object().put("@odata.etag", "W/\"" + list.changeKey() + "\"");
        json.put("displayName", list.displayName());
        json.put("isOwner", true).put("isShared", false).put("wellknownListName", list.wellKnown());
        return kept(json).put("id", mailbox.ids().taskList(list.number()));
    }

    ObjectNode of(TodoTask task) {
        ObjectNode json = Json.object().put("@odata.etag", "W/\"" + task.changeKey() + "\"");
        json.put("importance", task.importance)
                .put("isReminderOn", task.reminderOn)
                .put("status", task.status)
                .put("title", task.title)
                .put("createdDateTime", Json.time(task.created()))
                .put("lastModifiedDateTime", Json.time(task.modified()))
                .put("hasAttachments", false);
        ArrayNode categories = json.putArray("categories");
        task.categories.forEach(categories::add);
        json.putObject("body")
                .put("content", task.html ? HtmlText.sanitised(task.body) : task.body)
                .put("contentType", task.html ? "html" : "text");
        json.put("bodyLastModifiedDateTime", Json.time(task.bodyModified));
        time(json, "dueDateTime", task.due);
        time(json, "startDateTime", task.start);
        time(json, "reminderDateTime", task.reminder);
        time(json, "completedDateTime", task.completed);
        if (task.recurrence != null) {
            json.set("recurrence", task.recurrence);
        }
        return kept(json).put("id", mailbox.ids().task(task.stay()));
    }

    /** With what was asked to come along. */
    static ObjectNode expanded(ObjectNode json, TodoTask task, List<Expand> expand) {
        for (Expand item : expand) {
            List<ObjectNode> all = switch (item.name()) {
                case "linkedResources" -> task.linkedResources;
                case "checklistItems" -> task.checklistItems;
                default -> throw Undone.operation("$expand of " + item.name());
            };
            Set<String> select = item.option("$select")
                    .map(value -> Query.selected(value, TodoParts.type(item.name())))
                    .orElse(null);
            ArrayNode list = json.putArray(item.name());
            all.forEach(part -> list.add(TodoParts.view(part, select)));
        }
        return json;
    }

    private void time(ObjectNode json, String name, @Nullable Instant time) {
        if (time != null) {
            json.set(name, Zones.write(time, prefer));
        }
    }

    private ObjectNode kept(ObjectNode json) {
        if (selected != null && !selected.contains("*")) {
            List.copyOf(json.propertyNames()).stream()
                    .filter(name -> !name.startsWith("@") && !selected.contains(name))
                    .forEach(json::remove);
        }
        return json;
    }
}
