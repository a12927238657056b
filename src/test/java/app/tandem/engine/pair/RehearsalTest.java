package app.tandem.engine.pair;

import static app.tandem.journal.Deed.What.CHANGED;
import static app.tandem.journal.Deed.What.CREATED;
import static app.tandem.journal.Deed.What.DELETED;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.engine.pair.Rehearsal.Line;
import app.tandem.item.InMemoryItemStore;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemUpdate;
import app.tandem.item.ItemVersion;
import app.tandem.item.NewItem;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import app.tandem.journal.Lease;
import app.tandem.journal.MemoryBrakes;
import app.tandem.journal.MemoryPairs;
import app.tandem.journal.Pair;
import app.tandem.platform.Hashes;
import app.tandem.sync.PairPlanner;
import app.tandem.sync.PairRules;
import app.tandem.sync.Prints;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A rehearsal lists what the same lane does afterwards, and writes nothing on either side (decision 038). */
class RehearsalTest {

    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private int writes;
    private int kept;
    private int keys;

    private final InMemoryItemStore mailbox = new Counted("i", true);
    private final InMemoryItemStore crm = new Counted("r", false);
    private final MemoryPairs pairs = new MemoryPairs();
    private final MemoryBrakes brakes = new MemoryBrakes();

    /** A side that counts what is written. */
    private final class Counted extends InMemoryItemStore {

        private Counted(String prefix, boolean marks) {
            super(prefix, () -> now, marks);
        }

        @Override
        protected Written create(NewItem wanted) {
            writes++;
            return super.create(wanted);
        }

        @Override
        protected Written update(ItemUpdate update) {
            writes++;
            return super.update(update);
        }

        @Override
        protected WriteOutcome delete(ItemVersion doomed) {
            writes++;
            return super.delete(doomed);
        }
    }

    @Test
    void aFirstCycleIsListedForBothSidesAndNothingIsWritten() {
        mailbox.personCreates(subject("Call"));
        crm.personCreates(subject("Offer"));
        assertThat(rehearse().lines())
                .containsExactlyInAnyOrder(
                        new Line(Side.CRM, CREATED, "Call"), new Line(Side.MAILBOX, CREATED, "Offer"));
        assertThat(writes).isZero();
        assertThat(pairs.all()).isEmpty();
    }

    @Test
    void whatWasRehearsedIsWhatIsDone() {
        for (int i = 0; i < 250; i++) {
            mailbox.personCreates(subject("Call " + i));
        }
        int rehearsed = rehearse().lines().size();
        cycle();
        assertThat(rehearsed).isEqualTo(crm.all().size()).isEqualTo(250);
        assertThat(rehearse().lines()).as("once it is done").isEmpty();
    }

    @Test
    void changesConflictsAndDeletionsAreListedAndTheJournalStaysAsItWas() {
        String changed = mailbox.personCreates(subject("Call"));
        mailbox.personCreates(subject("Write"));
        String disputed = mailbox.personCreates(subject("Visit"));
        cycle();
        crm.personChanges(record("Call"), subject("Call at once"));
        crm.personDeletes(record("Write"));
        crm.personChanges(record("Visit"), subject("Visit never"));
        now = now.plusSeconds(60);
        mailbox.personChanges(disputed, subject("Visit soon"));
        List<Pair> before = pairs.all();
        writes = 0;
        assertThat(rehearse().lines())
                .containsExactlyInAnyOrder(
                        new Line(Side.MAILBOX, CHANGED, "Call at once"),
                        new Line(Side.CRM, CHANGED, "Visit soon"),
                        new Line(Side.MAILBOX, DELETED, "Write"));
        assertThat(writes + kept).isZero();
        assertThat(pairs.all()).isEqualTo(before);
        assertThat(mailbox.item(changed).value(ItemField.SUBJECT)).isEqualTo("Call");
    }

    @Test
    void deletionsThatTheBrakeWouldHoldAreCountedNotListed_X_23() {
        for (int i = 0; i < 100; i++) {
            mailbox.personCreates(subject("Call " + i));
        }
        cycle();
        crm.all().stream().limit(60).forEach(record -> crm.personDeletes(record.id()));
        assertThat(rehearse()).isEqualTo(new Rehearsal(List.of(), 60));
    }

    private Rehearsal rehearse() {
        return Rehearsal.of(ends());
    }

    private void cycle() {
        new PairLane(ends()).run();
        now = now.plus(Duration.ofHours(1));
    }

    private String record(String subject) {
        return crm.all().stream()
                .filter(record -> record.value(ItemField.SUBJECT).equals(subject))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Ends ends() {
        Lease lease = new Lease(new TenantId(new UUID(0, 1)), new UserId(new UUID(0, 2)), 1, false);
        Prints prints = new Prints(Hashes::sha256);
        return new Ends(
                ItemKind.TASK,
                mailbox,
                crm,
                new Ends.Book(pairs, brakes, lease, ItemKind.TASK, () -> now),
                new PairPlanner(new PairRules(ItemKind.TASK, true, true, PairRules.Winner.NEWER), prints),
                prints,
                losses -> kept++,
                id -> "https://org.example/" + id,
                () -> Hashes.sha256("key " + ++keys));
    }

    private static Map<ItemField, String> subject(String subject) {
        return Map.of(ItemField.SUBJECT, subject);
    }
}
