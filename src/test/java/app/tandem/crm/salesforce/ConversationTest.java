package app.tandem.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.tandem.crm.Row;
import app.tandem.item.WriteOutcome;
import app.tandem.platform.RemoteFailure;
import com.sforce.soap.partner.Connector;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The traps of WSC and of the line, one by one (salesforce-notes 2.1 … 2.6). */
class ConversationTest {

    private static final String SESSION = "00D000000000001!AQ.session";
    private static final String SAVED =
            "<createResponse><result><id>00T000000000001AAA</id><success>true</success></result></createResponse>";
    private static final String TIMESTAMP = "<getServerTimestampResponse><result><timestamp>2026-03-02T08:00:00.000Z"
            + "</timestamp></result></getServerTimestampResponse>";

    @Test
    @DisplayName("notes 2.1, 2.6: the endpoint is that of the session, its version the jar's")
    void endpointIsTheInstancesInTheJarsVersion() throws Exception {
        try (StubServer server = new StubServer(request -> StubServer.soap(TIMESTAMP))) {
            ping(SalesforceTestbed.with(SESSION, server.address()));
            String path = server.requests().getFirst().path();
            assertThat(path).isEqualTo("/services/Soap/u/65.0");
            assertThat(Connector.END_POINT).endsWith(path);
        }
    }

    @Test
    @DisplayName("notes 2.1: a POST is not sent again when the server drops the connection, fresh or kept")
    void droppedConnectionIsNotSentAgain() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (StubServer server =
                new StubServer(request -> count.incrementAndGet() % 2 == 1 ? StubServer.soap(SAVED) : null)) {
            SalesforceTestbed bed = SalesforceTestbed.with(SESSION, server.address());
            assertThat(create(bed, 1)).allMatch(WriteOutcome.Done.class::isInstance);
            assertThat(create(bed, 1)).containsExactly(new WriteOutcome.Unknown("CONNECTION_LOST"));
            assertThat(server.requests()).hasSize(2);
        }
        try (StubServer server = new StubServer(request -> null)) {
            assertThat(create(SalesforceTestbed.with(SESSION, server.address()), 3))
                    .containsOnly(new WriteOutcome.Unknown("CONNECTION_LOST"));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aReadIsSentOnceMoreWhenTheLineBreaks() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (StubServer server =
                new StubServer(request -> count.incrementAndGet() == 1 ? null : StubServer.soap(TIMESTAMP))) {
            ping(SalesforceTestbed.with(SESSION, server.address()));
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    @DisplayName("notes 2.6: one unknown StatusCode in row 3 of 200 makes all 200 unknown, and nothing is sent again")
    void unknownStatusCodeLosesTheWholeAnswer() throws Exception {
        StringBuilder results = new StringBuilder();
        for (int i = 1; i <= 200; i++) {
            results.append(i == 3 ? failed("CODE_OF_NEXT_YEAR", "?") : saved(i));
        }
        try (StubServer server = answering(results.toString())) {
            List<WriteOutcome> outcomes = create(SalesforceTestbed.with(SESSION, server.address()), 200);
            assertThat(outcomes).hasSize(200).allMatch(WriteOutcome.Unknown.class::isInstance);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    @DisplayName("notes 5.2: 200 rows, half of them failed, settle row by row")
    void halfFailedRowsSettleRowByRow() throws Exception {
        StringBuilder results = new StringBuilder();
        for (int i = 1; i <= 200; i++) {
            results.append(i % 2 == 0 ? failed("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access") : saved(i));
        }
        try (StubServer server = answering(results.toString())) {
            List<WriteOutcome> outcomes = create(SalesforceTestbed.with(SESSION, server.address()), 200);
            assertThat(outcomes.stream().filter(WriteOutcome.Done.class::isInstance))
                    .hasSize(100);
            assertThat(outcomes.get(1)).isEqualTo(new WriteOutcome.Later("UNABLE_TO_LOCK_ROW", null));
        }
    }

    @Test
    void duplicatesAreAdoptedByTheIdInTheMessageIfItIsOne() throws Exception {
        String message = "duplicate value found: tandem__MessageKey__c duplicates value on record with id: ";
        String results = failed("DUPLICATE_VALUE", message + "00T5g00000ABCde")
                + failed("DUPLICATE_VALUE", message + "00T5g00000ABCdeXXX")
                + failed("DUPLICATE_VALUE", "duplicate value found: &lt;unknown&gt;");
        try (StubServer server = answering(results)) {
            assertThat(create(SalesforceTestbed.with(SESSION, server.address()), 3))
                    .containsExactly(
                            new WriteOutcome.Exists("00T5g00000ABCdeEAH"),
                            new WriteOutcome.Exists(null),
                            new WriteOutcome.Exists(null));
        }
    }

    @Test
    void whatIsNoSoapIsNamedAndInDoubt() throws Exception {
        Map<String, byte[]> answers = Map.of(
                "HTML_ANSWER_200", StubServer.http(200, "text/html", "<html>Down for maintenance</html>"),
                "HTML_ANSWER_503", StubServer.http(503, "text/html", "<html>busy</html>"),
                "HTTP_502", StubServer.http(502, "text/plain", "bad gateway"),
                "UNREADABLE_ANSWER", StubServer.soap("<createResult><result/></createResult>"),
                "CONNECTION_LOST", cut(SAVED));
        for (Map.Entry<String, byte[]> answer : answers.entrySet()) {
            try (StubServer server = new StubServer(request -> answer.getValue())) {
                assertThat(create(SalesforceTestbed.with(SESSION, server.address()), 2))
                        .containsOnly(new WriteOutcome.Unknown(answer.getKey()));
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    @DisplayName("notes 2.1: a redirect means a wrong host; it is not followed, and nothing was written")
    void redirectsAreNotFollowed() throws Exception {
        try (StubServer server =
                new StubServer(request -> StubServer.http(302, "text/html", "", "Location: https://login.example/"))) {
            SalesforceTestbed bed = SalesforceTestbed.with(SESSION, server.address());
            CallFailed failed = catchThrowableOfType(CallFailed.class, () -> create(bed, 1));
            assertThat(failed.failure()).isEqualTo(new RemoteFailure.Unreachable("REDIRECTED"));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void whatNeverLeftIsKnownNotToHaveHappened() {
        SalesforceTestbed bed = SalesforceTestbed.with(SESSION, java.net.URI.create("http://127.0.0.1:1"));
        CallFailed failed = catchThrowableOfType(CallFailed.class, () -> create(bed, 1));
        assertThat(failed.isDoubtful()).isFalse();
        assertThat(failed.failure()).isEqualTo(new RemoteFailure.Unreachable("CONNECT_FAILED"));
    }

    @Test
    void anUnclearFaultLeavesAWriteInDoubt() throws Exception {
        try (StubServer server = new StubServer(request -> StubServer.fault("UNKNOWN_EXCEPTION", "ErrorId 1"))) {
            assertThat(create(SalesforceTestbed.with(SESSION, server.address()), 2))
                    .containsOnly(new WriteOutcome.Unknown("UNKNOWN_EXCEPTION"));
        }
    }

    @Test
    void anAnswerThatNeverComesIsGivenUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (StubServer server = new StubServer(request -> {
            await(over);
            return null;
        })) {
            Conversation impatient = SalesforceTestbed.with(SESSION, server.address())
                    .conversation(SalesforceTestbed.somebody(), Duration.ofMillis(200), 1_000_000);
            assertThat(new Writing(impatient).create(List.of(Values.record(row()))))
                    .containsExactly(new WriteOutcome.Unknown("TIMEOUT"));
        } finally {
            over.countDown();
        }
    }

    @Test
    void anInterruptedCallIsGivenUpAtOnce() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (StubServer server = new StubServer(request -> {
            await(over);
            return null;
        })) {
            Thread.currentThread().interrupt();
            assertThat(create(SalesforceTestbed.with(SESSION, server.address()), 1))
                    .containsExactly(new WriteOutcome.Unknown("INTERRUPTED"));
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            over.countDown();
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsNotTaken() throws Exception {
        try (StubServer server = new StubServer(request -> StubServer.soap(SAVED + " ".repeat(50_000)))) {
            Conversation bounded = SalesforceTestbed.with(SESSION, server.address())
                    .conversation(SalesforceTestbed.somebody(), Wire.PATIENCE, 10_000);
            assertThat(new Writing(bounded).create(List.of(Values.record(row()))))
                    .containsExactly(new WriteOutcome.Unknown("CONNECTION_LOST"));
        }
    }

    @Test
    @DisplayName("notes 2.4: dates stay dates, times are UTC, and what XML cannot carry stays behind")
    void valuesGoOutTyped() throws Exception {
        try (StubServer server = new StubServer(request -> StubServer.soap(SAVED))) {
            Row row = new Row(
                    "Task",
                    Map.of(
                            "Subject", "a\uFFFE\u0001b\uD800<&>",
                            "ActivityDate", LocalDate.of(2026, 3, 1),
                            "ReminderDateTime", Instant.parse("2026-03-01T10:11:12.345Z"),
                            "IsReminderSet", true,
                            "TaskWhoIds", List.of("003000000000001AAA", "003000000000002AAA")),
                    "0".repeat(64));
            Conversation conversation =
                    SalesforceTestbed.with(SESSION, server.address()).conversation(SalesforceTestbed.somebody());
            new Writing(conversation).create(List.of(Values.record(row)));
            assertThat(server.requests().getFirst().body())
                    .contains("<sobj:ActivityDate xsi:type=\"xsd:date\">2026-03-01</sobj:ActivityDate>")
                    .contains(">2026-03-01T10:11:12.345Z</sobj:ReminderDateTime>")
                    .contains("<sobj:IsReminderSet xsi:type=\"xsd:boolean\">true<")
                    .contains(">ab\uFFFD&lt;&amp;></sobj:Subject>")
                    .contains(">003000000000001AAA</sobj:TaskWhoIds>")
                    .contains(">003000000000002AAA</sobj:TaskWhoIds>")
                    .contains("<allOrNone>false</allOrNone>")
                    .contains("<triggerUserEmail>false</triggerUserEmail>")
                    .contains("<updateMru>false</updateMru>");
        }
    }

    @Test
    @DisplayName("notes 2.2: threads share no connection, so no envelope is typed wrongly")
    void threadsShareNoConnection() throws Exception {
        try (StubServer server = new StubServer(request -> StubServer.soap(SAVED));
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Conversation conversation =
                    SalesforceTestbed.with(SESSION, server.address()).conversation(SalesforceTestbed.somebody());
            List<Future<List<WriteOutcome>>> all = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                all.add(threads.submit(() -> new Writing(conversation).create(List.of(Values.record(row())))));
            }
            for (Future<List<WriteOutcome>> one : all) {
                assertThat(one.get()).allMatch(WriteOutcome.Done.class::isInstance);
            }
            assertThat(server.requests())
                    .hasSize(400)
                    .allSatisfy(request -> assertThat(request.body())
                            .contains("<sobj:Subject xsi:type=\"xsd:string\">hello</sobj:Subject>")
                            .contains("<allOrNone>false</allOrNone>"));
        }
    }

    @Test
    void earlierSlicesKeepTheirOutcomesWhenALaterOneIsRefused() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (StubServer server = new StubServer(request ->
                count.incrementAndGet() == 1 ? StubServer.soap(SAVED) : StubServer.fault("SERVER_UNAVAILABLE", "x"))) {
            Writing writing = new Writing(
                    SalesforceTestbed.with(SESSION, server.address()).conversation(SalesforceTestbed.somebody()));
            assertThat(writing.create(List.of(Values.record(row())))).allMatch(WriteOutcome.Done.class::isInstance);
            assertThat(writing.create(List.of(Values.record(row()))))
                    .containsExactly(new WriteOutcome.Later("SERVER_UNAVAILABLE", null));
            assertThat(writing.create(List.of(Values.record(row())))).hasSize(1);
            assertThat(server.requests())
                    .as("the third slice is not even tried")
                    .hasSize(2);
        }
    }

    @Test
    @DisplayName("notes 2.5: a sub-query that is not done is read on by its own locator")
    void childrenAreReadToTheEnd() throws Exception {
        String role =
                "<sf:type>OpportunityContactRole</sf:type><sf:Id xsi:nil=\"true\"/><sf:ContactId>003000000000%03dAAA</sf:ContactId>";
        String parent =
                "<queryResponse><result xsi:type=\"QueryResult\"><done>true</done><queryLocator xsi:nil=\"true\"/>"
                        + "<records xsi:type=\"sf:sObject\"><sf:type>Opportunity</sf:type><sf:Id>006000000000001AAA</sf:Id>"
                        + "<sf:OpportunityContactRoles xsi:type=\"QueryResult\"><done>false</done><queryLocator>01g-1</queryLocator>"
                        + "<records xsi:type=\"sf:sObject\">" + String.format(role, 1) + "</records><size>2</size>"
                        + "</sf:OpportunityContactRoles></records><size>1</size></result></queryResponse>";
        String more =
                "<queryMoreResponse><result xsi:type=\"QueryResult\"><done>true</done><queryLocator xsi:nil=\"true\"/>"
                        + "<records xsi:type=\"sf:sObject\">" + String.format(role, 2)
                        + "</records><size>2</size></result></queryMoreResponse>";
        try (StubServer server =
                new StubServer(request -> StubServer.soap(request.body().contains("01g-1") ? more : parent))) {
            Queries queries = new Queries(
                    SalesforceTestbed.with(SESSION, server.address()).conversation(SalesforceTestbed.somebody()));
            Rec opportunity = queries.all("SELECT").getFirst();
            assertThat(queries.children(opportunity, "OpportunityContactRoles"))
                    .extracting(one -> one.text("ContactId"))
                    .containsExactly("003000000000001AAA", "003000000000002AAA");
        }
    }

    @Test
    @DisplayName("notes 3.3: a question that is too complicated is asked in halves")
    void questionsAreHalvedWhenTheyAreTooMuch() throws Exception {
        String none =
                "<queryResponse><result xsi:type=\"QueryResult\"><done>true</done><queryLocator xsi:nil=\"true\"/>"
                        + "<size>0</size></result></queryResponse>";
        try (StubServer server = new StubServer(
                request -> request.body().contains("'a'") && request.body().contains("'d'")
                        ? StubServer.fault("QUERY_TOO_COMPLICATED", "x")
                        : StubServer.soap(none))) {
            Queries queries = new Queries(
                    SalesforceTestbed.with(SESSION, server.address()).conversation(SalesforceTestbed.somebody()));
            queries.about(
                    List.of("a", "b", "c", "d"),
                    1,
                    100,
                    List.of("Id"),
                    "Contact",
                    some -> Soql.Where.in("Email", some));
            assertThat(server.requests()).hasSize(3);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Row row() {
        return new Row("Task", Map.of("Subject", "hello"), "0".repeat(64));
    }

    private static String saved(int number) {
        return String.format("<result><id>00T000000000%03dAAA</id><success>true</success></result>", number);
    }

    private static String failed(String code, String message) {
        return "<result><errors><message>" + message + "</message><statusCode>" + code
                + "</statusCode></errors><id xsi:nil=\"true\"/><success>false</success></result>";
    }

    private static StubServer answering(String results) {
        return new StubServer(request -> StubServer.soap("<createResponse>" + results + "</createResponse>"));
    }

    /** An answer that promises more than comes. */
    private static byte[] cut(String content) {
        String whole = new String(StubServer.soap(content), java.nio.charset.StandardCharsets.UTF_8);
        String half = whole.replaceFirst("\r\n\r\n", "\r\nCut: yes\r\n\r\n");
        return half.substring(0, half.length() - 150).getBytes(java.nio.charset.StandardCharsets.UTF_8);
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
}
