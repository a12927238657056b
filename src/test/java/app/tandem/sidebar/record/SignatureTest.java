package app.tandem.sidebar.record;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.Address;
import app.tandem.safehtml.CountedText;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the last lines of a mail tell of its writer (pane U-115, U-141). */
class SignatureTest {

    @Test
    void aFullBlockIsRead() {
        Signature read = read("jane.vandoorn@newco-machines.example", "Jane van Doorn", """
                Hello Anna,
                could we talk on 12.03. at 14:30? Our number is 4711.

                Best regards

                Jane van Doorn
                Head of Purchasing
                Newco Machines B.V.
                Tel. +31 20 555 0142 | Mobile +31 6 5550 0143
                Fax +31 20 555 0199
                Keizersgracht 12
                1015 Amsterdam
                www.newco-machines.example
                """);
        assertThat(read.title()).isEqualTo("Head of Purchasing");
        assertThat(read.company()).isEqualTo("Newco Machines B.V.");
        assertThat(read.phone()).isEqualTo("+31 20 555 0142");
        assertThat(read.mobile()).isEqualTo("+31 6 5550 0143");
        assertThat(read.postalCode()).isEqualTo("1015");
        assertThat(read.city()).isEqualTo("Amsterdam");
        assertThat(read.website()).isEqualTo("www.newco-machines.example");
    }

    @Test
    void aGermanBlockIsRead() {
        Signature read = read("u.schaefer@nordlicht-vers.example", "Schäfer, Ulrike", """
                Guten Tag Frau Keller, anbei das Angebot.
                Mit freundlichen Grüßen
                Ulrike Schäfer
                Leiterin Einkauf
                Nordlicht Versicherung AG
                Hafenstraße 7
                20457 Hamburg
                Telefon: 040 / 555 01 42
                Mobil: 0171 5550143
                """);
        assertThat(read.title()).isEqualTo("Leiterin Einkauf");
        assertThat(read.company()).isEqualTo("Nordlicht Versicherung AG");
        assertThat(read.street()).isEqualTo("Hafenstraße 7");
        assertThat(read.city()).isEqualTo("Hamburg");
        assertThat(read.phone()).isEqualTo("040 / 555 01 42");
        assertThat(read.mobile()).isEqualTo("0171 5550143");
    }

    @Test
    void theSignatureOfAnEarlierMailBelowIsSomebodyElses() {
        Signature read = read("jane@newco.example", "Jane Doe", """
                Yes, please.

                Jane Doe

                On Monday, 2 March 2026, Anna Keller wrote:
                > Best regards
                > Anna Keller
                > Account Manager
                > Tel. +49 30 555 0100
                """);
        assertThat(read).isEqualTo(Signature.none());
    }

    @Test
    void aMailWithoutAClosingTellsNothing() {
        assertThat(read("jane@newco.example", "Jane Doe", "Please send 1200 pieces.\nCall +49 30 555 0100 for more."))
                .isEqualTo(Signature.none());
    }

    @Test
    void aLongLineInBetweenIsPassedOver() {
        Signature read =
                read("jane@newco.example", "Jane Doe", """
                Best regards
                Jane Doe
                Head of Sales
                %s
                Tel. +31 20 555 0142
                """.formatted("This message is confidential. ".repeat(40)));
        assertThat(read.title()).isEqualTo("Head of Sales");
        assertThat(read.phone()).isEqualTo("+31 20 555 0142");
    }

    /** Anybody can send a text of any shape; reading it takes steps in proportion to its length. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "straße",
                "1 street ",
                "- ",
                "---",
                "on wrote",
                "On x wrote ",
                "best ",
                "www.",
                "saludos ",
                "+1 (",
                "> ",
                "Jane "
            })
    void aHostileTextIsReadInLinearSteps(String piece) {
        for (int width : new int[] {1 << 20, 199, 119, 59}) {
            String line = piece.repeat(width / piece.length());
            String text = (line + "\n").repeat(Math.max(1, (1 << 20) / (line.length() + 1)));
            AtomicLong steps = new AtomicLong();
            Signature.in(new CountedText(text, steps), new Address("jane@newco.example", "Jane Doe"));
            assertThat(steps.get()).as("%s in lines of %d", piece, width).isLessThan(60L * text.length());
        }
    }

    private static Signature read(String address, String name, String text) {
        return Signature.in(text, new Address(address, name));
    }
}
