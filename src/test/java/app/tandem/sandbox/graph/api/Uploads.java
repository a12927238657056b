package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.BodyCheck;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.Attachment;
import app.tandem.sandbox.graph.store.Content;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.Message;
import app.tandem.sandbox.kernel.CallFacts;
import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Upload sessions: large attachments in ranges, to a URL that needs no token. */
final class Uploads {

    static final String PATH = "/api/v2.0/AttachmentSessions";
    private static final long LEAST = 3L * 1024 * 1024;
    private static final long MOST = 150L * 1024 * 1024;
    private static final long LARGEST_RANGE = 4L * 1024 * 1024;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

    private static final class Session {
        private final String client;
        private final Mailbox mailbox;
        private final Message message;
        private final ObjectNode item;
        private final Path file;
        private final Instant expires;
        private final boolean immutable;
        private long next;

        private Session(Call call, Message message, ObjectNode item, Path file) {
            this.client = call.token().client();
            this.mailbox = call.mailbox();
            this.message = message;
            this.item = item;
            this.file = file;
            this.expires = call.mailbox().now().plus(Duration.ofHours(2));
            this.immutable = call.prefer().immutableIds();
        }

        private long size() {
            return item.get("size").asLong();
        }
    }

    private final Shop shop;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    Uploads(Shop shop) {
        this.shop = shop;
    }

    Reply create(Call call, Message message) {
        ObjectNode body = call.parameters("attachment", true, "createUploadSession");
        ObjectNode item = (ObjectNode) BodyCheck.parameter(body, "AttachmentItem");
        JsonNode size = item.get("size");
        if (size == null || Json.text(item, "name") == null || Json.text(item, "attachmentType") == null) {
            throw Problem.bad("ErrorInvalidRequest", "attachmentType, name and size are required.");
        }
        if (size.asLong() < LEAST || size.asLong() > MOST) {
            throw Problem.bad(
                    "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize",
                    "Attachment size must be between 3 MB and 150 MB for an upload session.");
        }
        String token = UUID.randomUUID().toString();
        Session session = new Session(call, message, item, shop.contents().newFile());
        sessions.put(token, session);
        ObjectNode json = Json.object()
                .put("@odata.context", call.request().origin() + "/v1.0/$metadata#microsoft.graph.uploadSession");
        json.put(
                "uploadUrl",
                call.request().origin() + PATH + "('" + UUID.nameUUIDFromBytes(token.getBytes()) + "')?authtoken="
                        + token);
        json.put("expirationDateTime", Json.time(session.expires));
        json.putArray("nextExpectedRanges").add("0-");
        return Bodies.json(201, json);
    }

    /** A request to an upload URL. */
    Reply handle(Exchange exchange) {
        Session session = sessions.get(exchange.query("authtoken").orElse(""));
        String user = session == null ? null : session.mailbox.person().mail();
        CallFacts facts = new CallFacts(
                Service.GRAPH,
                session == null ? null : session.client,
                user,
                exchange.method(),
                "/users/" + user + "/attachmentSessions",
                null,
                null,
                1,
                Math.max(0, exchange.raw().getContentLengthLong()),
                null);
        String id = UUID.randomUUID().toString();
        Refusals refusals = new Refusals(id, id, shop.kernel().clock.now());
        return shop.kernel().run(facts, refusals::refuse, struck -> {
            try {
                return run(exchange, session);
            } catch (Problem problem) {
                return refusals.of(problem);
            }
        });
    }

    private Reply run(Exchange exchange, @org.jspecify.annotations.Nullable Session session) {
        if (session == null || !session.expires.isAfter(shop.kernel().clock.now())) {
            throw Problem.of(404, "ErrorItemNotFound", "The upload session is not found.");
        }
        synchronized (session) {
            return switch (exchange.method()) {
                case "GET" -> Bodies.json(200, progress(session));
                case "DELETE" -> {
                    sessions.values().remove(session);
                    yield Reply.empty(204);
                }
                case "PUT" -> put(exchange, session);
                default -> throw Problem.method();
            };
        }
    }

    private Reply put(Exchange exchange, Session session) {
        Matcher range = RANGE.matcher(exchange.header("Content-Range").orElse(""));
        if (!range.matches()) {
            throw Problem.bad("ErrorInvalidRequest", "The Content-Range header is missing or malformed.");
        }
        long from = Long.parseLong(range.group(1));
        long to = Long.parseLong(range.group(2));
        if (from != session.next
                || to < from
                || to >= session.size()
                || Long.parseLong(range.group(3)) != session.size()) {
            throw Problem.of(416, "ErrorInvalidRange", "The range is not the next one that is expected.");
        }
        if (to - from + 1 > LARGEST_RANGE) {
            throw Problem.of(413, "ErrorRangeTooLarge", "A range may hold 4 MB at most.");
        }
        append(exchange, session, to - from + 1);
        if (session.next < session.size()) {
            return Bodies.json(200, progress(session));
        }
        sessions.values().remove(session);
        return finish(exchange, session);
    }

    private static void append(Exchange exchange, Session session, long length) {
        try (InputStream in = exchange.stream();
                OutputStream out =
                        Files.newOutputStream(session.file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            byte[] bytes = in.readNBytes((int) length + 1);
            if (bytes.length != length) {
                throw Problem.bad("ErrorInvalidRequest", "The content's length does not match its Content-Range.");
            }
            out.write(bytes);
            session.next += length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode progress(Session session) {
        ObjectNode json = Json.object().put("expirationDateTime", Json.time(session.expires));
        json.putArray("nextExpectedRanges").add(Long.toString(session.next));
        return json;
    }

    private Reply finish(Exchange exchange, Session session) {
        ObjectNode item = session.item;
        return session.mailbox.locked(() -> {
            JsonNode inline = item.get("isInline");
            Attachment attachment = new Attachment(
                    session.mailbox.newNumber(),
                    Attachment.Kind.FILE,
                    Json.text(item, "name"),
                    Json.text(item, "contentType"),
                    inline != null && inline.asBoolean(),
                    Json.text(item, "contentId"),
                    null,
                    session.mailbox.now(),
                    new Content.InFile(session.file, session.size()));
            session.message.attachments.add(attachment);
            session.message.mime = null;
            session.mailbox.touch(session.message);
            String message = session.mailbox.ids().message(session.message, session.immutable);
            String id = session.mailbox.ids().attachment(session.message, attachment.number(), session.immutable);
            return Reply.empty(201)
                    .with(
                            "Location",
                            exchange.origin() + "/api/v2.0/Users('"
                                    + session.mailbox.person().entraId() + "')/Messages('" + message
                                    + "')/Attachments('" + id + "')");
        });
    }
}
