package app.tandem.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.graph.GraphClient.Answer;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.FaultRule;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.SandboxServer;
import app.tandem.sandbox.kernel.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Subscriptions and notifications (subscription-post-subscriptions, change-notifications-*, graph-notes 4). */
class GraphSubscriptionsTest {

    private static final String INBOX = "me/mailFolders('inbox')/messages";

    private final GraphClient client = new GraphClient();
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final AtomicInteger answer = new AtomicInteger(202);
    private volatile boolean validates = true;
    private final SandboxServer receiver = SandboxServer.start("receiver", 0, exchange -> {
        if (exchange.query("validationToken").isPresent()) {
            String token = exchange.query("validationToken").get();
            return validates
                    ? Reply.of(200, "text/plain", token.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    : Reply.empty(200);
        }
        int status = answer.get();
        if (status == 202) {
            Json.read(exchange.body()).path("value").forEach(heard::add);
        }
        return Reply.empty(status);
    });

    @AfterEach
    void close() {
        client.close();
        receiver.close();
    }

    @Test
    void newMailIsNotifiedWithClientStateAndIds() throws Exception {
        Answer made = subscribe(INBOX, "created", ",\"clientState\":\"secret\"");
        assertThat(made.status()).isEqualTo(201);
        String id = client.mail("Hello");
        JsonNode notification = next();
        assertThat(notification.path("subscriptionId").asString()).isEqualTo(made.id());
        assertThat(notification.path("clientState").asString()).isEqualTo("secret");
        assertThat(notification.path("changeType").asString()).isEqualTo("created");
        assertThat(notification.path("resourceData").path("id").asString()).isEqualTo(id);
        assertThat(notification.path("resourceData").path("@odata.etag").asString())
                .startsWith("W/\"");
        assertThat(notification.path("resource").asString())
                .startsWith("Users/")
                .contains("/Messages/");
    }

    @Test
    void idTypeIsFixedAtCreation() throws Exception {
        String body = body(INBOX, "created", "");
        assertThat(client.post("/subscriptions", body, "Prefer", GraphClient.IMMUTABLE)
                        .status())
                .isEqualTo(201);
        client.mail("Hello");
        assertThat(next().path("resourceData").path("id").asString()).hasSize(72);
    }

    @Test
    void moveIsDeletedPlusCreatedAndACategoryIsAnUpdate() throws Exception {
        String id = client.mail("Hello");
        subscribe("me/messages", "created,updated,deleted", "");
        client.patch("/me/messages/" + id, "{\"categories\":[\"Salesforce\"]}");
        assertThat(next().path("changeType").asString()).isEqualTo("updated");
        client.post("/me/messages/" + id + "/move", "{\"destinationId\":\"archive\"}");
        assertThat(Set.of(
                        next().path("changeType").asString(),
                        next().path("changeType").asString()))
                .containsExactlyInAnyOrder("deleted", "created");
    }

    @Test
    void tasksOfAListAreNotifiedForThreeDaysAtMost() throws Exception {
        String list = client.get("/me/todo/lists").value().get(0).path("id").asString();
        Answer made = subscribe("me/todo/lists/" + list + "/tasks", "created,updated,deleted", "", Duration.ofDays(7));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(left(made)).isBetween(Duration.ofMinutes(4_220), Duration.ofMinutes(4_231));
        client.mail("Not heard");
        String task = client.post("/me/todo/lists/" + list + "/tasks", "{\"title\":\"One\"}")
                .id();
        JsonNode notification = next();
        assertThat(notification.path("changeType").asString()).isEqualTo("created");
        assertThat(notification.path("resourceData").path("id").asString()).isEqualTo(task);
    }

    @Test
    void mailSubscriptionsHearOfNoTask() throws Exception {
        subscribe("me/messages", "created,updated,deleted", "");
        String list = client.get("/me/todo/lists").value().get(0).path("id").asString();
        client.post("/me/todo/lists/" + list + "/tasks", "{\"title\":\"One\"}");
        String mail = client.mail("Heard");
        assertThat(next().path("resourceData").path("id").asString()).isEqualTo(mail);
    }

    @Test
    void addressThatDoesNotEchoTheTokenIsRefused() {
        validates = false;
        Answer refused = subscribe(INBOX, "created", "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("ValidationError");
    }

    @Test
    void wrongRequestsAreRefused() {
        assertThat(subscribe(INBOX, "moved", "").status()).isEqualTo(400);
        assertThat(subscribe("me/nothing", "created", "").status()).isEqualTo(400);
        assertThat(subscribe(INBOX, "created", ",\"clientState\":\"" + "x".repeat(129) + "\"")
                        .status())
                .isEqualTo(400);
        assertThat(subscribe(INBOX, "created", ",\"colour\":\"red\"").code()).isEqualTo("RequestBodyRead");
        assertThat(subscribe("users/" + GraphClient.BEN + "/messages", "created", "")
                        .status())
                .isEqualTo(403);
        client.token("writer", "tandem", GraphClient.ANA, Set.of("Mail.ReadWrite"));
        assertThat(client.as("writer", "POST", "/subscriptions", body(INBOX, "created", ""))
                        .status())
                .as("the permission to write does not stand in for the one to read")
                .isEqualTo(403);
    }

    @Test
    void expiryIsCappedAtSevenDaysAndRaisedTo45Minutes() {
        Answer made = subscribe(INBOX, "created", "", Duration.ofDays(30));
        assertThat(left(made)).isBetween(Duration.ofMinutes(10_070), Duration.ofMinutes(10_081));
        Answer renewed = client.patch(
                "/subscriptions/" + made.id(),
                "{\"expirationDateTime\":\"" + Instant.now().plusSeconds(60) + "\"}");
        assertThat(renewed.status()).isEqualTo(200);
        assertThat(left(renewed)).isBetween(Duration.ofMinutes(44), Duration.ofMinutes(46));
    }

    @Test
    void subscriptionEndsAtItsExpiryAndSaysBeforehandThatItWill() throws Exception {
        Answer made = subscribe(INBOX, "created", lifecycle(), Duration.ofHours(2));
        client.kernel.clock.advance(Duration.ofMinutes(110));
        assertThat(next().path("lifecycleEvent").asString()).isEqualTo("reauthorizationRequired");
        client.kernel.clock.advance(Duration.ofMinutes(20));
        Answer gone = client.patch("/subscriptions/" + made.id(), "{\"expirationDateTime\":\"2099-01-01T00:00:00Z\"}");
        assertThat(gone.status()).isEqualTo(404);
    }

    @Test
    void revokedGrantEndsTheSubscription() throws Exception {
        subscribe(INBOX, "created", lifecycle());
        fault(Service.GRAPH, new Fault.RevokeGrant());
        assertThat(client.get("/me").status()).isEqualTo(401);
        assertThat(next().path("lifecycleEvent").asString()).isEqualTo("subscriptionRemoved");
    }

    @Test
    void refusedNotificationIsSentAgainAndTheClockDecidesWhen() throws Exception {
        subscribe(INBOX, "created", "");
        answer.set(503);
        client.mail("Hello");
        waitFor(() -> !client.kernel.calls.since(0).stream()
                .filter(c -> c.facts().service() == Service.NOTIFICATIONS)
                .toList()
                .isEmpty());
        assertThat(client.graph.undeliveredNotifications()).isEqualTo(1);
        answer.set(202);
        client.kernel.clock.advance(Duration.ofMinutes(1));
        assertThat(next().path("changeType").asString()).isEqualTo("created");
        waitFor(() -> client.graph.undeliveredNotifications() == 0);
    }

    @Test
    void notificationsGivenUpAfterFourHoursAreReportedMissed() throws Exception {
        subscribe(INBOX, "created", lifecycle(), Duration.ofDays(7));
        client.kernel.faults.add(
                1,
                List.of(new FaultRule(
                        "r",
                        Service.NOTIFICATIONS,
                        "POST /hook",
                        null,
                        null,
                        null,
                        null,
                        0,
                        200,
                        null,
                        new Fault.Status(500, null, null))));
        client.mail("Hello");
        JsonNode missed = null;
        for (int i = 0; i < 40 && missed == null; i++) {
            client.kernel.clock.advance(Duration.ofMinutes(31));
            missed = heard.poll(50, TimeUnit.MILLISECONDS);
        }
        assertThat(missed).isNotNull();
        assertThat(missed.path("lifecycleEvent").asString()).isEqualTo("missed");
    }

    @Test
    void faultsDropDoubleAndDelayNotifications() throws Exception {
        subscribe(INBOX, "created", "");
        fault(Service.NOTIFICATIONS, new Fault.Drop());
        client.mail("Dropped");
        waitFor(() -> client.graph.undeliveredNotifications() == 0);
        client.kernel.faults.clear();
        fault(Service.NOTIFICATIONS, new Fault.Duplicate(3));
        client.mail("Tripled");
        String first = next().path("id").asString();
        assertThat(next().path("id").asString()).isEqualTo(first);
        assertThat(next().path("id").asString()).isEqualTo(first);
        client.kernel.faults.clear();
        fault(Service.NOTIFICATIONS, new Fault.Late(Duration.ofMinutes(5)));
        client.mail("Late");
        assertThat(heard.poll(200, TimeUnit.MILLISECONDS)).isNull();
        assertThat(client.graph.undeliveredNotifications()).isEqualTo(1);
        client.kernel.clock.advance(Duration.ofMinutes(5));
        assertThat(next()).isNotNull();
    }

    @Test
    void deletedSubscriptionIsSilent() throws Exception {
        Answer made = subscribe(INBOX, "created", "");
        assertThat(client.delete("/subscriptions/" + made.id()).status()).isEqualTo(204);
        assertThat(client.get("/subscriptions").value().size()).isZero();
        client.mail("Hello");
        assertThat(heard.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void mailboxIsOpenWhileANotificationIsUnderWay() throws Exception {
        subscribe(INBOX, "created", "");
        fault(Service.NOTIFICATIONS, new Fault.Delay(Duration.ofSeconds(2)));
        client.mail("Hello");
        long started = System.nanoTime();
        assertThat(client.get("/me/messages").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(1));
        assertThat(next()).isNotNull();
    }

    private String lifecycle() {
        return ",\"lifecycleNotificationUrl\":\"http://127.0.0.1:" + receiver.port() + "/life\"";
    }

    private Answer subscribe(String resource, String changeType, String more) {
        return subscribe(resource, changeType, more, Duration.ofHours(1));
    }

    private Answer subscribe(String resource, String changeType, String more, Duration life) {
        return client.post("/subscriptions", body(resource, changeType, more, life));
    }

    private String body(String resource, String changeType, String more) {
        return body(resource, changeType, more, Duration.ofHours(1));
    }

    private String body(String resource, String changeType, String more, Duration life) {
        return "{\"changeType\":\"" + changeType + "\",\"resource\":\"" + resource
                + "\",\"notificationUrl\":\"http://127.0.0.1:" + receiver.port() + "/hook\",\"expirationDateTime\":\""
                + Instant.now().plus(life) + "\"" + more + "}";
    }

    private static Duration left(Answer subscription) {
        return Duration.between(
                Instant.now(),
                Instant.parse(subscription.json().path("expirationDateTime").asString()));
    }

    private void fault(Service service, Fault fault) {
        fault(service, fault, 1);
    }

    private void fault(Service service, Fault fault, int times) {
        client.kernel.faults.add(
                1, List.of(new FaultRule("r", service, "*", null, null, null, null, 0, times, null, fault)));
    }

    private JsonNode next() throws InterruptedException {
        JsonNode notification = heard.poll(10, TimeUnit.SECONDS);
        assertThat(notification).as("a notification").isNotNull();
        return notification;
    }

    private static void waitFor(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
