package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.crm.Trouble;
import app.tandem.engine.ItemAnswer.State;
import app.tandem.item.Attachment;
import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.MailContent;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.item.Wording;
import app.tandem.mailbox.Letter;
import app.tandem.mailbox.MailboxFaults;
import app.tandem.platform.Hashes;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a person wants the activity to say, on its way from the dialog through the mailbox to Salesforce (pane U-181; sync E-23). */
class WordingTest {

    private static final Wording WORDS = new Wording(
            Map.of("Subject", "Call back about the crane", "Status", "In Progress", "Priority", "High"),
            "He sounded interested.",
            Map.of());

    private EngineWorld world;
    private RecordRef carla;

    @BeforeEach
    void begin() {
        world = new EngineWorld();
        carla = new RecordRef("Contact", world.contact("carla@customer.example"));
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void theActivitySaysWhatThePersonWroteAndNothingStaysBehind() {
        ItemId id = arrives("Offer");

        worded(id, WORDS);
        assertThat(note(id)).contains("Call back about the crane");
        assertThat(stored()).hasSize(1).allSatisfy(row -> assertThat(row).doesNotContain("crane", "interested"));
        world.runsUntilQuiet(world.anna);

        assertSaidOnce();
        assertThat(world.answer(id).state()).isEqualTo(State.SAVED);
        assertThat(note(id)).isNull();
        assertThat(stored()).isEmpty();
    }

    /** sync E-23: what was not changed is as it would be without the dialog. */
    @Test
    void whatThePersonLeftAloneIsAsTheMailHasIt() {
        ItemId id = arrives("Offer");

        worded(id, new Wording(Map.of("Priority", "Low"), "", Map.of()));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task"))
                .singleElement()
                .satisfies(task -> assertThat(task)
                        .containsEntry("Subject", "Offer")
                        .containsEntry("Status", "Completed")
                        .containsEntry("Priority", "Low"));
    }

    /** reliability 2.4: a record whose answer was lost is adopted as it was worded. */
    @Test
    void aLostAnswerDoublesNothing() {
        ItemId id = arrives("Offer");
        world.crm.next("create", new Trouble.AnswerLost());

        worded(id, WORDS);
        world.runsUntilQuiet(world.anna);

        assertSaidOnce();
        assertThat(note(id)).isNull();
    }

    /** The node dies before the record is written: the next one finds what the person wrote. */
    @Test
    void itIsStillThereAfterACrash() {
        ItemId id = arrives("Offer");
        world.crm.next("create", new Trouble.Crashes(false));

        worded(id, WORDS);
        assertThatThrownBy(world::cycle).isInstanceOf(Trouble.Died.class);
        assertThat(world.crm.rows("Task")).isEmpty();
        assertThat(note(id)).isNotNull();
        world.passes(Duration.ofMinutes(5));
        world.runsUntilQuiet(world.anna);

        assertSaidOnce();
        assertThat(note(id)).isNull();
    }

    /** Somebody took it away: nothing is saved that says something else than the person wrote, and the pane says so. */
    @Test
    void withoutItNothingIsSavedAndTheAnswerSaysWhy() {
        ItemId id = arrives("Offer");
        worded(id, WORDS);
        world.mailbox().note(id, "");

        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.rows("Task")).isEmpty();
        assertThat(world.answer(id).state()).isEqualTo(State.FAILED);
        assertThat(world.answer(id).reason().rule()).isEqualTo("pane U-181");
        assertThat(world.mail(id).categories()).isEmpty();

        worded(id, WORDS);
        world.runsUntilQuiet(world.anna);
        assertSaidOnce();
    }

    /** A copied message brings its note along (graph-notes 8); what another wish left counts for nobody else. */
    @Test
    void aNoteOfAnotherWishIsNotTaken() {
        ItemId id = arrives("Offer");
        worded(id, WORDS);
        String other = note(id);
        worded(id, new Wording(Map.of("Subject", "Another"), "", Map.of()));
        world.mailbox().note(id, other);

        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).isEmpty();
        assertThat(world.answer(id).reason().code()).isEqualTo("LOST");
    }

    @Test
    void whoTakesTheWishBackTakesWhatHeWroteBack() {
        ItemId id = arrives("Offer");
        worded(id, WORDS);

        assertThat(world.wishes.withdraw(world.anna, id)).isTrue();

        assertThat(note(id)).isNull();
        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.rows("Task")).isEmpty();
    }

    /** What could not be taken off the message in one cycle is in a later one. */
    @Test
    void itIsTakenOffLaterWhereTheMailboxDoesNotAnswer() {
        ItemId id = arrives("Offer");
        worded(id, WORDS);
        boolean[] down = {true};
        world.mailbox().faults(new MailboxFaults() {
            @Override
            public void before(Op op) {
                if (op == Op.NOTE && down[0]) {
                    throw new RemoteFailureException(new RemoteFailure.Unreachable("down"));
                }
            }
        });
        world.cycle();
        assertSaidOnce();
        assertThat(note(id)).isNotNull();

        down[0] = false;
        world.passes(Duration.ofMinutes(30));
        world.runsUntilQuiet(world.anna);
        assertThat(note(id)).isNull();
        assertSaidOnce();
    }

    /** pane U-196, U-198; sync: a file under another name keeps its kind, and the mail itself is one more file. */
    @Test
    void filesBearTheirNewNamesAndTheMailItselfIsOne() throws IOException {
        Letter letter = letter("Offer").with("scan0001.pdf", "application/pdf", new byte[] {1, 2, 3});
        ItemId id = world.arrives(MailFolder.INBOX, letter);
        AttachmentId file = world.wishes
                .files(world.anna, world.mail(id))
                .getFirst()
                .attachment()
                .id();
        Wording wording =
                new Wording(Map.of(), "", Map.of(file, "Price list: cranes", AttachmentId.MESSAGE, "As it came"));

        String whole = Hashes.sha256(mime(id));
        String kept = world.wishes.word(world.anna, id, wording);
        world.wishes(
                id,
                SaveWish.to(List.of(carla), List.of())
                        .files(List.of(file, AttachmentId.MESSAGE))
                        .worded(kept));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.files())
                .extracting(stored -> stored.name())
                .containsExactlyInAnyOrder("Price list_ cranes.pdf", "As it came.eml");
        assertThat(world.crm.files())
                .filteredOn(stored -> stored.name().endsWith(".eml"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.sha256()).isEqualTo(whole));
        world.wishes.undo(world.anna.tenant(), world.anna.id(), id);
        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.files()).isEmpty();
    }

    /** sync A-9: nobody gets the mail itself as a file who did not ask for it. */
    @Test
    void theMailItselfIsNoFileUnlessItIsChosen() {
        ItemId id = arrives("Offer");
        world.wishes(id, SaveWish.to(List.of(carla), List.of()));
        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.files()).isEmpty();
    }

    /** pane U-188: what was saved with other words is taken back like everything else. */
    @Test
    void aWordedMailIsTakenBack() {
        ItemId id = arrives("Offer");
        worded(id, WORDS);
        world.runsUntilQuiet(world.anna);

        world.wishes.undo(world.anna.tenant(), world.anna.id(), id);
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).isEmpty();
        assertThat(note(id)).isNull();
    }

    private void assertSaidOnce() {
        assertThat(world.crm.rows("Task")).singleElement().satisfies(task -> {
            assertThat(task)
                    .containsEntry("Subject", "Call back about the crane")
                    .containsEntry("Status", "In Progress")
                    .containsEntry("Priority", "High");
            assertThat((String) task.get("Description")).startsWith("He sounded interested.\n\nFrom: ");
        });
    }

    private byte[] mime(ItemId id) throws IOException {
        try (var stream =
                world.mailbox().open(id, Attachment.message("Offer", 0)).orElseThrow()) {
            return stream.readAllBytes();
        }
    }

    private ItemId arrives(String subject) {
        return world.arrives(MailFolder.INBOX, letter(subject));
    }

    private static Letter letter(String subject) {
        return Letter.about(subject).from("carla@customer.example").to(EngineWorld.ANNA);
    }

    private void worded(ItemId id, Wording wording) {
        String kept = world.wishes.word(world.anna, id, wording);
        world.wishes(id, SaveWish.to(List.of(carla), List.of()).worded(kept));
    }

    private @org.jspecify.annotations.Nullable String note(ItemId id) {
        return world.mailbox().read(Set.of(id)).get(id) instanceof ReadOutcome.Found<MailContent>(MailContent content)
                ? content.note()
                : "not read";
    }

    /** Wishes that still name what a person wrote, as the database has them. */
    private List<String> stored() {
        return JdbcClient.create(world.database())
                .sql("select wish::text from wish where wording is not null")
                .query(String.class)
                .list();
    }
}
