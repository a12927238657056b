package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Query;
import app.tandem.sandbox.graph.store.ChangeLog;
import app.tandem.sandbox.graph.store.Contact;
import app.tandem.sandbox.graph.store.ContactFolder;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.Reply;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes of one folder's contacts. The first round lists them, every other one reads the log; a contact may be told several times.
 * There is {@code $select} and nothing else: extended properties never come along (graph-notes 3).
 */
final class ContactDelta {

    private static final int PAGE = 10;
    private static final int REPLAYED = 20;

    private final Call call;
    private final ContactFolder folder;
    private final DeltaState state;
    private final int size;
    private final ContactView view;
    private final ArrayNode value = Json.array();

    ContactDelta(Call call, ContactFolder folder, String epoch) {
        this.call = call;
        this.folder = folder;
        this.state = DeltaTokens.state(call, folder.number(), epoch, folder.log());
        Query options = Query.of(state.options()).only("$select", "$deltatoken");
        this.size = call.prefer().pageSize().orElse(PAGE);
        this.view = new ContactView(call.mailbox(), call.prefer(), options.select("contact"));
    }

    Reply reply() {
        ObjectNode page =
                Json.object().put("@odata.context", call.request().origin() + "/v1.0/$metadata#Collection(contact)");
        page.set("value", value);
        DeltaTokens.link(call, page, state.cursor() != null ? listing(state.cursor()) : log());
        return Bodies.json(200, page);
    }

    private DeltaState listing(DeltaState.Cursor cursor) {
        long last = cursor.number() == Long.MAX_VALUE ? 0 : cursor.number();
        for (Contact contact : folder.after(last)) {
            if (value.size() == size) {
                return next(new DeltaState.Cursor(Instant.EPOCH, last), state.start(), 0, -1);
            }
            add(contact);
            last = contact.stay();
        }
        return next(null, state.start(), state.start(), -1);
    }

    private DeltaState log() {
        ChangeLog log = folder.log();
        long end = state.end() < 0 ? log.end() : state.end();
        boolean replay = call.struck().get(Fault.Replay.class).isPresent();
        long from = replay ? Math.max(0, state.at() - REPLAYED) : state.at();
        long to = Math.min(end, state.at() + size);
        Set<Long> left = new HashSet<>();
        between(log, state.start(), from).forEach(entry -> noteRemoved(entry, left));
        for (ChangeLog.Entry entry : between(log, from, to)) {
            noteRemoved(entry, left);
            tell(entry, left);
        }
        boolean over = to == end;
        return next(null, over ? end : state.start(), to, over ? -1 : end);
    }

    private static List<ChangeLog.Entry> between(ChangeLog log, long from, long to) {
        return from >= to ? List.of() : log.between(from, to).orElseThrow(DeltaTokens::gone);
    }

    private static void noteRemoved(ChangeLog.Entry entry, Set<Long> left) {
        if (entry.kind() == ChangeLog.Kind.REMOVED) {
            left.add(entry.item());
        }
    }

    /** With immutable ids a contact that left and came back within a round is told as removed only (graph-notes 3). */
    private void tell(ChangeLog.Entry entry, Set<Long> left) {
        boolean immutable = call.prefer().immutableIds();
        if (entry.kind() == ChangeLog.Kind.REMOVED) {
            value.addObject()
                    .put("@odata.type", "#microsoft.graph.contact")
                    .put("id", call.mailbox().ids().contact(entry.item(), entry.stay(), immutable))
                    .putObject("@removed")
                    .put("reason", "deleted");
            return;
        }
        Contact contact = folder.contact(entry.stay());
        if (contact != null && !(immutable && left.contains(entry.item()))) {
            add(contact);
        }
    }

    private DeltaState next(DeltaState.@Nullable Cursor cursor, long start, long at, long end) {
        return new DeltaState(state.epoch(), folder.number(), cursor, start, at, end, 0, state.options());
    }

    private void add(Contact contact) {
        ObjectNode json = Json.object().put("@odata.type", "#microsoft.graph.contact");
        json.setAll(view.of(contact));
        value.add(json);
    }
}
