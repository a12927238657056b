package app.tandem.engine.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.InMemoryItemStore;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemUpdate;
import app.tandem.item.ItemVersion;
import app.tandem.item.Trait;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import app.tandem.journal.Deed;
import app.tandem.journal.DeedBook;
import app.tandem.journal.Lease;
import app.tandem.journal.MemoryBrakes;
import app.tandem.journal.MemoryDeeds;
import app.tandem.journal.MemoryPairs;
import app.tandem.mailbox.InMemoryDrawer;
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

/** What a session did is noted, and taken back as far as nobody has worked on it since (decision 038). */
class ReversingTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final UserId ANNA = new UserId(new UUID(0, 2));

    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private boolean losesAnswers;
    private boolean refuses;
    private boolean diesBeforeItDeletes;
    private int keys;
    private long session;

    private final InMemoryItemStore mailbox = new Unreliable("i", true);
    private final InMemoryItemStore crm = new Unreliable("r", false);
    private final MemoryPairs pairs = new MemoryPairs();
    private final MemoryBrakes brakes = new MemoryBrakes();
    private final MemoryDeeds deeds = new MemoryDeeds();
    private final InMemoryDrawer drawer = new InMemoryDrawer(() -> now);

    /** A side whose writes can go wrong in one way at a time. */
    private final class Unreliable extends InMemoryItemStore {

        private Unreliable(String prefix, boolean marks) {
            super(prefix, () -> now, marks);
        }

        @Override
        protected Written update(ItemUpdate update) {
            Written written = super.update(update);
            return losesAnswers ? Written.not(new WriteOutcome.Unknown("CUT")) : written;
        }

        @Override
        protected WriteOutcome delete(ItemVersion doomed) {
            if (diesBeforeItDeletes) {
                throw new IllegalStateException("the node is gone");
            }
            return refuses
                    ? new WriteOutcome.Refused("INSUFFICIENT_ACCESS_OR_READONLY", List.of())
                    : super.delete(doomed);
        }
    }

    @Test
    void aSessionIsNotedWithWhatItDidOnEachSide() {
        mailbox.personCreates(subject("Call"));
        crm.personCreates(subject("Offer"));
        cycle();
        assertThat(sessions())
                .singleElement()
                .satisfies(one -> assertThat(one.counts()).isEqualTo(Map.of(Deed.What.CREATED, 2)));
        cycle();
        assertThat(sessions()).as("a quiet session is none").hasSize(1);
    }

    @Test
    void aRecordThatWasCreatedGoesAgainAndItsTaskStaysWhereItWas() {
        String task = saved("Call");
        undo();
        assertThat(crm.all()).isEmpty();
        assertThat(mailbox.item(task).is(Trait.UNMARKED)).isTrue();
        assertThat(last().undo()).isEqualTo(Map.of(Deed.Undo.TAKEN_BACK, 1));
        cycles();
        assertThat(crm.all()).as("and does not come back").isEmpty();
        assertThat(mailbox.has(task)).isTrue();
    }

    @Test
    void aTaskThatWasCreatedGoesAgainAndItsRecordStays() {
        crm.personCreates(subject("Offer"));
        cycle();
        undo();
        assertThat(mailbox.all()).isEmpty();
        cycles();
        assertThat(mailbox.all()).as("and does not come back").isEmpty();
        assertThat(crm.all()).hasSize(1);
    }

    @Test
    void whoMarksTheTaskAgainHasItSavedAgain() {
        String task = saved("Call");
        undo();
        mailbox.update(List.of(new ItemUpdate(task, mailbox.item(task).version(), Map.of(), true, null)));
        cycles();
        assertThat(crm.all()).hasSize(1);
    }

    @Test
    void aChangeIsTakenBackWhereItWasWrittenAndStaysWhereItWasTyped() {
        String task = saved("Call");
        crm.personChanges(record(), subject("Call at once"));
        cycle();
        undo();
        cycles();
        assertThat(mailbox.item(task).value(ItemField.SUBJECT)).isEqualTo("Call");
        assertThat(crm.item(record()).value(ItemField.SUBJECT)).isEqualTo("Call at once");
        assertThat(drawer.values()).containsExactly("SUBJECT: Call");
    }

    @Test
    void aValueThatWasThereFirstComesBackAsItWas() {
        String task = saved("Call");
        Map<ItemField, String> before = Map.of(ItemField.NOTES, "one\\two\n\nthree: four", ItemField.DUE, "");
        mailbox.personChanges(task, before);
        cycle();
        mailbox.personChanges(task, Map.of(ItemField.NOTES, "other", ItemField.DUE, "2026-03-09"));
        cycle();
        undo();
        before.forEach(
                (field, value) -> assertThat(crm.item(record()).value(field)).isEqualTo(value));
    }

    @Test
    void whatSomebodyHasWorkedOnSinceStaysAndSaysSo() {
        String task = mailbox.personCreates(subject("Call"));
        mailbox.personCreates(subject("Write"));
        cycle();
        crm.personChanges(record(), subject("Call Nora"));
        undo();
        assertThat(last().undo()).isEqualTo(Map.of(Deed.Undo.TAKEN_BACK, 1, Deed.Undo.STAYS, 1));
        assertThat(deeds.all().getFirst().code()).isEqualTo("CHANGED");
        cycles();
        assertThat(crm.all()).hasSize(1);
        assertThat(mailbox.item(task).value(ItemField.SUBJECT)).isEqualTo("Call Nora");
    }

    @Test
    void whatAPersonTypedOnTheSameSideMeanwhileIsNotSettledByIt() {
        String task = saved("Call");
        crm.personChanges(record(), subject("Call at once"));
        cycle();
        mailbox.personChanges(task, Map.of(ItemField.DUE, "2026-03-09"));
        undo();
        cycles();
        assertThat(mailbox.item(task).value(ItemField.SUBJECT)).isEqualTo("Call");
        assertThat(crm.item(record()).value(ItemField.DUE)).isEqualTo("2026-03-09");
    }

    @Test
    void aLostAnswerIsFoundByLookingAndTheTypedValueIsNotOverwritten() {
        String task = saved("Call");
        crm.personChanges(record(), subject("Call at once"));
        cycle();
        losesAnswers = true;
        deeds.ask(TENANT, ANNA, session, Instant.MIN);
        assertThat(reverse()).as("the lane has to wait").isFalse();
        losesAnswers = false;
        cycles();
        assertThat(last().undo()).isEqualTo(Map.of(Deed.Undo.TAKEN_BACK, 1));
        assertThat(mailbox.item(task).value(ItemField.SUBJECT)).isEqualTo("Call");
        assertThat(crm.item(record()).value(ItemField.SUBJECT)).isEqualTo("Call at once");
    }

    @Test
    void aNodeThatDiesBeforeItDeletesLeavesNothingThatCouldBeTakenForAPersonsDeletion() {
        String task = saved("Call");
        diesBeforeItDeletes = true;
        deeds.ask(TENANT, ANNA, session, Instant.MIN);
        assertThatThrownBy(this::reverse).isInstanceOf(IllegalStateException.class);
        diesBeforeItDeletes = false;
        crm.personDeletes(record());
        cycles();
        assertThat(mailbox.has(task)).isTrue();
        assertThat(last().undo()).isEqualTo(Map.of(Deed.Undo.TAKEN_BACK, 1));
    }

    @Test
    void whatSalesforceDoesNotLetGoStaysInStepAndSaysWhy() {
        String task = saved("Call");
        refuses = true;
        undo();
        assertThat(deeds.all().getFirst().code()).isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY");
        cycles();
        assertThat(mailbox.item(task).is(Trait.UNMARKED)).isFalse();
        mailbox.personChanges(task, subject("Call Nora"));
        cycles();
        assertThat(crm.item(record()).value(ItemField.SUBJECT)).isEqualTo("Call Nora");
    }

    @Test
    void afterThirtyDaysNothingIsTakenBack() {
        saved("Call");
        assertThat(deeds.ask(TENANT, ANNA, session, now.plusSeconds(1))).isZero();
        assertThat(deeds.ask(TENANT, ANNA, session, Instant.MIN)).isEqualTo(1);
    }

    private String saved(String subject) {
        String task = mailbox.personCreates(subject(subject));
        cycle();
        return task;
    }

    private String record() {
        return crm.all().getFirst().id();
    }

    private List<DeedBook.Session> sessions() {
        return deeds.sessions(TENANT, ANNA, 10);
    }

    private DeedBook.Session last() {
        return sessions().getFirst();
    }

    private void undo() {
        deeds.ask(TENANT, ANNA, last().number(), Instant.MIN);
        assertThat(reverse()).isTrue();
    }

    private void cycles() {
        for (int i = 0; i < 3; i++) {
            cycle();
        }
    }

    private void cycle() {
        now = now.plus(Duration.ofHours(1));
        session++;
        if (reverse()) {
            new PairLane(ends().noted(deeds, drawer::keep)).run();
        }
    }

    private boolean reverse() {
        return new Reversing(ends(), deeds, drawer::read).run();
    }

    private Ends ends() {
        Prints prints = new Prints(Hashes::sha256);
        Lease lease = new Lease(TENANT, ANNA, session, false);
        return new Ends(
                ItemKind.TASK,
                mailbox,
                crm,
                new Ends.Book(pairs, brakes, lease, ItemKind.TASK, () -> now),
                new PairPlanner(new PairRules(ItemKind.TASK, true, true, PairRules.Winner.NEWER), prints),
                prints,
                losses -> {},
                id -> "https://org.example/" + id,
                () -> Hashes.sha256("key " + ++keys));
    }

    private static Map<ItemField, String> subject(String subject) {
        return Map.of(ItemField.SUBJECT, subject);
    }
}
