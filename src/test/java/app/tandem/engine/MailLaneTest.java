package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.User;
import app.tandem.crm.InMemoryCrm;
import app.tandem.crm.Trouble;
import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.item.Reason;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.Letter;
import app.tandem.mailbox.MailChange;
import app.tandem.mailbox.MailboxFaults;
import app.tandem.platform.RemoteFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mail lane from the marker folder to Salesforce and back, and what happens on bad days. */
class MailLaneTest {

    private static final String CUSTOMER = "carla@customer.example";

    private EngineWorld world;

    @BeforeEach
    void begin() {
        world = new EngineWorld();
        world.contact(CUSTOMER);
    }

    @AfterEach
    void end() {
        world.close();
    }

    /** sync E-6, E-49, E-50, A-7. */
    @Test
    void mailInTheMarkerFolderBecomesATaskWithItsFilesAndGoesHome() {
        ItemId id =
                world.arrives(MailFolder.MARKER, letter("Offer").with("offer.pdf", "application/pdf", bytes("%PDF")));

        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task"))
                .singleElement()
                .satisfies(task ->
                        assertThat(task).containsEntry("Subject", "Offer").containsEntry("Status", "Completed"));
        assertThat(world.crm.files()).extracting(InMemoryCrm.StoredFile::name).containsExactly("offer.pdf");
        assertThat(world.mail(id).folder()).isEqualTo(MailFolder.INBOX);
        assertThat(world.mail(id).categories()).contains("Salesforce", "Status: Tracked successfully.");
        assertThat(world.reason(id).state()).isEqualTo(Reason.State.SAVED);
    }

    /** sync E-5: the category alone is enough, and the message stays where it is. */
    @Test
    void mailWithTheCategoryIsSavedInPlace() {
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        world.mailbox().categorise(id, List.of("Salesforce"));

        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(1);
        assertThat(world.mail(id).folder()).isEqualTo(MailFolder.INBOX);
    }

    @Test
    void mailThatNobodyMarkedLeavesNoTrace() {
        ItemId id = world.arrives(MailFolder.INBOX, letter("Private"));

        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).isEmpty();
        assertThat(world.journal.find(world.anna.tenant(), world.anna.id(), List.of(id)))
                .isEmpty();
    }

    /** sync E-48, Z-24: what cannot be linked stays, says why, and is saved once a record exists. */
    @Test
    void mailFromStrangersWaitsAndIsSavedOnceSomebodyIsKnown() {
        ItemId id = world.arrives(MailFolder.MARKER, letter("Hello").from("new@elsewhere.example"));

        world.cycle();
        assertThat(world.crm.rows("Task")).isEmpty();
        assertThat(world.reason(id).rule()).isEqualTo("sync E-48");
        assertThat(world.mail(id).folder()).isEqualTo(MailFolder.MARKER);
        assertThat(world.mail(id).categories()).anyMatch(category -> category.startsWith("Status: No related"));

        world.contact("new@elsewhere.example");
        world.passes(Duration.ofMinutes(31));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(1);
        assertThat(world.mail(id).folder()).isEqualTo(MailFolder.INBOX);
        assertThat(world.mail(id).categories()).noneMatch(category -> category.startsWith("Status: No related"));
    }

    /** P3: once both sides agree, a further cycle writes nothing. */
    @Test
    void aQuietWorldStaysUntouched() {
        world.arrives(MailFolder.MARKER, letter("Offer"));
        world.runsUntilQuiet(world.anna);
        world.mailbox().clearCalls();
        int calls = world.crm.calls().size();

        world.cycle();

        assertThat(world.mailbox().calls())
                .doesNotContain(
                        MailboxFaults.Op.APPLY, MailboxFaults.Op.READ, MailboxFaults.Op.FILES, MailboxFaults.Op.OPEN);
        assertThat(world.crm.calls()).hasSize(calls);
    }

    /** sync D-1, D-2, A-11: a colleague's copy is the same mail. */
    @Test
    void theSameMailInTwoMailboxesIsSavedOnce() {
        User bert = world.joins("bert@tandem.example", 2);
        Letter letter = letter("Offer").with("offer.pdf", "application/pdf", bytes("%PDF"));
        world.arrives(MailFolder.MARKER, letter);
        ItemId copy = world.mailbox(bert).deliver(MailFolder.MARKER, letter);

        world.runsUntilQuiet(world.anna);
        world.runsUntilQuiet(bert);

        assertThat(world.crm.rows("Task")).hasSize(1);
        assertThat(world.crm.files()).hasSize(1);
        assertThat(world.mailbox(bert).find(copy).orElseThrow().categories()).contains("Salesforce");
    }

    /** sync D-1: two copies in one mailbox in one go. */
    @Test
    void twoCopiesInOneFolderAreSavedOnce() {
        Letter letter = letter("Offer");
        world.arrives(MailFolder.MARKER, letter);
        world.arrives(MailFolder.MARKER, letter);

        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(1);
        assertThat(world.mailbox().in(MailFolder.MARKER)).isEmpty();
    }

    /** sync E-1: deleted in Salesforce, put into the folder again by hand. */
    @Test
    void mailWhoseRecordWasDeletedIsSavedAnewWhenItIsPutIntoTheFolderAgain() {
        ItemId id = world.arrives(MailFolder.MARKER, letter("Offer"));
        world.runsUntilQuiet(world.anna);
        world.crm.delete(world.crm.rows("Task").getFirst().get("Id").toString());

        world.mailbox().move(id, MailFolder.MARKER);
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(1);
        assertThat(world.mail(id).folder()).isEqualTo(MailFolder.INBOX);
    }

    /** Crash table: effect, answer lost. */
    @Test
    void lostAnswerIsAdoptedNotRepeated() {
        world.arrives(MailFolder.MARKER, letter("Offer").with("a.txt", "text/plain", bytes("a")));
        world.crm.next("create", new Trouble.AnswerLost());

        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(1);
        assertThat(world.crm.files()).hasSize(1);
    }

    /** The same without key fields in the org: found by what the record itself says. */
    @Test
    void lostAnswerIsAdoptedWithoutThePackageToo() {
        world.crm.packageInstalled = false;
        world.arrives(MailFolder.MARKER, letter("Offer"));
        world.crm.next("create", new Trouble.AnswerLost());

        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(1);
    }

    @Test
    void lostRequestIsRepeated() {
        world.arrives(MailFolder.MARKER, letter("Offer"));
        world.crm.next("create", new Trouble.RequestLost());

        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(1);
    }

    /** Crash table: a node dies at a call, before or after its effect; the next one comes out right. */
    @Test
    void deathAtAnyCallLosesAndDoublesNothing() {
        for (String operation : List.of("profile", "findSaved", "search", "create", "attach")) {
            for (boolean after : List.of(false, true)) {
                dies(operation, after);
            }
        }
    }

    private void dies(String operation, boolean after) {
        String subject = operation + after;
        ItemId id =
                world.arrives(MailFolder.MARKER, letter(subject).with(subject + ".txt", "text/plain", bytes(subject)));
        world.crm.next(operation, new Trouble.Crashes(after));
        assertThatThrownBy(world::cycle).as(subject).isInstanceOf(Trouble.Died.class);
        world.passes(Duration.ofMinutes(1));

        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task").stream().filter(task -> subject.equals(task.get("Subject"))))
                .as(subject)
                .hasSize(1);
        assertThat(world.crm.files().stream().filter(file -> file.name().equals(subject + ".txt")))
                .as(subject)
                .hasSize(1);
        assertThat(world.mail(id).folder()).isEqualTo(MailFolder.INBOX);
    }

    /** P4 for the mailbox side. */
    @Test
    void aFailingMailboxCallLosesAndDoublesNothing() {
        for (MailboxFaults.Op op : List.of(
                MailboxFaults.Op.CUSTOMISE, MailboxFaults.Op.CHANGES, MailboxFaults.Op.READ, MailboxFaults.Op.APPLY)) {
            ItemId id = world.arrives(MailFolder.MARKER, letter("mailbox " + op));
            world.mailbox().faults(failingOnce(op));
            world.runsUntilQuiet(world.anna);
            assertThat(world.mail(id).folder()).as(op.name()).isEqualTo(MailFolder.INBOX);
        }
        assertThat(world.crm.rows("Task")).hasSize(4);
    }

    /** A move whose answer was lost, and one that was refused because the message changed. */
    @Test
    void theWayHomeIsTriedUntilItIsTrue() {
        ItemId id = world.arrives(MailFolder.MARKER, letter("Offer"));
        List<WriteOutcome> outcomes =
                new java.util.ArrayList<>(List.of(new WriteOutcome.Changed(), new WriteOutcome.Later("503", null)));
        world.mailbox().faults(new MailboxFaults() {
            @Override
            public Optional<WriteOutcome> insteadOf(MailChange change) {
                return outcomes.isEmpty() ? Optional.empty() : Optional.of(outcomes.removeFirst());
            }
        });

        world.runsUntilQuiet(world.anna);

        assertThat(outcomes).isEmpty();
        assertThat(world.mail(id).folder()).isEqualTo(MailFolder.INBOX);
        assertThat(world.crm.rows("Task")).hasSize(1);
    }

    /** promise 8: every third row is refused; the others are saved, and the refused ones say which field. */
    @Test
    void aRefusedRowHarmsNoOther() {
        for (int i = 0; i < 9; i++) {
            world.arrives(MailFolder.MARKER, letter("Mail " + i));
        }
        world.crm.next(
                "create",
                new Trouble.Rows(3, new WriteOutcome.Refused("REQUIRED_FIELD_MISSING", List.of("Region__c"))));

        world.cycle();

        assertThat(world.crm.rows("Task")).hasSize(6);
        assertThat(world.mailbox().in(MailFolder.MARKER)).hasSize(3).allSatisfy(mail -> {
            assertThat(mail.categories()).contains("Sync Error");
            assertThat(world.reason(mail.id()).fields()).containsExactly("Region__c");
        });

        world.passes(Duration.ofHours(25));
        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.rows("Task")).hasSize(9);
        assertThat(world.mailbox().in(MailFolder.INBOX))
                .hasSize(9)
                .allSatisfy(mail -> assertThat(mail.categories()).doesNotContain("Sync Error"));
    }

    /** P12: the mail and its other file go home, and the answer names the one that could not be read. */
    @Test
    void aFileThatCanNeverBeReadDoesNotKeepTheMailAway() {
        ItemId bad = world.arrives(MailFolder.MARKER, letter("Bad").with("bad.txt", "text/plain", bytes("bad")));
        world.mailbox().faults(new MailboxFaults() {
            @Override
            public Optional<Integer> breakAfter(ItemId item) {
                return item.equals(bad) ? Optional.of(1) : Optional.empty();
            }
        });

        world.runsUntilQuiet(world.anna);

        assertThat(world.mail(bad).folder()).isEqualTo(MailFolder.INBOX);
        assertThat(world.crm.files()).isEmpty();
        assertThat(world.journal.attachments(world.anna.tenant(), world.anna.id(), List.of(bad)))
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason().code()).isEqualTo("SOURCE_UNREADABLE"));
    }

    /** P1: what Salesforce failed at is not held against the file, which is given up for its own failures only. */
    @Test
    void aFileOutlivesTheFailuresOfItsMail() {
        ItemId offer =
                world.arrives(MailFolder.MARKER, letter("Offer").with("offer.txt", "text/plain", bytes("offer")));
        AtomicInteger failures = new AtomicInteger();
        world.crm.troubles(call ->
                call.operation().equals("create") && failures.getAndIncrement() < 6 ? new Trouble.RequestLost() : null);
        AtomicInteger readings = new AtomicInteger();
        world.mailbox().faults(new MailboxFaults() {
            @Override
            public Optional<Integer> breakAfter(ItemId item) {
                return readings.getAndIncrement() < 2 ? Optional.of(1) : Optional.empty();
            }
        });

        world.runsUntilQuiet(world.anna);

        assertThat(failures.get()).isGreaterThan(6);
        assertThat(world.crm.files()).hasSize(1);
        assertThat(world.reason(offer)).isEqualTo(Reason.of(Reason.State.SAVED, "sync E-49"));
    }

    /** P8: a dead grant ends the cycle, is reported once, and nothing is lost. */
    @Test
    void aRejectedGrantEndsTheCycleAndLosesNothing() {
        world.arrives(MailFolder.MARKER, letter("Offer"));
        world.crm.next("findSaved", new Trouble.Fails(new RemoteFailure.GrantRejected("invalid_grant")));

        assertThat(world.cycle().failed()).isTrue();
        assertThat(world.reported).containsExactly(new RemoteFailure.GrantRejected("invalid_grant"));

        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.rows("Task")).hasSize(1);
    }

    /** The trap of lasting ids: into the folder and back between two looks. */
    @Test
    void aMessageThatLeftAndCameBackIsNotOverlooked() {
        world.cycle();
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        world.mailbox().move(id, MailFolder.OTHER);
        world.mailbox().move(id, MailFolder.INBOX);
        world.mailbox().categorise(id, List.of("Salesforce"));

        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(1);
    }

    /** P14: a lost cursor costs reads only. */
    @Test
    void aLostCursorDoublesNothing() {
        for (int i = 0; i < 30; i++) {
            world.arrives(MailFolder.MARKER, letter("Mail " + i));
        }
        world.runsUntilQuiet(world.anna);
        world.mailbox().loseCursors();

        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(30);
    }

    /** staleNodeCannotRecord: a second node took over while the first was paused. */
    @Test
    void aStaleLeaseCannotRecord() {
        var first = world.leases
                .acquire(world.anna.tenant(), world.anna.id(), "one", Duration.ofSeconds(40))
                .orElseThrow();
        world.passes(Duration.ofSeconds(41));
        assertThat(world.leases.acquire(world.anna.tenant(), world.anna.id(), "two", Duration.ofSeconds(40)))
                .isPresent();

        assertThatThrownBy(() -> world.journal.acknowledge(first, Map.of(MailFolder.INBOX, "cursor")))
                .isInstanceOf(app.tandem.journal.StaleLeaseException.class);
        assertThat(world.journal.cursors(world.anna.tenant(), world.anna.id())).doesNotContainKey(MailFolder.INBOX);
    }

    /** R3, issue goal: look-ups, duplicates check and creation of 400 mails share their calls. */
    @Test
    void manyMailsShareTheirCalls() {
        for (int i = 0; i < 400; i++) {
            world.arrives(MailFolder.MARKER, letter("Mail " + i));
        }
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(400);
        double perMail = world.crm.calls().size() / 400.0;
        assertThat(perMail).as("Salesforce calls per mail").isLessThanOrEqualTo(0.05);
    }

    /** The same for the bytes of small files: twenty to a request, none on its own. */
    @Test
    void smallFilesShareTheirRequests() {
        for (int i = 0; i < 50; i++) {
            world.arrives(MailFolder.MARKER, letter("Mail " + i).with(i + ".txt", "text/plain", bytes("file " + i)));
        }

        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.files()).hasSize(50);
        assertThat(Collections.frequency(world.mailbox().calls(), MailboxFaults.Op.FILES))
                .isEqualTo(3);
        assertThat(world.mailbox().calls()).doesNotContain(MailboxFaults.Op.OPEN);
    }

    /** performance 3.2: a mailbox that asks for patience while files are read delays those files and fails nothing. */
    @Test
    void filesWaitForTheTimeTheMailboxNames() {
        List<ItemId> ids = new java.util.ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ids.add(world.arrives(
                    MailFolder.MARKER, letter("Mail " + i).with(i + ".txt", "text/plain", bytes("file " + i))));
        }
        world.mailbox().faults(new MailboxFaults() {
            @Override
            public <T> Optional<ReadOutcome<T>> instead(Op op, ItemId id) {
                boolean early = world.now().isBefore(EngineWorld.START.plusSeconds(20));
                return op == Op.FILES && early && ids.indexOf(id) >= 20
                        ? Optional.of(new ReadOutcome.Later<>("MailboxPace", EngineWorld.START.plusSeconds(20)))
                        : Optional.empty();
            }
        });

        assertThat(world.cycle().next()).isEqualTo(EngineWorld.START.plusSeconds(20));
        assertThat(world.crm.files()).hasSize(20);
        assertThat(world.journal.find(world.anna.tenant(), world.anna.id(), ids).values())
                .allSatisfy(entry -> assertThat(entry.attempts()).isZero());

        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.files()).hasSize(30);
        assertThat(world.mailbox().in(MailFolder.INBOX)).hasSize(30);
    }

    private static MailboxFaults failingOnce(MailboxFaults.Op broken) {
        return new MailboxFaults() {
            private boolean spent;

            @Override
            public void before(Op op) {
                if (op == broken && !spent) {
                    spent = true;
                    throw new app.tandem.platform.RemoteFailureException(new RemoteFailure.Unreachable("503"));
                }
            }
        };
    }

    private static Letter letter(String subject) {
        return Letter.about(subject).from(CUSTOMER).to(EngineWorld.ANNA);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
