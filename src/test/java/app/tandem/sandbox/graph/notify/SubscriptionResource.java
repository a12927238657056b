package app.tandem.sandbox.graph.notify;

import app.tandem.sandbox.graph.api.Bodies;
import app.tandem.sandbox.graph.api.GraphApi.SubscriptionGate;
import app.tandem.sandbox.graph.api.GraphRequest;
import app.tandem.sandbox.graph.api.Prefer;
import app.tandem.sandbox.graph.odata.BodyCheck;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.MailStore;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.Tokens.Token;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /subscriptions} */
final class SubscriptionResource implements SubscriptionGate {

    private static final Duration LONGEST = Duration.ofMinutes(10_080);
    private static final Duration LONGEST_OF_TASKS = Duration.ofMinutes(4_230);
    private static final Duration SHORTEST = Duration.ofMinutes(45);
    private static final int MOST_PER_MAILBOX = 1000;
    private static final int LONGEST_CLIENT_STATE = 128;
    private static final Set<String> CHANGE_TYPES = Set.of("created", "updated", "deleted");

    private final Subscriptions subscriptions;
    private final Notifier notifier;
    private final MailStore store;
    private final InstantSource clock;

    SubscriptionResource(Subscriptions subscriptions, Notifier notifier, MailStore store, InstantSource clock) {
        this.subscriptions = subscriptions;
        this.notifier = notifier;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Reply handle(GraphRequest request, Token token) {
        List<String> segments = request.segments();
        if (segments.size() == 1) {
            return switch (request.method()) {
                case "GET" -> list(request, token);
                case "POST" -> create(request, token);
                default -> throw Problem.method();
            };
        }
        Subscription found = subscriptions
                .find(segments.get(1))
                .filter(one -> mine(one, token))
                .orElseThrow(() -> Problem.of(404, "ResourceNotFound", "The object was not found."));
        if (segments.size() == 2) {
            return single(request, found);
        }
        if (segments.size() == 3
                && segments.get(2).equals("reauthorize")
                && request.method().equals("POST")) {
            return Reply.empty(204);
        }
        throw Problem.segment(segments.get(2));
    }

    @Override
    public void grantRevoked(String client, @Nullable String user) {
        subscriptions.end(one -> one.client().equals(client) && Objects.equals(one.user(), user));
    }

    private static boolean mine(Subscription one, Token token) {
        return one.client().equals(token.client())
                && (token.user() == null || Objects.equals(one.user(), token.user()));
    }

    private Reply list(GraphRequest request, Token token) {
        ObjectNode page = Json.object().put("@odata.context", request.origin() + "/v1.0/$metadata#subscriptions");
        ArrayNode value = page.putArray("value");
        subscriptions.all().stream().filter(one -> mine(one, token)).forEach(one -> value.add(json(one)));
        return Bodies.json(200, page);
    }

    private Reply single(GraphRequest request, Subscription found) {
        return switch (request.method()) {
            case "GET" -> Bodies.json(200, json(found));
            case "DELETE" -> {
                subscriptions.remove(found.id());
                yield Reply.empty(204);
            }
            case "PATCH" -> renew(request, found);
            default -> throw Problem.method();
        };
    }

    private Reply renew(GraphRequest request, Subscription found) {
        ObjectNode body = Json.read(request.body().get());
        BodyCheck.entity(body, "subscription");
        for (var member : body.properties()) {
            if (!Set.of("expirationDateTime", "notificationUrl").contains(member.getKey())
                    && !member.getKey().contains("@")) {
                throw invalid("The property '" + member.getKey() + "' cannot be updated.");
            }
        }
        String expires = Json.text(body, "expirationDateTime");
        String url = Json.text(body, "notificationUrl");
        if (url != null) {
            validate(url);
        }
        Subscription renewed = found.until(
                expires == null ? found.expires() : expiry(expires, Watched.isTasks(found.resource())),
                url == null ? found.url() : url);
        subscriptions.put(renewed);
        return Bodies.json(200, json(renewed));
    }

    private Reply create(GraphRequest request, Token token) {
        ObjectNode body = Json.read(request.body().get());
        BodyCheck.entity(body, "subscription");
        String resource = required(body, "resource");
        String url = required(body, "notificationUrl");
        String changeType = required(body, "changeType");
        Instant expires = expiry(required(body, "expirationDateTime"), Watched.isTasks(resource));
        String lifecycleUrl = Json.text(body, "lifecycleNotificationUrl");
        String clientState = Json.text(body, "clientState");
        Set<String> types = types(changeType);
        if (clientState != null && clientState.length() > LONGEST_CLIENT_STATE) {
            throw invalid("The clientState must not be longer than " + LONGEST_CLIENT_STATE + " characters.");
        }
        if (body.path("includeResourceData").asBoolean(false)) {
            throw Problem.of(
                    501, "notImplemented", "Graph has this, the sandbox does not: resource data in notifications.");
        }
        Watched wanted = Watched.of(resource, token, store);
        refuseTooMany(wanted, resource, changeType, token);
        validate(url);
        if (lifecycleUrl != null) {
            validate(lifecycleUrl);
        }
        Prefer prefer = Prefer.of(request);
        Subscription made = new Subscription(
                UUID.randomUUID().toString(),
                token.client(),
                token.user(),
                resource,
                wanted.mailbox(),
                wanted.folder(),
                types,
                changeType,
                url,
                lifecycleUrl,
                clientState,
                prefer.immutableIds(),
                expires);
        subscriptions.put(made);
        ObjectNode json =
                Json.object().put("@odata.context", request.origin() + "/v1.0/$metadata#subscriptions/$entity");
        json.setAll(json(made));
        Reply reply = Bodies.json(201, json);
        return prefer.applied().isEmpty()
                ? reply
                : reply.with("Preference-Applied", String.join(", ", prefer.applied()));
    }

    private void refuseTooMany(Watched wanted, String resource, String changeType, Token token) {
        List<Subscription> others = subscriptions.of(wanted.mailbox().person().mail());
        if (others.size() >= MOST_PER_MAILBOX) {
            throw Problem.of(
                    403, "Forbidden", "Maximum number of active subscriptions per mailbox (1000) has been reached.");
        }
        boolean twice = others.stream()
                .anyMatch(one -> one.client().equals(token.client())
                        && one.resource().equals(resource)
                        && one.changeType().equals(changeType));
        if (twice) {
            throw Problem.of(
                    409, "Conflict", "A subscription of this application for this resource and change type exists.");
        }
    }

    private static Set<String> types(String changeType) {
        Set<String> types = new LinkedHashSet<>();
        Arrays.stream(changeType.split(",")).map(String::strip).forEach(types::add);
        if (!CHANGE_TYPES.containsAll(types)) {
            throw invalid("changeType must be created, updated or deleted, or several of them with commas.");
        }
        return types;
    }

    /** Shorter than 45 minutes is raised to 45, longer than seven days, of tasks three, is cut: the answer says what holds. */
    private Instant expiry(String text, boolean tasks) {
        Instant now = clock.instant();
        Instant wanted = OffsetDateTime.parse(text).toInstant();
        if (!wanted.isAfter(now)) {
            throw invalid("Subscription expiration must be in the future.");
        }
        Instant least = now.plus(SHORTEST);
        Instant most = now.plus(tasks ? LONGEST_OF_TASKS : LONGEST);
        return wanted.isBefore(least) ? least : wanted.isAfter(most) ? most : wanted;
    }

    private void validate(String url) {
        boolean http;
        try {
            String scheme = URI.create(url).getScheme();
            http = "http".equals(scheme) || "https".equals(scheme);
        } catch (IllegalArgumentException e) {
            http = false;
        }
        if (!http) {
            throw invalid("The notification URL '" + url + "' is not valid.");
        }
        if (!notifier.validates(
                url,
                "Validation: Testing client application reachability for subscription. Request-Id: "
                        + UUID.randomUUID())) {
            throw Problem.bad(
                    "ValidationError",
                    "Subscription validation request failed. Notification endpoint must respond with 200 OK to validation"
                            + " request.");
        }
    }

    private static String required(ObjectNode body, String name) {
        String value = Json.text(body, name);
        if (value == null || value.isEmpty()) {
            throw invalid("The property '" + name + "' is required.");
        }
        return value;
    }

    static Problem invalid(String message) {
        return Problem.bad("InvalidRequest", message);
    }

    private static ObjectNode json(Subscription one) {
        ObjectNode json = Json.object();
        json.put("id", one.id());
        json.put("resource", one.resource());
        json.put("applicationId", one.client());
        json.put("changeType", one.changeType());
        json.putNull("clientState");
        json.put("notificationUrl", one.url());
        json.putNull("notificationQueryOptions");
        json.put("lifecycleNotificationUrl", one.lifecycleUrl());
        json.put("expirationDateTime", Json.time(one.expires()));
        json.put(
                "creatorId",
                one.user() == null ? one.client() : one.mailbox().person().entraId());
        json.putNull("includeResourceData");
        json.put("latestSupportedTlsVersion", "v1_2");
        json.putNull("encryptionCertificate");
        json.putNull("encryptionCertificateId");
        json.putNull("notificationUrlAppId");
        return json;
    }
}
