package app.tandem.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.graph.GraphClient.Answer;
import app.tandem.sandbox.graph.api.Limits;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.FaultRule;
import app.tandem.sandbox.kernel.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rights, limits and bad days (throttling-limits, errors, graph-notes 5, 13, 14). */
class GraphLimitsTest {

    private final GraphClient client = new GraphClient();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void withoutATokenInForceNothingIsAnswered() {
        Answer none = client.as(null, "GET", "/me", null);
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.code()).isEqualTo("InvalidAuthenticationToken");
        assertThat(none.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(client.as("unknown", "GET", "/me", null).status()).isEqualTo(401);
        client.kernel.clock.advance(Duration.ofDays(61));
        assertThat(client.get("/me").status()).isEqualTo(401);
    }

    @Test
    void scopesDecideWhatIsAllowed() {
        client.token("reader", "tandem", GraphClient.ANA, Set.of("Mail.Read"));
        String id = client.mail("One");
        assertThat(client.as("reader", "GET", "/me/messages/" + id, null).status())
                .isEqualTo(200);
        for (Answer refused : List.of(
                client.as("reader", "PATCH", "/me/messages/" + id, "{\"isRead\":true}"),
                client.as("reader", "POST", "/me/messages/" + id + "/move", "{\"destinationId\":\"archive\"}"),
                client.as("reader", "GET", "/me/outlook/masterCategories", null),
                client.as("reader", "GET", "/me", null),
                client.as("reader", "POST", "/me/sendMail", "{\"message\":{}}"))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("ErrorAccessDenied");
        }
        assertThat(client.get("/users/" + GraphClient.BEN + "/messages").status())
                .as("somebody else's mailbox")
                .isEqualTo(403);
    }

    @Test
    void tooManyRequestsOfOneApplicationToOneMailboxAreThrottled() {
        client.graph.limits(new Limits(3, Duration.ofMinutes(10), 4, 1_000_000, Duration.ofMinutes(5)));
        for (int i = 0; i < 3; i++) {
            assertThat(client.get("/me/messages").status()).isEqualTo(200);
        }
        Answer refused = client.get("/me/messages");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("ApplicationThrottled");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(500, 601);
        assertThat(client.as("token-" + GraphClient.BEN, "GET", "/me/messages", null)
                        .status())
                .as("other mailboxes go on")
                .isEqualTo(200);
        client.kernel.clock.advance(Duration.ofMinutes(11));
        assertThat(client.get("/me/messages").status()).isEqualTo(200);
    }

    @Test
    void fifthRequestAtTheSameTimeIsRefused() throws Exception {
        client.kernel.faults.add(
                1,
                List.of(new FaultRule(
                        "slow",
                        Service.GRAPH,
                        "GET /users/*/messages",
                        null,
                        null,
                        null,
                        null,
                        0,
                        4,
                        null,
                        new Fault.Delay(Duration.ofSeconds(2)))));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(threads.submit(() -> client.get("/me/messages")));
            }
            while (client.kernel.faults.list().getFirst().fired() < 4) {
                Thread.onSpinWait();
            }
            Answer fifth = client.get("/me/mailFolders");
            assertThat(fifth.status()).isEqualTo(429);
            assertThat(fifth.message()).contains("MailboxConcurrency");
            for (Future<Answer> one : running) {
                assertThat(one.get().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void ruleRefusesBeforeAnyEffectInGraphsShape() {
        String id = client.mail("One");
        fault(new Fault.Status(412, null, null));
        Answer refused = client.patch("/me/messages/" + id, "{\"isRead\":true}");
        assertThat(refused.status()).as("412 without If-Match").isEqualTo(412);
        assertThat(refused.code()).isEqualTo("ErrorIrresolvableConflict");
        assertThat(client.get("/me/messages/" + id).json().path("isRead").asBoolean())
                .isFalse();
    }

    @Test
    void answerCutAfterTheEffectIsLostButTheEffectIsNot() {
        String id = client.mail("One");
        fault(new Fault.Cut(true));
        assertThat(client.patch("/me/messages/" + id, "{\"isRead\":true}").status())
                .isZero();
        assertThat(client.get("/me/messages/" + id).json().path("isRead").asBoolean())
                .isTrue();
        client.kernel.faults.clear();
        fault(new Fault.Cut(false));
        assertThat(client.patch("/me/messages/" + id, "{\"isRead\":false}").status())
                .isZero();
        assertThat(client.get("/me/messages/" + id).json().path("isRead").asBoolean())
                .isTrue();
    }

    @Test
    void expiredSessionEndsOneTokenAndARevokedGrantAllOfThem() {
        client.token("second", "tandem", GraphClient.ANA, Set.of("User.Read"));
        client.kernel.faults.add(
                1,
                List.of(new FaultRule(
                        "r", Service.GRAPH, "*", null, null, null, null, 0, 1, null, new Fault.ExpireSession())));
        assertThat(client.get("/me").status()).isEqualTo(401);
        assertThat(client.get("/me").status()).isEqualTo(401);
        assertThat(client.as("second", "GET", "/me", null).status()).isEqualTo(200);
        client.token("third", "tandem", GraphClient.ANA, Set.of("User.Read"));
        client.kernel.faults.add(
                1,
                List.of(new FaultRule(
                        "s", Service.GRAPH, "*", null, null, null, null, 0, 1, null, new Fault.RevokeGrant())));
        assertThat(client.as("third", "GET", "/me", null).status()).isEqualTo(401);
        assertThat(client.as("second", "GET", "/me", null).status()).isEqualTo(401);
    }

    @Test
    void bodyOverFourMegabytesIsRefused() {
        String body = "{\"subject\":\"" + "x".repeat(4 * 1024 * 1024) + "\"}";
        assertThat(client.post("/me/messages", body).status()).isEqualTo(413);
    }

    private void fault(Fault fault) {
        client.kernel.faults.add(
                1,
                List.of(new FaultRule(
                        "r", Service.GRAPH, "PATCH /users/*/messages/*", null, null, null, null, 0, 1, null, fault)));
    }
}
