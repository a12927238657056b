package app.tandem.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import app.tandem.item.Address;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a message refers to by itself (sync L-6)")
class ReferencesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Re: Case 00001026: broken | 00001026",
                "RE: [Case #00001026] broken | 00001026",
                "case number: 00001026 | 00001026",
                "Case No. 1026 is open | 1026 00001026",
                "[00001026] broken | 00001026",
                "Case 00001026 and 00001027 | 00001026 00001027"
            })
    void caseNumbersAreFound(String subject, String numbers) {
        assertThat(CaseNumbers.in(subject)).containsExactly(numbers.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invoice 20260301",
                "in any case 5 people",
                "just in case: 12",
                "Order 10001026",
                "call +4700001026",
                "suitcase 1234",
                "1.00001026",
                "Case 12345678901",
                ""
            })
    void otherNumbersAreNot(String subject) {
        assertThat(CaseNumbers.in(subject)).isEmpty();
    }

    @Test
    @DisplayName("an id proves itself by its suffix")
    void idsAreChecked() {
        assertThat(RecordIds.full("0015000000Gv7qJ")).contains("0015000000Gv7qJAAR");
        assertThat(RecordIds.full("0015000000Gv7qJAAR")).contains("0015000000Gv7qJAAR");
        assertThat(RecordIds.full("0015000000Gv7qJAAA")).isEmpty();
        assertThat(RecordIds.full("0015000000Gv7q")).isEmpty();
        assertThat(RecordIds.full("0015000000Gv7q-")).isEmpty();
        assertThat(RecordIds.full("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see https://north.lightning.force.com/lightning/r/Opportunity/0015000000Gv7qJAAR/view.",
                "see <https://north.my.salesforce.com/0015000000Gv7qJ>",
                "http://localhost:8093/records/0015000000Gv7qJAAR?tab=files",
                "https://crm.north.example/x?id=0015000000Gv7qJ&y=1",
                "https://eur01.safelinks.protection.example/?url=https%3A%2F%2Fnorth.my.salesforce.com%2F0015000000Gv7qJAAR&data=05",
                "(https://north.my.salesforce.com/0015000000Gv7qJAAR)"
            })
    @DisplayName("record links are found on any host, wrapped or not")
    void recordLinksAreFound(String text) {
        assertThat(RecordLinks.in(text)).containsExactly("0015000000Gv7qJAAR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0015000000Gv7qJAAR without a link",
                "https://x.example/0015000000Gv7qJAAA",
                "https://x.example/watch/abcdefghij12345",
                "https://x.example/0015000000Gv7qJAARx",
                "mailto:0015000000Gv7qJAAR@x.example"
            })
    void otherTextIsNot(String text) {
        assertThat(RecordLinks.in(text)).isEmpty();
    }

    @Test
    void theOrderOfAppearanceIsKeptAndThereIsALimit() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            text.append("https://x.example/00150000000000")
                    .append((char) ('a' + i % 26))
                    .append(' ');
        }
        List<String> ids = RecordLinks.in(text.toString());
        assertThat(ids).hasSize(20).isSorted();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "From: Ada Stone <ada@client.example> | ada@client.example",
                "write to Ada.Stone+work@Client.Example. | ada.stone+work@client.example",
                "'ada@client.example', mailto:bob@sub.client.example?subject=x | ada@client.example bob@sub.client.example",
                "https://x.example/?to=ada@client.example&y=1 | ada@client.example",
                "ada@client.example ada@CLIENT.example | ada@client.example",
                "o'brien@client.example r&d@client.example *ada@client.example* | o'brien@client.example r&d@client.example ada@client.example",
                "(ada@client.example) [bob@client.example]/eve@client.example | ada@client.example bob@client.example eve@client.example",
                "ada@client.example.2 | ",
                "image001.png@01D9ABCD.12345678 | ",
                "ada@localhost @client.example ada@ ada@-x.example ada@.example a..@ | ",
                "ada.@client.example | ",
                "m@nga e@c.e | "
            })
    void addressesAreFoundInRunningText(String text, String addresses) {
        assertThat(TextAddresses.in(text).stream().map(Address::address))
                .containsExactly(addresses == null ? new String[0] : addresses.split(" "));
    }

    @Test
    @DisplayName("an absurd text costs no more than its length: no address is longer than one can be, no list endless")
    void absurdTextsAreBounded() {
        String local = "a".repeat(65);
        assertThat(TextAddresses.in(local + "@client.example")).isEmpty();
        assertThat(TextAddresses.in("a@" + "b".repeat(64) + ".example")).isEmpty();
        assertThat(TextAddresses.in("a@" + "b.".repeat(100) + "example")).isEmpty();
        String many = IntStream.range(0, 1_000)
                .mapToObj(i -> "x" + i + "@client.example")
                .collect(Collectors.joining(" "));
        assertThat(TextAddresses.in(many)).hasSize(50);
        for (String piece : List.of("a@", "@", "a".repeat(64) + "@", "a@b.", "a@b-", "a".repeat(10_000))) {
            String text = piece.repeat(2_000_000 / piece.length());
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> TextAddresses.in(text), piece);
        }
    }
}
