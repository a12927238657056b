package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Query;
import app.tandem.sandbox.graph.store.ChangeLog;
import app.tandem.sandbox.graph.store.Folder;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes of the folders themselves. */
final class FolderDelta {

    private static final int PAGE = 100;

    private final Call call;
    private final String epoch;
    private final DeltaState state;
    private final Query options;
    private final @Nullable Set<String> select;
    private final int size;
    private final ArrayNode value = Json.array();

    FolderDelta(Call call, String epoch) {
        this.call = call;
        this.epoch = epoch;
        this.state = DeltaTokens.state(call, 0, epoch, call.mailbox().folders().log());
        this.options = Query.of(state.options()).only("$select", "$top", "$deltatoken", "includeHiddenFolders");
        this.select = options.select("mailFolder");
        this.size = options.number("$top", call.prefer().pageSize().orElse(PAGE), 1, 1000);
    }

    Reply reply() {
        ObjectNode page =
                Json.object().put("@odata.context", call.request().origin() + "/v1.0/$metadata#Collection(mailFolder)");
        page.set("value", value);
        DeltaState next = state.cursor() != null ? listing() : log();
        DeltaTokens.link(call, page, next);
        return Bodies.json(200, page);
    }

    private DeltaState listing() {
        List<Folder> all = call.mailbox().folders().all(options.flag("includeHiddenFolders"));
        int from = Math.min(state.sent(), all.size());
        int to = Math.min(all.size(), from + size);
        all.subList(from, to).forEach(this::add);
        DeltaState.Cursor cursor = to < all.size() ? new DeltaState.Cursor(Instant.EPOCH, to) : null;
        return new DeltaState(
                epoch, 0, cursor, state.start(), state.start(), -1, cursor == null ? 0 : to, state.options());
    }

    private DeltaState log() {
        ChangeLog log = call.mailbox().folders().log();
        long end = state.end() < 0 ? log.end() : state.end();
        boolean replay = call.struck().get(Fault.Replay.class).isPresent();
        long from = replay ? Math.max(0, state.at() - PAGE) : state.at();
        long to = Math.min(end, state.at() + size);
        for (ChangeLog.Entry entry : log.between(from, to).orElseThrow(DeltaTokens::gone)) {
            Folder folder = call.mailbox().folders().byNumber(entry.item());
            if (folder != null) {
                add(folder);
            } else {
                ObjectNode removed = value.addObject();
                removed.put("@odata.type", "#microsoft.graph.mailFolder");
                removed.put("id", call.mailbox().ids().folder(entry.item()));
                removed.putObject("@removed").put("reason", "deleted");
            }
        }
        boolean over = to == end;
        return new DeltaState(epoch, 0, null, over ? end : state.start(), to, over ? -1 : end, 0, state.options());
    }

    private void add(Folder folder) {
        ObjectNode json = FolderView.of(call.mailbox(), folder, select);
        json.put("@odata.type", "#microsoft.graph.mailFolder");
        value.add(json);
    }
}
