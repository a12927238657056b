package app.tandem.sidebar.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a browser may send as the open item: anything at all (reliability 2.6). */
class SnapshotTest {

    private static final String GOOD = """
            {"seq":7,"kind":"message","mode":"read","mailbox":"Anna@Contoso.example","itemId":"AAMk","messageId":"<m@x>",
             "subject":"Hello","from":{"name":"Pat","address":"Pat@Outside.example"},"to":[{"address":"anna@contoso.example"}],
             "created":"2026-03-02T09:00:00Z","files":[{"id":"f","name":"a.pdf","size":12,"type":"file","inline":false}],
             "platform":"OfficeOnline","language":"de-DE","zone":"Europe/Berlin"}
            """;

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "null",
        "true",
        "-1",
        "1e999",
        "\\u0000",
        "\\",
        "é",
        "\uD83D",
        "{\"seq\":",
        "9999999999999999999"
    };

    @Test
    void aWellFormedOneIsRead() {
        Snapshot read = Snapshot.of(GOOD).orElseThrow();
        assertThat(read.item().kind()).isEqualTo(OfficeItem.Kind.MESSAGE);
        assertThat(read.item().people())
                .extracting("address")
                .containsExactly("pat@outside.example", "anna@contoso.example");
        assertThat(read.client().mailbox()).isEqualTo("anna@contoso.example");
        assertThat(read.client().zone().getId()).isEqualTo("Europe/Berlin");
    }

    @Test
    void anOversizedOneIsRefusedUnread() {
        assertThat(Snapshot.of("{\"subject\":\"" + "x".repeat(400_000) + "\"}")).isEmpty();
    }

    @Test
    void listsAndTextsAreCut() {
        String people = "{\"address\":\"p@x.example\"},".repeat(5_000);
        Snapshot read = Snapshot.of("{\"subject\":\"" + "s".repeat(50_000) + "\",\"to\":[" + people
                        + "{}],\"language\":\"" + "x".repeat(900) + "\",\"zone\":\"Nowhere/Land\"}")
                .orElseThrow();
        assertThat(read.item().subject()).hasSize(1_000);
        assertThat(read.item().to()).hasSize(500);
        assertThat(read.client().zone().getId()).isEqualTo("Z");
    }

    @Test
    void whateverIsSentIsReadOrRefusedAndNeverFails() {
        Random chance = new Random(4711);
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            Optional<Snapshot> answer = Snapshot.of(broken(chance));
            read += answer.isPresent() ? 1 : 0;
        }
        assertThat(read)
                .as("some are still readable, so that more than the parser was tried")
                .isBetween(500, 19_500);
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(Snapshot.of("[".repeat(100_000))).isEmpty();
        assertThat(Snapshot.of("{\"to\":" + "[".repeat(100_000))).isEmpty();
    }

    private static String broken(Random chance) {
        StringBuilder text = new StringBuilder(GOOD);
        for (int change = chance.nextInt(3); change >= 0; change--) {
            int at = chance.nextInt(text.length());
            switch (chance.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, PIECES[chance.nextInt(PIECES.length)]);
                default -> text.setCharAt(at, (char) chance.nextInt(0x3000));
            }
        }
        return text.toString();
    }
}
