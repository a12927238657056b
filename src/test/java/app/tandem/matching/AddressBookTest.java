package app.tandem.matching;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.Address;
import app.tandem.matching.AddressBook.Kind;
import app.tandem.settings.AddressRules;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What an address is (sync L-2, B-1 … B-8)")
class AddressBookTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "mia@north.example, OWN",
        "MIA@North.example, OWN",
        "alias+sales@other.example, OWN",
        "tom@north.example, COLLEAGUE",
        "tom@elsewhere.example, COLLEAGUE",
        "new@north.example, INTERNAL",
        "any@other.example, INTERNAL",
        "x@sub.north.example, EXTERNAL",
        "bob@client.example, BLOCKED",
        "ada@client.example, EXTERNAL",
        "x@spam.example, BLOCKED",
        "x@sub.spam.example, EXTERNAL",
        "x@at.example, BLOCKED",
        "ann+news@client.example, BLOCKED",
        "ann@client.example, EXTERNAL",
        "jo@freemail.example, FREE_MAIL",
        "undisclosed-recipients:;, MALFORMED",
        "a@, MALFORMED"
    })
    void kinds(String address, Kind kind) {
        assertThat(book(false).kind(new Address(address, null))).isEqualTo(kind);
    }

    @Test
    @DisplayName("B-8: with internal filtering off colleagues are people like others, the blocklist still holds")
    void internalFilteringOff() {
        assertThat(kind("tom@north.example")).isEqualTo(Kind.EXTERNAL);
        assertThat(kind("new@north.example")).isEqualTo(Kind.EXTERNAL);
        assertThat(kind("mia@north.example")).isEqualTo(Kind.OWN);
        assertThat(kind("x@spam.example")).isEqualTo(Kind.BLOCKED);
    }

    @Test
    @DisplayName("B-6: an own address at a free-mail provider makes nobody else internal")
    void ownFreeMailIsNoCompany() {
        AddressBook book = new AddressBook(Set.of("mia@freemail.example"), Set.of(), rules(false));
        assertThat(book.kind(new Address("jo@freemail.example", null))).isEqualTo(Kind.FREE_MAIL);
    }

    private static Kind kind(String address) {
        return book(true).kind(new Address(address, null));
    }

    private static AddressBook book(boolean internalInSearch) {
        return new AddressBook(
                Set.of("mia@north.example", "alias+sales@other.example"),
                Set.of("tom@north.example", "tom@elsewhere.example"),
                rules(internalInSearch));
    }

    private static AddressRules rules(boolean internalInSearch) {
        return new AddressRules(
                Set.of("north.example"),
                Set.of("spam.example", "@at.example", "bob@client.example", "ann+news@client.example"),
                Set.of("freemail.example"),
                internalInSearch);
    }
}
