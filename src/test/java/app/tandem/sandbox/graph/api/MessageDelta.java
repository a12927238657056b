package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Expand;
import app.tandem.sandbox.graph.odata.Expr;
import app.tandem.sandbox.graph.odata.FilterParser;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.odata.Query;
import app.tandem.sandbox.graph.store.ChangeLog;
import app.tandem.sandbox.graph.store.Folder;
import app.tandem.sandbox.graph.store.Message;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.Reply;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes of one folder's messages. The first round lists the folder, every other one reads its log. */
final class MessageDelta {

    private static final int PAGE = 10;
    private static final int FILTERED_MOST = 5_000;
    private static final int REPLAYED = 20;

    private final Call call;
    private final Folder folder;
    private final String epoch;
    private final Query options;
    private final DeltaState state;
    private final int size;
    private final List<Expand> expand;
    private final @Nullable Set<String> select;
    private final MessageView view;
    private final Bodies.Held held = new Bodies.Held();
    private final ArrayNode value = Json.array();

    MessageDelta(Call call, Folder folder, String epoch) {
        this.call = call;
        this.folder = folder;
        this.epoch = epoch;
        this.state = DeltaTokens.state(call, folder.number(), epoch, folder.log());
        this.options = Query.of(state.options())
                .only("$select", "$filter", "$orderby", "$top", "$expand", "changeType", "$deltatoken");
        this.size = options.number("$top", call.prefer().pageSize().orElse(PAGE), 1, 1000);
        this.select = options.select("message");
        this.expand = Expand.of(options, "message");
        this.view = new MessageView(call.mailbox(), call.prefer(), select);
        checkOptions();
    }

    Reply reply() {
        ObjectNode page =
                Json.object().put("@odata.context", call.request().origin() + "/v1.0/$metadata#Collection(message)");
        page.set("value", value);
        boolean replayed = call.struck().get(Fault.Replay.class).isPresent();
        DeltaState next = state.cursor() != null ? listing(replayed) : log(replayed);
        DeltaTokens.link(call, page, next);
        return Bodies.json(200, page, held);
    }

    private void checkOptions() {
        options.get("changeType").ifPresent(type -> {
            if (!Set.of("created", "updated", "deleted").contains(type)) {
                throw Problem.bad(
                        "BadRequest",
                        "Invalid value '" + type + "' for changeType. Valid values are created, updated"
                                + " and deleted.");
            }
        });
        options.get("$orderby").ifPresent(order -> {
            if (!order.strip().equals("receivedDateTime desc")) {
                throw Problem.bad("ErrorInvalidUrlQuery", "Only 'receivedDateTime desc' is supported for $orderby.");
            }
        });
        filter();
    }

    private FilterParser.@Nullable Filter filter() {
        String text = options.get("$filter").orElse(null);
        if (text == null) {
            return null;
        }
        FilterParser.Filter filter = FilterParser.parse(text, "message");
        boolean supported = filter.expr() instanceof Expr.Compare compare
                && compare.left() instanceof Expr.Path path
                && path.names().equals(List.of("receivedDateTime"))
                && Set.of("ge", "gt").contains(compare.operator());
        if (!supported) {
            throw Problem.bad(
                    "ErrorInvalidUrlQuery", "The only supported $filter expressions are receivedDateTime ge and gt.");
        }
        return filter;
    }

    private DeltaState listing(boolean replayed) {
        DeltaState.Cursor cursor = state.cursor();
        int most = options.get("$filter").isPresent() ? FILTERED_MOST : Integer.MAX_VALUE;
        int sent = state.sent();
        FilterParser.Filter filter = filter();
        DeltaState.Cursor last = cursor;
        if (replayed) {
            folder.messages().stream().limit(REPLAYED).forEach(this::add);
        }
        int room = value.size() + size;
        for (Message message : folder.after(cursor.received(), cursor.number())) {
            if (value.size() >= room) {
                return new DeltaState(epoch, folder.number(), last, state.start(), 0, -1, sent, state.options());
            }
            if (!fits(filter, message) || sent >= most) {
                break;
            }
            if (wanted("created")) {
                add(message);
            }
            sent++;
            last = new DeltaState.Cursor(message.received(), message.number());
        }
        return new DeltaState(epoch, folder.number(), null, state.start(), state.start(), -1, 0, state.options());
    }

    /** Messages are listed newest first, so the first too old one ends a filtered listing. */
    private boolean fits(FilterParser.@Nullable Filter filter, Message message) {
        ObjectNode received = Json.object().put("receivedDateTime", Json.time(message.received()));
        return filter == null || filter.expr().test(new Expr.Scope(received, null, null));
    }

    private DeltaState log(boolean replayed) {
        long end = state.end() < 0 ? folder.log().end() : state.end();
        List<ChangeLog.Entry> window = folder.log().between(state.start(), end).orElseThrow(DeltaTokens::gone);
        if (replayed) {
            replay();
        }
        Set<Long> removed = new HashSet<>();
        Map<Long, Integer> last = new HashMap<>();
        int from = (int) (state.at() - state.start());
        for (int i = 0; i < window.size(); i++) {
            ChangeLog.Entry entry = window.get(i);
            if (entry.kind() != ChangeLog.Kind.REMOVED) {
                last.put(entry.item(), i);
            } else if (i < from) {
                removed.add(entry.item());
            }
        }
        int at = from;
        int room = value.size() + size;
        // A page looks at a bounded stretch of the log: it may come out empty and still have a next one.
        for (; at < window.size() && value.size() < room && at - from < size * 4; at++) {
            entry(window.get(at), last.getOrDefault(window.get(at).item(), -1) == at, removed);
        }
        boolean over = at == window.size();
        return new DeltaState(
                epoch,
                folder.number(),
                null,
                over ? end : state.start(),
                state.start() + at,
                over ? -1 : end,
                0,
                state.options());
    }

    private void entry(ChangeLog.Entry entry, boolean lastMention, Set<Long> removed) {
        boolean immutable = call.prefer().immutableIds();
        if (entry.kind() == ChangeLog.Kind.REMOVED) {
            if (wanted("deleted") && (!immutable || !removed.contains(entry.item()))) {
                remove(entry);
            }
            removed.add(entry.item());
            return;
        }
        // With immutable ids an item that left and came back within a round is reported as removed only.
        boolean hidden = immutable && removed.contains(entry.item());
        Message message = call.mailbox().byNumber(entry.item());
        boolean here = message != null && message.folder() == folder && message.stay() == entry.stay();
        String kind = entry.kind() == ChangeLog.Kind.CREATED ? "created" : "updated";
        if (here && lastMention && !hidden && wanted(kind) && fits(filter(), message)) {
            add(message);
        }
    }

    private void replay() {
        long from = Math.max(0, state.at() - REPLAYED);
        folder.log().between(from, state.at()).orElse(List.of()).forEach(entry -> {
            Message message = call.mailbox().byNumber(entry.item());
            if (entry.kind() == ChangeLog.Kind.REMOVED) {
                remove(entry);
            } else if (message != null && message.folder() == folder) {
                add(message);
            }
        });
    }

    private boolean wanted(String kind) {
        return options.get("changeType").map(kind::equals).orElse(true);
    }

    private void add(Message message) {
        value.add(Messages.expanded(call, message, view.of(message, true), expand, held));
    }

    private void remove(ChangeLog.Entry entry) {
        ObjectNode removed = value.addObject();
        removed.put("@odata.type", "#microsoft.graph.message");
        removed.put(
                "id",
                call.mailbox()
                        .ids()
                        .message(entry.item(), entry.stay(), call.prefer().immutableIds()));
        removed.putObject("@removed").put("reason", "deleted");
    }
}
