package app.tandem.engine.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.InMemoryItemStore;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemUpdate;
import app.tandem.item.NewItem;
import app.tandem.item.ReadOutcome;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import app.tandem.journal.Lease;
import app.tandem.journal.MemoryBrakes;
import app.tandem.journal.MemoryPairs;
import app.tandem.journal.Pair;
import app.tandem.platform.Hashes;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sync.PairPlanner;
import app.tandem.sync.PairRules;
import app.tandem.sync.Prints;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What random schedules found, each as the story it was: the lane between two stores of which one can be made wrong in one way. */
class PairLaneTest {

    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private boolean losesAnswers;
    private boolean losesRequests;
    private boolean cannotLook;
    private boolean knowsNoKeys;
    private boolean refusesUpdates;
    private boolean isEditedMeanwhile;
    private int keys;

    private final InMemoryItemStore mailbox = new InMemoryItemStore("i", () -> now, true) {
        @Override
        public Map<String, ReadOutcome<StoredItem>> locate(Collection<String> ids) {
            Map<String, ReadOutcome<StoredItem>> found = new HashMap<>(super.locate(ids));
            found.replaceAll((id, outcome) -> cannotLook ? new ReadOutcome.Later<>("503", null) : outcome);
            return found;
        }

        @Override
        protected Written update(ItemUpdate update) {
            if (refusesUpdates) {
                return Written.not(new WriteOutcome.Later("503", null));
            }
            Written written = super.update(update);
            if (isEditedMeanwhile) {
                personChanges(update.id(), subject("Call back"));
                return new Written(written.outcome(), Optional.of(item(update.id())));
            }
            return written;
        }

        @Override
        protected Written create(NewItem wanted) {
            Written written = super.create(wanted);
            return losesAnswers ? Written.not(new WriteOutcome.Unknown("CUT")) : written;
        }
    };

    private final InMemoryItemStore crm = new InMemoryItemStore("r", () -> now, false) {
        @Override
        public Map<String, StoredItem> lookUp(Collection<NewItem> wanted) {
            return knowsNoKeys ? byContent(wanted) : super.lookUp(wanted);
        }

        private Map<String, StoredItem> byContent(Collection<NewItem> wanted) {
            Map<String, StoredItem> found = new HashMap<>();
            wanted.forEach(item -> all().stream()
                    .filter(there -> there.fields().equals(item.fields()))
                    .findFirst()
                    .ifPresent(there -> found.put(item.stamp().key(), there)));
            return found;
        }

        @Override
        protected Written create(NewItem wanted) {
            if (losesRequests) {
                return Written.not(new WriteOutcome.Unknown("CUT"));
            }
            Written written = super.create(wanted);
            return losesAnswers ? Written.not(new WriteOutcome.Unknown("CUT")) : written;
        }
    }.cuts(12);

    private final MemoryPairs pairs = new MemoryPairs();
    private final MemoryBrakes brakes = new MemoryBrakes();

    @Test
    void aLostAnswerIsAdoptedNotRepeated() {
        losesAnswers = true;
        mailbox.personCreates(subject("Call"));
        cycle();
        losesAnswers = false;
        cycles();
        assertThat(crm.all()).hasSize(1);
        assertThat(pairs.all())
                .singleElement()
                .satisfies(pair -> assertThat(pair.stage()).isEqualTo(Pair.Stage.IDLE));
    }

    @Test
    void whatAPersonChangesWhileTheMarkIsPutOnIsAChange() {
        isEditedMeanwhile = true;
        mailbox.personCreates(subject("Call"));
        cycle();
        isEditedMeanwhile = false;
        cycles();
        assertThat(crm.all())
                .singleElement()
                .satisfies(record -> assertThat(record.value(ItemField.SUBJECT)).isEqualTo("Call back"));
    }

    @Test
    void whereOnlyContentTellsATwinIsNotTakenForTheOneThatWasLost() {
        knowsNoKeys = true;
        saved("Call");
        losesRequests = true;
        mailbox.personCreates(subject("Call"));
        cycle();
        losesRequests = false;
        cycles();
        assertThat(crm.all()).hasSize(2);
    }

    @Test
    void whatAPersonClearedInSomethingWeMadeBeforeWeSawItStaysCleared() {
        losesAnswers = true;
        crm.personCreates(Map.of(ItemField.SUBJECT, "Call", ItemField.DUE, "2026-03-05"));
        cycle();
        losesAnswers = false;
        mailbox.personChanges(mailbox.all().getFirst().id(), Map.of(ItemField.DUE, ""));
        cycles();
        assertThat(crm.all().getFirst().value(ItemField.DUE)).isEmpty();
    }

    @Test
    void aValueThatSalesforceCutDoesNotComeBackCut() {
        losesAnswers = true;
        String task = mailbox.personCreates(subject("Call Nora about the drawings"));
        cycle();
        losesAnswers = false;
        cycles();
        assertThat(crm.all().getFirst().value(ItemField.SUBJECT)).isEqualTo("Call Nora ab");
        assertThat(mailbox.item(task).value(ItemField.SUBJECT)).isEqualTo("Call Nora about the drawings");
    }

    @Test
    void movedOutAndBackBetweenTwoCyclesItIsTheSameTask() {
        String task = saved("Call");
        mailbox.personMovesIn(mailbox.personMovesOut(task));
        cycles();
        assertThat(mailbox.all()).hasSize(1);
        assertThat(crm.all()).hasSize(1);
    }

    @Test
    void movedOutWhileItsRecordWasInTheMakingItIsTakenOutOfStepNotMadeAgain() {
        losesAnswers = true;
        String task = mailbox.personCreates(subject("Call"));
        cycle();
        losesAnswers = false;
        refusesUpdates = true;
        cycle();
        refusesUpdates = false;
        cycles();
        mailbox.personMovesOut(task);
        cycles();
        assertThat(mailbox.all())
                .singleElement()
                .satisfies(item -> assertThat(item.traits()).contains(Trait.OUTSIDE));
        assertThat(crm.all()).hasSize(1);
    }

    @Test
    void aStampThatIsStillOwedIsNotForgottenWhenSalesforceEchoes() {
        refusesUpdates = true;
        String task = mailbox.personCreates(subject("Call"));
        cycle();
        crm.stirs(crm.all().getFirst().id());
        cycle();
        refusesUpdates = false;
        cycles();
        assertThat(mailbox.item(task).is(Trait.UNMARKED)).isFalse();
        assertThat(mailbox.item(task).key()).isNotNull();
    }

    @Test
    void aCopyThatCarriesTheStampIsAnItemOfItsOwn() {
        String task = saved("Call");
        mailbox.personCopies(task, true);
        cycles();
        assertThat(crm.all()).hasSize(2);
        assertThat(mailbox.all().stream().map(StoredItem::key).distinct()).hasSize(2);
    }

    @Test
    void aCopyIsNotTakenForTheOriginalWhileThatCannotBeLookedAt() {
        String task = saved("Call");
        mailbox.personCopies(task, true);
        cannotLook = true;
        assertThatThrownBy(this::cycle).isInstanceOf(RemoteFailureException.class);
        cannotLook = false;
        cycles();
        assertThat(crm.all()).hasSize(2);
    }

    @Test
    void aStampThatOutlivedItsPairBeginsTheNext() {
        String task = saved("Call");
        String key = mailbox.item(task).key();
        String outside = mailbox.personMovesOut(task);
        cycles();
        crm.personDeletes(crm.all().getFirst().id());
        cycles();
        mailbox.personMovesIn(outside);
        cycles();
        assertThat(pairs.all())
                .singleElement()
                .satisfies(pair -> assertThat(pair.key()).isEqualTo(key));
        assertThat(crm.all()).hasSize(1);
    }

    @Test
    void aDeletionThatWasNotedIsLookedAtAgain() {
        String task = saved("Call");
        crm.personDeletes(crm.all().getFirst().id());
        mailbox.personChanges(task, subject("Call back"));
        cycles();
        assertThat(crm.all())
                .singleElement()
                .satisfies(record -> assertThat(record.value(ItemField.SUBJECT)).isEqualTo("Call back"));
        assertThat(mailbox.has(task)).isTrue();
    }

    private String saved(String subject) {
        String task = mailbox.personCreates(subject(subject));
        cycles();
        return task;
    }

    private void cycles() {
        for (int i = 0; i < 3; i++) {
            now = now.plus(Duration.ofHours(1));
            cycle();
        }
    }

    private void cycle() {
        Lease lease = new Lease(new TenantId(new UUID(0, 1)), new UserId(new UUID(0, 2)), 1, false);
        Prints prints = new Prints(Hashes::sha256);
        new PairLane(new Ends(
                        ItemKind.TASK,
                        mailbox,
                        crm,
                        new Ends.Book(pairs, brakes, lease, ItemKind.TASK, () -> now),
                        new PairPlanner(new PairRules(ItemKind.TASK, true, true, PairRules.Winner.NEWER), prints),
                        prints,
                        losses -> {},
                        id -> "https://org.example/" + id,
                        () -> Hashes.sha256("key " + ++keys)))
                .run();
    }

    private static Map<ItemField, String> subject(String subject) {
        return Map.of(ItemField.SUBJECT, subject);
    }
}
