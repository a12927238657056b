package app.tandem.mailbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.mailbox.Drawer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hidden folder over the sandbox's Graph: what is put there comes back as it was, is nowhere else, and goes for good. */
class GraphDrawerTest {

    private static final String TEXT = "SUBJECT: Call <Nora> & \"Ben\"\nNOTES: one\\n\\ntwo  three\nDUE: ";

    private final GraphDriver world = new GraphDriver(3);
    private final Drawer drawer = new GraphMailboxes(world.parts).drawer(world.user);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTextComesBackFromWhereItLies() {
        Map<String, String> notes = drawer.keep(Map.of("one", TEXT, "two", "other"));
        Map<String, String> read = drawer.read(notes.values());
        assertThat(read.get(notes.get("one")).replace("\r", "").strip()).isEqualTo(TEXT.strip());
        assertThat(read.get(notes.get("two")).strip()).isEqualTo("other");
    }

    @Test
    void nobodySeesTheFolder() {
        drawer.keep(Map.of("one", TEXT));
        assertThat(world.owner("GET", "/mailFolders?$top=100", null).toString()).doesNotContain(GraphDrawer.FOLDER);
    }

    @Test
    void whatWasKeptBeforeGoesForGoodAndWhatIsYoungerStays() {
        String note = drawer.keep(Map.of("one", TEXT)).get("one");
        drawer.empty(Instant.parse("2001-01-01T00:00:00Z"));
        assertThat(drawer.read(List.of(note))).hasSize(1);
        drawer.empty(Instant.parse("2101-01-01T00:00:00Z"));
        assertThat(drawer.read(List.of(note))).isEmpty();
        assertThat(world.owner("GET", "/mailFolders/deleteditems/messages", null)
                        .getAsJsonArray("value"))
                .as("deleted items")
                .isEmpty();
    }

    @Test
    void aDrawerThatWasNeverNeededIsEmptied() {
        drawer.empty(Instant.parse("2101-01-01T00:00:00Z"));
        assertThat(drawer.read(List.of())).isEmpty();
    }
}
