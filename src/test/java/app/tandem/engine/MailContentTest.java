package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.User;
import app.tandem.crm.InMemoryCrm;
import app.tandem.crm.Trouble;
import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.Letter;
import app.tandem.platform.RemoteFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands inside a message takes part in what becomes of it, through a whole cycle. */
class MailContentTest {

    private static final String CUSTOMER = "carla@customer.example";

    private EngineWorld world;
    private String carla;

    @BeforeEach
    void begin() {
        world = new EngineWorld();
        carla = world.contact(CUSTOMER);
    }

    @AfterEach
    void end() {
        world.close();
    }

    /** sync L-6: a colleague forwards what a customer wrote, and nobody in From, To or Cc is known. */
    @Test
    void forwardedMailIsSavedToWhomItsTextNames() {
        world.settings = EngineWorld.settings(Set.of("tandem.example"));
        ItemId id = world.arrives(
                MailFolder.MARKER,
                Letter.about("Fwd: Offer")
                        .from("bert@tandem.example")
                        .to(EngineWorld.ANNA)
                        .html("<p>For you</p><hr><b>From:</b> Carla &lt;<a href=\"mailto:Carla@Customer.example\">"
                                + "Carla@Customer.example</a>&gt;<br><b>To:</b> bert@tandem.example"));

        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task"))
                .singleElement()
                .satisfies(
                        task -> assertThat(task).containsEntry("WhoId", carla).containsKey("WhatId"));
        assertThat(world.mail(id).folder()).isEqualTo(MailFolder.INBOX);
    }

    /** sync A-15, S-49: stored once, linked with every activity of the message and with its business record. */
    @Test
    void filesHangAtTheClonesToo() {
        ItemId id = world.arrives(MailFolder.INBOX, offer());

        world.wishes(id, toDeals("one", "two", "three"));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(3);
        assertFilesHangAtAll();
    }

    /** sync A-15, D-3; reliability 2.4: whatever goes wrong in between, the wish is met only once the files hang there. */
    @ParameterizedTest
    @MethodSource
    void filesHangAtTheClonesAfter(Trouble trouble) {
        ItemId id = world.arrives(MailFolder.INBOX, offer());
        world.crm.next("link", trouble);

        world.wishes(id, toDeals("one", "two"));
        if (trouble instanceof Trouble.Crashes) {
            assertThatThrownBy(world::cycle).isInstanceOf(Trouble.Died.class);
            world.passes(Duration.ofMinutes(1));
        } else {
            world.cycle();
        }
        assertThat(world.answer(id).state()).isNotEqualTo(ItemAnswer.State.SAVED);
        world.runsUntilQuiet(world.anna);

        assertThat(world.answer(id).state()).isEqualTo(ItemAnswer.State.SAVED);
        assertThat(world.crm.rows("Task")).hasSize(2);
        assertFilesHangAtAll();
    }

    static List<Trouble> filesHangAtTheClonesAfter() {
        return List.of(
                new Trouble.AnswerLost(),
                new Trouble.RequestLost(),
                new Trouble.Crashes(false),
                new Trouble.Crashes(true),
                new Trouble.Rows(1, new WriteOutcome.Later("UNABLE_TO_LOCK_ROW", null)),
                new Trouble.Fails(new RemoteFailure.Throttled("429", EngineWorld.START.plusSeconds(60))));
    }

    /** sync, D-3: a colleague has stored the files; who links the message elsewhere links them too. */
    @Test
    void aColleaguesFilesHangAtMyCopy() {
        User bert = world.joins("bert@tandem.example", 2);
        world.mailbox(bert).deliver(MailFolder.MARKER, offer());
        world.runsUntilQuiet(bert);
        ItemId id = world.arrives(MailFolder.INBOX, offer());

        world.wishes(id, toDeals("one"));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).hasSize(2);
        assertFilesHangAtAll();
    }

    /** pane U-188; sync A-15: what is taken back takes its files along, wherever we linked them. */
    @Test
    void filesOfClonesAreTakenBack() {
        ItemId id = world.arrives(MailFolder.INBOX, offer());
        world.wishes(id, toDeals("one", "two"));
        world.runsUntilQuiet(world.anna);

        world.wishes.undo(world.anna.tenant(), world.anna.id(), id);
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task")).isEmpty();
        assertThat(world.crm.files()).isEmpty();
    }

    private void assertFilesHangAtAll() {
        List<String> holders = new ArrayList<>();
        world.crm.rows("Task").forEach(task -> {
            holders.add((String) task.get("Id"));
            holders.add((String) task.get("WhatId"));
        });
        assertThat(world.crm.files())
                .extracting(InMemoryCrm.StoredFile::name)
                .containsExactlyInAnyOrder("offer.pdf", "terms.pdf");
        assertThat(world.crm.files()).allSatisfy(file -> {
            assertThat(file.links()).doesNotContain(file.parent()).doesNotHaveDuplicates();
            assertThat(Stream.concat(Stream.of(file.parent()), file.links().stream()))
                    .containsAll(holders);
        });
    }

    private SaveWish toDeals(String... names) {
        return SaveWish.to(
                List.of(new RecordRef("Contact", carla)),
                Stream.of(names)
                        .map(name -> new RecordRef("Account", world.crm.put("Account", Map.of("Name", name))))
                        .toList());
    }

    private static Letter offer() {
        return Letter.about("Offer")
                .from(CUSTOMER)
                .with("offer.pdf", "application/pdf", bytes("offer"))
                .with("terms.pdf", "application/pdf", bytes("terms"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
