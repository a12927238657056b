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
import app.tandem.journal.Lease;
import app.tandem.journal.StaleLeaseException;
import app.tandem.mailbox.Letter;
import app.tandem.mailbox.MailboxFaults;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Corners of the mail lane where a mail, a file or an answer could be lost or doubled. */
class MailLaneCornersTest {

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

    /** Two messages may use the same attachment id. */
    @Test
    void theFilesOfOneMessageAreNotTakenForThoseOfAnother() {
        world.arrives(
                MailFolder.MARKER,
                letter("One").with("a.txt", "text/plain", bytes("a")).with("b.txt", "text/plain", bytes("b")));
        world.crm.next("attach", new Trouble.Rows(2, new WriteOutcome.Later("UNABLE_TO_LOCK_ROW", null)));
        world.cycle();
        world.passes(Duration.ofSeconds(6));
        world.arrives(MailFolder.MARKER, letter("Two").with("c.txt", "text/plain", bytes("c")));

        world.runsUntilQuiet(world.anna);

        assertThat(fileNames()).containsExactlyInAnyOrder("a.txt", "b.txt", "c.txt");
    }

    /** sync, D-1: who saved the mail is gone before its files were stored. */
    @Test
    void aColleagueStoresTheFilesThatWhoSavedTheMailCouldNot() {
        User bert = world.joins("bert@tandem.example", 2);
        Letter letter = letter("Offer").with("a.txt", "text/plain", bytes("a")).with("b.txt", "text/plain", bytes("b"));
        world.arrives(MailFolder.MARKER, letter);
        world.crm.next("attach", new Trouble.RequestLost());
        world.cycle();
        assertThat(world.crm.rows("Task")).hasSize(1);

        ItemId copy = world.mailbox(bert).deliver(MailFolder.MARKER, letter);
        world.cycle(bert);
        world.passes(Duration.ofMinutes(9));
        world.cycle(bert);
        assertThat(world.crm.files()).isEmpty();
        assertThat(world.answer(bert, copy).reason()).isEqualTo(Reason.of(Reason.State.WAITS, "sync A-7"));

        world.passes(Duration.ofMinutes(30));
        world.runsUntilQuiet(bert);
        assertThat(fileNames()).containsExactlyInAnyOrder("a.txt", "b.txt");
        assertThat(world.answer(bert, copy).reason().state()).isEqualTo(Reason.State.SAVED);

        world.runsUntilQuiet(world.anna);
        assertThat(fileNames()).containsExactlyInAnyOrder("a.txt", "b.txt");
        assertThat(world.crm.rows("Task")).hasSize(1);
    }

    /** sync, D-1: who saved the mail stores its files, and the colleague only waits for that. */
    @Test
    void aColleagueWaitsForTheFilesAndDoesNotStoreThemAgain() {
        User bert = world.joins("bert@tandem.example", 2);
        Letter letter = letter("Offer").with("a.txt", "text/plain", bytes("a"));
        world.arrives(MailFolder.MARKER, letter);
        world.crm.next("attach", new Trouble.RequestLost());
        world.cycle();
        ItemId copy = world.mailbox(bert).deliver(MailFolder.MARKER, letter);
        world.cycle(bert);
        world.passes(Duration.ofSeconds(20));
        world.runsUntilQuiet(world.anna);
        int attached = world.crm.calls().size();
        world.runsUntilQuiet(bert);

        assertThat(fileNames()).containsExactly("a.txt");
        assertThat(world.crm.calls().subList(attached, world.crm.calls().size()).toString())
                .doesNotContain("attach");
        assertThat(world.answer(bert, copy).reason()).isEqualTo(Reason.of(Reason.State.SAVED, "sync D-1"));
        assertThat(world.mailbox(bert).find(copy).orElseThrow().categories()).contains("Salesforce");
    }

    /** sync E-1: what is saved anew has its files anew. */
    @Test
    void mailThatIsSavedAnewBringsItsFilesAgain() {
        ItemId id = world.arrives(MailFolder.MARKER, letter("Offer").with("a.txt", "text/plain", bytes("a")));
        world.runsUntilQuiet(world.anna);
        world.crm.delete(task());

        world.mailbox().move(id, MailFolder.MARKER);
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.files()).extracting(InMemoryCrm.StoredFile::parent).contains(task());
    }

    /** Found by random schedule 277: a second look that was due once stayed due, and cycle followed cycle. */
    @Test
    void savedMailThatCouldNotBeLookedForOnceIsNotLookedForAllTheTime() {
        ItemId id = world.arrives(MailFolder.MARKER, letter("Offer"));
        world.runsUntilQuiet(world.anna);
        boolean[] asked = new boolean[1];
        world.mailbox().faults(new MailboxFaults() {

            @Override
            public <T> Optional<ReadOutcome<T>> instead(Op op, ItemId item) {
                asked[0] |= op == Op.LOCATE;
                return op == Op.LOCATE ? Optional.of(new ReadOutcome.Later<>("429", null)) : Optional.empty();
            }
        });
        world.mailbox().move(id, MailFolder.OTHER);
        Cycles.Ended busy = world.cycle();
        world.mailbox().faults(MailboxFaults.NONE);

        assertThat(asked[0]).isTrue();
        assertThat(busy.next()).isEqualTo(world.now().plusSeconds(5));
        world.passes(Duration.ofSeconds(5));
        assertThat(world.cycle().next()).isEqualTo(world.now().plus(Cycles.SWEEP));
    }

    /** Crash table: the look before the repeat concerns the message, whichever copy comes next. */
    @Test
    void aCopyThatComesWhileAnAnswerIsLostIsNotSavedOnceMore() {
        world.crm.packageInstalled = false;
        world.crm.next("create", new Trouble.AnswerLost());
        world.arrives(MailFolder.MARKER, letter("Offer").with("a.txt", "text/plain", bytes("a")));
        world.cycle();
        world.arrives(
                MailFolder.MARKER,
                letter("Offer").at(Instant.parse("2026-03-01T09:00:00Z")).with("a.txt", "text/plain", bytes("a")));

        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(1);
        assertThat(fileNames()).containsExactly("a.txt");
    }

    /** sync Y-4, D-5: who takes over an idle claim looks before saving. */
    @Test
    void whoTakesOverAnIdleClaimLooksFirst() {
        world.crm.packageInstalled = false;
        world.crm.next("create", new Trouble.AnswerLost());
        world.arrives(MailFolder.MARKER, letter("Offer"));
        world.cycle();
        User bert = world.joins("bert@tandem.example", 2);
        world.mailbox(bert).deliver(MailFolder.MARKER, letter("Offer"));
        world.passes(Duration.ofMinutes(11));

        world.runsUntilQuiet(bert);

        assertThat(world.crm.rows("Task")).hasSize(1);
    }

    /** An intent whose outcome is unknown outlives a refusal to save. */
    @Test
    void anIntentOutlivesThatNobodyIsKnownAnyMore() {
        world.crm.packageInstalled = false;
        world.arrives(MailFolder.MARKER, letter("Hello").from("new@elsewhere.example"));
        String contact = world.contact("new@elsewhere.example");
        world.crm.next("create", new Trouble.AnswerLost());
        world.cycle();
        world.crm.delete(contact);
        world.crm.rows("Account").forEach(account -> world.crm.delete((String) account.get("Id")));
        world.passes(Duration.ofSeconds(10));
        world.cycle();
        world.contact("new@elsewhere.example");

        world.passes(Duration.ofMinutes(31));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(1);
    }

    /** design.md section 7: what is saved is known to be saved, wherever the message is put. */
    @Test
    void savedMailThatIsArchivedIsStillKnownAsSaved() {
        ItemId id = world.arrives(MailFolder.MARKER, letter("Offer"));
        world.runsUntilQuiet(world.anna);

        world.mailbox().move(id, MailFolder.OTHER);
        world.runsUntilQuiet(world.anna);

        assertThat(world.reason(id).state()).isEqualTo(Reason.State.SAVED);
    }

    /** promise 1: the files follow although the message was put away meanwhile. */
    @Test
    void filesFollowAlthoughTheMessageWasPutAway() {
        ItemId id = world.arrives(MailFolder.MARKER, letter("Offer").with("a.txt", "text/plain", bytes("a")));
        world.crm.next("attach", new Trouble.RequestLost());
        world.cycle();

        world.mailbox().move(id, MailFolder.OTHER);
        world.runsUntilQuiet(world.anna);

        assertThat(fileNames()).containsExactly("a.txt");
    }

    /** A beat that comes late does not bring a released lease back to life. */
    @Test
    void aReleasedLeaseStaysReleased() {
        Lease lease = world.leases
                .acquire(world.anna.tenant(), world.anna.id(), "one", Duration.ofSeconds(40))
                .orElseThrow();
        world.leases.release(lease, "OK");

        assertThatThrownBy(() -> world.leases.extend(lease, Duration.ofSeconds(40)))
                .isInstanceOf(StaleLeaseException.class);
        assertThat(world.leases.isHeld(world.anna.tenant(), world.anna.id())).isFalse();
    }

    /** A first look at a large mailbox holds a bounded part of it and keeps what it has settled. */
    @Test
    void aLargeMailboxIsSettledPieceByPiece() {
        world.mailbox().pageSize(500);
        for (int i = 0; i < 5_000; i++) {
            world.arrives(MailFolder.INBOX, letter("Private " + i));
        }
        world.mailbox().faults(new MailboxFaults() {
            private int looks;

            @Override
            public void before(Op op) {
                if (op == Op.CHANGES && ++looks > 9) {
                    throw new app.tandem.platform.RemoteFailureException(
                            new app.tandem.platform.RemoteFailure.Unreachable("503"));
                }
            }
        });

        world.cycle();

        assertThat(world.journal.cursors(world.anna.tenant(), world.anna.id())).containsKey(MailFolder.INBOX);
    }

    /** A message that is listed but cannot be read is asked for less and less often. */
    @Test
    void aMessageThatIsListedButNotReadableIsNotAskedForAllTheTime() {
        ItemId id = world.arrives(MailFolder.MARKER, letter("Offer"));
        world.crm.next("create", new Trouble.RequestLost());
        world.cycle();
        world.mailbox().faults(new MailboxFaults() {
            @Override
            public <T> Optional<ReadOutcome<T>> instead(Op op, ItemId item) {
                return op == Op.READ ? Optional.of(new ReadOutcome.Gone<>()) : Optional.empty();
            }
        });
        world.passes(Duration.ofSeconds(30));

        Cycles.Ended ended = world.cycle();

        assertThat(ended.next()).isAfter(world.now().plusSeconds(4));
        world.mailbox().faults(MailboxFaults.NONE);
        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.rows("Task")).hasSize(1);
        assertThat(world.mail(id).folder()).isEqualTo(MailFolder.INBOX);
    }

    private String task() {
        return (String) world.crm.rows("Task").getLast().get("Id");
    }

    private List<String> fileNames() {
        return world.crm.files().stream().map(InMemoryCrm.StoredFile::name).toList();
    }

    private static Letter letter(String subject) {
        return Letter.about(subject).from(CUSTOMER).to(EngineWorld.ANNA);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
