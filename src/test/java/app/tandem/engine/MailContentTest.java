package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.mailbox.Letter;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
