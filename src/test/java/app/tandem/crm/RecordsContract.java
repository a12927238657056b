package app.tandem.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.RecordRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every CRM shows a person; the fake and each adapter pass it. */
public abstract class RecordsContract {

    /** The org behind the port, as its administrator handles it. */
    public interface Org {
        /** Records as the n-th user sees them, with nothing cached; user 0 sees everybody's. */
        Records records(int number);

        /** Stores a record; answers its id. */
        String put(String type, Map<String, Object> fields);

        /** A field's value as text, or null. */
        @Nullable
        String read(String type, String id, String field);

        /** The time of the org. */
        Instant now();

        /** Time passes. */
        void advance(Duration time);
    }

    /** A fresh org without records that this suite looks for. */
    protected abstract Org org();

    private static final String ANN = "ann.umber@umbra-works.example";

    @Test
    @DisplayName("pane U-134, U-137: an object says what a form needs")
    void anObjectSaysWhatAFormNeeds() {
        ObjectInfo opportunity = org().records(0).object("Opportunity").orElseThrow();
        assertThat(opportunity.head().createable()).isTrue();
        assertThat(opportunity.head().keyPrefix()).isEqualTo("006");
        assertThat(opportunity.nameField()).isEqualTo("Name");
        assertThat(opportunity.field("Name").orElseThrow().length()).isEqualTo(120);
        assertThat(opportunity.field("StageName").orElseThrow())
                .satisfies(stage -> assertThat(stage.required()).isTrue())
                .satisfies(stage -> assertThat(stage.picksFor(null))
                        .extracting(ObjectInfo.Pick::value)
                        .startsWith("Prospecting", "Qualification"));
        assertThat(opportunity.field("AccountId").orElseThrow().targets()).containsExactly("Account");
        assertThat(opportunity.field("CloseDate").orElseThrow().type()).isEqualTo(ObjectInfo.FieldType.DATE);
    }

    @Test
    void objectsAreListedByLabelAndUnknownOnesAreAbsent() {
        Records records = org().records(0);
        assertThat(records.objects())
                .extracting(ObjectHead::name)
                .contains("Account", "Site_Visit__c")
                .isSortedAccordingTo(
                        java.util.Comparator.comparing(name -> label(records, name), String.CASE_INSENSITIVE_ORDER));
        assertThat(records.object("Nothing__c")).isEmpty();
    }

    @Test
    @DisplayName("pane U-73 … U-75: people by any of their addresses, with what hangs on them")
    void peopleComeWithWhatHangsOnThem() {
        Org org = org();
        String account =
                org.put("Account", Map.of("Name", "Umbra Works", "Website", "https://www.umbra-works.example/"));
        String contact = org.put(
                "Contact",
                Map.of(
                        "FirstName",
                        "Ann",
                        "LastName",
                        "Umber",
                        "AccountId",
                        account,
                        "Work_Email__c",
                        ANN,
                        "Title",
                        "Buyer"));
        String lead = org.put("Lead", Map.of("LastName", "Umber", "Company", "Umbra", "Email", ANN));
        String open = org.put("Opportunity", opportunity(org, "Pumps", account, "Qualification", 30));
        org.put("Opportunity", opportunity(org, "Closed", account, "Closed Won", 30));
        org.put("Opportunity", opportunity(org, "Far", account, "Qualification", 181));
        String ticket = org.put("Case", Map.of("Subject", "Leak", "ContactId", contact, "Status", "New"));
        RelatedRecords related = org.records(0).related(RelatedSearch.of(Set.of(ANN), Set.of()));
        assertThat(ids(related, "Contact")).containsExactly(contact);
        assertThat(ids(related, "Lead")).containsExactly(lead);
        assertThat(ids(related, "Account")).containsExactly(account);
        assertThat(ids(related, "Opportunity")).containsExactly(open);
        assertThat(ids(related, "Case")).containsExactly(ticket);
        assertThat(related.groups())
                .allSatisfy(group -> assertThat(group.cards())
                        .allSatisfy(card -> assertThat(card.foundBy()).containsExactly(ANN)));
        assertThat(related.unknown()).isEmpty();
    }

    @Test
    @DisplayName("pane U-93, U-95: a card has a name, its fields typed and as text, and a stage")
    void cardsCarryFieldsAndStage() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        org.put("Contact", Map.of("FirstName", "Ann", "LastName", "Umber", "AccountId", account, "Email", ANN));
        org.put("Opportunity", opportunity(org, "Pumps", account, "Qualification", 30));
        RelatedRecords related = org.records(0).related(RelatedSearch.of(Set.of(ANN), Set.of()));
        RecordCard contact = related.group("Contact").orElseThrow().cards().getFirst();
        assertThat(contact.name()).isEqualTo("Ann Umber");
        assertThat(contact.objectLabel()).isEqualTo("Contact");
        assertThat(contact.fields())
                .extracting(FieldValue::name)
                .containsExactly("Title", "AccountId", "Email", "Phone");
        assertThat(contact.fields().get(1).value()).isEqualTo(new RecordRef("Account", account));
        assertThat(contact.fields().get(1).text()).isEqualTo("Umbra Works");
        RecordCard pumps = related.group("Opportunity").orElseThrow().cards().getFirst();
        assertThat(pumps.stage())
                .isNotNull()
                .satisfies(stage -> assertThat(stage.position()).isEqualTo(2));
        assertThat(pumps.fields().get(1).value())
                .isInstanceOfSatisfying(
                        BigDecimal.class, amount -> assertThat(amount).isEqualByComparingTo("1250.5"));
        assertThat(pumps.fields().get(2).value()).isEqualTo(today(org).plusDays(30));
    }

    @Test
    @DisplayName("pane U-75: an Opportunity of another Account is reached through a role")
    void opportunitiesAreReachedThroughRoles() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Somebody Else"));
        String contact = org.put("Contact", Map.of("LastName", "Umber", "Email", ANN));
        String opportunity = org.put("Opportunity", opportunity(org, "Shared", account, "Qualification", 5));
        org.put("OpportunityContactRole", Map.of("OpportunityId", opportunity, "ContactId", contact));
        RelatedRecords related = org.records(0).related(RelatedSearch.of(Set.of(ANN), Set.of()));
        assertThat(ids(related, "Opportunity")).containsExactly(opportunity);
        assertThat(related.group("Account")).isEmpty();
    }

    @Test
    @DisplayName("pane U-76: an Account by its website only when nobody matched")
    void websitesCountOnlyWhenNobodyMatched() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Umbra Works", "Website", "www.umbra-works.example"));
        org.put("Account", Map.of("Name", "Lookalike", "Website", "umbra-works.example.evil.example"));
        RelatedSearch search = RelatedSearch.of(Set.of(ANN), Set.of("umbra-works.example"));
        RelatedRecords alone = org.records(0).related(search);
        assertThat(ids(alone, "Account")).containsExactly(account);
        assertThat(alone.unknown()).containsExactly(ANN);
        org.put("Lead", Map.of("LastName", "Umber", "Company", "Umbra", "Email", ANN));
        RelatedRecords known = org.records(0).related(search);
        assertThat(known.group("Account")).isEmpty();
        assertThat(ids(known, "Lead")).hasSize(1);
    }

    @Test
    @DisplayName("pane U-78: a case number and a link in the text bring their records")
    void textNamesRecords() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        String opportunity = org.put("Opportunity", opportunity(org, "Pumps", account, "Qualification", 5));
        String ticket = org.put("Case", Map.of("Subject", "Leak", "Status", "New"));
        String number = Objects.requireNonNull(org.read("Case", ticket, "CaseNumber"));
        RelatedRecords related = org.records(0)
                .related(new RelatedSearch(
                        Set.of(),
                        Set.of(),
                        Set.of(number),
                        Set.of(account.substring(0, 15), opportunity),
                        ObjectView.standard(),
                        false));
        assertThat(ids(related, "Account")).containsExactly(account);
        assertThat(ids(related, "Opportunity")).containsExactly(opportunity);
        assertThat(ids(related, "Case")).containsExactly(ticket);
    }

    @Test
    @DisplayName("pane U-82: first five in the view's order, and how many there are")
    void groupsAreSortedAndCounted() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        org.put("Contact", Map.of("LastName", "Umber", "AccountId", account, "Email", ANN));
        IntStream.range(0, 12)
                .forEach(i -> org.put("Opportunity", opportunity(org, "No " + i, account, "Qualification", 60 - i)));
        RecordGroup group = org.records(0)
                .related(RelatedSearch.of(Set.of(ANN), Set.of()))
                .group("Opportunity")
                .orElseThrow();
        assertThat(group.total()).isEqualTo(12);
        assertThat(group.first())
                .extracting(RecordCard::name)
                .containsExactly("No 11", "No 10", "No 9", "No 8", "No 7");
    }

    @Test
    @DisplayName("pane U-75, U-382: objects of the company's own come along when asked for")
    void customObjectsComeAlong() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        org.put("Contact", Map.of("LastName", "Umber", "AccountId", account, "Email", ANN));
        String visit = org.put("Site_Visit__c", Map.of("Name", "V-1", "Account__c", account, "Purpose__c", "Repair"));
        RelatedSearch search = new RelatedSearch(
                Set.of(ANN),
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(new ObjectView("Site_Visit__c", List.of("Purpose__c"), "Visit_Date__c", true)),
                true);
        RelatedRecords related = org.records(0).related(search);
        assertThat(related.groups()).hasSize(1);
        assertThat(ids(related, "Site_Visit__c")).containsExactly(visit);
    }

    @Test
    @DisplayName("pane U-87: without related lists, people only")
    void relatedListsCanBeLeftOut() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        org.put("Contact", Map.of("LastName", "Umber", "AccountId", account, "Email", ANN));
        RelatedRecords related = org.records(0)
                .related(new RelatedSearch(Set.of(ANN), Set.of(), Set.of(), Set.of(), ObjectView.standard(), false));
        assertThat(related.groups()).extracting(group -> group.object().name()).containsExactly("Contact");
    }

    @Test
    @DisplayName("pane U-102, U-105: the detailed view follows the layout, related lists count")
    void detailFollowsTheLayout() {
        Org org = org();
        String account =
                org.put("Account", Map.of("Name", "Umbra Works", "Website", "umbra.example", "Description", "old"));
        IntStream.range(0, 7).forEach(i -> org.put("Contact", Map.of("LastName", "Umber " + i, "AccountId", account)));
        RecordDetail detail =
                org.records(0).detail(new RecordRef("Account", account)).orElseThrow();
        assertThat(detail.card().name()).isEqualTo("Umbra Works");
        assertThat(detail.editable()).isTrue();
        assertThat(detail.entry("Name").orElseThrow())
                .satisfies(name -> assertThat(name.required()).isTrue())
                .satisfies(name -> assertThat(name.value().text()).isEqualTo("Umbra Works"));
        assertThat(detail.sections().getLast().entries().getLast().field().name())
                .isEqualTo("Description");
        assertThat(detail.loaded().values()).containsEntry("Website", "umbra.example");
        RecordDetail.RelatedList contacts = detail.relatedLists().stream()
                .filter(list -> list.object().equals("Contact"))
                .findFirst()
                .orElseThrow();
        assertThat(contacts.label()).isEqualTo("Contacts");
        assertThat(contacts.count()).isEqualTo(7);
        assertThat(contacts.first()).hasSize(5).extracting(RecordCard::name).startsWith("Umber 0", "Umber 1");
    }

    @Test
    void aRecordThatIsNotThereHasNoDetail() {
        assertThat(org().records(0).detail(new RecordRef("Account", "001000000000000AAA")))
                .isEmpty();
    }

    @Test
    @DisplayName("pane U-122, U-124: all tags must match, each as the beginning of a word; three characters at least")
    void searchMatchesAllTags() {
        Org org = org();
        IntStream.range(0, 25).forEach(i -> org.put("Account", Map.of("Name", "Aardvark " + i)));
        org.put("Account", Map.of("Name", "Zephyrine Umbrellas"));
        String pumps = org.put("Account", Map.of("Name", "Zephyrine Pumps & Gates"));
        Records records = org.records(0);
        assertThat(found(records, "zephyr")).hasSize(2);
        assertThat(found(records, "zephyr", "pum")).containsExactly(pumps);
        assertThat(found(records, "Pumps & Gates")).containsExactly(pumps);
        assertThat(found(records, "ze")).isEmpty();
        assertThat(found(records, "zephyr", "nowhere")).isEmpty();
    }

    @Test
    @DisplayName("pane U-129: so many of an object, and whether there are more")
    void searchSaysWhetherThereIsMore() {
        Org org = org();
        IntStream.range(0, 4).forEach(i -> org.put("Account", Map.of("Name", "Zephyrine " + i)));
        RecordGroup group = org.records(0)
                .search(new TextSearch(List.of("zephyrine"), List.of(ObjectView.plain("Account")), 3))
                .getFirst();
        assertThat(group.cards())
                .extracting(RecordCard::name)
                .containsExactly("Zephyrine 0", "Zephyrine 1", "Zephyrine 2");
        assertThat(group.more()).isTrue();
    }

    @Test
    @DisplayName("pane U-121: the records last looked at, latest first")
    void recentRecordsComeLatestFirst() {
        Org org = org();
        IntStream.range(0, 4)
                .forEach(i ->
                        org.put("Account", viewed("Account " + i, org.now().minus(Duration.ofHours(2L * i + 1)))));
        Map<String, Object> lead = viewed("", org.now().minus(Duration.ofHours(2)));
        lead.remove("Name");
        lead.putAll(Map.of("LastName", "Umber", "Company", "Umbra"));
        org.put("Lead", lead);
        assertThat(org.records(0).recent(ObjectView.standard()))
                .extracting(RecordCard::name)
                .containsExactly("Account 0", "Umber", "Account 1", "Account 2", "Account 3");
    }

    @Test
    @DisplayName("pane U-137: a form has the fields that can be filled in, and says which must be")
    void aFormSaysWhatMustBeFilledIn() {
        RecordForm form = org().records(0).form("Account", null).orElseThrow();
        assertThat(form.sections().stream().flatMap(section -> section.entries().stream()))
                .extracting(entry -> entry.field().name())
                .contains("Name", "Phone", "Website", "Description")
                .doesNotContain("CreatedDate", "Id");
        assertThat(form.sections().getFirst().entries().getFirst().required()).isTrue();
        assertThat(org().records(0).form("Nothing__c", null)).isEmpty();
    }

    @Test
    @DisplayName("pane U-135: a created record is there at once, references and all")
    void aCreatedRecordIsThere() {
        Org org = org();
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        RecordRef created = done(org.records(0)
                .create(NewRecord.of(
                        "Opportunity",
                        Map.of(
                                "Name",
                                "Pumps <&> \u2603",
                                "AccountId",
                                new RecordRef("Account", account),
                                "StageName",
                                "Qualification",
                                "CloseDate",
                                today(org),
                                "Amount",
                                new BigDecimal("1250.50")))));
        RecordDetail detail = org.records(0).detail(created).orElseThrow();
        assertThat(detail.card().name()).isEqualTo("Pumps <&> \u2603");
        assertThat(detail.loaded().values())
                .containsEntry("AccountId", new RecordRef("Account", account))
                .containsEntry("CloseDate", today(org));
        assertThat((BigDecimal) detail.loaded().values().get("Amount")).isEqualByComparingTo("1250.5");
    }

    @Test
    @DisplayName("pane U-109, U-139: what is refused is named by field, in Salesforce's words")
    void refusalsNameTheirFields() {
        Records records = org().records(0);
        assertThat(records.create(NewRecord.of("Lead", Map.of("LastName", "Umber"))))
                .isInstanceOfSatisfying(
                        SaveOutcome.Refused.class,
                        refused -> assertThat(refused.errors())
                                .singleElement()
                                .satisfies(error -> assertThat(error.fields()).containsExactly("Company"))
                                .satisfies(error -> assertThat(error.code()).isEqualTo("REQUIRED_FIELD_MISSING"))
                                .satisfies(error -> assertThat(error.message()).isNotBlank()));
        assertThat(records.create(NewRecord.of("Account", Map.of("Name", "x".repeat(256)))))
                .isInstanceOfSatisfying(
                        SaveOutcome.Refused.class,
                        refused ->
                                assertThat(refused.errors().getFirst().code()).isEqualTo("STRING_TOO_LONG"));
    }

    @Test
    @DisplayName("pane U-153: duplicates are offered; who insists creates anyway")
    void duplicatesAreOffered() {
        Org org = org();
        String known = org.put("Contact", Map.of("FirstName", "Ann", "LastName", "Umber", "Email", ANN));
        NewRecord again = NewRecord.of("Contact", Map.of("LastName", "Umber", "Email", ANN));
        SaveOutcome outcome = org.records(0).create(again);
        assertThat(outcome).isInstanceOfSatisfying(SaveOutcome.Duplicates.class, duplicates -> {
            assertThat(duplicates.cards())
                    .singleElement()
                    .satisfies(card -> assertThat(card.ref().id()).isEqualTo(known));
            assertThat(duplicates.cards().getFirst().name()).isEqualTo("Ann Umber");
            assertThat(duplicates.mayInsist()).isTrue();
            assertThat(duplicates.message()).isNotBlank();
        });
        assertThat(done(org.records(0).create(again.anyway())).id()).isNotEqualTo(known);
    }

    @Test
    @DisplayName("pane U-106: changed fields are stored together, null clears")
    void changesAreStoredTogether() {
        Org org = org();
        RecordRef account = new RecordRef(
                "Account", org.put("Account", Map.of("Name", "Umbra Works", "Phone", "1", "Website", "umbra.example")));
        Map<String, @Nullable Object> changes = new HashMap<>(Map.of("Name", "Umbra & Sons"));
        changes.put("Phone", null);
        Records records = org.records(0);
        done(records.update(
                account, changes, records.detail(account).orElseThrow().loaded()));
        assertThat(org.read("Account", account.id(), "Name")).isEqualTo("Umbra & Sons");
        assertThat(org.read("Account", account.id(), "Phone")).isNull();
        assertThat(org.read("Account", account.id(), "Website")).isEqualTo("umbra.example");
    }

    @Test
    @DisplayName("pane U-108: what somebody else changed meanwhile is told, not overwritten; then knowingly")
    void changesOfOthersAreTold() {
        Org org = org();
        RecordRef account = new RecordRef("Account", org.put("Account", Map.of("Name", "Umbra Works", "Phone", "1")));
        RecordDetail.Loaded mine = org.records(0).detail(account).orElseThrow().loaded();
        org.advance(Duration.ofMinutes(1));
        done(org.records(1).update(account, Map.of("Phone", "2"), mine));
        SaveOutcome.Changed changed = (SaveOutcome.Changed) org.records(0).update(account, Map.of("Phone", "3"), mine);
        assertThat(changed.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.now().name()).isEqualTo("Phone");
            assertThat(difference.loaded()).isEqualTo("1");
            assertThat(difference.now().value()).isEqualTo("2");
        });
        assertThat(org.read("Account", account.id(), "Phone")).isEqualTo("2");
        done(org.records(0).update(account, Map.of("Phone", "3"), changed.now()));
        assertThat(org.read("Account", account.id(), "Phone")).isEqualTo("3");
    }

    @Test
    void aRecordThatIsGoneCannotBeChanged() {
        RecordDetail.Loaded loaded = new RecordDetail.Loaded(Instant.EPOCH, Map.of());
        assertThat(org().records(0)
                        .update(new RecordRef("Account", "001000000000000AAA"), Map.of("Phone", "1"), loaded))
                .isInstanceOf(SaveOutcome.Gone.class);
    }

    @Test
    @DisplayName("pane U-154: of two Accounts one stays, with the values chosen and what hung on the other")
    void mergedRecordsBecomeOne() {
        Org org = org();
        String stays = org.put("Account", Map.of("Name", "Umbra Works", "Phone", "1"));
        String goes = org.put("Account", Map.of("Name", "Umbra Works Ltd", "Phone", "2"));
        String contact = org.put("Contact", Map.of("LastName", "Umber", "AccountId", goes));
        RecordRef survivor = new RecordRef("Account", stays);
        done(org.records(0).merge(new RecordMerge(survivor, List.of(goes), Map.of("Phone", "2"))));
        assertThat(org.read("Account", stays, "Phone")).isEqualTo("2");
        assertThat(org.read("Contact", contact, "AccountId")).isEqualTo(stays);
        assertThat(org.records(0).detail(new RecordRef("Account", goes))).isEmpty();
    }

    @Test
    @DisplayName("pane U-159 … U-161: a Lead becomes a Contact of a chosen Account; no name, no Opportunity")
    void aLeadBecomesAContact() {
        Org org = org();
        String lead = org.put("Lead", Map.of("LastName", "Umber", "Company", "Umbra", "Email", ANN));
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        String status = org.records(0).convertedStatuses().getFirst();
        LeadConversion conversion = new LeadConversion(lead, status, account, null, null, false, false);
        assertThat(org.records(0).convert(conversion))
                .isInstanceOfSatisfying(SaveOutcome.Converted.class, converted -> {
                    assertThat(converted.account().id()).isEqualTo(account);
                    assertThat(converted.opportunity()).isEmpty();
                    assertThat(org.read("Contact", converted.contact().id(), "Email"))
                            .isEqualTo(ANN);
                });
        assertThat(org.records(0).convert(conversion)).isInstanceOf(SaveOutcome.Refused.class);
        RelatedRecords related = org.records(0).related(RelatedSearch.of(Set.of(ANN), Set.of()));
        assertThat(related.groups()).extracting(group -> group.object().name()).containsExactly("Contact", "Account");
    }

    @Test
    @DisplayName("pane U-242, U-243, U-245: what is to be done first, then what was; a Task is completed in place")
    void theTimelineShowsWhatIsAndWhatWas() {
        Org org = org();
        String contact = org.put("Contact", Map.of("FirstName", "Ann", "LastName", "Umber", "Email", ANN));
        String late = org.put("Task", task(org, "Late", contact, "Not Started", -3));
        org.put("Task", task(org, "Soon", contact, "Not Started", 2));
        org.put("Task", task(org, "Far", contact, "Not Started", 20));
        org.put("Task", task(org, "Done", contact, "Completed", -1));
        Set<RecordRef> of = Set.of(new RecordRef("Contact", contact));
        Records records = org.records(0);
        assertThat(subjects(records, of, TimelineFilter.State.ALL, TimelineFilter.Span.ALL))
                .containsExactly("Late", "Soon", "Far", "Done");
        assertThat(subjects(records, of, TimelineFilter.State.OPEN, TimelineFilter.Span.DAYS_7))
                .containsExactly("Late", "Soon");
        assertThat(subjects(records, of, TimelineFilter.State.PAST, TimelineFilter.Span.ALL))
                .containsExactly("Done");
        assertThat(records.timeline(of, new TimelineFilter(TimelineFilter.State.OVERDUE, TimelineFilter.Span.ALL)))
                .singleElement()
                .satisfies(entry -> assertThat(entry.overdue()).isTrue())
                .satisfies(entry -> assertThat(entry.who().name()).isEqualTo("Ann Umber"));
        done(records.completeTask(late));
        assertThat(org.read("Task", late, "Status")).isEqualTo("Completed");
    }

    @Test
    @DisplayName("pane U-255 … U-258: a memo goes on top, signed; refused where there is no room or no Description")
    void memosGoOnTop() {
        Org org = org();
        RecordRef account =
                new RecordRef("Account", org.put("Account", Map.of("Name", "Umbra Works", "Description", "old")));
        Records records = org.records(0);
        done(records.memo(account, "first & <second>"));
        done(records.memo(account, "third"));
        assertThat(org.read("Account", account.id(), "Description"))
                .matches("(?s)\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d \\w+, .+\nthird\n\n\\d{4}.+\nfirst & <second>\n\nold");
        assertThat(records.memo(account, "x".repeat(32_000)))
                .isInstanceOfSatisfying(
                        SaveOutcome.Refused.class,
                        refused ->
                                assertThat(refused.errors().getFirst().code()).isEqualTo("STRING_TOO_LONG"));
        String visit = org.put("Site_Visit__c", Map.of("Name", "V-1"));
        assertThat(records.memo(new RecordRef("Site_Visit__c", visit), "x")).isInstanceOf(SaveOutcome.Refused.class);
    }

    private static List<String> subjects(
            Records records, Set<RecordRef> of, TimelineFilter.State state, TimelineFilter.Span span) {
        return records.timeline(of, new TimelineFilter(state, span)).stream()
                .map(TimelineEntry::subject)
                .toList();
    }

    private static Map<String, Object> task(Org org, String subject, String who, String status, int inDays) {
        return Map.of(
                "Subject",
                subject,
                "WhoId",
                who,
                "Status",
                status,
                "ActivityDate",
                today(org).plusDays(inDays));
    }

    private static RecordRef done(SaveOutcome outcome) {
        assertThat(outcome).isInstanceOf(SaveOutcome.Done.class);
        return ((SaveOutcome.Done) outcome).ref();
    }

    private static Map<String, Object> viewed(String name, Instant at) {
        return new HashMap<>(Map.of("Name", name, "LastViewedDate", at));
    }

    private static String label(Records records, String object) {
        return records.object(object).orElseThrow().head().label();
    }

    private static List<String> found(Records records, String... tags) {
        return records.search(TextSearch.of(List.of(tags), List.of(ObjectView.plain("Account")))).stream()
                .flatMap(group -> group.cards().stream())
                .map(card -> card.ref().id())
                .toList();
    }

    private static List<String> ids(RelatedRecords related, String object) {
        return related.group(object).map(RecordGroup::cards).orElse(List.of()).stream()
                .map(card -> card.ref().id())
                .toList();
    }

    private static LocalDate today(Org org) {
        return LocalDate.ofInstant(org.now(), java.time.ZoneOffset.UTC);
    }

    private static Map<String, Object> opportunity(Org org, String name, String account, String stage, int closingIn) {
        return Map.of(
                "Name",
                name,
                "AccountId",
                account,
                "StageName",
                stage,
                "CloseDate",
                today(org).plusDays(closingIn),
                "Amount",
                1250.5);
    }
}
