package app.tandem.matching;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.RecordRef;
import app.tandem.matching.LinkRules.Activity;
import app.tandem.matching.LinkRules.Conflict;
import app.tandem.matching.LinkRules.Rules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The table of pane 12.1, row by row (U-189), and what stands below it. */
class LinkRulesTest {

    private static final RecordRef ADA = new RecordRef("Contact", "003A");
    private static final RecordRef BEN = new RecordRef("Contact", "003B");
    private static final RecordRef LEA = new RecordRef("Lead", "00QL");
    private static final RecordRef LEO = new RecordRef("Lead", "00QM");
    private static final RecordRef ACME = new RecordRef("Account", "001A");
    private static final RecordRef DEAL = new RecordRef("Opportunity", "006D");

    private static final Rules CLONES_TASK = rules(true, false, false);
    private static final Rules CLONES_ENHANCED = rules(true, true, false);
    private static final Rules ENHANCED = rules(false, true, false);
    private static final Rules TASK = rules(false, false, false);
    private static final Rules SHARED_TASK = rules(false, false, true);

    @Test
    @DisplayName("duplicates on, Task: any mix is allowed, and clones serve it; a Lead stands alone on its own")
    void clonesServeAnyMixOnTasks() {
        assertThat(conflicts(List.of(ADA, BEN, LEA), List.of(ACME, DEAL), CLONES_TASK))
                .isEmpty();
        assertThat(activities(List.of(ADA, BEN, LEA), List.of(ACME, DEAL), CLONES_TASK))
                .containsExactly(
                        new Activity(List.of(ADA), ACME),
                        new Activity(List.of(ADA), DEAL),
                        new Activity(List.of(BEN), ACME),
                        new Activity(List.of(LEA), null));
    }

    @Test
    @DisplayName("duplicates on, enhanced: people together, a clone per further business record")
    void clonesServeAnyMixOnEnhancedEmail() {
        assertThat(conflicts(List.of(ADA, LEA), List.of(ACME, DEAL), CLONES_ENHANCED))
                .isEmpty();
        assertThat(activities(List.of(ADA, LEA), List.of(ACME, DEAL), CLONES_ENHANCED))
                .containsExactly(new Activity(List.of(ADA, LEA), ACME), new Activity(List.of(ADA, LEA), DEAL));
    }

    @Test
    @DisplayName("duplicates off, enhanced: several people and one business record")
    void enhancedEmailHoldsSeveralPeopleAndOneBusinessRecord() {
        assertThat(conflicts(List.of(ADA, BEN, LEA), List.of(ACME), ENHANCED)).isEmpty();
        assertThat(activities(List.of(ADA, BEN, LEA), List.of(ACME), ENHANCED))
                .containsExactly(new Activity(List.of(ADA, BEN, LEA), ACME));
    }

    @Test
    @DisplayName("duplicates off, enhanced: no second business record")
    void enhancedEmailHoldsNoSecondBusinessRecord() {
        assertThat(conflicts(List.of(ADA), List.of(ACME, DEAL), ENHANCED))
                .containsExactly(Conflict.ONE_BUSINESS_RECORD);
    }

    @Test
    @DisplayName("duplicates off, Task: beside a Lead there is nothing, and a Lead joins nothing")
    void aLeadStandsAlone() {
        assertThat(conflicts(List.of(LEA), List.of(), TASK)).isEmpty();
        assertThat(conflicts(List.of(LEA), List.of(ACME), TASK)).containsExactly(Conflict.LEAD_STANDS_ALONE);
        assertThat(conflicts(List.of(ADA, LEA), List.of(), TASK)).containsExactly(Conflict.LEAD_STANDS_ALONE);
        assertThat(conflicts(List.of(LEA, LEO), List.of(), SHARED_TASK)).containsExactly(Conflict.LEAD_STANDS_ALONE);
    }

    @Test
    @DisplayName("duplicates off, Task: a Contact and one business record")
    void aContactAndOneBusinessRecord() {
        assertThat(conflicts(List.of(ADA), List.of(DEAL), TASK)).isEmpty();
        assertThat(activities(List.of(ADA), List.of(DEAL), TASK)).containsExactly(new Activity(List.of(ADA), DEAL));
    }

    @Test
    @DisplayName("duplicates off, Task: no second Contact, unless the org shares activities")
    void aSecondContactNeedsSharedActivities() {
        assertThat(conflicts(List.of(ADA, BEN), List.of(), TASK)).containsExactly(Conflict.ONE_CONTACT);
        assertThat(conflicts(List.of(ADA, BEN), List.of(DEAL), SHARED_TASK)).isEmpty();
        assertThat(activities(List.of(ADA, BEN), List.of(DEAL), SHARED_TASK))
                .containsExactly(new Activity(List.of(ADA, BEN), DEAL));
    }

    @Test
    @DisplayName("duplicates off, Task: no second business record")
    void aTaskHoldsNoSecondBusinessRecord() {
        assertThat(conflicts(List.of(), List.of(ACME, DEAL), TASK)).containsExactly(Conflict.ONE_BUSINESS_RECORD);
    }

    @Test
    @DisplayName(
            "U-191: without a business record the Account of the Contact; none for a Lead, none instead of a choice")
    void aContactBringsItsAccount() {
        Map<RecordRef, RecordRef> accounts = Map.of(BEN, ACME);
        assertThat(LinkRules.activities(List.of(ADA, BEN), List.of(), accounts, SHARED_TASK))
                .containsExactly(new Activity(List.of(ADA, BEN), ACME));
        assertThat(LinkRules.activities(List.of(ADA, BEN), List.of(), accounts, CLONES_TASK))
                .containsExactly(new Activity(List.of(ADA), null), new Activity(List.of(BEN), ACME));
        assertThat(LinkRules.activities(List.of(BEN), List.of(DEAL), accounts, TASK))
                .containsExactly(new Activity(List.of(BEN), DEAL));
        assertThat(LinkRules.activities(List.of(LEA), List.of(), accounts, TASK))
                .containsExactly(new Activity(List.of(LEA), null));
    }

    @Test
    @DisplayName("U-192: nothing chosen is refused unless the setting allows unlinked mail")
    void nothingChosen() {
        assertThat(conflicts(List.of(), List.of(), TASK)).containsExactly(Conflict.NO_RECORD);
        assertThat(conflicts(List.of(), List.of(), new Rules(false, false, false, true, Set.of(), Set.of())))
                .isEmpty();
    }

    @Test
    @DisplayName("U-190, L-20: ten clones at most")
    void tenClonesAtMost() {
        assertThat(conflicts(List.of(ADA), accounts(11), CLONES_TASK)).isEmpty();
        assertThat(conflicts(List.of(ADA), accounts(12), CLONES_TASK)).containsExactly(Conflict.TOO_MANY_CLONES);
    }

    @Test
    @DisplayName("U-190, L-20: sixteen records at most")
    void sixteenRecordsAtMost() {
        List<RecordRef> people = IntStream.range(0, 15)
                .mapToObj(n -> new RecordRef("Contact", "003" + n))
                .toList();
        assertThat(conflicts(people, List.of(ACME), ENHANCED)).isEmpty();
        assertThat(conflicts(people, List.of(ACME, DEAL), CLONES_ENHANCED)).containsExactly(Conflict.TOO_MANY_RECORDS);
    }

    @Test
    @DisplayName("U-190, S-15: only some types may be the cause of a clone")
    void onlySomeTypesCauseClones() {
        Rules deals = new Rules(true, false, false, false, Set.of("opportunity"), Set.of());
        assertThat(conflicts(List.of(ADA), List.of(ACME, DEAL), deals)).isEmpty();
        assertThat(conflicts(List.of(ADA), List.of(DEAL, ACME), deals)).containsExactly(Conflict.TYPE_CAUSES_NO_CLONE);
        assertThat(conflicts(List.of(ADA), List.of(ACME), deals)).isEmpty();
    }

    @Test
    @DisplayName("L-25, S-16: what is disallowed is linked on no path")
    void disallowedTypes() {
        Rules noDeals = new Rules(true, false, false, false, Set.of(), Set.of("opportunity"));
        assertThat(conflicts(List.of(ADA), List.of(DEAL), noDeals)).containsExactly(Conflict.TYPE_NOT_LINKABLE);
        assertThat(conflicts(List.of(ADA), List.of(ACME), noDeals)).isEmpty();
    }

    private static List<RecordRef> accounts(int many) {
        return IntStream.range(0, many)
                .mapToObj(n -> new RecordRef("Account", "001" + n))
                .toList();
    }

    private static Rules rules(boolean duplicates, boolean enhanced, boolean shared) {
        return new Rules(duplicates, enhanced, shared, false, Set.of(), Set.of());
    }

    private static Set<Conflict> conflicts(List<RecordRef> people, List<RecordRef> business, Rules rules) {
        return LinkRules.conflicts(people, business, rules);
    }

    private static List<Activity> activities(List<RecordRef> people, List<RecordRef> business, Rules rules) {
        return LinkRules.activities(people, business, Map.of(), rules);
    }
}
