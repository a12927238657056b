package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.mime.MailReader;
import app.tandem.sandbox.graph.odata.BodyCheck;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.Attachment;
import app.tandem.sandbox.graph.store.Content;
import app.tandem.sandbox.graph.store.ExtendedId;
import app.tandem.sandbox.graph.store.Folder;
import app.tandem.sandbox.graph.store.Incoming;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.Message;
import app.tandem.sandbox.kernel.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code messages}, of the mailbox and of a folder. */
final class MessageResource {

    private static final String[] READ = {"Mail.Read", "Mail.ReadWrite"};

    private final Shop shop;
    private final AttachmentResource attachments;
    private final Outgoing outgoing;

    MessageResource(Shop shop, AttachmentResource attachments, Outgoing outgoing) {
        this.shop = shop;
        this.attachments = attachments;
        this.outgoing = outgoing;
    }

    /** {@code /messages…} */
    Reply handle(Call call) {
        return below(call, null, call.context("messages"));
    }

    /** {@code /mailFolders/{id}/messages…} */
    Reply inFolder(Call call, Folder folder) {
        String id = call.mailbox().ids().folder(folder.number());
        return below(call, folder, call.context("mailFolders('" + id + "')/messages"));
    }

    private Reply below(Call call, @Nullable Folder folder, String context) {
        if (call.ends()) {
            return collection(call, folder, context);
        }
        if (call.head().equals("$count")) {
            call.needs(READ);
            int count = folder == null
                    ? call.mailbox().messages().size()
                    : folder.messages().size();
            return Reply.of(200, "text/plain", Integer.toString(count).getBytes(StandardCharsets.UTF_8));
        }
        if (call.head().equals("delta")) {
            return delta(call, folder);
        }
        Message message = call.mailbox().message(call.head());
        if (folder != null && message.folder() != folder) {
            throw Problem.itemNotFound();
        }
        return message(call.from(1), message);
    }

    private Reply delta(Call call, @Nullable Folder folder) {
        call.mustEnd(1);
        call.only("GET");
        call.needs(READ);
        if (folder == null) {
            throw Problem.bad(
                    "ErrorInvalidRequest",
                    "Change tracking is not supported against 'microsoft.graph.message' of the whole mailbox; it is per folder.");
        }
        return new MessageDelta(call, folder, shop.epoch()).reply();
    }

    private Reply collection(Call call, @Nullable Folder folder, String context) {
        call.only("GET", "POST");
        if (call.method().equals("GET")) {
            call.needs(READ);
            return Messages.list(call, folder, context);
        }
        call.needs("Mail.ReadWrite");
        call.query().only();
        Folder target = folder == null ? call.mailbox().folders().wellKnown("drafts") : folder;
        String type = call.request().header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        Message message = type.startsWith("text/plain")
                ? fromMime(call.mailbox(), call.request().body().get())
                : fromJson(call);
        call.mailbox().add(message, target);
        return Messages.written(call, 201, message)
                .with(
                        "Location",
                        call.base() + "/messages/"
                                + call.mailbox()
                                        .ids()
                                        .message(message, call.prefer().immutableIds()));
    }

    private Message fromMime(Mailbox mailbox, byte[] base64) {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Problem.bad("ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.");
        }
        Content mime = shop.contents().keep(bytes);
        Message message = mailbox.newMessage(mailbox.now());
        Incoming.fill(mailbox, message, MailReader.read(mime, shop.contents()));
        message.mime = mime;
        message.draft = true;
        mailbox.read(message, true);
        return message;
    }

    /** A draft; or, with PR_MESSAGE_FLAGS set at creation, a message that was never one. */
    private Message fromJson(Call call) {
        ObjectNode body = call.body("message");
        Mailbox mailbox = call.mailbox();
        Message message = Drafts.blank(mailbox);
        new Draft(mailbox, message, shop.contents()).create(body);
        message.draft = message.single.get(new ExtendedId("Integer 0x0e07")) == null
                && message.single.get(new ExtendedId("Integer 0xe07")) == null;
        return message;
    }

    private Reply message(Call call, Message message) {
        if (call.ends()) {
            return single(call, message);
        }
        return switch (call.head()) {
            case "$value" -> mime(call, message);
            case "attachments" -> attachments.handle(call.from(1), message);
            case "move", "copy", "permanentDelete", "send" -> action(call, message);
            case "createReply", "createReplyAll", "createForward" -> answering(call, message);
            case "reply", "replyAll", "forward" -> answered(call, message);
            default -> throw Undone.property(message.type(), call.head());
        };
    }

    private Reply mime(Call call, Message message) {
        call.mustEnd(1);
        call.only("GET");
        call.needs(READ);
        return Reply.of(200, "text/plain", new byte[0]).with(Bodies.of(MimeWriter.of(message, shop.contents())));
    }

    private Reply single(Call call, Message message) {
        call.only("GET", "PATCH", "DELETE");
        if (call.method().equals("GET")) {
            call.needs(READ);
            return Messages.get(call, message);
        }
        call.needs("Mail.ReadWrite");
        call.query().only();
        refuseStale(call, message.changeKey());
        if (call.method().equals("DELETE")) {
            call.mailbox().delete(message);
            return Reply.empty(204);
        }
        new Draft(call.mailbox(), message, shop.contents()).patch(call.body("message"));
        call.mailbox().touch(message);
        return Messages.written(call, 200, message);
    }

    private Reply action(Call call, Message message) {
        call.mustEnd(1);
        call.only("POST");
        call.query().only();
        String action = call.head();
        if (action.equals("send")) {
            call.needs("Mail.Send");
            outgoing.send(call.mailbox(), message);
            return Reply.empty(202);
        }
        call.needs("Mail.ReadWrite");
        refuseStale(call, message.changeKey());
        if (action.equals("permanentDelete")) {
            call.mailbox().purge(message);
            return Reply.empty(204);
        }
        ObjectNode body = call.parameters("message", false, action);
        Folder destination = call.mailbox()
                .folders()
                .find(BodyCheck.parameter(body, "DestinationId").asString());
        if (action.equals("move")) {
            call.mailbox().move(message, destination);
            return Messages.written(call, 201, message);
        }
        return Messages.written(call, 201, copy(call.mailbox(), message, destination));
    }

    /** A draft that answers the message. */
    private Reply answering(Call call, Message message) {
        call.needs("Mail.ReadWrite");
        Message draft = draft(call, message);
        call.mailbox().add(draft, call.mailbox().folders().wellKnown("drafts"));
        return Messages.written(call, 201, draft);
    }

    /** The same, sent at once. */
    private Reply answered(Call call, Message message) {
        call.needs("Mail.Send");
        Message draft = draft(call, message);
        call.mailbox().add(draft, call.mailbox().folders().wellKnown("drafts"));
        outgoing.send(call.mailbox(), draft);
        return Reply.empty(202);
    }

    private Message draft(Call call, Message message) {
        call.mustEnd(1);
        call.only("POST");
        call.query().only();
        if (message.draft) {
            throw Problem.bad("ErrorInvalidOperation", "A draft cannot be answered or passed on.");
        }
        ObjectNode body = call.parameters("message", false, call.head());
        return new Answering(call.mailbox(), shop.contents()).draft(Answering.Kind.of(call.head()), message, body);
    }

    private static Message copy(Mailbox mailbox, Message from, Folder destination) {
        Message copy = mailbox.newMessage(from.received());
        Drafts.copy(from, copy);
        copy.attachments = new ArrayList<>();
        for (Attachment a : from.attachments) {
            copy.attachments.add(Drafts.renumbered(a, mailbox.newNumber()));
        }
        mailbox.read(copy, from.read());
        mailbox.add(copy, destination);
        return copy;
    }

    /** 412 when the caller saw another version. */
    static void refuseStale(Call call, String changeKey) {
        String wanted = call.request().header("If-Match").map(String::strip).orElse("*");
        String bare = wanted.replaceFirst("^W/", "").replace("\"", "");
        if (!bare.equals("*") && !bare.equals(changeKey)) {
            throw Problem.of(
                    412,
                    "ErrorIrresolvableConflict",
                    "The send or update operation could not be performed because the change key passed in the request does"
                            + " not match the current change key for the item.");
        }
    }
}
