package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.TodoTask;
import app.tandem.sandbox.kernel.Reply;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What hangs on a task at addresses of its own: linked resources and checklist items. A change of them is one of the task. */
final class TodoParts {

    private static final Set<String> READ_ONLY = Set.of("id", "createdDateTime", "checkedDateTime");

    private final Call call;
    private final TodoTask task;
    private final String name;
    private final List<ObjectNode> all;

    /** @param name {@code linkedResources} or {@code checklistItems} */
    TodoParts(Call call, TodoTask task, String name) {
        this.call = call;
        this.task = task;
        this.name = name;
        this.all = name.equals("linkedResources") ? task.linkedResources : task.checklistItems;
    }

    /** The path behind the name. */
    Reply reply() {
        call.mustEnd(1);
        if (call.ends()) {
            return collection();
        }
        ObjectNode found = all.stream()
                .filter(one -> call.head().equals(Json.text(one, "id")))
                .findFirst()
                .orElseThrow(Problem::itemNotFound);
        return single(found);
    }

    /** The type of what stands there. */
    static String type(String name) {
        return name.equals("linkedResources") ? "linkedResource" : "checklistItem";
    }

    /** A new one with its id. */
    static ObjectNode made(String name, ObjectNode body, Mailbox mailbox) {
        ObjectNode made = Json.object();
        write(made, body);
        if (name.equals("checklistItems")) {
            made.put("createdDateTime", Json.time(mailbox.now()));
            made.put("isChecked", made.path("isChecked").asBoolean(false));
        }
        return made.put("id", UUID.randomUUID().toString());
    }

    static ObjectNode view(ObjectNode part, @Nullable Set<String> select) {
        ObjectNode json = part.deepCopy();
        if (select != null && !select.contains("*")) {
            List.copyOf(json.propertyNames()).stream()
                    .filter(one -> !one.equals("id") && !select.contains(one))
                    .forEach(json::remove);
        }
        return json;
    }

    private static void write(ObjectNode made, ObjectNode body) {
        body.properties().forEach(member -> {
            if (READ_ONLY.contains(member.getKey())) {
                throw Problem.bad(
                        "ErrorInvalidPropertySet",
                        "The property '" + member.getKey() + "' is read-only and cannot be set.");
            }
            if (!member.getKey().contains("@")) {
                made.set(member.getKey(), member.getValue());
            }
        });
    }

    private Reply collection() {
        call.only("GET", "POST");
        if (call.method().equals("GET")) {
            TodoResource.mayRead(call);
            Set<String> select = call.query().only("$select").select(type(name));
            ObjectNode page = Json.object().put("@odata.context", call.context("todo/" + name));
            ArrayNode value = page.putArray("value");
            all.forEach(one -> value.add(view(one, select)));
            return Bodies.json(200, page);
        }
        TodoResource.mayWrite(call);
        ObjectNode made = made(name, call.body(type(name)), call.mailbox());
        all.add(made);
        call.mailbox().todo().touch(task);
        return answer(201, made);
    }

    private Reply single(ObjectNode found) {
        call.only("GET", "PATCH", "DELETE");
        if (call.method().equals("GET")) {
            TodoResource.mayRead(call);
            return answer(200, view(found, call.query().only("$select").select(type(name))));
        }
        TodoResource.mayWrite(call);
        if (call.method().equals("DELETE")) {
            all.remove(found);
        } else {
            write(found, call.body(type(name)));
        }
        call.mailbox().todo().touch(task);
        return call.method().equals("DELETE") ? Reply.empty(204) : answer(200, found);
    }

    private Reply answer(int status, ObjectNode part) {
        ObjectNode json = Json.object().put("@odata.context", call.context("todo/" + name + "/$entity"));
        json.setAll(part);
        return Bodies.json(status, json);
    }
}
