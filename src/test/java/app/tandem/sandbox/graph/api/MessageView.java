package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.mime.Address;
import app.tandem.sandbox.graph.mime.HtmlText;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.Message;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A message as JSON: id and etag always, everything else when it is wanted. */
final class MessageView {

    private static final Set<String> ONLY_WHEN_SELECTED = Set.of("uniqueBody", "internetMessageHeaders");

    private final Mailbox mailbox;
    private final Prefer prefer;
    private final @Nullable Set<String> selected;

    MessageView(Mailbox mailbox, Prefer prefer, @Nullable Set<String> selected) {
        this.mailbox = mailbox;
        this.prefer = prefer;
        this.selected = selected;
    }

    ObjectNode of(Message message, boolean typeAlways) {
        ObjectNode json = Json.object();
        String type = message.type();
        if (typeAlways || !type.equals("message")) {
            json.put("@odata.type", "#microsoft.graph." + type);
        }
        json.put("@odata.etag", etag(message));
        json.put("id", mailbox.ids().message(message, prefer.immutableIds()));
        item(json, message);
        mail(json, message);
        people(json, message);
        body(json, message);
        if (message.meeting != null) {
            MeetingView.write(json, message.meeting, type, this::wants);
        }
        return json;
    }

    static String etag(Message message) {
        return "W/\"" + message.changeKey() + "\"";
    }

    private boolean wants(String name) {
        return selected == null
                ? !ONLY_WHEN_SELECTED.contains(name)
                : selected.contains(name) || (selected.contains("*") && !ONLY_WHEN_SELECTED.contains(name));
    }

    private void put(ObjectNode json, String name, @Nullable String value) {
        if (wants(name)) {
            json.put(name, value);
        }
    }

    private void put(ObjectNode json, String name, boolean value) {
        if (wants(name)) {
            json.put(name, value);
        }
    }

    private void item(ObjectNode json, Message message) {
        put(json, "createdDateTime", Json.time(message.created));
        put(json, "lastModifiedDateTime", Json.time(message.modified()));
        put(json, "changeKey", message.changeKey());
        if (wants("categories")) {
            ArrayNode categories = json.putArray("categories");
            message.categories.forEach(categories::add);
        }
    }

    private void mail(ObjectNode json, Message message) {
        put(json, "receivedDateTime", Json.time(message.received()));
        put(json, "sentDateTime", Json.time(message.sent));
        put(json, "hasAttachments", message.hasAttachments());
        put(json, "internetMessageId", message.internetMessageId);
        put(json, "subject", message.subject);
        if (wants("bodyPreview")) {
            json.put("bodyPreview", message.preview());
        }
        put(json, "importance", message.importance);
        put(json, "parentFolderId", mailbox.ids().folder(message.folder().number()));
        put(json, "conversationId", message.conversationId);
        put(json, "conversationIndex", Base64.getEncoder().encodeToString(message.conversationIndex));
        put(json, "isDeliveryReceiptRequested", message.deliveryReceipt);
        put(json, "isReadReceiptRequested", message.readReceipt);
        put(json, "isRead", message.read());
        put(json, "isDraft", message.draft);
        if (wants("webLink")) {
            json.put(
                    "webLink",
                    "https://outlook.office365.com/owa/?ItemID=" + mailbox.ids().message(message, false)
                            + "&exvsurl=1&viewmodel=ReadMessageItem");
        }
        put(json, "inferenceClassification", message.inference);
        if (wants("flag")) {
            json.set("flag", message.flag == null ? Json.object().put("flagStatus", "notFlagged") : message.flag);
        }
        if (wants("internetMessageHeaders") && !message.headers.isEmpty()) {
            ArrayNode headers = json.putArray("internetMessageHeaders");
            message.headers.forEach(
                    header -> headers.addObject().put("name", header.name()).put("value", header.value()));
        }
    }

    private void people(ObjectNode json, Message message) {
        person(json, "sender", message.sender);
        person(json, "from", message.from);
        people(json, "toRecipients", message.recipients.to());
        people(json, "ccRecipients", message.recipients.cc());
        people(json, "bccRecipients", message.recipients.bcc());
        people(json, "replyTo", message.recipients.replyTo());
    }

    private void person(ObjectNode json, String name, @Nullable Address address) {
        if (wants(name) && address != null) {
            json.set(name, recipient(address));
        }
    }

    private void people(ObjectNode json, String name, List<Address> addresses) {
        if (wants(name)) {
            ArrayNode list = json.putArray(name);
            addresses.forEach(address -> list.add(recipient(address)));
        }
    }

    static JsonNode recipient(Address address) {
        ObjectNode recipient = Json.object();
        recipient.putObject("emailAddress").put("name", address.name()).put("address", address.address());
        return recipient;
    }

    private void body(ObjectNode json, Message message) {
        boolean text = prefer.bodyType().map("text"::equals).orElse(false);
        if (wants("body")) {
            json.set(
                    "body",
                    text
                            ? textBody(message)
                            : html(
                                    prefer.unsafeHtml() && message.body.html()
                                            ? message.body.text()
                                            : message.safeHtml()));
        }
        if (wants("uniqueBody")) {
            String unique = HtmlText.unique(message.safeHtml());
            json.set("uniqueBody", text ? plain(HtmlText.toText(unique)) : html(unique));
        }
    }

    private static ObjectNode textBody(Message message) {
        return plain(message.body.html() ? HtmlText.toText(message.safeHtml()) : message.body.text());
    }

    private static ObjectNode plain(String text) {
        return Json.object().put("contentType", "text").put("content", text);
    }

    private static ObjectNode html(String html) {
        return Json.object().put("contentType", "html").put("content", html);
    }
}
