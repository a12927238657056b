package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.User;
import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.mailbox.Letter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whether what a mail quotes is stored with it (sync E-19, S-76). */
class CroppingTest {

    private static final String CUSTOMER = "carla@customer.example";
    private static final String REPLY = """
            Agreed.

            On Mon, Nov 16, 2026 at 9:12 AM Fred <fred@further.example> wrote:
            > Do you agree?
            """;

    private EngineWorld world;

    @BeforeEach
    void begin() {
        world = new EngineWorld();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName("S-76: off unless somebody sets it, and then the whole body is stored")
    void theWholeBodyIsStored() {
        world.contact(CUSTOMER);
        saves(letter());
        assertThat(description()).contains("Agreed.", "Do you agree?");
    }

    @Test
    @DisplayName("E-19: of a body only the writer's own part is stored")
    void onlyTheWritersOwnPartIsStored() {
        world.contact(CUSTOMER);
        world.settings = EngineWorld.cropping();
        saves(letter());
        assertThat(description()).contains("Agreed.").doesNotContain("wrote", "Do you agree?");
    }

    @Test
    @DisplayName("E-19, L-6: what is left out of the text still says whom a mail is about")
    void whatIsLeftOutStillLinks() {
        world.contact("fred@further.example");
        world.settings = EngineWorld.cropping();
        saves(letter());
        assertThat(description()).contains("Agreed.").doesNotContain("Do you agree?");
    }

    @Test
    @DisplayName("E-19, H-8: not together with the whole conversation")
    void aWholeConversationIsStoredAsItIs() {
        RecordRef carla = new RecordRef("Contact", world.contact(CUSTOMER));
        world.settings = EngineWorld.cropping();
        ItemId first = world.arrives(MailFolder.INBOX, letter().in("talk"));
        world.wishes(first, SaveWish.to(List.of(carla), List.of()).wholeThread());
        world.runsUntilQuiet(world.anna);
        world.arrives(
                MailFolder.INBOX, letter().messageId("<2@letters.example>").in("talk"));
        world.runsUntilQuiet(world.anna);

        assertThat(world.crm.rows("Task"))
                .hasSize(2)
                .allSatisfy(task -> assertThat((String) task.get("Description")).contains("Do you agree?"));
    }

    @Test
    @DisplayName("E-19, H-8: nor where only its references say that a colleague's mail belongs to it")
    void mailThatJoinsByItsReferencesIsStoredAsItIs() {
        RecordRef carla = new RecordRef("Contact", world.contact(CUSTOMER));
        world.settings = EngineWorld.cropping();
        ItemId first = world.arrives(
                MailFolder.INBOX, letter().messageId("<1@letters.example>").in("talk"));
        world.wishes(first, SaveWish.to(List.of(carla), List.of()).wholeThread());
        world.runsUntilQuiet(world.anna);
        User bert = world.joins("bert@tandem.example", 2);
        world.mailbox(bert)
                .deliver(
                        MailFolder.MARKER,
                        letter().messageId("<2@letters.example>").answering("<1@letters.example>"));
        world.runsUntilQuiet(bert);

        assertThat(world.crm.rows("Task"))
                .hasSize(2)
                .allSatisfy(task -> assertThat((String) task.get("Description")).contains("Do you agree?"));
    }

    private void saves(Letter letter) {
        world.arrives(MailFolder.MARKER, letter);
        world.runsUntilQuiet(world.anna);
    }

    private String description() {
        return (String) world.crm.rows("Task").getFirst().get("Description");
    }

    private static Letter letter() {
        return Letter.about("Re: Offer").from(CUSTOMER).to(EngineWorld.ANNA).text(REPLY);
    }
}
