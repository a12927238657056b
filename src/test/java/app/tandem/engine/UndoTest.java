package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.User;
import app.tandem.crm.Trouble;
import app.tandem.engine.ItemAnswer.By;
import app.tandem.engine.ItemAnswer.State;
import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.Letter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person takes back what was just saved (pane U-188): all of it goes, or nothing, and the answer says why. */
class UndoTest {

    private static final String CUSTOMER = "carla@customer.example";

    private EngineWorld world;
    private User bert;
    private RecordRef carla;

    @BeforeEach
    void begin() {
        world = new EngineWorld();
        bert = world.joins("bert@tandem.example", 2);
        carla = new RecordRef("Contact", world.contact(CUSTOMER));
    }

    @AfterEach
    void end() {
        world.close();
    }

    /** The activity, its clone and the file go, the category too; the mail stays and the answer is "not saved". */
    @Test
    void allThatAWishWroteIsTakenBack() {
        ItemId id = world.arrives(MailFolder.INBOX, letter());
        world.wishes(id, SaveWish.to(List.of(carla), List.of(deal("one"), deal("two"))));
        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.rows("Task")).hasSize(2);
        assertThat(world.crm.files()).hasSize(1);
        assertThat(world.answer(id).undoable()).isTrue();

        undoes(world.anna, id);

        assertNothingLeft();
        assertThat(world.mail(id).categories()).isEmpty();
        assertThat(world.mail(id).folder()).isEqualTo(MailFolder.INBOX);
        assertThat(world.answer(id)).satisfies(answer -> {
            assertThat(answer.state()).isEqualTo(State.NOT_SAVED);
            assertThat(answer.reason().rule()).isEqualTo("pane U-188");
            assertThat(answer.undoable()).isFalse();
        });
    }

    /** What the sync saved by folder is taken back too, and neither the sweep nor a change of the mail saves it again. */
    @Test
    void theSyncDoesNotSaveItAgain() {
        ItemId id = world.arrives(MailFolder.MARKER, letter());
        world.runsUntilQuiet(world.anna);
        assertThat(world.answer(id).by()).isEqualTo(By.SYNC);

        undoes(world.anna, id);
        world.mailbox().categorise(id, List.of("Status: Tracked successfully.", "Salesforce"));
        world.passes(Duration.ofHours(1));
        world.runsUntilQuiet(world.anna);

        assertNothingLeft();
        assertThat(world.mail(id).categories()).isEmpty();
    }

    /** A new wish saves again, files included; and so does the category, put on anew by hand (sync X-15). */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNewWishSavesAgain(boolean byWish) {
        ItemId id = world.arrives(MailFolder.MARKER, letter());
        world.runsUntilQuiet(world.anna);
        undoes(world.anna, id);

        if (byWish) {
            world.wishes(id, SaveWish.to(List.of(carla), List.of()));
        } else {
            world.mailbox().categorise(id, List.of("Salesforce"));
        }
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(1);
        assertThat(world.crm.files()).hasSize(1);
        assertThat(world.answer(id).state()).isEqualTo(State.SAVED);
        assertThat(world.answer(id).undoable()).isTrue();
    }

    /** Whoever changed the activity meant it: a colleague, or the saver himself, later. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aChangedActivityStays(int changer) {
        ItemId id = world.arrives(MailFolder.MARKER, letter());
        world.runsUntilQuiet(world.anna);
        world.passes(Duration.ofMinutes(1));
        User by = changer == 1 ? world.anna : bert;
        world.crm.change(task(), by.connectedCrm().userId(), Map.of("Subject", "Changed"));

        undoes(world.anna, id);

        assertStays(id, "CHANGED");
        assertThat(world.mail(id).categories()).contains("Salesforce");
        assertThat(world.answer(id).by()).isEqualTo(By.SYNC);
    }

    @Test
    void aColleaguesActivityStays() {
        world.mailbox(bert).deliver(MailFolder.MARKER, letter());
        world.runsUntilQuiet(bert);
        ItemId id = world.arrives(MailFolder.MARKER, letter());
        world.runsUntilQuiet(world.anna);
        assertThat(world.answer(id).undoable()).isFalse();

        undoes(world.anna, id);

        assertStays(id, "COLLEAGUE");
    }

    /** Nothing is lost that a colleague asked for: he relies on this activity (pane U-195). */
    @Test
    void whatAColleagueSavedTooStays() {
        ItemId id = world.arrives(MailFolder.MARKER, letter());
        world.runsUntilQuiet(world.anna);
        world.mailbox(bert).deliver(MailFolder.MARKER, letter());
        world.runsUntilQuiet(bert);
        assertThat(world.answer(id).undoable()).isFalse();

        undoes(world.anna, id);

        assertStays(id, "SHARED");
    }

    /** A colleague adopts the activity while it is being deleted: he saves anew, by himself. */
    @Test
    void whoAdoptedItMeanwhileSavesAnew() {
        ItemId id = world.arrives(MailFolder.MARKER, letter());
        world.runsUntilQuiet(world.anna);
        ItemId copy = world.mailbox(bert).deliver(MailFolder.MARKER, letter());
        boolean[] met = new boolean[1];
        world.crm.troubles(call -> {
            if (call.operation().equals("delete") && !met[0]) {
                met[0] = true;
                world.cycle(bert);
            }
            return null;
        });

        undoes(world.anna, id);
        assertThat(world.answer(bert, copy).state()).isEqualTo(State.SAVED);
        assertThat(world.crm.rows("Task")).isEmpty();
        world.passes(Duration.ofMinutes(31));
        world.runsUntilQuiet(bert);

        assertThat(world.crm.rows("Task"))
                .singleElement()
                .satisfies(task -> assertThat(task)
                        .containsEntry("OwnerId", bert.connectedCrm().userId()));
        assertThat(world.answer(id).state()).isEqualTo(State.NOT_SAVED);
    }

    @Test
    void afterThirtyDaysItIsHistory() {
        ItemId id = world.arrives(MailFolder.MARKER, letter());
        world.runsUntilQuiet(world.anna);
        world.passes(Duration.ofDays(30));
        assertThat(world.answer(id).undoable()).isTrue();
        world.passes(Duration.ofSeconds(1));
        assertThat(world.answer(id).undoable()).isFalse();

        undoes(world.anna, id);

        assertStays(id, "TOO_OLD");
    }

    /** A file that somebody linked with another record is somebody's: it stays, the activity goes. */
    @Test
    void aFileThatSomebodyElseHoldsStays() {
        ItemId id = world.arrives(MailFolder.MARKER, letter());
        world.runsUntilQuiet(world.anna);
        world.crm.link(world.crm.files().getFirst().id(), deal("other").id());

        undoes(world.anna, id);

        assertThat(world.crm.rows("Task")).isEmpty();
        assertThat(world.crm.files()).hasSize(1);
    }

    /** The answers to the deletions get lost, or the process dies, at any call: looked up, and finished. */
    @ParameterizedTest
    @ValueSource(strings = {"trace", "delete", "files"})
    void whateverBreaksItIsFinished(String operation) {
        for (Trouble trouble : List.of(
                new Trouble.AnswerLost(),
                new Trouble.RequestLost(),
                new Trouble.Crashes(false),
                new Trouble.Crashes(true),
                new Trouble.Rows(1, new WriteOutcome.Later("UNABLE_TO_LOCK_ROW", null)))) {
            for (int nth = 1; nth <= 3; nth++) {
                ItemId id = world.arrives(MailFolder.MARKER, letter());
                world.runsUntilQuiet(world.anna);
                world.wishes.undo(world.anna.tenant(), world.anna.id(), id);
                int call = nth;
                int[] calls = new int[1];
                world.crm.troubles(one -> one.operation().equals(operation) && ++calls[0] == call ? trouble : null);
                try {
                    world.cycle();
                } catch (Trouble.Died died) {
                    world.passes(Duration.ofSeconds(41));
                }
                world.runsUntilQuiet(world.anna);
                assertNothingLeft();
                assertThat(world.answer(id).state()).as(trouble + " " + nth).isEqualTo(State.NOT_SAVED);
                assertThat(world.mail(id).categories()).isEmpty();
                world.mailbox().delete(id);
                world.runsUntilQuiet(world.anna);
            }
        }
    }

    /** Who may not delete learns it by name, and everything stays as saved as it was. */
    @Test
    void whatSalesforceRefusesIsNamed() {
        ItemId id = world.arrives(MailFolder.MARKER, letter());
        world.runsUntilQuiet(world.anna);
        world.crm.next(
                "delete",
                new Trouble.Rows(
                        1, new WriteOutcome.Refused("INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", List.of())));

        undoes(world.anna, id);

        assertStays(id, "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY");
        assertThat(world.mail(id).categories()).contains("Salesforce");
    }

    /** One of two activities cannot be deleted: it is what the message is saved in from then on. */
    @Test
    void whatIsLeftOfItIsTheAnswer() {
        ItemId id = world.arrives(MailFolder.INBOX, letter());
        world.wishes(id, SaveWish.to(List.of(carla), List.of(deal("one"), deal("two"))));
        world.runsUntilQuiet(world.anna);
        world.crm.next("delete", new Trouble.Rows(2, new WriteOutcome.Refused("LOCKED", List.of())));

        undoes(world.anna, id);

        assertStays(id, "LOCKED");
        assertThat(world.answer(id).activities()).containsExactly(new RecordRef("Task", task()));
    }

    /** The answer to a clone was lost when the person wants it undone: the clone is found and goes too. */
    @Test
    void aLostCloneIsTakenBackToo() {
        ItemId id = world.arrives(MailFolder.INBOX, letter());
        int[] creates = new int[1];
        world.crm.troubles(
                call -> call.operation().equals("create") && ++creates[0] == 2 ? new Trouble.AnswerLost() : null);
        world.wishes(id, SaveWish.to(List.of(carla), List.of(deal("one"), deal("two"))));
        world.cycle();

        undoes(world.anna, id);

        assertNothingLeft();
    }

    /** The mail is deleted while its undoing waits: what is in Salesforce goes nevertheless. */
    @Test
    void aMailThatIsGoneIsUndoneNevertheless() {
        ItemId id = world.arrives(MailFolder.MARKER, letter());
        world.runsUntilQuiet(world.anna);
        world.wishes.undo(world.anna.tenant(), world.anna.id(), id);
        world.crm.next("delete", new Trouble.RequestLost());
        world.cycle();
        world.mailbox().delete(id);

        world.runsUntilQuiet(world.anna);

        assertNothingLeft();
        assertThat(world.journal.find(world.anna.tenant(), world.anna.id(), List.of(id)))
                .isEmpty();
    }

    /** Two copies of one mail in one mailbox are one saved message. */
    @Test
    void allCopiesInTheMailboxAreUndone() {
        Letter letter = letter();
        ItemId one = world.arrives(MailFolder.MARKER, letter);
        world.runsUntilQuiet(world.anna);
        ItemId two = world.arrives(MailFolder.MARKER, letter);
        world.runsUntilQuiet(world.anna);

        undoes(world.anna, two);

        assertNothingLeft();
        assertThat(world.mail(one).categories()).isEmpty();
        assertThat(world.mail(two).categories()).isEmpty();
        assertThat(world.answer(one).state()).isEqualTo(State.NOT_SAVED);
    }

    /** There is nothing to take back of a mail that nobody saved. */
    @Test
    void whatIsNotSavedIsNotUndone() {
        ItemId id = world.arrives(MailFolder.INBOX, letter());
        assertThat(world.answer(id).undoable()).isFalse();

        undoes(world.anna, id);

        assertThat(world.answer(id).state()).isEqualTo(State.NOT_SAVED);
        assertThat(world.answer(id).reason().code()).isEqualTo("NOT_SAVED");
    }

    private void undoes(User user, ItemId id) {
        world.wishes.undo(user.tenant(), user.id(), id);
        world.runsUntilQuiet(user);
    }

    private void assertNothingLeft() {
        assertThat(world.crm.rows("Task")).isEmpty();
        assertThat(world.crm.files()).isEmpty();
    }

    private void assertStays(ItemId id, String code) {
        assertThat(world.crm.rows("Task")).hasSize(1);
        assertThat(world.crm.files()).hasSize(1);
        assertThat(world.answer(id)).satisfies(answer -> {
            assertThat(answer.state()).isEqualTo(State.SAVED);
            assertThat(answer.reason()).isEqualTo(Reason.of(Reason.State.REFUSED, "pane U-188", code));
        });
    }

    private String task() {
        return (String) world.crm.rows("Task").getFirst().get("Id");
    }

    private RecordRef deal(String name) {
        return new RecordRef("Case", world.crm.put("Case", Map.of("CaseNumber", name, "IsClosed", false)));
    }

    private static Letter letter() {
        return Letter.about("Offer")
                .from(CUSTOMER)
                .to(EngineWorld.ANNA)
                .with("offer.txt", "text/plain", "bytes".getBytes(StandardCharsets.UTF_8));
    }
}
