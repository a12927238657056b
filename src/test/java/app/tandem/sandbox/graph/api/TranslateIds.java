package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.BodyCheck;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.Ids;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.Message;
import app.tandem.sandbox.kernel.Reply;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /translateExchangeIds} */
final class TranslateIds {

    private static final int MOST = 1000;

    private TranslateIds() {}

    static Reply handle(Call call) {
        call.only("POST");
        call.mustEnd(0);
        call.needs("User.Read", "User.ReadBasic.All", "User.Read.All", "User.ReadWrite", "User.ReadWrite.All");
        ObjectNode body = call.parameters("user", false, "translateExchangeIds");
        List<String> ids = Extended.strings(BodyCheck.parameter(body, "InputIds"));
        String from = BodyCheck.parameter(body, "SourceIdType").asString();
        String to = BodyCheck.parameter(body, "TargetIdType").asString();
        if (ids.size() > MOST) {
            throw Problem.bad("ErrorInvalidRequest", "At most 1000 ids can be translated at once.");
        }
        ObjectNode answer = Json.object()
                .put(
                        "@odata.context",
                        call.request().origin() + "/v1.0/$metadata#Collection(microsoft.graph.convertIdResult)");
        ArrayNode value = answer.putArray("value");
        for (String id : ids) {
            ObjectNode one = value.addObject().put("sourceId", id);
            try {
                one.put("targetId", translated(call.mailbox(), id, from, to));
            } catch (Problem problem) {
                one.putObject("errorDetails").put("code", problem.code()).put("message", problem.getMessage());
            }
        }
        return Bodies.json(200, answer);
    }

    /** EWS ids write slash and plus where REST ids write dash and underscore; entry ids carry their padding as a digit. */
    private static String translated(Mailbox mailbox, String id, String from, String to) {
        String rest = switch (from) {
            case "ewsId" -> id.replace('/', '-').replace('+', '_');
            case "entryId", "immutableEntryId" -> id.isEmpty() ? id : id.substring(0, id.length() - 1);
            default -> id;
        };
        String target =
                target(mailbox, rest, to.toLowerCase(java.util.Locale.ROOT).contains("immutable"));
        return switch (to) {
            case "ewsId" -> target.replace('-', '/').replace('_', '+');
            case "entryId", "immutableEntryId" -> target + "0";
            default -> target;
        };
    }

    private static String target(Mailbox mailbox, String rest, boolean immutable) {
        Ids.Ref ref = mailbox.ids().decode(rest);
        if (ref.kind() == Ids.Kind.FOLDER) {
            return rest;
        }
        Message message =
                ref.kind() == Ids.Kind.MESSAGE ? mailbox.message(rest) : mailbox.byItem(ref.item(), ref.immutable());
        return ref.kind() == Ids.Kind.MESSAGE
                ? mailbox.ids().message(message, immutable)
                : mailbox.ids().attachment(message, ref.attachment(), immutable);
    }
}
