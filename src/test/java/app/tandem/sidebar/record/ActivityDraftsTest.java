package app.tandem.sidebar.record;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.crm.RecordCard;
import app.tandem.item.RecordRef;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What new activities begin with (pane U-249 … U-251). */
class ActivityDraftsTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 3, 6);
    private static final RecordCard CONTACT = card("Contact", "003000000000001AAA", "Jane Doe");
    private static final RecordCard LEAD = card("Lead", "00Q000000000001AAA", "Lena Lead");
    private static final RecordCard ACCOUNT = card("Account", "001000000000001AAA", "Newco");

    @ParameterizedTest
    @CsvSource({"2026-03-02,2026-03-05", "2026-03-06,2026-03-11", "2026-03-07,2026-03-11", "2026-03-08,2026-03-11"})
    void aFollowUpIsDueInThreeBusinessDays(LocalDate today, LocalDate due) {
        Draft draft = ActivityDrafts.followUp(
                ActivityDrafts.Links.none(), ActivityDrafts.Start.record(), "Follow up", null, today);
        assertThat(draft.values().get("ActivityDate").value()).isEqualTo(due);
    }

    @Test
    void aPersonIsTheNameAndEverythingElseTheRelatedRecord() {
        Draft both = ActivityDrafts.task(
                new ActivityDrafts.Links(CONTACT, ACCOUNT), new ActivityDrafts.Start("Offer"), null);
        assertThat(both.values().get("WhoId")).isEqualTo(new Draft.Proposal(CONTACT.ref(), "Jane Doe"));
        assertThat(both.values().get("WhatId")).isEqualTo(new Draft.Proposal(ACCOUNT.ref(), "Newco"));
        assertThat(both.values().get("Subject").value()).isEqualTo("Offer");
        assertThat(ActivityDrafts.Links.to(ACCOUNT).who()).isNull();
    }

    @Test
    void aLeadStandsAlone() {
        Draft draft = ActivityDrafts.task(new ActivityDrafts.Links(LEAD, ACCOUNT), ActivityDrafts.Start.record(), null);
        assertThat(draft.values()).containsKey("WhoId").doesNotContainKey("WhatId");
    }

    @Test
    void aCallIsACallEvenIfTheFormDoesNotShowIt() {
        Draft draft = ActivityDrafts.call(ActivityDrafts.Links.to(CONTACT), "Call", null, FRIDAY);
        assertThat(draft.fixed()).containsEntry("TaskSubtype", "Call");
        assertThat(draft.values().get("ActivityDate").value()).isEqualTo(FRIDAY);
    }

    private static RecordCard card(String type, String id, String name) {
        return new RecordCard(new RecordRef(type, id), name, type, List.of(), null, Set.of());
    }
}
