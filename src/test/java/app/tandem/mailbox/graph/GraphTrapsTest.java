package app.tandem.mailbox.graph;

import static app.tandem.mailbox.graph.ScriptedGraph.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.tandem.item.Attachment;
import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.ChangePage;
import app.tandem.mailbox.MailChange;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sandbox.kernel.Reply;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GraphTrapsTest {

    private static final String EMPTY_PAGE = "{\"value\":[],\"@odata.deltaLink\":\"%s/users/object-id/delta?token=1\"}";

    private final ScriptedGraph graph = new ScriptedGraph();

    @AfterEach
    void close() {
        graph.close();
    }

    private RemoteFailure failure(Runnable call) {
        RemoteFailureException thrown = catchThrowableOfType(RemoteFailureException.class, call::run);
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }

    private ChangePage inbox() {
        return graph.mailbox.changes(MailFolder.INBOX, null);
    }

    private String emptyPage() {
        return EMPTY_PAGE.formatted(graph.base());
    }

    private static MailChange mark(String id) {
        return new MailChange(new ItemId(id), "W/\"1\"", List.of("Salesforce"), null);
    }

    private static List<MailChange> marks(int count) {
        return IntStream.range(0, count).mapToObj(i -> mark("id" + i)).toList();
    }

    /** A batch's answer, its parts in the order of their requests. */
    private static String responses(String... parts) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            all.add("{\"id\":\"" + i + "\"," + parts[i] + "}");
        }
        return "{\"responses\":[" + String.join(",", all) + "]}";
    }

    private static String part(int status, String body) {
        return "\"status\":" + status + ",\"headers\":{},\"body\":" + body;
    }

    // Headers

    @Test
    void everyRequestAsksForLastingIdsOnTheNextPageToo() {
        graph.then(
                        200,
                        "{\"value\":[],\"@odata.nextLink\":\"%s/users/object-id/delta?$skiptoken=2\"}"
                                .formatted(graph.base()))
                .then(200, emptyPage());
        graph.mailbox.changes(MailFolder.INBOX, inbox().cursor());
        assertThat(graph.asked()).hasSize(2).allSatisfy(asked -> {
            assertThat(asked.header("Prefer"))
                    .isEqualTo("IdType=\"ImmutableId\", outlook.timezone=\"UTC\", odata.maxpagesize=50");
            assertThat(asked.header("client-request-id")).isNotEmpty();
        });
        assertThat(graph.asked().get(1).path()).endsWith("/delta?$skiptoken=2");
    }

    @Test
    void everyPartOfABatchAsksForThemAsWell() {
        graph.then(200, responses(part(200, "{}"), part(200, "{}")));
        graph.mailbox.apply(marks(2));
        var requests = graph.asked().getFirst().json().getAsJsonArray("requests");
        assertThat(requests).hasSize(2).allSatisfy(request -> {
            var headers = request.getAsJsonObject().getAsJsonObject("headers");
            assertThat(headers.get("Prefer").getAsString()).contains("IdType=\"ImmutableId\"");
            assertThat(headers.get("If-Match").getAsString()).isEqualTo("W/\"1\"");
            assertThat(headers.get("Content-Type").getAsString()).isEqualTo("application/json");
        });
    }

    @Test
    void aBatchHasTwentyPartsAtMostAndNoneDependsOnAnother() {
        for (int batch = 0; batch < 3; batch++) {
            graph.then(200, responses(part(200, "{}")));
        }
        graph.mailbox.apply(marks(45));
        assertThat(graph.asked())
                .extracting(asked -> asked.json().getAsJsonArray("requests").size())
                .containsExactly(20, 20, 5);
        assertThat(graph.asked()).noneMatch(asked -> asked.body().contains("dependsOn"));
    }

    // Tokens

    @Test
    void aRefusedTokenIsReplacedOnceAndTheReadGoesOn() {
        graph.thenRefuse(401, "InvalidAuthenticationToken").then(200, emptyPage());
        assertThat(inbox().changed()).isEmpty();
        assertThat(graph.tokens.refused).containsExactly("token-0");
        assertThat(graph.asked().get(1).header("Authorization")).isEqualTo("Bearer token-1");
    }

    @Test
    @DisplayName("a second refusal ends the conversation after one further call (reliability P8)")
    void aSecondRefusalEndsTheConversation() {
        graph.thenRefuse(401, "InvalidAuthenticationToken").thenRefuse(401, "InvalidAuthenticationToken");
        assertThat(failure(this::inbox)).isEqualTo(new RemoteFailure.AccessDenied("InvalidAuthenticationToken"));
        assertThat(graph.asked()).hasSize(2);
    }

    @Test
    void aClaimsChallengeIsHandedToWhoeverMakesTokens() {
        graph.then(Reply.json(401, error("InvalidAuthenticationToken"))
                        .with(
                                "WWW-Authenticate",
                                "Bearer realm=\"\", error=\"insufficient_claims\", claims=\"eyJhY2Nlc3MiOnt9fQ==\""))
                .then(200, emptyPage());
        inbox();
        assertThat(graph.tokens.challenges).containsExactly("eyJhY2Nlc3MiOnt9fQ==");
        assertThat(graph.tokens.refused).isEmpty();
    }

    // Lost answers

    @Test
    void aReadWhoseAnswerWasLostIsAskedOnceMore() {
        graph.then(Reply.cut()).then(200, emptyPage());
        assertThat(inbox().changed()).isEmpty();
    }

    @Test
    void aReadThatIsLostTwiceIsUnreachable() {
        graph.then(Reply.cut()).then(Reply.cut());
        assertThat(failure(this::inbox)).isInstanceOf(RemoteFailure.Unreachable.class);
        assertThat(graph.asked()).hasSize(2);
    }

    @Test
    void aTruncatedBodyIsALostAnswer() {
        graph.then(Reply.json(200, emptyPage()).truncated(30)).then(200, emptyPage());
        assertThat(inbox().changed()).isEmpty();
    }

    @Test
    void aBodyThatIsNoJsonIsALostAnswer() {
        graph.then(200, "{\"value\":[").then(200, "{\"value\":[");
        assertThat(failure(this::inbox)).isInstanceOf(RemoteFailure.Unreachable.class);
    }

    @Test
    void aWriteWhoseAnswerWasLostIsNotRepeatedButUnknown() {
        graph.then(Reply.cut());
        assertThat(graph.mailbox.apply(List.of(mark("a"))).values())
                .singleElement()
                .isInstanceOf(WriteOutcome.Unknown.class);
        assertThat(graph.asked()).hasSize(1);
    }

    @Test
    @DisplayName("the SDK's retry handler and OkHttp's do not re-send writes")
    void nothingBeneathUsRepeatsAWrite() {
        for (int status : new int[] {503, 504, 429}) {
            graph.then(Reply.json(status, error("serviceNotAvailable")));
            graph.mailbox.apply(List.of(mark("a")));
            graph.advance(Duration.ofMinutes(10));
        }
        assertThat(graph.asked()).hasSize(3);
    }

    @Test
    void aPartThatTheAnswerForgotIsUnknown() {
        graph.then(200, responses(part(200, "{\"@odata.etag\":\"W/\\\"2\\\"\"}")));
        Map<ItemId, WriteOutcome> outcomes = graph.mailbox.apply(List.of(mark("a"), mark("b")));
        assertThat(outcomes.get(new ItemId("a"))).isEqualTo(new WriteOutcome.Done("a", "W/\"2\""));
        assertThat(outcomes.get(new ItemId("b"))).isInstanceOf(WriteOutcome.Unknown.class);
    }

    @Test
    void nobodyListeningIsUnreachableAndAWriteMayBeTriedAgain() {
        graph.close();
        assertThat(failure(this::inbox)).isInstanceOf(RemoteFailure.Unreachable.class);
        assertThat(graph.mailbox.apply(List.of(mark("a"))).values())
                .singleElement()
                .isInstanceOf(WriteOutcome.Later.class);
    }

    // Throttling

    @Test
    void aThrottledMailboxIsHeldBackUntilItsTime() {
        graph.then(Reply.json(429, error("ApplicationThrottled")).with("Retry-After", "7"))
                .then(200, emptyPage());
        RemoteFailure.Throttled throttled = (RemoteFailure.Throttled) failure(this::inbox);
        assertThat(throttled.until()).isEqualTo(graph.now().plusSeconds(7));
        assertThat(failure(this::inbox)).isEqualTo(throttled);
        assertThat(graph.asked()).as("nothing is sent before its time").hasSize(1);
        graph.advance(Duration.ofSeconds(7));
        inbox();
        assertThat(graph.asked()).hasSize(2);
    }

    @Test
    void withoutAHeaderTheWaitDoublesFromTwoSeconds() {
        Duration last = Duration.ZERO;
        for (int refusal = 0; refusal < 9; refusal++) {
            graph.thenRefuse(429, "ApplicationThrottled");
            var throttled = (RemoteFailure.Throttled) failure(this::inbox);
            Duration wait = Duration.between(graph.now(), throttled.until());
            assertThat(wait).isBetween(Duration.ofSeconds(2), Duration.ofMinutes(5));
            last = wait;
            graph.advance(wait);
        }
        assertThat(last).isGreaterThan(Duration.ofSeconds(60));
    }

    @Test
    void aBusyServiceThatNamesATimeIsTakenAtItsWord() {
        graph.then(Reply.json(503, error("ErrorServerBusy")).with("Retry-After", "30"));
        assertThat(failure(this::inbox))
                .isEqualTo(new RemoteFailure.Throttled(
                        "ErrorServerBusy", graph.now().plusSeconds(30)));
    }

    @Test
    void aBusyServiceThatNamesNoTimeIsUnreachable() {
        graph.thenRefuse(503, "ErrorMailboxStoreUnavailable");
        assertThat(failure(this::inbox)).isEqualTo(new RemoteFailure.Unreachable("ErrorMailboxStoreUnavailable"));
    }

    @Test
    void aRefusedPartInsideABatchHoldsTheMailboxAndOnlyThatPartWaits() {
        graph.then(
                200,
                responses(
                        part(200, "{\"@odata.etag\":\"W/\\\"2\\\"\"}"),
                        "\"status\":429,\"headers\":{\"Retry-After\":\"12\"},\"body\":"
                                + error("ApplicationThrottled")));
        Map<ItemId, WriteOutcome> outcomes = graph.mailbox.apply(marks(2));
        var until = graph.now().plusSeconds(12);
        assertThat(outcomes.get(new ItemId("id0"))).isInstanceOf(WriteOutcome.Done.class);
        assertThat(outcomes.get(new ItemId("id1"))).isEqualTo(new WriteOutcome.Later("ApplicationThrottled", until));
        assertThat(failure(this::inbox)).isEqualTo(new RemoteFailure.Throttled("ApplicationThrottled", until));
    }

    @Test
    void onceHeldBackTheRestOfManyIsNotSent() {
        graph.then(Reply.json(429, error("ApplicationThrottled")).with("Retry-After", "5"));
        Map<ItemId, WriteOutcome> outcomes = graph.mailbox.apply(marks(60));
        assertThat(outcomes.values())
                .hasSize(60)
                .allMatch(outcome -> outcome.equals(new WriteOutcome.Later(
                        "ApplicationThrottled", graph.now().plusSeconds(5))));
        assertThat(graph.asked()).hasSize(1);
    }

    @Test
    @DisplayName("900 requests at once, then 15 a second: 10,000 in ten minutes are never reached (performance 3.2)")
    void thePaceIsKept() {
        for (int batch = 0; batch < 60; batch++) {
            graph.then(200, responses(part(200, "{}")));
        }
        Map<ItemId, WriteOutcome> outcomes = graph.mailbox.apply(marks(Gate.BURST + 100));
        assertThat(graph.asked()).hasSizeBetween(45, 49);
        assertThat(outcomes.values().stream()
                        .filter(outcome -> outcome instanceof WriteOutcome.Later later
                                && later.code().equals("MailboxPace")
                                && later.until() != null))
                .hasSizeBetween(20, 100);
    }

    @Test
    void fourAtOnceAndNoMore() throws Exception {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch four = new CountDownLatch(Gate.PLACES);
        for (int i = 0; i < 12; i++) {
            graph.then(exchange -> {
                most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                four.countDown();
                await(four);
                inFlight.decrementAndGet();
                return Reply.json(200, emptyPage());
            });
        }
        try (var threads = Executors.newFixedThreadPool(12)) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(threads.submit(this::inbox));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }
        assertThat(most.get()).isEqualTo(Gate.PLACES);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Places one does not go

    @Test
    @DisplayName("a next link to another host is not kept (ASVS 15.3.2)")
    void aHostileNextLinkIsNotKept() {
        for (String hostile : List.of(
                "https://evil.example/v1.0/users/x",
                "http://127.0.0.1:1/v1.0/users/x",
                graph.base().replace("127.0.0.1", "user@127.0.0.1") + "/users/x",
                graph.base().replace("/v1.0", "/other/users/x"),
                "file:///etc/passwd",
                "//evil.example/v1.0/x")) {
            graph.then(200, "{\"value\":[],\"@odata.nextLink\":\"" + hostile + "\"}");
            assertThat(failure(this::inbox)).as(hostile).isEqualTo(new RemoteFailure.Unreachable("HostNotAllowed"));
        }
    }

    @Test
    void aHostileCursorIsNotFollowedAndNoTokenLeaves() {
        assertThat(failure(() -> graph.mailbox.changes(MailFolder.INBOX, "inbox https://evil.example/v1.0/users/x")))
                .isEqualTo(new RemoteFailure.Unreachable("HostNotAllowed"));
        assertThat(graph.asked()).isEmpty();
    }

    @Test
    void aRedirectIsNotFollowed() {
        graph.then(Reply.json(302, "{}").with("Location", graph.base() + "/elsewhere"));
        assertThat(failure(this::inbox)).isEqualTo(new RemoteFailure.Unreachable("Http302"));
        assertThat(graph.asked()).hasSize(1);
    }

    // The feed

    private String entry(String id, String rest) {
        return "{\"@odata.type\":\"#microsoft.graph.message\",\"id\":\"" + id + "\"" + rest + "}";
    }

    private String whole(String subject) {
        return ",\"@odata.etag\":\"W/\\\"1\\\"\",\"subject\":\"" + subject
                + "\",\"isDraft\":false,\"parentFolderId\":\"inbox-id\",\"categories\":[]";
    }

    private String page(String... entries) {
        return "{\"value\":[" + String.join(",", entries) + "],\"@odata.deltaLink\":\"" + graph.base()
                + "/users/o/d\"}";
    }

    @Test
    void theLastMentionOfAMessageWins() {
        graph.then(
                200,
                page(
                        entry("a", whole("first")),
                        entry("b", ",\"@removed\":{\"reason\":\"deleted\"}"),
                        entry("a", whole("second")),
                        entry("b", whole("back")),
                        entry("c", whole("here")),
                        entry("c", ",\"@removed\":{\"reason\":\"deleted\"}")));
        ChangePage page = inbox();
        assertThat(page.changed()).extracting("subject").containsExactly("second", "back");
        assertThat(page.removed()).containsExactly(new ItemId("c"));
    }

    @Test
    @DisplayName("invitations and receipts are service mail (sync E-12)")
    void derivedTypesAndReportClassesAreServiceMail() {
        String report =
                ",\"singleValueExtendedProperties\":[{\"id\":\"String 0x1a\",\"value\":\"REPORT.IPM.Note.NDR\"}]";
        String note = ",\"singleValueExtendedProperties\":[{\"id\":\"String 0x1a\",\"value\":\"IPM.Note\"}]";
        graph.then(
                200,
                page(
                        entry("a", whole("invitation")).replace("graph.message", "graph.eventMessageRequest"),
                        entry("b", whole("bounce") + report),
                        entry("c", whole("letter") + note)));
        assertThat(inbox().changed()).extracting("service").containsExactly(true, true, false);
    }

    @Test
    void anEntryThatTellsOnlyWhatChangedIsReadWhole() {
        graph.then(200, page(entry("a", ",\"@odata.etag\":\"W/\\\"9\\\"\",\"categories\":[\"Salesforce\"]")))
                .then(200, responses(part(200, entry("a", whole("letter")))))
                .then(
                        200,
                        responses(
                                part(200, "{\"id\":\"inbox-id\"}"),
                                part(200, "{\"id\":\"sent-id\"}"),
                                part(200, "{\"value\":[]}"),
                                part(200, "{\"value\":[]}")));
        assertThat(inbox().changed()).singleElement().extracting("subject").isEqualTo("letter");
    }

    @Test
    void aLostCursorIsKnownByItsCodeWhateverItsStatus() {
        String cursor = "inbox " + graph.base() + "/users/object-id/d";
        graph.thenRefuse(400, "SyncStateNotFound").then(200, page(entry("a", whole("all"))));
        ChangePage page = graph.mailbox.changes(MailFolder.INBOX, cursor);
        assertThat(page.resync()).isTrue();
        assertThat(page.changed()).hasSize(1);
    }

    @Test
    void aMailboxWithoutALicenceIsDenied() {
        graph.thenRefuse(404, "MailboxNotEnabledForRESTAPI");
        assertThat(failure(this::inbox)).isEqualTo(new RemoteFailure.AccessDenied("MailboxNotEnabledForRESTAPI"));
    }

    @Test
    void theMostSpecificCodeCountsAndNoMessageIsKept() {
        graph.then(
                403,
                "{\"error\":{\"code\":\"Forbidden\",\"message\":\"Subject: secret\",\"innerError\":{\"code\":\"ErrorAccessDenied\"}}}");
        assertThatThrownBy(this::inbox)
                .isInstanceOf(RemoteFailureException.class)
                .hasMessageContaining("ErrorAccessDenied")
                .hasMessageNotContaining("secret");
    }

    // Reading

    private static String message(String content) {
        return "{\"id\":\"x\",\"body\":{\"contentType\":\"html\",\"content\":\"" + content + "\"},\"attachments\":[]}";
    }

    @Test
    void whatIsTooMuchForABatchIsReadAlone() {
        graph.then(200, responses(part(200, message("one")), part(504, error("UnknownError"))))
                .then(200, message("two"));
        var read = graph.mailbox.read(ids("a", "b"));
        assertThat(read.get(new ItemId("b"))).isInstanceOf(ReadOutcome.Found.class);
        assertThat(graph.asked().get(1).method()).isEqualTo("GET");
    }

    @Test
    void aThrottledPartIsReadLaterAndTheOthersStand() {
        graph.then(
                200,
                responses(
                        part(200, message("one")),
                        part(429, error("ApplicationThrottled")),
                        part(404, error("ErrorItemNotFound"))));
        var read = graph.mailbox.read(ids("a", "b", "c"));
        assertThat(read.get(new ItemId("a"))).isInstanceOf(ReadOutcome.Found.class);
        assertThat(read.get(new ItemId("b"))).isInstanceOf(ReadOutcome.Later.class);
        assertThat(read.get(new ItemId("c"))).isInstanceOf(ReadOutcome.Gone.class);
    }

    @Test
    void aBodyOf25MbPassesAndALargerOneIsRefusedWithAReason() {
        graph.then(200, responses(part(200, message("x".repeat(25 * 1024 * 1024)))))
                .then(200, responses(part(200, message("x".repeat(25 * 1024 * 1024 + 1)))));
        assertThat(graph.mailbox.read(ids("a")).get(new ItemId("a"))).isInstanceOf(ReadOutcome.Found.class);
        assertThat(graph.mailbox.read(ids("b")).get(new ItemId("b")))
                .isEqualTo(new ReadOutcome.Refused<>("BodyTooLarge"));
    }

    @Test
    void anAnswerThatNeverEndsIsCutOffAndReadAloneAndRefused() {
        Reply endless = Reply.json(200, "").with(new Spaces(100L << 20));
        graph.then(endless).then(endless).then(endless).then(endless);
        assertThat(graph.mailbox.read(ids("a")).get(new ItemId("a")))
                .isEqualTo(new ReadOutcome.Refused<>("AnswerTooLarge"));
    }

    private record Spaces(long length) implements Reply.Body {
        @Override
        public void writeTo(java.io.OutputStream out) throws java.io.IOException {
            byte[] spaces = " ".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            for (long written = 0; written < length; written += spaces.length) {
                out.write(spaces);
            }
        }
    }

    // Attachments

    private static final Attachment FILE =
            new Attachment(new AttachmentId("att"), Attachment.Kind.FILE, "a.bin", null, 3, false, null, null);

    @Test
    void anOpenFileTakesAPlaceUntilItIsClosed() throws Exception {
        List<InputStream> open = new ArrayList<>();
        for (int i = 0; i < Gate.PLACES; i++) {
            graph.then(Reply.of(200, "application/octet-stream", new byte[] {1, 2, 3}));
            open.add(graph.mailbox.open(new ItemId("a"), FILE).orElseThrow());
        }
        graph.then(200, emptyPage());
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<ChangePage> waiting = threads.submit(this::inbox);
            assertThat(graph.asked()).hasSize(Gate.PLACES);
            open.getFirst().close();
            open.getFirst().close();
            assertThat(waiting.get().changed()).isEmpty();
        }
        for (InputStream stream : open) {
            stream.close();
        }
    }

    @Test
    void aFileThatBreaksOffIsAnErrorOfItsStream() {
        graph.then(Reply.of(200, "application/octet-stream", new byte[100_000]).truncated(500));
        InputStream stream = graph.mailbox.open(new ItemId("a"), FILE).orElseThrow();
        assertThatThrownBy(stream::readAllBytes).isInstanceOf(java.io.IOException.class);
    }

    @Test
    void aThrottledFileIsAThrottledMailbox() {
        graph.then(Reply.json(429, error("ApplicationThrottled")).with("Retry-After", "3"));
        assertThat(failure(() -> graph.mailbox.open(new ItemId("a"), FILE)))
                .isEqualTo(new RemoteFailure.Throttled(
                        "ApplicationThrottled", graph.now().plusSeconds(3)));
    }

    @Test
    void aLinkToACloudFileIsNotAskedFor() {
        Attachment link = new Attachment(
                new AttachmentId("att"),
                Attachment.Kind.REFERENCE,
                "a",
                null,
                0,
                false,
                null,
                "https://files.example/a");
        assertThat(graph.mailbox.open(new ItemId("a"), link)).isEmpty();
        assertThat(graph.asked()).isEmpty();
    }

    // Writing

    @Test
    @DisplayName("412 comes with and without If-Match; both mean: look again")
    void aVersionConflictIsAChange() {
        graph.then(200, responses(part(412, error("ErrorIrresolvableConflict")), part(409, error("resourceModified"))));
        assertThat(graph.mailbox.apply(marks(2)).values()).allMatch(WriteOutcome.Changed.class::isInstance);
    }

    @Test
    void anIdThatGraphRefusesIsRefusedForGood() {
        graph.then(200, responses(part(400, error("ErrorInvalidIdMalformed"))));
        assertThat(graph.mailbox.apply(marks(1)).values())
                .containsExactly(new WriteOutcome.Refused("ErrorInvalidIdMalformed", List.of()));
    }

    @Test
    void aFullMailboxRefusesAndAnErrorWithUnknownEffectIsUnknown() {
        graph.then(
                200, responses(part(507, error("ErrorQuotaExceeded")), part(500, error("ErrorInternalServerError"))));
        assertThat(graph.mailbox.apply(marks(2)).values())
                .containsExactly(
                        new WriteOutcome.Refused("ErrorQuotaExceeded", List.of()),
                        new WriteOutcome.Unknown("ErrorInternalServerError"));
    }

    private static Set<ItemId> ids(String... ids) {
        return java.util.Arrays.stream(ids)
                .map(ItemId::new)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }
}
