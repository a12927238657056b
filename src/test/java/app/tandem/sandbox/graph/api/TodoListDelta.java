package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Query;
import app.tandem.sandbox.graph.store.ChangeLog;
import app.tandem.sandbox.graph.store.Todo;
import app.tandem.sandbox.graph.store.TodoList;
import app.tandem.sandbox.kernel.Reply;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes of the task lists themselves; a round is one page, for there are few of them. */
final class TodoListDelta {

    /** No folder and no list has this number. */
    private static final long COLLECTION = -1;

    private final Call call;
    private final Todo todo;
    private final DeltaState state;
    private final TodoView view;
    private final ArrayNode value = Json.array();

    TodoListDelta(Call call, String epoch) {
        this.call = call;
        this.todo = call.mailbox().todo();
        this.state = DeltaTokens.state(call, COLLECTION, epoch, todo.log());
        Query options = Query.of(state.options()).only("$select", "$deltatoken");
        this.view = new TodoView(call.mailbox(), call.prefer(), options.select("todoTaskList"));
    }

    Reply reply() {
        ObjectNode page = Json.object()
                .put("@odata.context", call.request().origin() + "/v1.0/$metadata#Collection(todoTaskList)");
        page.set("value", value);
        if (state.cursor() != null) {
            todo.lists().forEach(list -> value.add(view.of(list)));
        } else {
            changed();
        }
        long end = todo.log().end();
        DeltaTokens.link(call, page, new DeltaState(state.epoch(), COLLECTION, null, end, end, -1, 0, state.options()));
        return Bodies.json(200, page);
    }

    private void changed() {
        Set<Long> numbers = new LinkedHashSet<>();
        for (ChangeLog.Entry entry :
                todo.log().between(state.at(), todo.log().end()).orElseThrow(DeltaTokens::gone)) {
            numbers.add(entry.item());
        }
        for (long number : numbers) {
            TodoList list = todo.byNumber(number);
            if (list != null) {
                value.add(view.of(list));
            } else {
                value.addObject()
                        .put("id", call.mailbox().ids().taskList(number))
                        .putObject("@removed")
                        .put("reason", "deleted");
            }
        }
    }
}
