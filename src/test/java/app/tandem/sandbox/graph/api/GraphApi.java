package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.odata.Query;
import app.tandem.sandbox.graph.odata.Schema;
import app.tandem.sandbox.graph.store.Contents;
import app.tandem.sandbox.graph.store.MailStore;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.kernel.CallFacts;
import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Kernel.Struck;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.kernel.Tokens.Token;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every request to Graph: who asks, whether the mailbox can take it now, and which resource answers. */
public final class GraphApi {

    private final Shop shop;
    private final Throttle throttle;
    private final FolderResource folders;
    private final MessageResource messages;
    private final Outgoing outgoing;
    private final TodoResource todo;
    private final ContactResource contacts;
    private final Uploads uploads;
    private final Batch batch;
    private final SubscriptionGate subscriptions;

    /** What answers below {@code /subscriptions}. */
    public interface SubscriptionGate {
        /** Answers a request whose path behind the version begins with subscriptions. */
        Reply handle(GraphRequest request, Token token);

        /** A grant is gone: what was subscribed with it ends. */
        void grantRevoked(String client, @Nullable String user);
    }

    public GraphApi(
            Kernel kernel, MailStore store, Contents contents, Throttle throttle, SubscriptionGate subscriptions) {
        this.shop = new Shop(kernel, store, contents, UUID.randomUUID().toString());
        this.throttle = throttle;
        this.subscriptions = subscriptions;
        this.uploads = new Uploads(shop);
        this.outgoing = new Outgoing(shop);
        this.messages = new MessageResource(shop, new AttachmentResource(shop, uploads), outgoing);
        this.folders = new FolderResource(shop, messages);
        this.todo = new TodoResource(shop);
        this.contacts = new ContactResource(shop);
        this.batch = new Batch(this, kernel);
    }

    /** A request over HTTP. */
    public Reply handle(Exchange exchange) {
        String path = exchange.rawPath();
        if (path.startsWith(Uploads.PATH)) {
            return uploads.handle(exchange);
        }
        String id = UUID.randomUUID().toString();
        Refusals refusals = refusals(id, exchange.header("client-request-id").orElse(id));
        Reply reply;
        if (!path.startsWith("/v1.0/") && !path.equals("/v1.0")) {
            reply = refusals.of(Problem.bad(
                    "BadRequest",
                    "Invalid version: " + path.split("/", 3)[Math.min(1, path.split("/", 3).length - 1)]));
        } else {
            try {
                Token token = shop.kernel()
                        .tokens
                        .find(exchange.bearer().orElse(null))
                        .orElse(null);
                GraphRequest request = GraphRequest.of(exchange, token);
                reply = request.segments().equals(List.of("$batch"))
                        ? batch.handle(request, refusals)
                        : run(request, refusals);
            } catch (Problem problem) {
                reply = refusals.of(problem);
            }
        }
        return finish(reply, id, exchange);
    }

    private Reply finish(Reply reply, String id, Exchange exchange) {
        if (reply.status() == 0) {
            return reply;
        }
        Reply finished = reply.with("request-id", id)
                .with(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                shop.kernel().clock.now().atOffset(ZoneOffset.UTC)));
        boolean wanted = exchange.header("return-client-request-id")
                .map("true"::equalsIgnoreCase)
                .orElse(false);
        return finished.with(
                "client-request-id",
                wanted ? exchange.header("client-request-id").orElse(id) : id);
    }

    Refusals refusals(String id, String clientId) {
        return new Refusals(id, clientId, shop.kernel().clock.now());
    }

    /** One request, alone or as a part of a batch, through limits, faults and log. */
    Reply run(GraphRequest request, Refusals refusals) {
        Token token = request.token();
        Optional<Mailbox> mailbox = mailbox(request, token);
        String key = (token == null ? "" : token.client()) + " "
                + mailbox.map(one -> one.person().mail()).orElse("");
        boolean writes = !request.method().equals("GET") && !request.method().equals("DELETE");
        long bytes = request.header("Content-Length").map(Long::parseLong).orElse(0L);
        Optional<Problem> throttled = mailbox.isPresent() ? throttle.enter(key, writes ? bytes : 0) : Optional.empty();
        try {
            return shop.kernel().run(facts(request, mailbox.orElse(null), bytes), refusals::refuse, struck -> {
                try {
                    throttled.ifPresent(problem -> {
                        throw problem;
                    });
                    return answer(request, mailbox.orElse(null), struck);
                } catch (Problem problem) {
                    return refusals.of(problem);
                }
            });
        } finally {
            if (mailbox.isPresent()) {
                throttle.leave(key);
            }
            outgoing.deliverWaiting();
        }
    }

    private Reply answer(GraphRequest request, @Nullable Mailbox mailbox, Struck struck) {
        actOut(request, struck);
        Token token = Access.token(
                shop.kernel().tokens,
                shop.kernel()
                        .tokens
                        .find(request.token() == null ? null : request.token().value())
                        .orElse(null),
                request.header("Authorization").isPresent());
        List<String> segments = request.segments();
        String head = segments.isEmpty() ? "" : segments.getFirst();
        if (head.equals("subscriptions")) {
            return subscriptions.handle(request, token);
        }
        if (head.equals("users") && segments.size() == 1) {
            Access.needs(token, "User.Read.All", "User.ReadBasic.All", "User.ReadWrite.All", "Directory.Read.All");
            return UserResource.list(request, shop.store());
        }
        if (head.equals("me") && token.user() == null) {
            throw Problem.bad("BadRequest", "/me request is only valid with delegated authentication flow.");
        }
        if (!head.equals("me") && !head.equals("users")) {
            throw Problem.segment(head);
        }
        if (mailbox == null) {
            String name = segments.size() > 1 ? segments.get(1) : "";
            throw Problem.of(
                    404,
                    "Request_ResourceNotFound",
                    "Resource '" + name
                            + "' does not exist or one of its queried reference-property objects are not present.");
        }
        int skip = head.equals("me") ? 1 : 2;
        Prefer prefer = Prefer.of(request);
        Call call = new Call(
                request,
                token,
                mailbox,
                segments.subList(skip, segments.size()),
                Query.of(request.rawQuery()),
                prefer,
                struck);
        Reply reply = mailbox.locked(() -> user(call));
        return prefer.applied().isEmpty()
                ? reply
                : reply.with("Preference-Applied", String.join(", ", prefer.applied()));
    }

    private Reply user(Call call) {
        if (call.ends()) {
            return UserResource.get(call);
        }
        Call below = call.from(1);
        String head = call.head();
        if (Schema.mail().navigation("user", head).isPresent()
                || List.of("mailboxSettings", "sendMail", "translateExchangeIds")
                        .contains(head)) {
            Access.own(call.token(), call.mailbox());
        }
        return switch (head) {
            case "mailFolders" -> folders.handle(below);
            case "messages" -> messages.handle(below);
            case "contacts" -> contacts.ofMailbox(below);
            case "contactFolders" -> contacts.folders(below);
            case "todo" -> todo.handle(below);
            case "outlook" -> CategoryResource.handle(below);
            case "mailboxSettings" -> UserResource.settings(below);
            case "sendMail" -> {
                below.mustEnd(0);
                yield outgoing.sendMail(below);
            }
            case "translateExchangeIds" -> TranslateIds.handle(below);
            default -> throw Undone.property("user", head);
        };
    }

    /** The session ends, or the grant and all its tokens. */
    private void actOut(GraphRequest request, Struck struck) {
        Token token = request.token();
        if (token != null && struck.get(Fault.ExpireSession.class).isPresent()) {
            shop.kernel().tokens.revoke(one -> one.value().equals(token.value()));
        }
        if (token != null && struck.get(Fault.RevokeGrant.class).isPresent()) {
            shop.kernel()
                    .tokens
                    .revoke(one -> one.issuer() == token.issuer()
                            && one.client().equals(token.client())
                            && java.util.Objects.equals(one.user(), token.user()));
            subscriptions.grantRevoked(token.client(), token.user());
        }
    }

    private Optional<Mailbox> mailbox(GraphRequest request, @Nullable Token token) {
        List<String> segments = request.segments();
        if (segments.isEmpty()) {
            return Optional.empty();
        }
        if (segments.getFirst().equals("me") && token != null && token.user() != null) {
            return shop.store().byAddress(token.user());
        }
        return segments.getFirst().equals("users") && segments.size() > 1
                ? shop.store().byUser(segments.get(1))
                : Optional.empty();
    }

    private CallFacts facts(GraphRequest request, @Nullable Mailbox mailbox, long bytes) {
        List<String> segments = request.segments();
        Token token = request.token();
        String user = mailbox != null ? mailbox.person().mail() : token == null ? null : token.user();
        String path = "/" + String.join("/", segments);
        if (mailbox != null) {
            int skip = segments.getFirst().equals("me") ? 1 : 2;
            path = "/users/" + user + (segments.size() > skip ? "/" : "")
                    + String.join("/", segments.subList(skip, segments.size()));
        }
        return new CallFacts(
                Service.GRAPH,
                token == null ? null : token.client(),
                user,
                request.method(),
                path,
                null,
                null,
                1,
                bytes,
                request.batch());
    }
}
