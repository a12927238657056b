package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.BodyCheck;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.Attachment;
import app.tandem.sandbox.graph.store.Content;
import app.tandem.sandbox.graph.store.Contents;
import app.tandem.sandbox.graph.store.Mailbox;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An attachment out of a JSON body. */
final class NewAttachment {

    private NewAttachment() {}

    static Attachment of(Mailbox mailbox, ObjectNode body, Contents contents) {
        String type = BodyCheck.actualType(body, "attachment");
        String name = Json.text(body, "name");
        if (type.equals("attachment")) {
            throw Problem.body("The type of an attachment must be stated with '@odata.type'.");
        }
        if (name == null) {
            throw Problem.bad("ErrorInvalidRequest", "The property 'name' is required.");
        }
        JsonNode inline = body.get("isInline");
        return new Attachment(
                mailbox.newNumber(),
                kind(type),
                name,
                Json.text(body, "contentType"),
                inline != null && inline.asBoolean(),
                Json.text(body, "contentId"),
                Json.text(body, "contentLocation"),
                mailbox.now(),
                content(type, body, contents));
    }

    private static Attachment.Kind kind(String type) {
        return switch (type) {
            case "itemAttachment" -> Attachment.Kind.ITEM;
            case "referenceAttachment" -> Attachment.Kind.REFERENCE;
            default -> Attachment.Kind.FILE;
        };
    }

    private static Content content(String type, ObjectNode body, Contents contents) {
        if (type.equals("fileAttachment")) {
            String bytes = Json.text(body, "contentBytes");
            if (bytes == null) {
                throw Problem.bad("ErrorInvalidRequest", "The property 'contentBytes' is required.");
            }
            return contents.keep(Base64.getDecoder().decode(bytes));
        }
        if (type.equals("itemAttachment")) {
            JsonNode item = body.get("item");
            if (!(item instanceof ObjectNode object)) {
                throw Problem.bad("ErrorInvalidRequest", "The property 'item' is required.");
            }
            return contents.keep(mime(object).getBytes(StandardCharsets.UTF_8));
        }
        return contents.keep(new byte[0]);
    }

    /** A message given in JSON as the little MIME that says the same. */
    private static String mime(ObjectNode item) {
        JsonNode body = item.get("body");
        String subject = Json.text(item, "subject");
        boolean html = body != null && "html".equalsIgnoreCase(Json.text(body, "contentType"));
        String content = body == null ? "" : Json.text(body, "content");
        return "Subject: " + MimeWriter.encoded(subject == null ? "" : subject)
                + "\r\nMIME-Version: 1.0\r\nContent-Type: text/"
                + (html ? "html" : "plain") + "; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder()
                        .encodeToString((content == null ? "" : content).getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }
}
