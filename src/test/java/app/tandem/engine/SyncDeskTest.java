package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import app.tandem.budget.Budget;
import app.tandem.budget.Shortage;
import app.tandem.crm.Trouble;
import app.tandem.item.MailFolder;
import app.tandem.mailbox.Letter;
import app.tandem.platform.RemoteFailure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person sees of the own sync. */
class SyncDeskTest {

    /** Sync G-2, admin A-180: a session that ended for want of calls says how many are left, as long as it is the last one. */
    @Test
    void aSessionThatEndedForWantOfCallsTellsHowManyAreLeft() {
        try (EngineWorld world = new EngineWorld()) {
            when(world.budget.shortage(world.anna.tenant(), "00D000000000001AAA"))
                    .thenReturn(Optional.of(new Shortage(23, 25, true)));
            world.contact("carla@customer.example");
            world.arrives(MailFolder.MARKER, Letter.about("Offer").from("carla@customer.example"));
            world.crm.next(
                    "findSaved",
                    new Trouble.Fails(new RemoteFailure.BudgetSpent(
                            Budget.RESERVE, world.now().plus(Duration.ofMinutes(150)))));
            world.cycle();
            assertThat(world.desk.sessions(world.anna).wanting()).contains(new SyncDesk.CallsLeft(23, 25, true));

            world.runsUntilQuiet(world.anna);
            assertThat(world.desk.sessions(world.anna)).satisfies(sessions -> {
                assertThat(sessions.well()).isTrue();
                assertThat(sessions.wanting()).isEmpty();
            });
        }
    }
}
