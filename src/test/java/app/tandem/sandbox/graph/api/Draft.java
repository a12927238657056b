package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.mime.Address;
import app.tandem.sandbox.graph.mime.Header;
import app.tandem.sandbox.graph.mime.Mail;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.Contents;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a JSON body says into a message. */
final class Draft {

    private static final int MOST_HEADERS = 5;
    /** What can be changed once a message is no draft. */
    private static final Set<String> AFTER_SENDING = Set.of(
            "isRead",
            "categories",
            "flag",
            "importance",
            "inferenceClassification",
            "singleValueExtendedProperties",
            "multiValueExtendedProperties");

    private static final Set<String> READ_ONLY = Set.of(
            "id",
            "changeKey",
            "createdDateTime",
            "lastModifiedDateTime",
            "receivedDateTime",
            "sentDateTime",
            "hasAttachments",
            "bodyPreview",
            "parentFolderId",
            "conversationId",
            "conversationIndex",
            "uniqueBody",
            "webLink",
            "isDraft",
            "extensions");

    private final Mailbox mailbox;
    private final Message message;
    private final Contents contents;

    Draft(Mailbox mailbox, Message message, Contents contents) {
        this.mailbox = mailbox;
        this.message = message;
        this.contents = contents;
    }

    /** A PATCH; refused as a whole when one of its properties cannot be changed. */
    void patch(ObjectNode body) {
        for (String name : names(body)) {
            if (!message.draft && !AFTER_SENDING.contains(name)) {
                throw Problem.bad(
                        "ErrorInvalidPropertyUpdateSentMessage",
                        "The property '" + name + "' cannot be updated on a message that is not a draft.");
            }
            refuseReadOnly(name);
            if (name.equals("internetMessageHeaders") || name.equals("attachments")) {
                throw Problem.bad(
                        "ErrorInvalidPropertySet", "The property '" + name + "' can be set at creation only.");
            }
        }
        write(body);
    }

    /** A POST. */
    void create(ObjectNode body) {
        names(body).forEach(Draft::refuseReadOnly);
        write(body);
        JsonNode headers = body.get("internetMessageHeaders");
        if (headers != null && !headers.isNull()) {
            message.headers = headers(headers);
        }
        JsonNode attachments = body.get("attachments");
        if (attachments != null && attachments.isArray()) {
            for (JsonNode attachment : attachments) {
                message.attachments.add(NewAttachment.of(mailbox, (ObjectNode) attachment, contents));
            }
        }
    }

    private static List<String> names(ObjectNode body) {
        return body.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.contains("@"))
                .toList();
    }

    private static void refuseReadOnly(String name) {
        if (READ_ONLY.contains(name)) {
            throw Problem.bad("ErrorInvalidPropertySet", "The property '" + name + "' is read-only and cannot be set.");
        }
    }

    private void write(ObjectNode body) {
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            member(member.getKey(), member.getValue().isNull() ? null : member.getValue());
        }
        Extended.apply(body, message.single, message.multi);
    }

    private void member(String name, @Nullable JsonNode value) {
        switch (name) {
            case "subject" -> message.subject = text(value, "");
            case "body" -> message.body(body(value));
            case "from" -> message.from = address(value);
            case "sender" -> message.sender = address(value);
            case "toRecipients" -> recipients(addresses(value), null, null, null);
            case "ccRecipients" -> recipients(null, addresses(value), null, null);
            case "bccRecipients" -> recipients(null, null, addresses(value), null);
            case "replyTo" -> recipients(null, null, null, addresses(value));
            case "importance" -> message.importance = text(value, "normal").toLowerCase(Locale.ROOT);
            case "inferenceClassification" ->
                message.inference = text(value, "focused").toLowerCase(Locale.ROOT);
            case "isRead" -> mailbox.read(message, value != null && value.asBoolean());
            case "isReadReceiptRequested" -> message.readReceipt = value != null && value.asBoolean();
            case "isDeliveryReceiptRequested" -> message.deliveryReceipt = value != null && value.asBoolean();
            case "categories" -> message.categories = categories(value);
            case "internetMessageId" -> message.internetMessageId = text(value, message.internetMessageId);
            case "flag" -> message.flag = value == null ? null : ((ObjectNode) value).deepCopy();
            default -> {}
        }
    }

    private void recipients(
            @Nullable List<Address> to,
            @Nullable List<Address> cc,
            @Nullable List<Address> bcc,
            @Nullable List<Address> replyTo) {
        Mail.Recipients old = message.recipients;
        message.recipients = new Mail.Recipients(
                to == null ? old.to() : to,
                cc == null ? old.cc() : cc,
                bcc == null ? old.bcc() : bcc,
                replyTo == null ? old.replyTo() : replyTo);
    }

    private static List<String> categories(@Nullable JsonNode value) {
        List<String> all = new ArrayList<>();
        for (String category : Extended.strings(value)) {
            if (all.stream().noneMatch(category::equalsIgnoreCase)) {
                all.add(category);
            }
        }
        return List.copyOf(all);
    }

    private static Mail.Body body(@Nullable JsonNode value) {
        if (value == null) {
            return new Mail.Body(false, "");
        }
        boolean html = "html".equalsIgnoreCase(Json.text(value, "contentType"));
        String content = Json.text(value, "content");
        return new Mail.Body(html, content == null ? "" : content);
    }

    private static List<Header> headers(JsonNode list) {
        if (list.isEmpty()) {
            throw Problem.bad(
                    "InvalidInternetMessageHeaderCollection",
                    "The collection of internet message headers must not be empty.");
        }
        if (list.size() > MOST_HEADERS) {
            throw Problem.bad(
                    "InvalidInternetMessageHeaderCollection",
                    "Maximum number of headers in one message should be less than or equal to " + MOST_HEADERS + ".");
        }
        List<Header> headers = new ArrayList<>();
        for (JsonNode one : list) {
            String name = Json.text(one, "name");
            if (name == null || !name.toLowerCase(Locale.ROOT).startsWith("x-")) {
                throw Problem.bad(
                        "InvalidInternetMessageHeader",
                        "The internet message header name '" + name + "' should start with 'x-' or 'X-'.");
            }
            String value = Json.text(one, "value");
            headers.add(new Header(name, value == null ? "" : value));
        }
        return List.copyOf(headers);
    }

    static List<Address> addresses(@Nullable JsonNode list) {
        List<Address> addresses = new ArrayList<>();
        if (list != null) {
            list.forEach(one -> addresses.add(address(one)));
        }
        return List.copyOf(addresses);
    }

    private static @Nullable Address address(@Nullable JsonNode recipient) {
        JsonNode inner = recipient == null ? null : recipient.get("emailAddress");
        if (inner == null || inner.isNull()) {
            return null;
        }
        String address = Json.text(inner, "address");
        String name = Json.text(inner, "name");
        return new Address(name == null ? address : name, address);
    }

    private static String text(@Nullable JsonNode value, String otherwise) {
        return value == null ? otherwise : value.asString();
    }
}
