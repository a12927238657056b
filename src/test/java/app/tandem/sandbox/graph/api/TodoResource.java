package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Expand;
import app.tandem.sandbox.graph.odata.Expr;
import app.tandem.sandbox.graph.odata.FilterParser;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.odata.Query;
import app.tandem.sandbox.graph.odata.Schema;
import app.tandem.sandbox.graph.store.Todo;
import app.tandem.sandbox.graph.store.TodoList;
import app.tandem.sandbox.graph.store.TodoTask;
import app.tandem.sandbox.kernel.Reply;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code todo/lists} and what lies below a list. {@code If-Match} does nothing here: the pages about tasks do not promise it, and
 * nobody should rely on it (graph-notes 6).
 */
final class TodoResource {

    private final Shop shop;

    TodoResource(Shop shop) {
        this.shop = shop;
    }

    /** {@code /todo…} */
    Reply handle(Call call) {
        if (call.ends()) {
            throw Undone.operation("todo by itself");
        }
        if (!call.head().equals("lists")) {
            throw Undone.property("todo", call.head());
        }
        Call below = call.from(1);
        Todo todo = call.mailbox().todo();
        if (below.ends()) {
            return lists(below, todo);
        }
        if (below.head().equals("delta")) {
            below.mustEnd(1);
            below.only("GET");
            mayRead(below);
            return new TodoListDelta(below, shop.epoch()).reply();
        }
        TodoList list = todo.list(below.head());
        Call inside = below.from(1);
        if (inside.ends()) {
            return list(inside, list);
        }
        if (!inside.head().equals("tasks")) {
            throw Undone.property("todoTaskList", inside.head());
        }
        return tasks(inside.from(1), list);
    }

    static void mayRead(Call call) {
        if (call.token().user() == null) {
            call.needs("Tasks.Read.All", "Tasks.ReadWrite.All");
        } else {
            call.needs("Tasks.Read", "Tasks.ReadWrite");
        }
    }

    static void mayWrite(Call call) {
        call.needs(call.token().user() == null ? "Tasks.ReadWrite.All" : "Tasks.ReadWrite");
    }

    private Reply lists(Call call, Todo todo) {
        call.only("GET", "POST");
        if (call.method().equals("GET")) {
            mayRead(call);
            Query query = call.query().only("$select", "$top", "$skip", "$count", "$skiptoken");
            TodoView view = new TodoView(call.mailbox(), call.prefer(), query.select("todoTaskList"));
            return Pages.of(call, todo.lists(), "todo/lists", view::of);
        }
        mayWrite(call);
        TodoList made = todo.create(name(call));
        return written(call, 201, made);
    }

    private Reply list(Call call, TodoList list) {
        call.only("GET", "PATCH", "DELETE");
        switch (call.method()) {
            case "GET" -> {
                mayRead(call);
                Set<String> select = call.query().only("$select").select("todoTaskList");
                return answer(call, 200, new TodoView(call.mailbox(), call.prefer(), select).of(list));
            }
            case "PATCH" -> {
                mayWrite(call);
                call.mailbox().todo().rename(list, name(call));
                return written(call, 200, list);
            }
            default -> {
                mayWrite(call);
                call.mailbox().todo().delete(list);
                return Reply.empty(204);
            }
        }
    }

    private static String name(Call call) {
        ObjectNode body = call.body("todoTaskList");
        body.propertyNames().stream()
                .filter(name -> !name.contains("@") && !name.equals("displayName"))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.bad(
                            "ErrorInvalidPropertySet", "The property '" + name + "' is read-only and cannot be set.");
                });
        String name = Json.text(body, "displayName");
        if (name == null || name.isBlank()) {
            throw Problem.bad("ErrorInvalidRequest", "The property 'displayName' is required.");
        }
        return name;
    }

    private static Reply written(Call call, int status, TodoList list) {
        return answer(call, status, new TodoView(call.mailbox(), call.prefer(), null).of(list));
    }

    private Reply tasks(Call call, TodoList list) {
        if (call.ends()) {
            return collection(call, list);
        }
        if (call.head().equals("delta")) {
            call.mustEnd(1);
            call.only("GET");
            mayRead(call);
            return new TodoDelta(call, list, shop.epoch()).reply();
        }
        TodoTask task = call.mailbox().todo().task(list, call.head());
        Call below = call.from(1);
        if (below.ends()) {
            return single(below, task);
        }
        return switch (below.head()) {
            case "linkedResources", "checklistItems" -> new TodoParts(below.from(1), task, below.head()).reply();
            default -> throw Undone.property("todoTask", below.head());
        };
    }

    private Reply collection(Call call, TodoList list) {
        call.only("GET", "POST");
        if (call.method().equals("GET")) {
            mayRead(call);
            return listed(call, list);
        }
        mayWrite(call);
        call.query().only();
        TodoTask task = call.mailbox().todo().newTask(list);
        new TodoDraft(call.mailbox(), task).create(call.body("todoTask"));
        call.mailbox().todo().add(task);
        TodoView view = new TodoView(call.mailbox(), call.prefer(), null);
        ObjectNode json = view.of(task);
        return answer(
                call,
                201,
                task.linkedResources.isEmpty()
                        ? json
                        : TodoView.expanded(json, task, Expand.parse("linkedResources", "todoTask")));
    }

    private static Reply listed(Call call, TodoList list) {
        Query query = call.query().only("$select", "$filter", "$top", "$skip", "$count", "$expand", "$skiptoken");
        List<Expand> expand = Expand.of(query, "todoTask");
        FilterParser.Filter filter = query.get("$filter")
                .map(text -> FilterParser.parse(text, "todoTask"))
                .orElse(null);
        if (filter != null
                && filter.roots().stream()
                        .anyMatch(root ->
                                Schema.mail().navigation("todoTask", root).isPresent())) {
            throw Problem.bad("ErrorInvalidUrlQueryFilter", "The query filter contains one or more invalid nodes.");
        }
        TodoView whole = new TodoView(call.mailbox(), call.prefer(), null);
        List<TodoTask> found = list.tasks().stream()
                .filter(task -> filter == null || filter.expr().test(new Expr.Scope(whole.of(task), null, null)))
                .toList();
        TodoView view = new TodoView(call.mailbox(), call.prefer(), query.select("todoTask"));
        return Pages.of(call, found, "todo/lists/tasks", task -> TodoView.expanded(view.of(task), task, expand));
    }

    private Reply single(Call call, TodoTask task) {
        call.only("GET", "PATCH", "DELETE");
        Query query = call.query();
        if (call.method().equals("GET")) {
            mayRead(call);
            query.only("$select", "$expand");
            TodoView view = new TodoView(call.mailbox(), call.prefer(), query.select("todoTask"));
            return answer(call, 200, TodoView.expanded(view.of(task), task, Expand.of(query, "todoTask")));
        }
        mayWrite(call);
        query.only();
        if (call.method().equals("DELETE")) {
            call.mailbox().todo().delete(task);
            return Reply.empty(204);
        }
        new TodoDraft(call.mailbox(), task).patch(call.body("todoTask"));
        call.mailbox().todo().touch(task);
        return answer(call, 200, new TodoView(call.mailbox(), call.prefer(), null).of(task));
    }

    private static Reply answer(Call call, int status, ObjectNode entity) {
        ObjectNode json = Json.object().put("@odata.context", call.context("todo/lists/$entity"));
        json.setAll(entity);
        return Bodies.json(status, json);
    }
}
