package app.tandem.mailbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String SERVER_NOW = "Mon, 02 Mar 2026 12:00:00 GMT";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|7",
                "0|1",
                "3, 20|20",
                "Mon, 02 Mar 2026 12:00:10 GMT|10",
                "Mon, 2 Mar 2026 12:00:10 GMT|10",
                "5, Mon, 02 Mar 2026 12:00:40 GMT|40",
                "Mon, 02 Mar 2026 11:00:00 GMT|1",
                "999999999|3600",
            })
    void theLongestWaitCountsAndDatesAreMeasuredOnTheServersClock(String header, long seconds) {
        assertThat(Patience.asked(header, SERVER_NOW, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void aHeaderThatIsAbsentOrMakesNoSenseAsksForNothing() {
        assertThat(Patience.asked(null, SERVER_NOW, NOW)).isEmpty();
        assertThat(Patience.asked("soon", SERVER_NOW, NOW)).isEmpty();
        assertThat(Patience.asked("-5", SERVER_NOW, NOW)).isEmpty();
    }

    @Test
    void withoutADateHeaderOurOwnClockMustDo() {
        assertThat(Patience.asked("Mon, 02 Mar 2026 09:00:30 GMT", null, NOW)).contains(Duration.ofSeconds(30));
    }
}
