package app.tandem.sidebar.record;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.Address;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First and last names out of display names and addresses (pane U-115). */
class PersonNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Jane Doe|Jane|Doe",
                "Doe, Jane|Jane|Doe",
                "Jane van der Berg|Jane|van der Berg",
                "Dr. Ulrike Schäfer|Ulrike|Schäfer",
                "Jane Doe (Newco Ltd)|Jane|Doe",
                "Jane Doe - Sales|Jane|Doe",
                "Mary Jane Doe|Mary Jane|Doe",
                "Anne-Marie Doe|Anne-Marie|Doe",
                "Support|''|Support"
            })
    void ofWhatTheMailCallsThem(String shown, String first, String last) {
        assertThat(PersonName.of(new Address("x@y.example", shown))).isEqualTo(new PersonName(first, last));
    }

    @ParameterizedTest
    @CsvSource({"jane.doe2@y.example,Jane,Doe", "info@y.example,'',Info", "4711@y.example,'',4711"})
    void ofTheAddressWhereThereIsNoName(String address, String first, String last) {
        assertThat(PersonName.of(new Address(address, null))).isEqualTo(new PersonName(first, last));
        assertThat(PersonName.of(new Address(address, address))).isEqualTo(new PersonName(first, last));
    }
}
