package app.tandem.mailbox.graph;

import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;
import app.tandem.item.TaskStatus;
import app.tandem.sandbox.graph.store.Todo;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Map;

/** Tasks in the sandbox's Graph: the product's view of them, and their owner's at To Do. */
final class TaskDriver implements AutoCloseable {

    final GraphDriver world;
    private final ItemStore store;

    TaskDriver(int pageSize) {
        world = new GraphDriver(pageSize);
        store = new GraphMailboxes(world.parts).items(world.user, ItemKind.TASK);
    }

    ItemStore store() {
        return store;
    }

    /** A list's id by its name; its owner makes it when it is missing. */
    String list(String name) {
        JsonObject all = world.owner("GET", "/todo/lists?$top=100", null);
        for (JsonElement list : all.getAsJsonArray("value")) {
            if (name.equals(list.getAsJsonObject().get("displayName").getAsString())) {
                return list.getAsJsonObject().get("id").getAsString();
            }
        }
        JsonObject body = new JsonObject();
        body.addProperty("displayName", name);
        return world.owner("POST", "/todo/lists", body).get("id").getAsString();
    }

    /** How many lists have that name. */
    long lists(String name) {
        return world.owner("GET", "/todo/lists?$top=100", null).getAsJsonArray("value").asList().stream()
                .filter(list ->
                        name.equals(list.getAsJsonObject().get("displayName").getAsString()))
                .count();
    }

    String creates(Map<ItemField, String> fields) {
        return creates(TaskLists.MARKER_LIST, body(fields).toString());
    }

    /** Answers the id under which the product knows it. */
    String creates(String list, String json) {
        String place = list(list);
        JsonObject made = world.owner(
                "POST",
                "/todo/lists/" + place + "/tasks",
                JsonParser.parseString(json).getAsJsonObject());
        return new TaskAddress(place, made.get("id").getAsString()).id();
    }

    void changes(String id, Map<ItemField, String> fields) {
        changes(id, body(fields).toString());
    }

    void changes(String id, String json) {
        world.owner("PATCH", path(id), JsonParser.parseString(json).getAsJsonObject());
    }

    void deletes(String id) {
        world.owner("DELETE", path(id), null);
    }

    /** The task goes to another list, as people do it in To Do; answers its id there. */
    String moves(String id, String list) {
        String destination = list(list);
        TaskAddress at = TaskAddress.of(id);
        var mailbox = world.graph.store().byAddress(world.person.mail()).orElseThrow();
        return mailbox.locked(() -> {
            Todo todo = mailbox.todo();
            var task = todo.task(todo.list(at.list()), at.task());
            todo.move(task, todo.list(destination));
            return new TaskAddress(destination, mailbox.ids().task(task.stay())).id();
        });
    }

    /** The task as its owner's own client sees it. */
    JsonObject raw(String id) {
        return world.owner("GET", path(id) + "?$expand=linkedResources", null);
    }

    @Override
    public void close() {
        world.close();
    }

    private static String path(String id) {
        TaskAddress at = TaskAddress.of(id);
        return "/todo/lists/" + at.list() + "/tasks/" + at.task();
    }

    private static JsonObject body(Map<ItemField, String> fields) {
        JsonObject body = new JsonObject();
        fields.forEach((field, value) -> {
            switch (field) {
                case SUBJECT -> body.addProperty("title", value);
                case PRIORITY -> body.addProperty("importance", value.toLowerCase(java.util.Locale.ROOT));
                case STATUS -> body.addProperty("status", status(TaskStatus.valueOf(value)));
                default -> throw new IllegalArgumentException("people do not set " + field + " here");
            }
        });
        return body;
    }

    private static String status(TaskStatus status) {
        return switch (status) {
            case NOT_STARTED -> "notStarted";
            case IN_PROGRESS -> "inProgress";
            case COMPLETED -> "completed";
            case WAITING_ON_OTHERS -> "waitingOnOthers";
            case DEFERRED -> "deferred";
        };
    }
}
