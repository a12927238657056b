package app.tandem.mailbox.graph;

import static app.tandem.mailbox.graph.ScriptedGraph.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.item.Attachment;
import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.ChangePage;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sandbox.kernel.Reply;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the answers of Graph mean. */
class GraphMeaningTest extends AgainstScriptedGraph {

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
}
