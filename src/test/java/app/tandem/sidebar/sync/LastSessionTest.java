package app.tandem.sidebar.sync;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.engine.SyncDesk;
import app.tandem.sidebar.words.Words;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the screen of the sync says of the last session. */
class LastSessionTest {

    private static final Instant ENDED = Instant.parse("2026-03-02T09:00:00Z");
    private final Words words = new Words(Locale.ENGLISH, ZoneOffset.UTC);

    /** Sync G-2, Z-5; admin A-180: the text that people look for in their handbook. */
    @Test
    void wantOfCallsIsSaidInTheWordsOfTheHandbook() {
        assertThat(last("CRM BUDGET_RESERVE", Optional.of(new SyncDesk.CallsLeft(23, 25, true))))
                .endsWith(
                        ": Salesforce API calls minimal threshold exceeded (23 % with limit of 25 %), synchronization will"
                                + " be retried later");
        assertThat(last("CRM BUDGET_RESERVE", Optional.of(new SyncDesk.CallsLeft(950, 1_000, false))))
                .contains("(950 with limit of 1,000)");
    }

    @Test
    void otherSessionsSayHowTheyEnded() {
        assertThat(last("OK", Optional.empty())).isEqualTo(words.time(ENDED));
        assertThat(last("MAILBOX 503", Optional.empty())).endsWith("it did not succeed (MAILBOX 503)");
        assertThat(SyncScreen.last(new SyncDesk.Sessions(false, null, null, null, Optional.empty()), words))
                .isEqualTo("None yet");
    }

    private String last(String result, Optional<SyncDesk.CallsLeft> wanting) {
        return SyncScreen.last(new SyncDesk.Sessions(false, ENDED, result, null, wanting), words);
    }
}
