package app.tandem.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.crm.LeadConversion;
import app.tandem.crm.NewRecord;
import app.tandem.crm.ObjectInfo;
import app.tandem.crm.ObjectView;
import app.tandem.crm.RecordDetail;
import app.tandem.crm.RecordForm;
import app.tandem.crm.RecordGroup;
import app.tandem.crm.RecordMerge;
import app.tandem.crm.Records;
import app.tandem.crm.RelatedRecords;
import app.tandem.crm.RelatedSearch;
import app.tandem.crm.SaveOutcome;
import app.tandem.crm.TimelineEntry;
import app.tandem.crm.TimelineFilter;
import app.tandem.item.RecordRef;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sandbox.kernel.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What only a real org has: layouts, record types, rights, assignment rules, lost answers. */
class RecordsOfOrgTest {

    private static final String ANN = "ann.umber@umbra-works.example";

    private final SandboxOrg org = new SandboxOrg();
    private final Records admin = org.crms().records(org.account(0));
    private final Records user = org.crms().records(org.account(1));

    @AfterEach
    void close() {
        org.close();
    }

    @Test
    @DisplayName("pane U-105: layout order follows the tab key, down the columns; wholes come as their parts")
    void detailFollowsTheTabKey() {
        String contact = org.put("Contact", Map.of("LastName", "Umber", "MailingCity", "Bonn"));
        RecordDetail detail = admin.detail(new RecordRef("Contact", contact)).orElseThrow();
        assertThat(detail.sections().getFirst().heading()).isEqualTo("Contact Information");
        assertThat(names(detail.sections().getFirst()))
                .startsWith("Salutation", "FirstName", "LastName", "AccountId", "Title")
                .endsWith("OwnerId", "Birthdate");
        assertThat(detail.entry("LastName").orElseThrow())
                .satisfies(last -> assertThat(last.required()).isTrue())
                .satisfies(last -> assertThat(last.group()).isEqualTo("Name"));
        assertThat(detail.entry("FirstName").orElseThrow().required()).isFalse();
        assertThat(detail.entry("OwnerId").orElseThrow())
                .satisfies(owner -> assertThat(owner.editable()).isFalse())
                .satisfies(owner -> assertThat(owner.value().text()).isNotBlank());
        assertThat(detail.entry("MailingCity").orElseThrow().value().text()).isEqualTo("Bonn");
    }

    @Test
    @DisplayName("pane U-102: related lists keep the layout's order and labels, renamed ones too")
    void relatedListsKeepOrderAndLabels() {
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        assertThat(admin.detail(new RecordRef("Account", account)).orElseThrow().relatedLists())
                .extracting(RecordDetail.RelatedList::label)
                .containsExactly("Contacts", "Deals", "Cases", "Site Visits");
    }

    @Test
    @DisplayName("pane U-100: the people of an Opportunity are listed by name, with their roles")
    void rolesAreCalledByTheirPeople() {
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        String contact = org.put("Contact", Map.of("FirstName", "Ann", "LastName", "Umber", "AccountId", account));
        String deal = org.put("Opportunity", opportunity("Pumps", account));
        org.put("OpportunityContactRole", Map.of("OpportunityId", deal, "ContactId", contact, "Role", "Evaluator"));
        assertThat(admin.detail(new RecordRef("Opportunity", deal))
                        .orElseThrow()
                        .relatedLists()
                        .getFirst())
                .satisfies(list -> assertThat(list.label()).isEqualTo("Contact Roles"))
                .satisfies(list -> assertThat(list.first().getFirst().name()).isEqualTo("Ann Umber"))
                .satisfies(list -> assertThat(
                                list.first().getFirst().fields().get(1).text())
                        .isEqualTo("Evaluator"));
    }

    @Test
    @DisplayName("pane U-136: fields, layout and choices follow the record type; the user's default first")
    void formsFollowTheRecordType() {
        RecordForm usual = admin.form("Case", null).orElseThrow();
        assertThat(usual.recordTypes())
                .extracting(ObjectInfo.RecordType::name)
                .containsExactly("Support request", "Complaint");
        assertThat(values(usual, "Priority")).containsExactly("High", "Medium", "Low");
        RecordForm complaint =
                admin.form("Case", usual.recordTypes().getLast().id()).orElseThrow();
        assertThat(values(complaint, "Priority")).containsExactly("High", "Medium");
        assertThat(entry(complaint, "Description").required()).isTrue();
        assertThat(entry(usual, "Description").required()).isFalse();
        assertThat(entry(usual, "Status").initial()).isEqualTo("New");
        SaveOutcome created =
                admin.create(new NewRecord("Case", complaint.recordTypeId(), Map.of("Subject", "Noise"), false, false));
        RecordDetail detail = admin.detail(((SaveOutcome.Done) created).ref()).orElseThrow();
        assertThat(detail.recordTypeId()).isEqualTo(complaint.recordTypeId());
        assertThat(detail.sections().getFirst().heading()).isEqualTo("Complaint");
    }

    @Test
    @DisplayName("pane U-145: a dependent list offers what is valid for the controlling value")
    void dependentListsFollowTheirController() {
        ObjectInfo.Field outcome =
                admin.object("Site_Visit__c").orElseThrow().field("Outcome__c").orElseThrow();
        assertThat(outcome.controller()).isEqualTo("Purpose__c");
        assertThat(outcome.picksFor(null)).isEmpty();
        assertThat(outcome.picksFor("Inspection"))
                .extracting(ObjectInfo.Pick::value)
                .containsExactly("Passed", "Failed");
        assertThat(outcome.picksFor("Repair"))
                .extracting(ObjectInfo.Pick::value)
                .containsExactly("Failed", "Repaired");
    }

    @Test
    @DisplayName("pane U-104: objects and fields that the user cannot see are absent everywhere, and cost no failure")
    void hiddenThingsAreAbsent() {
        org.org.hiddenFromUsers.addAll(Set.of("Lead", "Opportunity", "Contact.Phone", "Contact.Work_Email__c"));
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        String contact =
                org.put("Contact", Map.of("LastName", "Umber", "AccountId", account, "Email", ANN, "Phone", "1"));
        org.put("Lead", Map.of("LastName", "Umber", "Company", "Umbra", "Email", ANN));
        RelatedRecords related = user.related(RelatedSearch.of(Set.of(ANN), Set.of("umbra-works.example")));
        assertThat(related.groups()).extracting(group -> group.object().name()).containsExactly("Contact", "Account");
        assertThat(related.groups().getFirst().cards().getFirst().fields())
                .extracting(field -> field.name())
                .containsExactly("Title", "AccountId", "Email");
        assertThat(user.object("Lead")).isEmpty();
        assertThat(user.detail(new RecordRef("Contact", contact)).orElseThrow().entry("Phone"))
                .isEmpty();
        assertThat(user.detail(new RecordRef("Account", account)).orElseThrow().relatedLists())
                .extracting(RecordDetail.RelatedList::label)
                .doesNotContain("Deals");
        assertThat(admin.object("Lead")).isPresent();
    }

    @Test
    @DisplayName("pane U-388: what is hidden or shown meanwhile is noticed at the first failure")
    void movedMetadataIsDescribedAnew() {
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        org.put("Contact", Map.of("LastName", "Umber", "AccountId", account, "Email", ANN));
        user.related(RelatedSearch.of(Set.of(ANN), Set.of()));
        org.org.hiddenFromUsers.add("Contact.Phone");
        assertThat(user.related(RelatedSearch.of(Set.of(ANN), Set.of())).group("Contact"))
                .isPresent();
    }

    @Test
    @DisplayName("pane U-104: in a private org only what is shared with the user is found")
    void otherPeoplesRecordsStayHidden() {
        org.org.privateModel = true;
        String mine = org.put("Contact", Map.of("LastName", "Umber", "Email", ANN, "OwnerId", org.userId(1)));
        org.put("Contact", Map.of("LastName", "Umber", "Email", ANN, "OwnerId", org.userId(0)));
        assertThat(user.related(RelatedSearch.of(Set.of(ANN), Set.of()))
                        .group("Contact")
                        .orElseThrow()
                        .cards())
                .extracting(card -> card.ref().id())
                .containsExactly(mine);
    }

    @Test
    @DisplayName("pane U-142: assignment rules choose the owner when asked to")
    void assignmentRulesApplyWhenAskedFor() {
        org.org.assignmentRules.put("Case", org.userId(2));
        Map<String, Object> fields = Map.of("Subject", "Leak");
        String ruled = ((SaveOutcome.Done) admin.create(new NewRecord("Case", null, fields, false, true)))
                .ref()
                .id();
        String own = ((SaveOutcome.Done) admin.create(NewRecord.of("Case", fields)))
                .ref()
                .id();
        assertThat(org.read("Case", ruled, "OwnerId")).isEqualTo(org.userId(2));
        assertThat(org.read("Case", own, "OwnerId")).isEqualTo(org.userId(0));
    }

    @Test
    @DisplayName("a lost answer is told, and nothing is written twice")
    void aLostAnswerIsToldAndNothingIsRepeated() {
        int before = org.count("Account");
        org.fault("create", new Fault.Cut(true));
        assertThat(admin.create(NewRecord.of("Account", Map.of("Name", "Umbra Works"))))
                .isInstanceOf(SaveOutcome.Unknown.class);
        assertThat(org.count("Account")).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("pane U-160: the owner is mailed only if asked for")
    void conversionMailsOnlyIfAskedFor() {
        String lead = org.put("Lead", Map.of("LastName", "Umber", "Company", "Umbra"));
        String other = org.put("Lead", Map.of("LastName", "Umber", "Company", "Umbra"));
        String status = admin.convertedStatuses().getFirst();
        int before = org.kernel.mailsSent.all().size();
        admin.convert(new LeadConversion(lead, status, null, null, "Pumps", false, false));
        assertThat(org.kernel.mailsSent.all()).hasSize(before);
        assertThat(admin.convert(new LeadConversion(other, status, null, null, "Pumps", true, false)))
                .isInstanceOfSatisfying(
                        SaveOutcome.Converted.class,
                        converted -> assertThat(converted.opportunity()).isPresent());
        assertThat(org.kernel.mailsSent.all()).hasSize(before + 1);
    }

    @Test
    @DisplayName("pane U-154: who may not delete the others cannot merge, and is told so")
    void mergingNeedsTheRight() {
        String stays = org.put("Account", Map.of("Name", "A", "OwnerId", org.userId(1)));
        String goes = org.put("Account", Map.of("Name", "B", "OwnerId", org.userId(0)));
        assertThat(user.merge(new RecordMerge(new RecordRef("Account", stays), List.of(goes), Map.of())))
                .isInstanceOfSatisfying(
                        SaveOutcome.Refused.class,
                        refused -> assertThat(refused.errors().getFirst().code())
                                .isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY"));
    }

    @Test
    @DisplayName("pane U-242: meetings and mails stand among the tasks; a saved mail once, not as its Task too")
    void theTimelineHasMeetingsAndMails() {
        org.org.enhancedEmail = true;
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        Instant now = org.now();
        org.put("Event", event("Yesterday", account, now.minus(Duration.ofDays(1))));
        org.put("Event", event("Tomorrow", account, now.plus(Duration.ofDays(1))));
        org.put(
                "EmailMessage",
                Map.of(
                        "Subject",
                        "Offer",
                        "RelatedToId",
                        account,
                        "Status",
                        "3",
                        "MessageDate",
                        now.minus(Duration.ofHours(1))));
        List<TimelineEntry> entries =
                admin.timeline(Set.of(new RecordRef("Account", account)), TimelineFilter.everything());
        assertThat(entries).extracting(TimelineEntry::subject).containsExactly("Tomorrow", "Offer", "Yesterday");
        assertThat(entries)
                .extracting(TimelineEntry::kind)
                .containsExactly(TimelineEntry.Kind.EVENT, TimelineEntry.Kind.EMAIL, TimelineEntry.Kind.EVENT);
    }

    @Test
    @DisplayName("pane U-82: a count is right even where not all rows came")
    void countsIncludeRowsThatDidNotCome() {
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        org.put("Contact", Map.of("LastName", "Umber", "AccountId", account, "Email", ANN));
        for (int i = 0; i < 230; i++) {
            org.put("Opportunity", opportunity("No " + i, account));
        }
        RecordGroup group = admin.related(RelatedSearch.of(Set.of(ANN), Set.of()))
                .group("Opportunity")
                .orElseThrow();
        assertThat(group.total()).isEqualTo(230);
        assertThat(group.cards()).hasSize(200);
        assertThat(group.more()).isTrue();
    }

    @Test
    @DisplayName("sync G-2: the pane asks with the priority of a person who waits, and a spent allowance is a failure")
    void aSpentAllowanceEndsTheQuestion() {
        org.bed.slowDown = Optional.of(Instant.EPOCH);
        assertThatThrownBy(() -> admin.objects())
                .isInstanceOfSatisfying(
                        RemoteFailureException.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(RemoteFailure.BudgetSpent.class));
        assertThat(org.bed.asked).containsOnly(app.tandem.budget.Budget.Priority.INTERACTIVE);
    }

    @Test
    @DisplayName("two tabs of a record's own fields: names of references are shown, to any object")
    void polymorphicReferencesHaveNames() {
        String account = org.put("Account", Map.of("Name", "Umbra Works"));
        String task = org.put("Task", Map.of("Subject", "Call back", "WhatId", account));
        RecordDetail detail = admin.detail(new RecordRef("Task", task)).orElseThrow();
        assertThat(detail.entry("WhatId").orElseThrow().value())
                .satisfies(what -> assertThat(what.value()).isEqualTo(new RecordRef("Account", account)))
                .satisfies(what -> assertThat(what.text()).isEqualTo("Umbra Works"));
        assertThat(admin.recent(List.of(ObjectView.plain("Nothing__c")))).isEmpty();
    }

    private static List<String> names(RecordDetail.Section section) {
        return section.entries().stream().map(entry -> entry.field().name()).toList();
    }

    private static RecordForm.Entry entry(RecordForm form, String field) {
        return form.sections().stream()
                .flatMap(section -> section.entries().stream())
                .filter(entry -> entry.field().name().equals(field))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> values(RecordForm form, String field) {
        return entry(form, field).field().picks().stream()
                .map(ObjectInfo.Pick::value)
                .toList();
    }

    private static Map<String, Object> event(String subject, String account, Instant start) {
        return Map.of(
                "Subject",
                subject,
                "WhatId",
                account,
                "StartDateTime",
                start,
                "EndDateTime",
                start.plus(Duration.ofHours(1)));
    }

    private Map<String, Object> opportunity(String name, String account) {
        LocalDate today = LocalDate.ofInstant(org.now(), ZoneOffset.UTC);
        return Map.of("Name", name, "AccountId", account, "StageName", "Qualification", "CloseDate", today);
    }
}
