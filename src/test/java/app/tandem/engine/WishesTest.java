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
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.Letter;
import app.tandem.platform.Notices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's own wish to save a mail, from the pane to Salesforce and back into the answer. */
class WishesTest {

    private static final String CUSTOMER = "carla@customer.example";

    private EngineWorld world;
    private RecordRef carla;
    private RecordRef customer;

    @BeforeEach
    void begin() {
        world = new EngineWorld();
        carla = new RecordRef("Contact", world.contact(CUSTOMER));
        customer = new RecordRef("Account", (String) world.crm.get(carla.id()).get("AccountId"));
    }

    @AfterEach
    void end() {
        world.close();
    }

    /** pane U-63, U-162, U-172; sync E-47: exactly the chosen records, the category at once, and the answer says who. */
    @Test
    void aReceivedMailIsSavedToExactlyTheChosenRecords() {
        RecordRef deal = deal("Deal");
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        assertThat(world.answer(id).state()).isEqualTo(State.NOT_SAVED);

        world.wishes(id, SaveWish.to(List.of(carla), List.of(deal)));
        assertThat(world.answer(id)).satisfies(answer -> {
            assertThat(answer.state()).isEqualTo(State.WILL_BE_SAVED);
            assertThat(answer.since()).isEqualTo(EngineWorld.START);
            assertThat(answer.records()).containsExactly(carla, deal);
        });
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task"))
                .singleElement()
                .satisfies(task ->
                        assertThat(task).containsEntry("WhoId", carla.id()).containsEntry("WhatId", deal.id()));
        assertThat(world.mail(id).categories()).contains("Salesforce");
        assertThat(world.answer(id)).satisfies(answer -> {
            assertThat(answer.state()).isEqualTo(State.SAVED);
            assertThat(answer.by()).isEqualTo(By.THIS_USER);
            assertThat(answer.activities()).hasSize(1);
            assertThat(answer.records()).contains(carla, deal);
        });
    }

    /** pane U-191: without a business record, the Account of the Contact. */
    @Test
    void aContactAloneGoesUnderItsAccount() {
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer").from("nobody@elsewhere.example"));

        world.wishes(id, SaveWish.to(List.of(carla), List.of()));
        world.cycle();

        assertThat(world.crm.rows("Task"))
                .singleElement()
                .satisfies(task -> assertThat(task).containsEntry("WhatId", customer.id()));
    }

    /** pane U-168, U-170; sync E-13: neither internal nor blocklisted mail is beyond a person's own wish. */
    @Test
    void internalMailIsSavedByHand() {
        world.settings = EngineWorld.settings(java.util.Set.of("tandem.example"));
        ItemId id = world.arrives(
                MailFolder.INBOX, letter("Among us").from("bert@tandem.example").to(EngineWorld.ANNA));

        world.wishes(id, SaveWish.to(List.of(carla), List.of()));
        world.cycle();

        assertThat(world.crm.rows("Task"))
                .singleElement()
                .satisfies(task -> assertThat(task).containsEntry("WhoId", carla.id()));
        assertThat(world.answer(id).state()).isEqualTo(State.SAVED);
    }

    /** Nothing chosen: as the lane would save it. */
    @Test
    void withoutChoiceTheRecordsAreThoseOfTheLane() {
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));

        world.wishes(id, SaveWish.automatic());
        world.cycle();

        assertThat(world.crm.rows("Task"))
                .singleElement()
                .satisfies(task ->
                        assertThat(task).containsEntry("WhoId", carla.id()).containsEntry("WhatId", customer.id()));
    }

    /** sync E-48, S-41; pane U-192: nothing ticked is a choice, and where the org allows it the mail hangs on nothing. */
    @Test
    void nobodyChosenIsLinkedWithNobody() {
        world.settings = EngineWorld.withoutRecords();
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));

        world.wishes(id, SaveWish.to(List.of(), List.of()));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task"))
                .singleElement()
                .satisfies(task -> assertThat(task).doesNotContainKeys("WhoId", "WhatId", "TaskWhoIds"));
        assertThat(world.answer(id)).satisfies(answer -> {
            assertThat(answer.state()).isEqualTo(State.SAVED);
            assertThat(answer.records()).isEmpty();
        });
    }

    /** pane U-192: where the org does not allow it, it is refused by name and not linked with whom the rules would find. */
    @Test
    void nobodyChosenIsRefusedWhereMailNeedsARecord() {
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));

        world.wishes(id, SaveWish.to(List.of(), List.of()));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).isEmpty();
        assertThat(world.answer(id).state()).isEqualTo(State.FAILED);
        assertThat(world.answer(id).reason().code()).isEqualTo("NO_RECORD");
    }

    /** sync E-12: service mail cannot be saved, and the answer names the rule. */
    @Test
    void serviceMailCannotBeSaved() {
        ItemId id = world.arrives(MailFolder.INBOX, letter("Read: Offer").asReceipt());

        world.wishes(id, SaveWish.to(List.of(carla), List.of()));
        world.cycle();

        assertThat(world.crm.rows("Task")).isEmpty();
        assertThat(world.answer(id).state()).isEqualTo(State.CANNOT_BE_SAVED);
        assertThat(world.answer(id).reason().rule()).isEqualTo("sync E-12");
    }

    /** sync W-12. */
    @Test
    void mailInAnotherFolderCannotBeSaved() {
        ItemId id = world.arrives(MailFolder.OTHER, letter("Offer"));

        world.wishes(id, SaveWish.to(List.of(carla), List.of()));
        world.cycle();

        assertThat(world.answer(id).state()).isEqualTo(State.CANNOT_BE_SAVED);
        assertThat(world.answer(id).reason().rule()).isEqualTo("sync W-12");
    }

    /** pane U-63: what Salesforce refuses is a failure with its code, and pressing Save again is the retry. */
    @Test
    void aRefusalIsAFailureUntilItIsTriedAgain() {
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        world.crm.next(
                "create",
                new Trouble.Rows(1, new WriteOutcome.Refused("REQUIRED_FIELD_MISSING", List.of("Region__c"))));
        SaveWish wish = SaveWish.to(List.of(carla), List.of());

        world.wishes(id, wish);
        world.cycle();
        assertThat(world.answer(id)).satisfies(answer -> {
            assertThat(answer.state()).isEqualTo(State.FAILED);
            assertThat(answer.reason().code()).isEqualTo("REQUIRED_FIELD_MISSING");
            assertThat(answer.reason().fields()).containsExactly("Region__c");
        });

        world.wishes(id, wish);
        world.runsUntilQuiet(world.anna);
        assertThat(world.answer(id).state()).isEqualTo(State.SAVED);
        assertThat(world.mail(id).categories()).doesNotContain("Sync Error");
    }

    /** sync L-20; pane U-190: further business records are served by clones, and a crash in between doubles none. */
    @Test
    void furtherBusinessRecordsAreServedByClones() {
        List<RecordRef> deals = List.of(deal("one"), deal("two"), deal("three"));
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));

        world.wishes(id, SaveWish.to(List.of(carla), deals));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task"))
                .extracting(task -> task.get("WhatId"))
                .containsExactlyElementsOf(deals.stream().map(RecordRef::id).toList());
        assertThat(world.crm.rows("Task")).allSatisfy(task -> assertThat(task).containsEntry("WhoId", carla.id()));
        assertThat(world.answer(id).activities()).hasSize(3);
    }

    /** The answer to the clones' creation is lost: they are looked up, not written again. */
    @Test
    void lostClonesAreAdopted() {
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        int[] creates = new int[1];
        world.crm.troubles(
                call -> call.operation().equals("create") && ++creates[0] == 2 ? new Trouble.AnswerLost() : null);

        world.wishes(id, SaveWish.to(List.of(carla), List.of(deal("one"), deal("two"))));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(2);
        assertThat(world.answer(id).activities()).hasSize(2);
    }

    /** The answer to the first record is lost and the person changes his mind: both wishes are served, nothing twice. */
    @Test
    void aLostRecordKeepsTheLinksItWasWrittenWith() {
        RecordRef one = deal("one");
        RecordRef two = deal("two");
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        world.crm.next("create", new Trouble.AnswerLost());
        world.wishes(id, SaveWish.to(List.of(carla), List.of(one)));
        world.cycle();

        world.wishes(id, SaveWish.to(List.of(carla), List.of(two)));
        world.passes(Duration.ofMinutes(1));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task"))
                .extracting(task -> task.get("WhatId"))
                .containsExactly(one.id(), two.id());
    }

    /** The answer to the only record is lost: it is adopted as what it is, and no copy is made. */
    @Test
    void aLostRecordIsAdopted() {
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        world.crm.next("create", new Trouble.AnswerLost());

        world.wishes(id, SaveWish.to(List.of(carla), List.of(deal("one"))));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(1);
        assertThat(world.answer(id).state()).isEqualTo(State.SAVED);
    }

    /** pane U-188, U-195; sync D-3: other links make a copy, the first stays as it was; the same links make none. */
    @Test
    void savingAgainWithOtherRecordsMakesACopy() {
        ItemId id = world.arrives(MailFolder.MARKER, letter("Offer"));
        world.runsUntilQuiet(world.anna);
        assertThat(world.answer(id).by()).isEqualTo(By.SYNC);
        Map<String, Object> first = world.crm.rows("Task").getFirst();
        RecordRef deal = deal("one");

        world.wishes(id, SaveWish.to(List.of(carla), List.of(deal)));
        world.runsUntilQuiet(world.anna);
        world.wishes(id, SaveWish.to(List.of(carla), List.of(deal)));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(2);
        assertThat(world.crm.rows("Task").getFirst()).isEqualTo(first);
        assertThat(world.crm.rows("Task").getLast()).containsEntry("WhatId", deal.id());
    }

    /** pane U-188, U-209; sync E-21, L-21: the same activity hangs on other records, and no second one is written. */
    @Test
    void aSavedMailIsLinkedOtherwiseWithoutACopy() {
        ItemId id = world.arrives(MailFolder.MARKER, letter("Offer"));
        world.runsUntilQuiet(world.anna);
        String task = (String) world.crm.rows("Task").getFirst().get("Id");
        RecordRef dora = new RecordRef("Contact", world.contact("dora@customer.example"));
        RecordRef deal = deal("one");

        links(id, SaveWish.to(List.of(dora), List.of(deal)));

        assertThat(world.crm.rows("Task"))
                .singleElement()
                .satisfies(now -> assertThat(now)
                        .containsEntry("Id", task)
                        .containsEntry("WhoId", dora.id())
                        .containsEntry("WhatId", deal.id()));
        assertThat(world.answer(id)).satisfies(answer -> {
            assertThat(answer.state()).isEqualTo(State.SAVED);
            assertThat(answer.records()).containsExactly(dora, deal);
            assertThat(answer.own()).isTrue();
            assertThat(answer.undoable()).isFalse();
        });
        int calls = world.crm.calls().size();
        world.cycle();
        assertThat(world.crm.calls().subList(calls, world.crm.calls().size()))
                .noneMatch(call -> call.operation().equals("relink"));
    }

    /** sync L-20, L-21: what is ticked in addition gets a copy, what is unticked loses it, and the original stays. */
    @Test
    void copiesComeAndGoWithTheTicks() {
        RecordRef one = deal("one");
        RecordRef two = deal("two");
        RecordRef three = deal("three");
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        world.wishes(id, SaveWish.to(List.of(carla), List.of(one)));
        world.runsUntilQuiet(world.anna);
        String task = (String) world.crm.rows("Task").getFirst().get("Id");

        links(id, SaveWish.to(List.of(carla), List.of(one, two, three)));
        assertThat(whats()).containsExactly(one.id(), two.id(), three.id());

        links(id, SaveWish.to(List.of(carla), List.of(three)));
        assertThat(whats()).containsExactly(three.id());
        assertThat(world.crm.rows("Task").getFirst()).containsEntry("Id", task);
        assertThat(world.answer(id).activities()).hasSize(1);
        assertThat(world.answer(id).records()).containsExactly(carla, three);
    }

    /** sync S-41: nothing ticked takes all links off. */
    @Test
    void aSavedMailLosesAllLinks() {
        world.settings = EngineWorld.withoutRecords();
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        world.wishes(id, SaveWish.to(List.of(carla), List.of(deal("one"))));
        world.runsUntilQuiet(world.anna);

        links(id, SaveWish.to(List.of(), List.of()));

        assertThat(world.crm.rows("Task"))
                .singleElement()
                .satisfies(task -> assertThat(task).doesNotContainKeys("WhoId", "WhatId"));
        assertThat(world.answer(id).records()).isEmpty();
    }

    /** Whatever gets lost on the way, the links come out right and nothing is doubled. */
    @ParameterizedTest
    @ValueSource(strings = {"relink", "delete", "create", "trace", "search"})
    void aLostAnswerLeavesTheLinksAsWished(String operation) {
        RecordRef one = deal("one");
        RecordRef two = deal("two");
        RecordRef three = deal("three");
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        world.wishes(id, SaveWish.to(List.of(carla), List.of(one, two)));
        world.runsUntilQuiet(world.anna);
        world.crm.next(operation, new Trouble.AnswerLost());

        links(id, SaveWish.to(List.of(carla), List.of(three)));

        assertThat(whats()).containsExactly(three.id());
        assertThat(world.answer(id).state()).isEqualTo(State.SAVED);
        assertThat(world.answer(id).records()).containsExactly(carla, three);
    }

    /** The person changes his mind while it is not known whether a copy was written. */
    @Test
    void aLostCopyIsNotForgotten() {
        RecordRef one = deal("one");
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        int[] creates = new int[1];
        world.crm.troubles(
                call -> call.operation().equals("create") && ++creates[0] == 2 ? new Trouble.AnswerLost() : null);
        world.wishes(id, SaveWish.to(List.of(carla), List.of(one, deal("two"))));
        world.cycle();
        assertThat(world.crm.rows("Task")).hasSize(2);

        links(id, SaveWish.to(List.of(carla), List.of(one)));

        assertThat(whats()).containsExactly(one.id());
    }

    /** What somebody has worked on since is not deleted for a tick; the reason says so. */
    @Test
    void aCopySomebodyWorkedOnStays() {
        RecordRef one = deal("one");
        RecordRef two = deal("two");
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        world.wishes(id, SaveWish.to(List.of(carla), List.of(one, two)));
        world.runsUntilQuiet(world.anna);
        world.passes(Duration.ofMinutes(1));
        world.crm.change(
                (String) world.crm.rows("Task").getLast().get("Id"), "005X", Map.of("Description", "called back"));

        links(id, SaveWish.to(List.of(carla), List.of(one)));

        assertThat(whats()).containsExactly(one.id(), two.id());
        assertThat(world.answer(id).state()).isEqualTo(State.SAVED);
        assertThat(world.answer(id).reason().code()).isEqualTo("CHANGED");
    }

    /** sync D-2, D-3; pane U-195: a colleague's record is not touched, his links are not lost. */
    @Test
    void whatAColleagueSavedKeepsItsLinks() {
        User bert = world.joins("bert@tandem.example", 2);
        world.mailbox(bert).deliver(MailFolder.MARKER, letter("Offer"));
        world.runsUntilQuiet(bert);
        Map<String, Object> first = world.crm.rows("Task").getFirst();
        RecordRef deal = deal("one");
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));

        links(id, SaveWish.to(List.of(carla), List.of(deal)));

        assertThat(world.crm.rows("Task")).hasSize(2).first().isEqualTo(first);
        assertThat(world.crm.rows("Task").getLast()).containsEntry("WhatId", deal.id());
        assertThat(world.answer(id).own()).isFalse();
    }

    /** sync L-21, S-14: where copies are not allowed the one activity changes; two business records are refused by name. */
    @Test
    void withoutCopiesTheOneActivityChanges() {
        world.saves = new app.tandem.settings.SaveSettings(
                false, java.util.Set.of(), java.util.Set.of(), java.util.Set.of(), true);
        RecordRef one = deal("one");
        RecordRef two = deal("two");
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        world.wishes(id, SaveWish.to(List.of(carla), List.of(one)));
        world.runsUntilQuiet(world.anna);

        links(id, SaveWish.to(List.of(carla), List.of(two)));
        assertThat(whats()).containsExactly(two.id());

        links(id, SaveWish.to(List.of(carla), List.of(one, two)));
        assertThat(whats()).containsExactly(two.id());
        assertThat(world.answer(id).reason().code()).isEqualTo("ONE_BUSINESS_RECORD");
    }

    /** sync E-21, E-22: of an enhanced mail the links change in place; who did not receive it joins beside its receivers. */
    @Test
    void anEnhancedMailIsLinkedOtherwise() {
        world.crm.enhancedEmail = true;
        RecordRef outsider = new RecordRef("Contact", world.contact("otto@elsewhere.example"));
        RecordRef deal = deal("one");
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        world.wishes(id, SaveWish.to(List.of(carla, outsider), List.of(deal("first"))));
        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.rows("EmailMessage"))
                .singleElement()
                .satisfies(mail ->
                        assertThat(mail).containsEntry("FromId", carla.id()).doesNotContainKey("CcAddress"));
        assertThat(world.crm.rows("EmailMessageRelation"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("RelationId", outsider.id()));

        links(id, SaveWish.to(List.of(carla), List.of(deal)));

        assertThat(world.crm.rows("EmailMessage"))
                .singleElement()
                .satisfies(mail -> assertThat(mail).containsEntry("RelatedToId", deal.id()));
        assertThat(world.crm.rows("EmailMessageRelation")).isEmpty();
    }

    private void links(ItemId id, SaveWish wish) {
        world.wishes.link(world.anna.tenant(), world.anna.id(), id, wish);
        world.runsUntilQuiet(world.anna);
    }

    private List<Object> whats() {
        return world.crm.rows("Task").stream().map(task -> task.get("WhatId")).toList();
    }

    /** pane U-65; sync D-2: a colleague's record is this mail, with the links the colleague chose. */
    @Test
    void aColleaguesRecordIsTheAnswer() {
        User bert = world.joins("bert@tandem.example", 2);
        ItemId copy = world.mailbox(bert).deliver(MailFolder.MARKER, letter("Offer"));
        world.runsUntilQuiet(bert);
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));

        world.wishes(id, SaveWish.automatic());
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(1);
        assertThat(world.answer(id)).satisfies(answer -> {
            assertThat(answer.state()).isEqualTo(State.SAVED);
            assertThat(answer.by()).isEqualTo(By.COLLEAGUE);
            assertThat(answer.saver()).isEqualTo(bert.id());
            assertThat(answer.records()).contains(carla, customer);
            assertThat(answer.activities()).isEqualTo(world.answer(bert, copy).activities());
        });
    }

    /** sync E-10; pane U-165: the choice waits with the draft and is carried out on the sent copy, whatever its id. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsChosenForADraftIsSavedOnceItIsSent(boolean keepsId) {
        ItemId draft = world.mailbox()
                .drafts(Letter.about("Answer").from(EngineWorld.ANNA).to("new@elsewhere.example"));
        world.wishes.saveAfterSending(
                world.anna.tenant(), world.anna.id(), draft, SaveWish.to(List.of(carla), List.of(deal("one"))));
        world.cycle();
        assertThat(world.crm.rows("Task")).isEmpty();
        assertThat(world.answer(draft).state()).isEqualTo(State.WILL_BE_SAVED);

        ItemId sent = world.mailbox().sends(draft, keepsId);
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task"))
                .singleElement()
                .satisfies(task -> assertThat(task).containsEntry("WhoId", carla.id()));
        assertThat(world.answer(sent).by()).isEqualTo(By.THIS_USER);
    }

    /** pane U-165: who discards the draft discards the choice. */
    @Test
    void aDiscardedDraftIsForgotten() {
        ItemId draft = world.mailbox().drafts(Letter.about("Answer").from(EngineWorld.ANNA));
        world.wishes.saveAfterSending(
                world.anna.tenant(), world.anna.id(), draft, SaveWish.to(List.of(carla), List.of()));
        world.cycle();
        world.mailbox().delete(draft);
        world.passes(Duration.ofMinutes(3));

        world.runsUntilQuiet(world.anna);

        assertThat(world.wishes.withdraw(world.anna, draft)).isFalse();
        assertThat(world.crm.rows("Task")).isEmpty();
    }

    /** pane U-66: whoever shows an item hears of it, on whatever node, once it is committed. */
    @Test
    void changedAnswersAreTold() throws Exception {
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        BlockingQueue<ItemAnswerChanged> heard = new LinkedBlockingQueue<>();
        try (Notices notices =
                new Notices(world.database(), "tandem_answer", text -> heard.add(AnswerNotices.event(text)))) {
            assertThat(notices.isListening(20_000)).isTrue();

            world.wishes(id, SaveWish.to(List.of(carla), List.of()));
            assertThat(heard.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(new ItemAnswerChanged(world.anna.tenant(), world.anna.id(), id));
            heard.clear();
            world.runsUntilQuiet(world.anna);
            assertThat(heard.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(new ItemAnswerChanged(world.anna.tenant(), world.anna.id(), id));
        }
    }

    /** pane U-65: what a colleague saved is known before this user wishes anything, from our own journal. */
    @Test
    void whatAColleagueSavedIsKnownWithoutAsking() {
        User bert = world.joins("bert@tandem.example", 2);
        world.mailbox(bert).deliver(MailFolder.MARKER, letter("Offer"));
        world.runsUntilQuiet(bert);
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        int calls = world.crm.calls().size();

        ItemAnswer answer = world.wishes.answer(world.anna, world.mail(id));

        assertThat(answer.state()).isEqualTo(State.SAVED);
        assertThat(answer.by()).isEqualTo(By.COLLEAGUE);
        assertThat(answer.saver()).isEqualTo(bert.id());
        assertThat(answer.records()).contains(carla, customer);
        assertThat(world.crm.calls()).hasSize(calls);
    }

    /** What another product saved is found in the CRM, which is asked once for the message. */
    @Test
    void whatIsInTheCrmIsAskedForOnce() {
        world.crm.enhancedEmail = true;
        Letter letter = letter("Offer");
        String record = world.crm.put("EmailMessage", Map.of("MessageIdentifier", letter.messageId()));
        ItemId id = world.arrives(MailFolder.INBOX, letter);
        assertThat(world.wishes.answer(world.anna, world.mail(id)).state()).isEqualTo(State.NOT_SAVED);
        int calls = world.crm.calls().size();

        world.wishes.ask(world.anna, world.mail(id));
        world.wishes.ask(world.anna, world.mail(id));

        ItemAnswer answer = world.wishes.answer(world.anna, world.mail(id));
        assertThat(answer.state()).isEqualTo(State.SAVED);
        assertThat(answer.activities()).containsExactly(new RecordRef("EmailMessage", record));
        assertThat(answer.saver()).isNull();
        assertThat(world.crm.calls().subList(calls, world.crm.calls().size()))
                .filteredOn(call -> call.operation().equals("findSaved"))
                .hasSize(1);
    }

    /** sync L-20. */
    @Test
    void tooManyRecordsAreRefusedByName() {
        ItemId id = world.arrives(MailFolder.INBOX, letter("Offer"));
        List<RecordRef> deals = java.util.stream.IntStream.range(0, 17)
                .mapToObj(n -> deal("deal " + n))
                .toList();

        world.wishes(id, SaveWish.to(List.of(), deals));
        world.cycle();

        assertThat(world.crm.rows("Task")).isEmpty();
        assertThat(world.answer(id).state()).isEqualTo(State.FAILED);
        assertThat(world.answer(id).reason().code()).isEqualTo("TOO_MANY_RECORDS");
        world.passes(Duration.ofMinutes(31));
        world.runsUntilQuiet(world.anna);
        assertThat(world.answer(id).state()).isEqualTo(State.FAILED);
    }

    private RecordRef deal(String name) {
        return new RecordRef("Case", world.crm.put("Case", Map.of("CaseNumber", name, "IsClosed", false)));
    }

    private static Letter letter(String subject) {
        return Letter.about(subject).from(CUSTOMER).to(EngineWorld.ANNA);
    }
}
