package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.User;
import app.tandem.crm.Trouble;
import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.Letter;
import app.tandem.mailbox.MailChange;
import app.tandem.mailbox.MailboxFaults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pane U-188, U-209; sync E-21: of several wishes for one message the last word holds, whatever else is under way. */
class LastWordTest {

    private static final String CUSTOMER = "carla@customer.example";

    private EngineWorld world;
    private RecordRef carla;
    private RecordRef one;
    private RecordRef two;

    @BeforeEach
    void begin() {
        world = new EngineWorld();
        carla = new RecordRef("Contact", world.contact(CUSTOMER));
        one = account("one");
        two = account("two");
    }

    @AfterEach
    void end() {
        world.close();
    }

    /** Found by random schedule 172: the mailbox was shown what had been saved, with the links of before. */
    @Test
    void linksGivenBeforeTheMailboxShowsTheSavingStay() {
        ItemId id = world.arrives(MailFolder.MARKER, letter());
        world.mailbox().faults(new MailboxFaults() {
            @Override
            public Optional<WriteOutcome> insteadOf(MailChange change) {
                return Optional.of(new WriteOutcome.Later("429", world.now().plus(Duration.ofMinutes(1))));
            }
        });
        world.cycle();
        world.mailbox().faults(MailboxFaults.NONE);
        link(id, one);
        world.passes(Duration.ofMinutes(1));
        world.runsUntilQuiet(world.anna);
        assertThat(world.journal
                        .find(world.anna.tenant(), world.anna.id(), List.of(id))
                        .get(id)
                        .business())
                .contains(one);

        world.wishes(id, SaveWish.to(List.of(), List.of(one)));
        world.runsUntilQuiet(world.anna);
        assertHeldBy(one);
    }

    /** Found by random schedule 92: asked for at the same instant, or by clocks that disagree. */
    @Test
    void theOrderOfAskingDecidesAndNotTheClock() {
        linkTwoCopies((first, second) -> {
            link(second, one);
            link(first, two);
        });
        assertHeldBy(two);
    }

    /** Found by random schedule 172: what an earlier wish asked for was written after the later one had been served. */
    @Test
    void whatALaterWishTookOffIsNotWrittenOnceMore() {
        linkTwoCopies((first, second) -> {
            link(first, carla);
            link(second, two);
        });
        assertHeldBy(two);
    }

    /** Sync L-20, pane U-188. Found by random schedule 52: an activity that was being taken back counted as one that holds. */
    @Test
    void whatAColleagueIsTakingBackHoldsNothing() {
        User bert = world.joins("bert@tandem.example", 2);
        ItemId copy = world.mailbox(bert).deliver(MailFolder.INBOX, letter());
        ItemId id = world.arrives(MailFolder.INBOX, letter());
        world.wishes.save(bert.tenant(), bert.id(), copy, SaveWish.to(List.of(), List.of(one, two)));
        world.runsUntilQuiet(bert);
        world.crm.next("delete", new Trouble.AnswerLost());
        world.wishes.undo(bert.tenant(), bert.id(), copy);
        world.cycle(bert);

        world.wishes(id, SaveWish.to(List.of(), List.of(one, two)));
        world.cycle();
        world.runsUntilQuiet(bert);
        world.runsUntilQuiet(world.anna);

        assertThat(world.answer(id).state()).isEqualTo(ItemAnswer.State.SAVED);
        assertThat(world.crm.rows("Task"))
                .extracting(task -> task.get("WhatId"))
                .containsExactlyInAnyOrder(one.id(), two.id());
    }

    /** Wishes for two copies of one saved mail, at the same instant. */
    private void linkTwoCopies(BiConsumer<ItemId, ItemId> wishes) {
        ItemId first = world.arrives(MailFolder.MARKER, letter());
        ItemId second = world.arrives(MailFolder.MARKER, letter());
        world.runsUntilQuiet(world.anna);
        world.passes(Duration.ofMinutes(1));
        wishes.accept(first, second);
        world.runsUntilQuiet(world.anna);
    }

    private void assertHeldBy(RecordRef account) {
        assertThat(world.crm.rows("Task"))
                .singleElement()
                .satisfies(task -> assertThat(task).containsEntry("WhatId", account.id()));
    }

    private void link(ItemId id, RecordRef record) {
        boolean person = record.type().equals("Contact");
        SaveWish wish = person ? SaveWish.to(List.of(record), List.of()) : SaveWish.to(List.of(), List.of(record));
        world.wishes.link(world.anna.tenant(), world.anna.id(), id, wish);
    }

    private RecordRef account(String name) {
        return new RecordRef("Account", world.crm.put("Account", Map.of("Name", name)));
    }

    private static Letter letter() {
        return Letter.about("Offer").from(CUSTOMER).to(EngineWorld.ANNA);
    }
}
