package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Expand;
import app.tandem.sandbox.graph.odata.Expr;
import app.tandem.sandbox.graph.odata.FilterParser;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.odata.Query;
import app.tandem.sandbox.graph.store.Attachment;
import app.tandem.sandbox.graph.store.Ids;
import app.tandem.sandbox.graph.store.Message;
import app.tandem.sandbox.kernel.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code attachments} of a message. */
final class AttachmentResource {

    private static final String[] READ = {"Mail.Read", "Mail.ReadWrite"};
    private static final int LARGEST = 3 * 1024 * 1024;

    private final Shop shop;
    private final Uploads uploads;

    AttachmentResource(Shop shop, Uploads uploads) {
        this.shop = shop;
        this.uploads = uploads;
    }

    Reply handle(Call call, Message message) {
        if (call.ends()) {
            return collection(call, message);
        }
        if (call.head().equals("$count")) {
            call.needs(READ);
            return Reply.of(
                    200,
                    "text/plain",
                    Integer.toString(message.attachments.size()).getBytes(StandardCharsets.UTF_8));
        }
        if (call.head().equals("createUploadSession")) {
            call.mustEnd(1);
            call.only("POST");
            call.needs("Mail.ReadWrite");
            refuseSent(message);
            return uploads.create(call, message);
        }
        Ids.Ref ref = call.mailbox().ids().decode(call.head());
        if (ref.kind() != Ids.Kind.ATTACHMENT) {
            throw Problem.idMalformed();
        }
        boolean mine = ref.item() == (ref.immutable() ? message.number() : message.stay());
        Optional<Attachment> found = mine ? message.attachment(ref.attachment()) : Optional.empty();
        return attachment(call.from(1), message, found.orElseThrow(Problem::itemNotFound));
    }

    private Reply collection(Call call, Message message) {
        call.only("GET", "POST");
        if (call.method().equals("POST")) {
            return create(call, message);
        }
        call.needs(READ);
        Query query = call.query().only("$select", "$filter", "$expand", "$top", "$skip", "$count", "$orderby");
        Set<String> select = select(query);
        FilterParser.Filter filter = query.get("$filter")
                .map(text -> FilterParser.parse(text, "attachment"))
                .orElse(null);
        List<Expand> expand = Expand.of(query, "attachment");
        Bodies.Held held = new Bodies.Held();
        ObjectNode page = Json.object()
                .put(
                        "@odata.context",
                        call.context("messages('"
                                + call.mailbox()
                                        .ids()
                                        .message(message, call.prefer().immutableIds()) + "')/attachments"));
        if (query.flag("$count")) {
            page.put("@odata.count", message.attachments.size());
        }
        ArrayNode value = page.putArray("value");
        message.attachments.stream()
                .filter(one -> filter == null || fits(call, message, one, filter))
                .skip(query.number("$skip", 0, 0, Integer.MAX_VALUE))
                .limit(query.number("$top", Integer.MAX_VALUE, 1, 1000))
                .forEach(one -> value.add(json(call, message, one, select, expand, held)));
        return Bodies.json(200, page, held);
    }

    private static boolean fits(Call call, Message message, Attachment one, FilterParser.Filter filter) {
        ObjectNode json = AttachmentView.of(call.mailbox(), message, one, call.prefer(), null, new Bodies.Held());
        return filter.expr().test(new Expr.Scope(json, null, null));
    }

    /** Properties of attachments; those of files only are selectable as on Graph, where the service casts itself. */
    private static @Nullable Set<String> select(Query query) {
        return query.select("fileAttachment");
    }

    private static ObjectNode json(
            Call call,
            Message message,
            Attachment one,
            @Nullable Set<String> select,
            List<Expand> expand,
            Bodies.Held held) {
        ObjectNode json = AttachmentView.of(call.mailbox(), message, one, call.prefer(), select, held);
        for (Expand item : expand) {
            if (item.name().equals("item") && one.kind() == Attachment.Kind.ITEM) {
                json.set("item", AttachmentView.item(one));
            }
        }
        return json;
    }

    private Reply create(Call call, Message message) {
        call.needs("Mail.ReadWrite");
        refuseSent(message);
        Attachment attachment = NewAttachment.of(call.mailbox(), call.body("attachment"), shop.contents());
        if (attachment.size() > LARGEST) {
            throw Problem.of(413, "ErrorMessageSizeExceeded", "The attachment is too large; use an upload session.");
        }
        message.attachments.add(attachment);
        message.mime = null;
        call.mailbox().touch(message);
        return written(call, 201, message, attachment);
    }

    private static Reply written(Call call, int status, Message message, Attachment attachment) {
        Bodies.Held held = new Bodies.Held();
        return Bodies.json(
                status, AttachmentView.of(call.mailbox(), message, attachment, call.prefer(), null, held), held);
    }

    private Reply attachment(Call call, Message message, Attachment attachment) {
        if (!call.ends()) {
            return value(call, attachment);
        }
        call.only("GET", "DELETE");
        if (call.method().equals("DELETE")) {
            call.needs("Mail.ReadWrite");
            message.attachments.remove(attachment);
            message.mime = null;
            call.mailbox().touch(message);
            return Reply.empty(204);
        }
        call.needs(READ);
        Query query = call.query().only("$select", "$expand");
        Bodies.Held held = new Bodies.Held();
        ObjectNode json = Json.object()
                .put(
                        "@odata.context",
                        call.context("messages('"
                                + call.mailbox()
                                        .ids()
                                        .message(message, call.prefer().immutableIds()) + "')/attachments/$entity"));
        json.setAll(json(call, message, attachment, select(query), Expand.of(query, "attachment"), held));
        return Bodies.json(200, json, held);
    }

    private static Reply value(Call call, Attachment attachment) {
        if (!call.head().equals("$value")) {
            throw Undone.property(attachment.kind().type(), call.head());
        }
        call.mustEnd(1);
        call.only("GET");
        call.needs(READ);
        if (attachment.kind() == Attachment.Kind.REFERENCE) {
            throw Problem.method();
        }
        String type = attachment.kind() == Attachment.Kind.ITEM || attachment.contentType() == null
                ? "text/plain"
                : attachment.contentType();
        boolean header = type.chars().allMatch(c -> c >= 32 && c < 127);
        return Reply.of(200, header ? type : "application/octet-stream", new byte[0])
                .with(Bodies.of(attachment.content()));
    }

    private static void refuseSent(Message message) {
        if (!message.draft) {
            throw Problem.bad(
                    "ErrorInvalidOperation", "The operation can't be performed because the item is not a draft.");
        }
    }
}
