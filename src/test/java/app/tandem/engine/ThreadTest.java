package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.User;
import app.tandem.crm.Trouble;
import app.tandem.engine.ItemAnswer.By;
import app.tandem.engine.ItemAnswer.State;
import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.mailbox.Letter;
import app.tandem.mailbox.MailboxFaults.Op;
import app.tandem.settings.SaveSettings;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A whole conversation saved because one of its messages was marked (sync section 7). */
class ThreadTest {

    private static final String CUSTOMER = "carla@customer.example";
    private static final String TALK = "talk-1";

    private EngineWorld world;
    private RecordRef carla;
    private RecordRef customer;
    private RecordRef deal;

    @BeforeEach
    void begin() {
        world = new EngineWorld();
        carla = new RecordRef("Contact", world.contact(CUSTOMER));
        customer = new RecordRef("Account", (String) world.crm.get(carla.id()).get("AccountId"));
        deal = opportunity("Deal");
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName(
            "H-3, H-4, H-5: past and future mail of the conversation in Inbox and Sent gets the links chosen first")
    void pastAndFutureMailIsSavedWithTheSameLinks() {
        ItemId before = world.arrives(MailFolder.INBOX, letter("Before"));
        ItemId sent = world.arrives(
                MailFolder.SENT, letter("Sent").from(EngineWorld.ANNA).to(CUSTOMER));
        ItemId elsewhere = world.arrives(MailFolder.OTHER, letter("Archived"));
        ItemId stranger = world.arrives(MailFolder.INBOX, letter("Another talk").in("talk-2"));
        ItemId first = world.arrives(MailFolder.INBOX, letter("First"));
        world.runsUntilQuiet(world.anna);

        world.wishes(first, SaveWish.to(List.of(carla), List.of(deal)).wholeThread());
        world.runsUntilQuiet(world.anna);
        ItemId after = world.arrives(
                MailFolder.INBOX, letter("After").from("new@elsewhere.example").cc(CUSTOMER));
        world.runsUntilQuiet(world.anna);

        for (String subject : List.of("Before", "Sent", "First", "After")) {
            assertThat(links(subject)).as(subject).containsExactlyInAnyOrder(carla.id(), deal.id());
        }
        assertThat(world.crm.rows("Task")).hasSize(4);
        for (ItemId id : List.of(before, sent, after)) {
            assertThat(world.mail(id).categories()).contains("Salesforce");
            assertThat(world.answer(id).state()).isEqualTo(State.SAVED);
            assertThat(world.answer(id).by()).isEqualTo(By.SYNC);
            assertThat(world.answer(id).reason().code()).isEqualTo("THREAD");
        }
        for (ItemId id : List.of(elsewhere, stranger)) {
            assertThat(world.answer(id).state()).isEqualTo(State.NOT_SAVED);
        }
    }

    @Test
    @DisplayName("H-3: service mail, and mail among colleagues or blocklisted people only, is left out without a word")
    void whatTheRulesLeaveOutIsLeftAlone() {
        world.settings = EngineWorld.settings(Set.of("tandem.example"));
        ItemId receipt = world.arrives(MailFolder.INBOX, letter("Read").asReceipt());
        ItemId internal = world.arrives(
                MailFolder.INBOX, letter("Among us").from("bert@tandem.example").to(EngineWorld.ANNA));
        marks(world.arrives(MailFolder.INBOX, letter("First")), List.of(carla), List.of(deal));

        assertThat(world.crm.rows("Task")).hasSize(1);
        for (ItemId id : List.of(receipt, internal)) {
            assertThat(world.answer(id).state()).isEqualTo(State.NOT_SAVED);
            assertThat(world.mail(id).categories()).isEmpty();
        }
    }

    @Test
    @DisplayName("H-3: the first message must itself be in Inbox or Sent")
    void aMessageElsewhereMarksNothing() {
        ItemId first = world.arrives(MailFolder.OTHER, letter("First"));
        marks(first, List.of(carla), List.of(deal));
        world.arrives(MailFolder.INBOX, letter("After"));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).isEmpty();
    }

    @Test
    @DisplayName("H-1: without S-2 and S-44, and without the thread-id field, nothing is marked")
    void thePrerequisitesAreNeeded() {
        world.saves = new SaveSettings(true, Set.of(), Set.of(), Set.of(), false);
        marks(world.arrives(MailFolder.INBOX, letter("First")), List.of(carla), List.of(deal));
        world.saves = SaveSettings.DEFAULT;
        world.arrives(MailFolder.INBOX, letter("After"));
        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.rows("Task")).hasSize(1);

        world.crm.packageInstalled = false;
        marks(world.arrives(MailFolder.INBOX, letter("Second")), List.of(carla), List.of(deal));
        world.arrives(MailFolder.INBOX, letter("And on"));
        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.rows("Task")).hasSize(2);
    }

    @Test
    @DisplayName("H-1, S-2: switched off later, marks rest; switched on again they count")
    void aSwitchTurnsMarksOff() {
        marks(world.arrives(MailFolder.INBOX, letter("First")), List.of(carla), List.of(deal));
        world.saves = new SaveSettings(true, Set.of(), Set.of(), Set.of(), false);
        world.arrives(MailFolder.INBOX, letter("Rests"));
        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.rows("Task")).hasSize(1);

        world.saves = SaveSettings.DEFAULT;
        world.arrives(MailFolder.INBOX, letter("Counts"));
        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.rows("Task")).hasSize(2);
    }

    @Test
    @DisplayName("H-6: a person added by hand is linked to the first message only, a business record to all")
    void aPersonAddedByHandIsNotInherited() {
        RecordRef outsider = new RecordRef("Contact", world.contact("olga@outside.example"));
        ItemId first = world.arrives(MailFolder.INBOX, letter("First"));
        world.arrives(MailFolder.INBOX, letter("Before"));
        marks(first, List.of(outsider), List.of(deal));

        assertThat(links("First")).containsExactlyInAnyOrder(outsider.id(), deal.id());
        assertThat(links("Before")).containsExactly(deal.id());
    }

    @Test
    @DisplayName("H-6, pane U-191: with nothing but such a person, the others go under the Account of the first")
    void whoIsLeftAloneGoesUnderTheAccount() {
        RecordRef outsider = new RecordRef("Contact", world.contact("olga@outside.example"));
        Object account = world.crm.get(outsider.id()).get("AccountId");
        world.arrives(MailFolder.INBOX, letter("Before"));
        marks(world.arrives(MailFolder.INBOX, letter("First")), List.of(outsider), List.of());

        assertThat(links("First")).containsExactlyInAnyOrder(outsider.id(), account);
        assertThat(links("Before")).containsExactly(account);
    }

    @Test
    @DisplayName("H-5: one user's own other choice counts for its message; the thread stays with what was chosen first")
    void anotherChoiceOfTheSameUserIsForItsMessage() {
        RecordRef other = opportunity("Other");
        marks(world.arrives(MailFolder.INBOX, letter("First")), List.of(carla), List.of(deal));
        ItemId second =
                world.mailbox().drafts(letter("Second").from(EngineWorld.ANNA).to(CUSTOMER));
        world.wishes.saveAfterSending(
                world.anna.tenant(),
                world.anna.id(),
                second,
                SaveWish.to(List.of(), List.of(other)).wholeThread());
        world.mailbox().sends(second, true);
        world.runsUntilQuiet(world.anna);
        world.arrives(MailFolder.INBOX, letter("Third"));
        world.runsUntilQuiet(world.anna);

        assertThat(links("Second")).containsExactly(other.id());
        assertThat(links("Third")).containsExactlyInAnyOrder(carla.id(), deal.id());
    }

    @Test
    @DisplayName("H-9: un-marked, later mail is left alone; what was saved stays")
    void unmarkingStopsFutureSavesOnly() {
        ItemId first = world.arrives(MailFolder.INBOX, letter("First"));
        marks(first, List.of(carla), List.of(deal));
        Threads threads = world.threads;
        assertThat(threads.find(world.anna.tenant(), world.anna.id(), TALK))
                .hasValueSatisfying(marked -> assertThat(marked.records()).containsExactly(carla, deal));

        assertThat(threads.stop(world.anna.tenant(), world.anna.id(), TALK)).isTrue();
        ItemId later = world.arrives(MailFolder.INBOX, letter("Later"));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(1);
        assertThat(world.answer(first).state()).isEqualTo(State.SAVED);
        assertThat(world.answer(later).state()).isEqualTo(State.NOT_SAVED);
        assertThat(threads.find(world.anna.tenant(), world.anna.id(), TALK)).isEmpty();
    }

    @Test
    @DisplayName("pane U-188: a message taken back is not saved again by its thread")
    void whatIsTakenBackStaysSo() {
        marks(world.arrives(MailFolder.INBOX, letter("First")), List.of(carla), List.of(deal));
        ItemId second = world.arrives(MailFolder.INBOX, letter("Second"));
        world.runsUntilQuiet(world.anna);
        assertThat(world.answer(second).undoable()).isTrue();

        world.wishes.undo(world.anna.tenant(), world.anna.id(), second);
        world.runsUntilQuiet(world.anna);
        world.mailbox().replay();
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(1);
        assertThat(world.answer(second).state()).isEqualTo(State.NOT_SAVED);
    }

    @Test
    @DisplayName(
            "H-3: looking back is one request for the thread, once; a failure in between loses and doubles nothing")
    void lookingBackIsDoneOnceAndSurvivesFailures() {
        for (int i = 0; i < 30; i++) {
            world.arrives(MailFolder.INBOX, letter("Before " + i).messageId("<" + i + "@talk.example>"));
        }
        ItemId first = world.arrives(MailFolder.INBOX, letter("First"));
        world.runsUntilQuiet(world.anna);
        world.mailbox().clearCalls();
        int[] creates = new int[1];
        world.crm.troubles(
                call -> call.operation().equals("create") && ++creates[0] == 2 ? new Trouble.AnswerLost() : null);

        marks(first, List.of(carla), List.of(deal));
        assertThat(world.crm.rows("Task")).hasSize(31);
        assertThat(world.mailbox().calls()).filteredOn(Op.CONVERSATION::equals).hasSize(1);

        world.arrives(MailFolder.INBOX, letter("After"));
        world.runsUntilQuiet(world.anna);
        assertThat(world.mailbox().calls()).filteredOn(Op.CONVERSATION::equals).hasSize(1);
    }

    @Test
    @DisplayName("H-5: records that are gone are left out; without any left the mail waits and names the rule")
    void goneRecordsAreLeftOut() {
        marks(world.arrives(MailFolder.INBOX, letter("First")), List.of(carla), List.of(deal));
        world.crm.delete(deal.id());
        world.arrives(MailFolder.INBOX, letter("Second"));
        world.runsUntilQuiet(world.anna);
        assertThat(links("Second")).contains(carla.id()).doesNotContain(deal.id());

        world.crm.delete(carla.id());
        ItemId third = world.arrives(MailFolder.INBOX, letter("Third"));
        world.runsUntilQuiet(world.anna);
        assertThat(links("Third")).isEmpty();
        assertThat(world.answer(third).reason().rule()).isEqualTo("sync H-5");
        assertThat(world.mail(third).categories()).isEmpty();
    }

    @Test
    @DisplayName("H-7: the worked example, saved by category and by dialog")
    void theWorkedExample() {
        User bert = world.joins("bert@tandem.example", 2);
        RecordRef dealA = opportunity("OppA");
        RecordRef dealB = opportunity("OppB");
        RecordRef accountA = account("a.example");
        RecordRef accountB = account("b.example");
        String stranger = "someone@nowhere.example";

        ItemId first =
                world.arrives(MailFolder.INBOX, letter("msg1").from(stranger).messageId("<1@talk.example>"));
        marks(first, List.of(), List.of(dealA));
        assertThat(links("msg1")).containsExactly(dealA.id());

        ItemId second = arrives(
                bert,
                letter("msg2").from("x@a.example").messageId("<2@talk.example>").answering("<1@talk.example>"));
        world.mailbox(bert).categorise(second, List.of("Salesforce"));
        world.runsUntilQuiet(bert);
        assertThat(links("msg2")).containsExactlyInAnyOrder(dealA.id(), accountA.id());

        ItemId third =
                world.arrives(MailFolder.OTHER, letter("msg3").from(stranger).messageId("<3@talk.example>"));
        world.wishes(third, SaveWish.to(List.of(), List.of(dealB)));
        world.mailbox().move(third, MailFolder.INBOX);
        world.runsUntilQuiet(world.anna);
        assertThat(links("msg3")).containsExactly(dealB.id());

        ItemId fourth = arrives(
                bert,
                letter("msg4")
                        .from("y@b.example")
                        .messageId("<4@talk.example>")
                        .answering("<1@talk.example>", "<2@talk.example>", "<3@talk.example>"));
        world.mailbox(bert).categorise(fourth, List.of("Salesforce"));
        world.runsUntilQuiet(bert);
        assertThat(links("msg4")).containsExactlyInAnyOrder(dealA.id(), accountA.id(), dealB.id(), accountB.id());
        assertThat(world.answer(bert, fourth).state()).isEqualTo(State.SAVED);
        assertThat(world.answer(bert, fourth).by()).isEqualTo(By.SYNC);
    }

    @Test
    @DisplayName(
            "H-7, E-45: what a colleague's mark saved already gets the records that this user's mark brings, and no copy twice")
    void twoMarksOnOneThreadMeet() {
        User bert = world.joins("bert@tandem.example", 2);
        RecordRef other = opportunity("Other");
        Letter one = letter("One").messageId("<1@talk.example>");
        Letter two = letter("Two").messageId("<2@talk.example>").answering("<1@talk.example>");
        ItemId annas = world.arrives(MailFolder.INBOX, one);
        world.arrives(MailFolder.INBOX, two);
        ItemId berts = arrives(bert, two);
        arrives(bert, one);
        marks(annas, List.of(carla), List.of(deal));
        assertThat(links("Two")).containsExactlyInAnyOrder(carla.id(), deal.id());

        world.wishes.save(
                bert.tenant(),
                bert.id(),
                berts,
                SaveWish.to(List.of(), List.of(other)).wholeThread());
        world.runsUntilQuiet(bert);
        world.runsUntilQuiet(world.anna);

        assertThat(links("One")).containsExactlyInAnyOrder(carla.id(), deal.id(), other.id());
        assertThat(links("Two")).containsExactlyInAnyOrder(carla.id(), deal.id(), other.id());
        Letter three = letter("Three").messageId("<3@talk.example>").answering("<1@talk.example>", "<2@talk.example>");
        world.arrives(MailFolder.INBOX, three);
        arrives(bert, three);
        world.runsUntilQuiet(world.anna);
        world.runsUntilQuiet(bert);
        assertThat(links("Three")).contains(carla.id(), deal.id(), other.id());
        int written = world.crm.rows("Task").size();
        world.passes(Duration.ofHours(1));
        world.runsUntilQuiet(bert);
        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.rows("Task")).hasSize(written);
    }

    @Test
    @DisplayName("H-8: who only refers to a thread that nobody marked is saved as ever")
    void withoutAMarkReferencesMeanNothing() {
        User bert = world.joins("bert@tandem.example", 2);
        ItemId first = world.arrives(MailFolder.INBOX, letter("First").messageId("<1@talk.example>"));
        world.wishes(first, SaveWish.to(List.of(), List.of(deal)));
        world.runsUntilQuiet(world.anna);

        ItemId second = arrives(bert, letter("Second").answering("<1@talk.example>"));
        world.mailbox(bert).categorise(second, List.of("Salesforce"));
        world.runsUntilQuiet(bert);

        assertThat(links("Second")).containsExactlyInAnyOrder(carla.id(), customer.id());
    }

    @Test
    @DisplayName("H-7: the clones of a thread's mail are not written twice when the answer to them is lost")
    void lostClonesAreAdopted() {
        RecordRef other = opportunity("Other");
        world.arrives(MailFolder.INBOX, letter("Before"));
        int[] creates = new int[1];
        world.crm.troubles(
                call -> call.operation().equals("create") && ++creates[0] == 4 ? new Trouble.AnswerLost() : null);
        marks(world.arrives(MailFolder.INBOX, letter("First")), List.of(), List.of(deal, other));

        assertThat(creates[0]).isGreaterThanOrEqualTo(4);
        assertThat(links("Before")).containsExactlyInAnyOrder(deal.id(), other.id());
        assertThat(world.crm.rows("Task")).hasSize(4);
    }

    private void marks(ItemId id, List<RecordRef> people, List<RecordRef> business) {
        world.wishes(id, SaveWish.to(people, business).wholeThread());
        world.runsUntilQuiet(world.anna);
    }

    private ItemId arrives(User user, Letter letter) {
        return world.mailbox(user).deliver(MailFolder.INBOX, letter.in("how " + user.id() + " calls it"));
    }

    /** The ids of all records that the activities of a mail are linked with. */
    private Set<Object> links(String subject) {
        Set<Object> links = new LinkedHashSet<>();
        world.crm.rows("Task").stream()
                .filter(task -> subject.equals(task.get("Subject")))
                .forEach(task -> {
                    links.add(task.get("WhoId"));
                    links.add(task.get("WhatId"));
                    if (task.get("TaskWhoIds") instanceof List<?> who) {
                        links.addAll(who);
                    }
                });
        links.remove(null);
        return links;
    }

    private RecordRef record(String type, Map<String, ?> fields) {
        return new RecordRef(type, world.crm.put(type, fields));
    }

    private RecordRef opportunity(String name) {
        return record("Opportunity", Map.of("Name", name, "IsClosed", false, "CloseDate", LocalDate.of(2026, 4, 1)));
    }

    private RecordRef account(String domain) {
        return record("Account", Map.of("Name", domain, "Website", "https://www." + domain));
    }

    private static Letter letter(String subject) {
        return Letter.about(subject).from(CUSTOMER).to(EngineWorld.ANNA).in(TALK);
    }
}
