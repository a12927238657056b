package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.mime.Mail;
import app.tandem.sandbox.graph.mime.MailReader;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.store.Attachment;
import app.tandem.sandbox.graph.store.Contents;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.Message;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An attachment as JSON. */
final class AttachmentView {

    private AttachmentView() {}

    static ObjectNode of(
            Mailbox mailbox,
            Message message,
            Attachment attachment,
            Prefer prefer,
            @Nullable Set<String> selected,
            Bodies.Held held) {
        ObjectNode json = Json.object();
        json.put("@odata.type", "#microsoft.graph." + attachment.kind().type());
        if (attachment.kind() == Attachment.Kind.FILE) {
            json.put("@odata.mediaContentType", attachment.contentType());
        }
        json.put("id", mailbox.ids().attachment(message, attachment.number(), prefer.immutableIds()));
        put(json, selected, "lastModifiedDateTime", Json.time(attachment.modified()));
        put(json, selected, "name", attachment.name());
        put(json, selected, "contentType", attachment.contentType());
        if (wanted(selected, "size")) {
            json.put("size", attachment.size());
        }
        if (wanted(selected, "isInline")) {
            json.put("isInline", attachment.inline());
        }
        if (attachment.kind() == Attachment.Kind.FILE) {
            put(json, selected, "contentId", attachment.contentId());
            put(json, selected, "contentLocation", attachment.contentLocation());
            if (wanted(selected, "contentBytes")) {
                json.put("contentBytes", held.place(attachment.content()));
            }
        }
        return json;
    }

    /** The message inside an item attachment, as {@code $expand=…/item} shows it. */
    static ObjectNode item(Attachment attachment) {
        ObjectNode json = Json.object();
        try (Contents scratch = new Contents()) {
            Mail mail = MailReader.read(attachment.content(), scratch);
            json.put("@odata.type", "#microsoft.graph.message");
            json.put("id", "");
            json.put("subject", mail.subject());
            json.put("internetMessageId", mail.messageId());
            json.put("hasAttachments", mail.files().stream().anyMatch(file -> !file.inline()));
            json.put("sentDateTime", mail.date() == null ? null : Json.time(mail.date()));
            json.put("receivedDateTime", mail.date() == null ? null : Json.time(mail.date()));
            json.put("isDraft", false);
            if (mail.from() != null) {
                json.set("from", MessageView.recipient(mail.from()));
            }
            if (mail.sender() != null) {
                json.set("sender", MessageView.recipient(mail.sender()));
            }
            var to = json.putArray("toRecipients");
            mail.recipients().to().forEach(address -> to.add(MessageView.recipient(address)));
            var cc = json.putArray("ccRecipients");
            mail.recipients().cc().forEach(address -> cc.add(MessageView.recipient(address)));
            json.putObject("body")
                    .put("contentType", mail.body().html() ? "html" : "text")
                    .put("content", mail.body().text());
        }
        return json;
    }

    private static void put(ObjectNode json, @Nullable Set<String> selected, String name, @Nullable String value) {
        if (wanted(selected, name)) {
            json.put(name, value);
        }
    }

    private static boolean wanted(@Nullable Set<String> selected, String name) {
        return selected == null || selected.contains(name);
    }
}
