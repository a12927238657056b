package app.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.Reason;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import app.tandem.platform.Hashes;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The one step for a pair, rule by rule (sync F, T, X). */
@DisplayName("Two-way items")
class PairPlannerTest {

    private static final String KEY = "a1".repeat(32);
    private static final Sight UNCHANGED = new Sight.Unchanged();
    private static final Sight GONE = new Sight.Gone();
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private final Prints prints = new Prints(Hashes::sha256);
    private final StoredItem item = item("i1", "Call", NINE);
    private final StoredItem record = new StoredItem("r1", "v1", NINE, item.fields(), Set.of(), null);

    @Nested
    class WhatNobodyKnew {

        @Test
        void inTheListItGoesUp_T_2() {
            assertThat(plan(Bond.none(KEY), there(item), GONE))
                    .isEqualTo(new Step.CreateRecord(item, saved("sync T-2")));
        }

        @Test
        void inSalesforceItComesDownIfThePersonWantsThat_T_4() {
            assertThat(plan(down(), Bond.none(KEY), GONE, there(record)))
                    .isEqualTo(new Step.CreateItem(record, saved("sync T-4")));
            assertThat(plan(Bond.none(KEY), GONE, there(record))).isEqualTo(new Step.Forget());
        }

        @Test
        void ofASeriesItIsLeftAlone_T_8() {
            assertThat(plan(Bond.none(KEY), there(with(item, Trait.RECURRING)), GONE))
                    .isEqualTo(new Step.Rest(Reason.of(Reason.State.LEFT_ALONE, "sync T-8")));
        }

        @Test
        void thatIsPrivateIsLeftAlone_K_7() {
            assertThat(plan(Bond.none(KEY), there(with(item, Trait.PRIVATE)), GONE))
                    .isEqualTo(new Step.Rest(Reason.of(Reason.State.LEFT_ALONE, "sync K-7")));
        }
    }

    @Nested
    class WhatChanged {

        @Test
        void onOneSideGoesToTheOther_F_1() {
            assertThat(plan(agreed(), there(changed(item, "Call back")), UNCHANGED))
                    .isEqualTo(merge(Map.of(), subject("Call back")));
            assertThat(plan(agreed(), UNCHANGED, there(changed(record, "Call back"))))
                    .isEqualTo(merge(subject("Call back"), Map.of()));
        }

        @Test
        void inDifferentFieldsGoesBothWays_F_1() {
            StoredItem dated =
                    fields(changed(record, "Call"), Map.of(ItemField.SUBJECT, "Call", ItemField.DUE, "2026-03-05"));
            assertThat(plan(agreed(), there(changed(item, "Call back")), there(dated)))
                    .isEqualTo(merge(Map.of(ItemField.DUE, "2026-03-05"), subject("Call back")));
        }

        @Test
        void inTheSameFieldIsWonByTheNewerAndTheLoserIsNamed_F_1() {
            StoredItem later = at(changed(item, "Call at once"), NINE.plusSeconds(60));
            assertThat(plan(agreed(), there(later), there(changed(record, "Call never"))))
                    .isEqualTo(conflict(
                            Map.of(), subject("Call at once"), new Loss(ItemField.SUBJECT, "Call never", false)));
        }

        @Test
        void inTheSameFieldAtTheSameInstantIsWonBySalesforce_F_1() {
            assertThat(plan(agreed(), there(changed(item, "Call at once")), there(changed(record, "Call never"))))
                    .isEqualTo(conflict(
                            subject("Call never"), Map.of(), new Loss(ItemField.SUBJECT, "Call at once", true)));
        }

        @Test
        void inTheSameWayIsNoConflict_F_1() {
            assertThat(plan(agreed(), there(changed(item, "Call back")), there(changed(record, "Call back"))))
                    .isEqualTo(new Step.Rest(saved("sync F-1")));
        }

        @Test
        void onlyInItsVersionIsNoChange() {
            StoredItem stirred = new StoredItem("i1", "v9", NINE, item.fields(), Set.of(), KEY);
            assertThat(plan(agreed(), there(stirred), UNCHANGED)).isEqualTo(new Step.Rest(saved("sync F-1")));
        }

        @Test
        void whereThePersonMayNotIsReverted_F_7() {
            StoredItem guarded = with(changed(record, "Call"), Trait.READ_ONLY);
            assertThat(plan(agreed(), there(changed(item, "Call back")), there(guarded)))
                    .isEqualTo(conflict(subject("Call"), Map.of(), new Loss(ItemField.SUBJECT, "Call back", true)));
        }

        @Test
        void aCategoryTakenOffInTheListComesBack_T_3() {
            assertThat(plan(agreed(), there(with(changed(item, "Call"), Trait.UNMARKED)), UNCHANGED))
                    .isEqualTo(new Step.Merge(Map.of(), Map.of(), true, java.util.List.of(), saved("sync T-3")));
        }
    }

    @Nested
    class WhatVanished {

        @Test
        void inTheMailboxIsDeletedInSalesforceOnlyIfAllowed_X_12() {
            assertThat(plan(rules(false, false), agreed(), GONE, UNCHANGED))
                    .isEqualTo(new Step.DeleteRecord(saved("sync X-12")));
            assertThat(plan(rules(false, true), agreed(), GONE, UNCHANGED))
                    .isEqualTo(new Step.Drop(false, Reason.of(Reason.State.LEFT_ALONE, "sync X-12")));
        }

        @Test
        void inTheMailboxIsRestoredWhereItMayNotBeRemoved_X_12() {
            assertThat(plan(down(), agreed(), GONE, UNCHANGED)).isEqualTo(new Step.Look());
            assertThat(plan(down(), agreed(), GONE, there(record)))
                    .isEqualTo(new Step.CreateItem(record, saved("sync X-12")));
        }

        @Test
        void inSalesforceIsDeletedInTheMailbox_X_14() {
            assertThat(plan(agreed(), there(item), GONE)).isEqualTo(new Step.DeleteItem(saved("sync X-14")));
        }

        @Test
        void inSalesforceIsCreatedAgainIfThePersonChangedItMeanwhile_F_3() {
            StoredItem later = changed(item, "Call back");
            assertThat(plan(agreed(), there(later), GONE)).isEqualTo(new Step.CreateRecord(later, saved("sync F-3")));
        }

        @Test
        void onBothSidesIsForgotten() {
            assertThat(plan(agreed(), GONE, GONE)).isEqualTo(new Step.Forget());
        }

        @Test
        void outOfTheListIsNoLongerInStep_X_18() {
            assertThat(plan(agreed(), there(with(item, Trait.OUTSIDE)), UNCHANGED))
                    .isEqualTo(new Step.Drop(true, Reason.of(Reason.State.LEFT_ALONE, "sync T-3")));
        }

        @Test
        void outOfScopeInSalesforceLeavesTheMailboxUnlessAPersonMadeItThere_X_19() {
            StoredItem outside = with(record, Trait.OUTSIDE);
            assertThat(plan(agreed(), there(item), there(outside)))
                    .isEqualTo(new Step.Drop(true, Reason.of(Reason.State.LEFT_ALONE, "sync X-19")));
            assertThat(plan(fromCrm(), there(item), there(outside))).isEqualTo(new Step.DeleteItem(saved("sync X-19")));
        }

        @Test
        void ofSomebodyElseNowIsNotDeletedBecauseTheItemIsGone_X_12() {
            assertThat(plan(rules(true, false), agreed(), GONE, there(with(record, Trait.OUTSIDE))))
                    .isEqualTo(new Step.Forget());
        }
    }

    @Nested
    class WhatWasTakenOutOfStep {

        @Test
        void staysOutWhateverHappensInSalesforce_X_18() {
            assertThat(plan(dropped(), UNCHANGED, there(changed(record, "Call back"))))
                    .isEqualTo(new Step.Rest(Reason.of(Reason.State.LEFT_ALONE, "sync T-3")));
        }

        @Test
        void restsWhileItsRecordIsOutOfScopeThoughOurOwnUnmarkingIsTold_X_19() {
            assertThat(plan(dropped(), there(changed(item, "Call back")), there(with(record, Trait.OUTSIDE))))
                    .isEqualTo(new Step.Rest(Reason.of(Reason.State.LEFT_ALONE, "sync X-19")));
        }

        @Test
        void isInStepAgainWhenAPersonPutsItBack_T_2() {
            assertThat(plan(dropped(), there(changed(item, "Call back")), UNCHANGED))
                    .isEqualTo(new Step.Look());
            assertThat(plan(dropped(), there(at(changed(item, "Call back"), NINE.plusSeconds(1))), there(record)))
                    .isEqualTo(conflict(Map.of(), subject("Call back"), new Loss(ItemField.SUBJECT, "Call", false)));
        }
    }

    private Step plan(Bond bond, Sight mailbox, Sight crm) {
        return plan(rules(false, true), bond, mailbox, crm);
    }

    private Step plan(PairRules rules, Bond bond, Sight mailbox, Sight crm) {
        return new PairPlanner(rules, prints).plan(bond, mailbox, crm);
    }

    private static PairRules down() {
        return rules(true, true);
    }

    private static PairRules rules(boolean down, boolean forbidRemove) {
        return new PairRules(ItemKind.TASK, down, forbidRemove, PairRules.Winner.NEWER);
    }

    private Bond agreed() {
        return new Bond(KEY, prints.agreed(item), prints.agreed(record), false, false);
    }

    private Bond fromCrm() {
        return new Bond(KEY, prints.agreed(item), prints.agreed(record), true, false);
    }

    private Bond dropped() {
        return new Bond(KEY, prints.agreed(item), prints.agreed(record), false, true);
    }

    private static Step merge(Map<ItemField, String> toMailbox, Map<ItemField, String> toCrm) {
        return new Step.Merge(toMailbox, toCrm, false, java.util.List.of(), saved("sync F-1"));
    }

    private static Step conflict(Map<ItemField, String> toMailbox, Map<ItemField, String> toCrm, Loss loss) {
        return new Step.Merge(toMailbox, toCrm, false, java.util.List.of(loss), saved("sync F-1"));
    }

    private static Reason saved(String rule) {
        return Reason.of(Reason.State.SAVED, rule);
    }

    private static Sight there(StoredItem item) {
        return new Sight.There(item);
    }

    private static Map<ItemField, String> subject(String subject) {
        return Map.of(ItemField.SUBJECT, subject);
    }

    private static StoredItem item(String id, String subject, Instant modified) {
        return new StoredItem(id, "v1", modified, subject(subject), Set.of(), KEY);
    }

    private static StoredItem changed(StoredItem item, String subject) {
        return fields(item, subject(subject));
    }

    private static StoredItem fields(StoredItem item, Map<ItemField, String> fields) {
        return new StoredItem(item.id(), "v2", item.modified(), fields, item.traits(), item.key());
    }

    private static StoredItem at(StoredItem item, Instant modified) {
        return new StoredItem(item.id(), item.version(), modified, item.fields(), item.traits(), item.key());
    }

    private static StoredItem with(StoredItem item, Trait trait) {
        return new StoredItem(item.id(), item.version(), item.modified(), item.fields(), Set.of(trait), item.key());
    }
}
