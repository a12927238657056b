package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Expand;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Query;
import app.tandem.sandbox.graph.store.ChangeLog;
import app.tandem.sandbox.graph.store.TodoList;
import app.tandem.sandbox.graph.store.TodoTask;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.Reply;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes of one list's tasks. The first round lists them, every other one reads the log; a task may be told several times. */
final class TodoDelta {

    private static final int PAGE = 10;
    private static final int REPLAYED = 20;

    private final Call call;
    private final TodoList list;
    private final DeltaState state;
    private final int size;
    private final List<Expand> expand;
    private final TodoView view;
    private final ArrayNode value = Json.array();

    TodoDelta(Call call, TodoList list, String epoch) {
        this.call = call;
        this.list = list;
        this.state = DeltaTokens.state(call, list.number(), epoch, list.log());
        Query options = Query.of(state.options()).only("$select", "$top", "$expand", "$deltatoken");
        this.size = options.number("$top", call.prefer().pageSize().orElse(PAGE), 1, 1000);
        this.expand = Expand.of(options, "todoTask");
        this.view = new TodoView(call.mailbox(), call.prefer(), options.select("todoTask"));
    }

    Reply reply() {
        ObjectNode page =
                Json.object().put("@odata.context", call.request().origin() + "/v1.0/$metadata#Collection(todoTask)");
        page.set("value", value);
        DeltaTokens.link(call, page, state.cursor() != null ? listing(state.cursor()) : log());
        return Bodies.json(200, page);
    }

    private DeltaState listing(DeltaState.Cursor cursor) {
        long last = cursor.number() == Long.MAX_VALUE ? 0 : cursor.number();
        for (TodoTask task : list.after(last)) {
            if (value.size() == size) {
                return next(new DeltaState.Cursor(Instant.EPOCH, last), state.start(), 0, -1);
            }
            add(task);
            last = task.stay();
        }
        return next(null, state.start(), state.start(), -1);
    }

    private DeltaState log() {
        long end = state.end() < 0 ? list.log().end() : state.end();
        boolean replay = call.struck().get(Fault.Replay.class).isPresent();
        long from = replay ? Math.max(0, state.at() - REPLAYED) : state.at();
        long to = Math.min(end, state.at() + size);
        for (ChangeLog.Entry entry : list.log().between(from, to).orElseThrow(DeltaTokens::gone)) {
            TodoTask task = list.task(entry.stay());
            if (task != null) {
                add(task);
            } else if (entry.kind() == ChangeLog.Kind.REMOVED) {
                value.addObject()
                        .put("id", call.mailbox().ids().task(entry.stay()))
                        .putObject("@removed")
                        .put("reason", "deleted");
            }
        }
        boolean over = to == end;
        return next(null, over ? end : state.start(), to, over ? -1 : end);
    }

    private DeltaState next(
            DeltaState.@org.jspecify.annotations.Nullable Cursor cursor, long start, long at, long end) {
        return new DeltaState(state.epoch(), list.number(), cursor, start, at, end, 0, state.options());
    }

    private void add(TodoTask task) {
        value.add(TodoView.expanded(view.of(task), task, expand));
    }
}
