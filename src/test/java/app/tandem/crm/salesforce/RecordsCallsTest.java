package app.tandem.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.crm.NewRecord;
import app.tandem.crm.ObjectView;
import app.tandem.crm.RecordDetail;
import app.tandem.crm.Records;
import app.tandem.crm.RelatedSearch;
import app.tandem.crm.TextSearch;
import app.tandem.crm.TimelineFilter;
import app.tandem.item.RecordRef;
import app.tandem.sandbox.kernel.Call;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the pane's questions cost in Salesforce calls (pane U-88). */
class RecordsCallsTest {

    private static final String ANN = "ann.umber@umbra-works.example";

    private final SandboxOrg org = new SandboxOrg();
    private final Records records = org.crms().records(org.account(0));
    private String account = "";

    @BeforeEach
    void fill() {
        account = org.put("Account", Map.of("Name", "Umbra Works"));
        String contact = org.put("Contact", Map.of("LastName", "Umber", "AccountId", account, "Email", ANN));
        String opportunity = org.put(
                "Opportunity",
                Map.of(
                        "Name",
                        "Pumps",
                        "AccountId",
                        account,
                        "StageName",
                        "Qualification",
                        "CloseDate",
                        LocalDate.ofInstant(org.now(), ZoneOffset.UTC)));
        org.put("OpportunityContactRole", Map.of("OpportunityId", opportunity, "ContactId", contact));
    }

    @AfterEach
    void close() {
        org.close();
    }

    @Test
    @DisplayName("pane U-88: nobody known costs two calls, domains and case numbers included")
    void unknownPeopleCostTwoCalls() {
        records.related(everything("nobody@nowhere.example"));
        assertThat(costOf(() -> records.related(everything("somebody@elsewhere.example"))))
                .containsExactly("query", "search");
    }

    @Test
    @DisplayName("pane U-88: people with Accounts, Opportunities and Cases cost three, the objects themselves two more")
    void knownPeopleCostThreeCalls() {
        assertThat(costOf(() -> records.related(everything(ANN))))
                .containsExactly("describeGlobal", "describeSObjects", "query", "search", "query");
        assertThat(costOf(() -> records.related(everything(ANN)))).containsExactly("query", "search", "query");
    }

    @Test
    @DisplayName("pane U-88: never more than six, however many objects a text links to")
    void linksToManyObjectsStayWithinSix() {
        RelatedSearch search = new RelatedSearch(
                Set.of(ANN),
                Set.of("umbra-works.example"),
                Set.of("00001234"),
                Set.of(
                        account,
                        org.put("Lead", Map.of("LastName", "A", "Company", "B")),
                        org.put("Case", Map.of("Subject", "C")),
                        org.put("Task", Map.of("Subject", "D")),
                        org.put("Site_Visit__c", Map.of("Name", "E")),
                        org.records("Opportunity", "Name", "Pumps")
                                .getFirst()
                                .get("Id")
                                .toString()),
                java.util.stream.Stream.concat(
                                ObjectView.standard().stream(),
                                java.util.stream.Stream.of(ObjectView.plain("Task"), ObjectView.plain("Site_Visit__c")))
                        .toList(),
                true);
        assertThat(costOf(() -> records.related(search))).hasSizeLessThanOrEqualTo(6);
        assertThat(costOf(() -> records.related(search))).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void aDetailCostsOneCallOnceItsLayoutIsKnown() {
        RecordRef ref = new RecordRef("Account", account);
        records.detail(ref);
        assertThat(costOf(() -> records.detail(ref))).containsExactly("query");
    }

    @Test
    void aSearchInAllObjectsCostsOneCall() {
        records.search(TextSearch.of(List.of("umbra"), ObjectView.standard()));
        assertThat(costOf(() -> records.search(TextSearch.of(List.of("umber"), ObjectView.standard()))))
                .containsExactly("search");
    }

    @Test
    void nothingIsAskedForTextsThatAreTooShort() {
        assertThat(costOf(() -> records.search(TextSearch.of(List.of("um"), ObjectView.standard()))))
                .isEmpty();
    }

    @Test
    @DisplayName("pane U-388: what objects are like is asked again after five minutes, and at once by refresh")
    void describesAreKeptForFiveMinutes() {
        records.object("Account");
        assertThat(costOf(() -> records.object("Account"))).isEmpty();
        org.kernel.clock.advance(java.time.Duration.ofMinutes(6));
        assertThat(costOf(() -> records.object("Account"))).containsExactly("describeGlobal", "describeSObjects");
        records.refresh();
        assertThat(costOf(() -> records.object("Account"))).hasSize(2);
    }

    @Test
    @DisplayName("what a person writes costs a call; one more to look first, or to show what was found alike")
    void writesCostOneOrTwoCalls() {
        RecordRef ref = new RecordRef("Account", account);
        records.memo(ref, "first");
        RecordDetail.Loaded loaded = records.detail(ref).orElseThrow().loaded();
        records.object("Contact");
        assertThat(costOf(() -> records.create(NewRecord.of("Account", Map.of("Name", "New")))))
                .containsExactly("create");
        assertThat(costOf(() -> records.create(NewRecord.of("Contact", Map.of("LastName", "U", "Email", ANN)))))
                .containsExactly("create", "query");
        assertThat(costOf(() -> records.update(ref, Map.of("Phone", "1"), loaded)))
                .containsExactly("query", "update");
        assertThat(costOf(() -> records.memo(ref, "second"))).containsExactly("query", "update");
    }

    @Test
    @DisplayName("pane U-242: a timeline costs a call for each kind that its filter leaves")
    void timelinesCostACallForEachKind() {
        org.org.enhancedEmail = true;
        Set<RecordRef> of = Set.of(new RecordRef("Account", account));
        records.timeline(of, TimelineFilter.everything());
        assertThat(costOf(() -> records.timeline(of, TimelineFilter.everything())))
                .hasSize(3);
        assertThat(costOf(() -> records.timeline(of, only(TimelineFilter.State.OPEN))))
                .hasSize(2);
        assertThat(costOf(() -> records.timeline(of, only(TimelineFilter.State.OVERDUE))))
                .hasSize(1);
        String task = org.put("Task", Map.of("Subject", "Call"));
        records.completeTask(task);
        assertThat(costOf(() -> records.completeTask(task))).containsExactly("update");
    }

    private static TimelineFilter only(TimelineFilter.State state) {
        return new TimelineFilter(state, TimelineFilter.Span.ALL);
    }

    private static RelatedSearch everything(String address) {
        return new RelatedSearch(
                Set.of(address),
                Set.of(address.substring(address.indexOf('@') + 1)),
                Set.of("00009999"),
                Set.of(),
                ObjectView.standard(),
                true);
    }

    private List<String> costOf(Runnable question) {
        long before = org.calls(0).stream().mapToLong(Call::seq).max().orElse(0);
        question.run();
        return org.calls(before).stream().map(call -> call.facts().operation()).toList();
    }
}
