package app.tandem.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.tandem.crm.Crm;
import app.tandem.crm.LinkSearch;
import app.tandem.crm.MailKey;
import app.tandem.crm.Row;
import app.tandem.item.WriteOutcome;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sandbox.kernel.Call;
import app.tandem.sandbox.kernel.Fault;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the adapter makes of an org that changes, fails and is used by several at once. */
class SalesforceWritingTest {

    private static final String KEY = "tandem__MessageKey__c";

    private final SandboxOrg org = new SandboxOrg();

    @AfterEach
    void close() {
        org.close();
    }

    @Test
    @DisplayName("a session that ends while rows are on their way is renewed, and the rows are written once")
    void sessionExpiryMidCallWritesOnce() {
        Crm crm = org.user(0);
        crm.profile();
        org.fault("create", new Fault.ExpireSession());
        assertThat(crm.create(rows(3))).allMatch(WriteOutcome.Done.class::isInstance);
        assertThat(org.count("Task")).isEqualTo(3);
        assertThat(org.bed.refused).hasSize(1);
    }

    @Test
    @DisplayName("reliability 2.4: cut or truncated answers are unknown for all rows, adopted, and doubled never")
    void lostAnswersAreAdopted() {
        Crm crm = org.user(0);
        crm.profile();
        List<Row> rows = rows(5);
        for (Fault fault : List.of(new Fault.Cut(true), new Fault.Truncate(300), new Fault.Cut(false))) {
            org.fault("create", fault);
            assertThat(crm.create(rows)).as(fault.toString()).allMatch(WriteOutcome.Unknown.class::isInstance);
        }
        assertThat(crm.lookUp(rows)).containsOnlyKeys(rows);
        assertThat(crm.create(rows)).allMatch(WriteOutcome.Exists.class::isInstance);
        assertThat(org.count("Task")).isEqualTo(5);
    }

    @Test
    @DisplayName("sync D-1: a message of years ago is archived as soon as it is saved, and found all the same")
    void archivedTasksAreFound() {
        Row old = row("old", Map.of("ActivityDate", LocalDate.of(2008, 5, 25)));
        Crm crm = org.user(0);
        org.fault("create", new Fault.Cut(true));
        assertThat(crm.create(List.of(old))).allMatch(WriteOutcome.Unknown.class::isInstance);
        assertThat(crm.lookUp(List.of(old))).containsOnlyKeys(old);
        assertThat(crm.findSaved(Set.of(new MailKey(key("old"), null)))).hasSize(1);
    }

    @Test
    @DisplayName("sync D-1: where only the last line tells, too")
    void archivedTasksAreFoundByTheirReference() {
        org.packageInstalled(false);
        Map<String, Object> fields = new HashMap<>(Map.of(
                "Subject",
                "old",
                "Status",
                "Completed",
                "OwnerId",
                org.userId(0),
                "ActivityDate",
                LocalDate.of(2008, 5, 25)));
        Row row = new Row("Task", fields, key("attempt"));
        fields.put("Description", "Text\n\n" + row.referenceLine());
        Row old = new Row("Task", fields, key("attempt"));
        Crm crm = org.user(0);
        assertThat(crm.create(List.of(old))).allMatch(WriteOutcome.Done.class::isInstance);
        assertThat(crm.lookUp(List.of(old))).containsOnlyKeys(old);
    }

    @Test
    @DisplayName("pane U-181: a lost Task without a key is found although a person worded it otherwise meanwhile")
    void anotherSubjectHidesNoEarlierAttempt() {
        org.packageInstalled(false);
        Crm crm = org.user(0);
        Row first = worded("As the mail says");
        assertThat(crm.create(List.of(first))).allMatch(WriteOutcome.Done.class::isInstance);
        Row again = worded("As a person wrote");
        assertThat(crm.lookUp(List.of(again))).containsOnlyKeys(again);
    }

    private Row worded(String subject) {
        Map<String, Object> fields = new HashMap<>(Map.of(
                "Subject",
                subject,
                "Status",
                "Completed",
                "OwnerId",
                org.userId(0),
                "ActivityDate",
                LocalDate.of(2026, 3, 2)));
        Row row = new Row("Task", fields, key("worded"));
        fields.put("Description", "Text\n\n" + row.referenceLine());
        return new Row("Task", fields, key("worded"));
    }

    @Test
    @DisplayName("sync D-5: two users at the same time with the same 50 messages; each message is one record")
    void twoUsersRaceOnTheSameMessages() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Row> rows = rows(50);
        try (ExecutorService users = Executors.newFixedThreadPool(2)) {
            List<Future<List<WriteOutcome>>> both = new ArrayList<>();
            for (int user = 0; user < 2; user++) {
                Crm crm = org.user(user);
                both.add(users.submit(() -> {
                    start.await();
                    return crm.create(rows);
                }));
            }
            Set<String> done = new HashSet<>();
            Set<String> existing = new HashSet<>();
            for (Future<List<WriteOutcome>> one : both) {
                one.get().forEach(outcome -> {
                    switch (outcome) {
                        case WriteOutcome.Done row -> done.add(row.id());
                        case WriteOutcome.Exists row -> existing.add(row.id());
                        default -> throw new AssertionError(outcome);
                    }
                });
            }
            assertThat(done).hasSize(50).isEqualTo(existing);
        }
        assertThat(org.count("Task")).isEqualTo(50);
    }

    @Test
    @DisplayName("sync Q-6: the package goes away under us; rows are saved without its fields, once described anew")
    void vanishedFieldsAreLeftOut() {
        Crm crm = org.user(0);
        assertThat(crm.profile().field("Task", KEY)).isPresent();
        org.packageInstalled(false);
        assertThat(crm.create(rows(2))).allMatch(WriteOutcome.Done.class::isInstance);
        assertThat(crm.profile().field("Task", KEY)).isEmpty();
    }

    @Test
    void questionsAboutVanishedFieldsAreAskedAnew() {
        Crm crm = org.user(0);
        crm.profile();
        org.packageInstalled(false);
        assertThat(crm.findSaved(Set.of(new MailKey("0".repeat(64), null)))).isEmpty();
    }

    @Test
    @DisplayName("sync N-8: what is known of an org is four hours old at most")
    void describesAreAskedForAgainAfterFourHours() {
        var crms = org.crms();
        Crm crm = crms.open(org.account(0));
        crm.profile();
        long before = last();
        crms.open(org.account(0)).profile();
        assertThat(org.calls(before)).isEmpty();
        org.kernel.clock.advance(Duration.ofHours(4).plusSeconds(1));
        org.bed.refused.addAll(List.of());
        crms.open(org.account(0)).profile();
        assertThat(org.calls(before).stream().map(call -> call.facts().operation()))
                .contains("describeSObjects", "getUserInfo", "query");
    }

    @Test
    @DisplayName("notes 5.3: the org's limit is a spent budget, not a failure")
    void theOrgsOwnLimitIsASpentBudget() {
        Crm crm = org.user(0);
        crm.profile();
        org.org.apiUsed.set(org.org.apiLimit);
        RemoteFailureException failed = catchThrowableOfType(RemoteFailureException.class, () -> crm.create(rows(1)));
        assertThat(failed.failure())
                .isInstanceOfSatisfying(
                        RemoteFailure.BudgetSpent.class,
                        spent -> assertThat(spent.code()).isEqualTo("REQUEST_LIMIT_EXCEEDED"));
        assertThat(org.count("Task")).isZero();
    }

    @Test
    void usageIsObservedFromTheAnswers() {
        org.user(0).profile();
        assertThat(org.bed.observed).isNotEmpty().allMatch(usage -> usage.endsWith("/" + org.org.apiLimit));
    }

    @Test
    @DisplayName("notes 5.2: a row that is refused in the middle of 200 harms no other")
    void oneBadRowOfManyIsRefusedAlone() {
        List<Row> rows = new ArrayList<>(rows(200));
        rows.set(77, row("bad", Map.of("Subject", "x".repeat(300))));
        List<WriteOutcome> outcomes = org.user(0).create(rows);
        assertThat(outcomes.get(77)).isEqualTo(new WriteOutcome.Refused("STRING_TOO_LONG", List.of("Subject")));
        assertThat(outcomes.stream().filter(WriteOutcome.Done.class::isInstance))
                .hasSize(199);
    }

    @Test
    @DisplayName("bulk of 2,000 mails in pages of 400: at most 0.05 Salesforce calls per mail")
    void bulkCostsFewCalls() {
        int mails = 2_000;
        int page = 400;
        Map<Integer, String> contacts = people(300);
        var crms = org.crms();
        long before = last();
        for (int from = 0; from < mails; from += page) {
            Crm crm = crms.open(org.account(0));
            crm.profile();
            List<Integer> numbers = IntStream.range(from, from + page).boxed().toList();
            crm.findSaved(keys(numbers));
            crm.search(search(numbers));
            List<Row> rows = numbers.stream()
                    .map(i -> row("bulk" + i, Map.of("WhoId", contacts.get(i % 300))))
                    .toList();
            assertThat(crm.create(rows)).allMatch(WriteOutcome.Done.class::isInstance);
        }
        List<Call> calls = org.calls(before);
        Map<String, Long> byOperation = new HashMap<>();
        calls.forEach(call -> byOperation.merge(call.facts().operation(), 1L, Long::sum));
        double perMail = (double) calls.size() / mails;
        System.out.printf(
                "Salesforce calls per mail in bulk: %.4f (%d calls for %d mails, floor %.4f) %s%n",
                perMail, calls.size(), mails, 1 / 200.0, byOperation);
        assertThat(perMail).isLessThanOrEqualTo(0.05);
    }

    private Map<Integer, String> people(int count) {
        Map<Integer, String> contacts = new HashMap<>();
        String account = org.put("Account", Map.of("Name", "Bulk Ltd", "Website", "bulk.example"));
        for (int i = 0; i < count; i++) {
            contacts.put(
                    i,
                    org.put(
                            "Contact",
                            Map.of("LastName", "P" + i, "Email", "p" + i + "@bulk.example", "AccountId", account)));
        }
        return contacts;
    }

    private static Set<MailKey> keys(List<Integer> numbers) {
        Set<MailKey> keys = new HashSet<>();
        numbers.forEach(i -> keys.add(new MailKey(key("bulk" + i), "<bulk" + i + "@bulk.example>")));
        return keys;
    }

    private static LinkSearch search(List<Integer> numbers) {
        Set<String> addresses = new HashSet<>();
        numbers.forEach(i -> addresses.add("p" + i % 300 + "@bulk.example"));
        numbers.forEach(i -> addresses.add("stranger" + i + "@bulk.example"));
        return new LinkSearch(addresses, Set.of("bulk.example"), Set.of("00009999"), Set.of(), true);
    }

    private List<Row> rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> row("r" + i, Map.of())).toList();
    }

    private static Row row(String key, Map<String, Object> more) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("Subject", "subject " + key);
        fields.put("Status", "Completed");
        fields.put("ActivityDate", LocalDate.of(2026, 3, 1));
        fields.put(KEY, key(key));
        fields.putAll(more);
        return new Row("Task", fields, key("attempt" + key));
    }

    private static String key(String text) {
        String hex = java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return (hex + "0".repeat(64)).substring(0, 64);
    }

    private long last() {
        return org.calls(0).stream().mapToLong(Call::seq).max().orElse(0);
    }
}
