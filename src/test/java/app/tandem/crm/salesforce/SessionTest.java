package app.tandem.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.tandem.crm.Row;
import app.tandem.item.WriteOutcome;
import app.tandem.platform.RemoteFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sessions, limits and faults: what ends a conversation and what is renewed within it (salesforce-notes 1.5, 2.3, 5.1). */
class SessionTest {
    private static final String SESSION = "00D000000000001!AQ.session";
    private static final String SAVED =
            "<createResponse><result><id>00T000000000001AAA</id><success>true</success></result></createResponse>";
    private static final String TIMESTAMP = "<getServerTimestampResponse><result><timestamp>2026-03-02T08:00:00.000Z"
            + "</timestamp></result></getServerTimestampResponse>";

    @Test
    void usageOfEachAnswerIsReported() throws Exception {
        try (StubServer server = new StubServer(request -> StubServer.soap(TIMESTAMP))) {
            SalesforceTestbed bed = SalesforceTestbed.with(SESSION, server.address());
            ping(bed);
            assertThat(bed.observed).containsExactly("42/100000");
        }
    }

    @Test
    @DisplayName("sync G-2: a spent budget stops the call before it is made")
    void spentBudgetSendsNothing() throws Exception {
        try (StubServer server = new StubServer(request -> StubServer.soap(TIMESTAMP))) {
            SalesforceTestbed bed = SalesforceTestbed.with(SESSION, server.address());
            bed.slowDown = java.util.Optional.of(SalesforceTestbed.NOW.plusSeconds(60));
            assertThat(failureOf(bed))
                    .isEqualTo(new RemoteFailure.BudgetSpent("BUDGET_RESERVE", SalesforceTestbed.NOW.plusSeconds(60)));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void hostsThatAreNotAllowedAreNotCalled() {
        SalesforceTestbed bed = SalesforceTestbed.with(SESSION, java.net.URI.create("https://evil.example"));
        assertThat(failureOf(bed)).isEqualTo(new RemoteFailure.Unreachable("HOST_NOT_ALLOWED"));
    }

    @Test
    @DisplayName("notes 1.5: a JWT-shaped token is refused before any call")
    void jwtTokensAreRefusedEarly() throws Exception {
        try (StubServer server = new StubServer(request -> StubServer.soap(TIMESTAMP))) {
            SalesforceTestbed bed = SalesforceTestbed.with("eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl", server.address());
            assertThat(failureOf(bed)).isEqualTo(new RemoteFailure.AccessDenied("JWT_ACCESS_TOKEN"));
            assertThat(server.requests()).isEmpty();
            assertThat(bed.refused).isEmpty();
        }
    }

    @Test
    @DisplayName("notes 2.3: an expired session is renewed once, also with a text that WSC's renewer does not know")
    void expiredSessionIsRenewedOnce() throws Exception {
        for (String text : List.of("Session not found", "This session is not valid for use with the API")) {
            Deque<String> sessions = new ArrayDeque<>(List.of("00D!old", "00D!new"));
            try (StubServer server = new StubServer(request -> request.body().contains("00D!old")
                    ? StubServer.fault("INVALID_SESSION_ID", text)
                    : StubServer.soap(SAVED))) {
                SalesforceTestbed bed = new SalesforceTestbed(
                        user -> SalesforceTestbed.session(sessions.removeFirst(), server.address()));
                assertThat(create(bed, 1)).allMatch(WriteOutcome.Done.class::isInstance);
                assertThat(bed.refused).containsExactly("00D!old");
                assertThat(server.requests()).hasSize(2);
            }
        }
    }

    @Test
    @DisplayName("sync G-3: the one call by which a spent budget looks what is left outlives a session that ran out")
    void aRenewedSessionNeedsNoFurtherLeave() throws Exception {
        Deque<String> sessions = new ArrayDeque<>(List.of("00D!old", "00D!new"));
        List<SalesforceTestbed> beds = new ArrayList<>();
        try (StubServer server = new StubServer(request -> {
            beds.getFirst().slowDown = Optional.of(SalesforceTestbed.NOW.plusSeconds(60));
            return request.body().contains("00D!old")
                    ? StubServer.fault("INVALID_SESSION_ID", "Session timed out")
                    : StubServer.soap(TIMESTAMP);
        })) {
            beds.add(
                    new SalesforceTestbed(user -> SalesforceTestbed.session(sessions.removeFirst(), server.address())));
            ping(beds.getFirst());
            assertThat(beds.getFirst().observed).containsExactly("42/100000");
        }
    }

    @Test
    @DisplayName("notes 2.3: a new instance URL gets a new connection")
    void renewedSessionMayLiveElsewhere() throws Exception {
        try (StubServer moved = new StubServer(request -> StubServer.soap(TIMESTAMP));
                StubServer old =
                        new StubServer(request -> StubServer.fault("INVALID_SESSION_ID", "Session timed out"))) {
            AtomicInteger asked = new AtomicInteger();
            ping(new SalesforceTestbed(user -> asked.incrementAndGet() == 1
                    ? SalesforceTestbed.session("00D!old", old.address())
                    : SalesforceTestbed.session("00D!new", moved.address())));
            assertThat(old.requests()).hasSize(1);
            assertThat(moved.requests()).hasSize(1);
        }
    }

    @Test
    @DisplayName("notes 1.5, 2.3: neither a token that stays refused nor one that stays the same loops")
    void refusedSessionsDoNotLoop() throws Exception {
        AtomicInteger number = new AtomicInteger();
        try (StubServer server = new StubServer(request -> StubServer.fault("INVALID_SESSION_ID", "Illegal Session"))) {
            SalesforceTestbed everNew = new SalesforceTestbed(
                    user -> SalesforceTestbed.session("00D!" + number.incrementAndGet(), server.address()));
            assertThat(failureOf(everNew)).isEqualTo(new RemoteFailure.AccessDenied("INVALID_SESSION_ID"));
            assertThat(server.requests()).hasSize(2);
            SalesforceTestbed same = SalesforceTestbed.with("00D!same", server.address());
            assertThat(failureOf(same)).isEqualTo(new RemoteFailure.AccessDenied("INVALID_SESSION_ID"));
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    @DisplayName("notes 5.1: the day's limit waits for the budget, too many long calls for seconds")
    void requestLimitsAreToldApart() throws Exception {
        assertThat(failureWith(StubServer.fault("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")))
                .isEqualTo(new RemoteFailure.BudgetSpent(
                        "REQUEST_LIMIT_EXCEEDED", SalesforceTestbed.NOW.plus(Duration.ofMinutes(30))));
        RemoteFailure concurrent = failureWith(StubServer.fault(
                "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded."));
        assertThat(concurrent)
                .isInstanceOfSatisfying(
                        RemoteFailure.Throttled.class,
                        throttled -> assertThat(throttled.until())
                                .isBetween(
                                        SalesforceTestbed.NOW.plusSeconds(5), SalesforceTestbed.NOW.plusSeconds(15)));
    }

    @Test
    @DisplayName("notes 5.1: codes are sorted, and a code nobody knows has its place too")
    void faultsAreSorted() throws Exception {
        assertThat(failureWith(StubServer.fault("API_DISABLED_FOR_ORG", "x")))
                .isEqualTo(new RemoteFailure.AccessDenied("API_DISABLED_FOR_ORG"));
        assertThat(failureWith(StubServer.fault("INACTIVE_OWNER_OR_USER", "x")))
                .isEqualTo(new RemoteFailure.GrantRejected("INACTIVE_OWNER_OR_USER"));
        assertThat(failureWith(StubServer.fault("SERVER_UNAVAILABLE", "x")))
                .isEqualTo(new RemoteFailure.Unreachable("SERVER_UNAVAILABLE"));
        assertThat(failureWith(StubServer.fault("FAULT_OF_NEXT_YEAR", "x")))
                .isEqualTo(new RemoteFailure.Unreachable("FAULT_OF_NEXT_YEAR"));
    }

    @Test
    @DisplayName("REST: the session is renewed, limits and pages that are no JSON are told apart")
    void restAnswersAreSorted() throws Exception {
        byte[] ok = StubServer.http(
                201,
                "application/json",
                "{\"id\":\"068000000000001AAA\",\"success\":true}",
                "Sforce-Limit-Info: api-usage=7/100");
        Deque<String> sessions = new ArrayDeque<>(List.of("00D!old", "00D!new"));
        try (StubServer server =
                new StubServer(request -> request.headers().get("authorization").endsWith("old")
                        ? StubServer.http(401, "application/json", "[{\"errorCode\":\"INVALID_SESSION_ID\"}]")
                        : ok)) {
            SalesforceTestbed bed =
                    new SalesforceTestbed(user -> SalesforceTestbed.session(sessions.removeFirst(), server.address()));
            assertThat(rest(bed)).isEqualTo(201);
            assertThat(bed.observed).containsExactly("7/100");
        }
        String limit = "[{\"message\":\"TotalRequests Limit exceeded.\",\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]";
        assertThat(restFailure(StubServer.http(403, "application/json", limit)).failure())
                .isInstanceOf(RemoteFailure.BudgetSpent.class);
        assertThat(restFailure(StubServer.http(200, "text/html", "<html>")).isDoubtful())
                .isTrue();
        assertThat(restFailure(StubServer.http(503, "application/json", "[]")).isDoubtful())
                .isTrue();
        assertThat(restFailure(StubServer.http(302, "text/html", "")).isDoubtful())
                .isFalse();
    }

    private static int rest(SalesforceTestbed bed) {
        return bed.conversation(SalesforceTestbed.somebody())
                .rest((session, wire) -> wire.to(java.net.URI.create(session.instanceUrl() + "/services/data"))
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("x")))
                .statusCode();
    }

    private static CallFailed restFailure(byte[] answer) throws Exception {
        try (StubServer server = new StubServer(request -> answer)) {
            return catchThrowableOfType(
                    CallFailed.class, () -> rest(SalesforceTestbed.with(SESSION, server.address())));
        }
    }

    private static RemoteFailure failureWith(byte[] answer) throws Exception {
        try (StubServer server = new StubServer(request -> answer)) {
            return failureOf(SalesforceTestbed.with(SESSION, server.address()));
        }
    }

    private static List<WriteOutcome> create(SalesforceTestbed bed, int rows) {
        Conversation conversation = bed.conversation(SalesforceTestbed.somebody());
        return new Writing(conversation)
                .create(java.util.stream.Stream.generate(() -> Values.record(row()))
                        .limit(rows)
                        .toList());
    }

    private static void ping(SalesforceTestbed bed) {
        bed.conversation(SalesforceTestbed.somebody()).read(connection -> connection.getServerTimestamp());
    }

    private static RemoteFailure failureOf(SalesforceTestbed bed) {
        return catchThrowableOfType(CallFailed.class, () -> ping(bed)).failure();
    }

    private static Row row() {
        return new Row("Task", Map.of("Subject", "hello"), "0".repeat(64));
    }
}
