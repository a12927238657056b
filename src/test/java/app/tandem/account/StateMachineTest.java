package app.tandem.account;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.StateMachine.Event;
import app.tandem.platform.RemoteFailure;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every transition, trigger and counter (sync Y-8 … Y-18, admin A-175 … A-182). */
class StateMachineTest {

    private static final RemoteFailure DENIED = new RemoteFailure.AccessDenied("ErrorAccessDenied");
    private static final RemoteFailure DEAD = new RemoteFailure.GrantRejected("invalid_grant");

    private Standing now = Standing.fresh();

    @Test
    void syncRunsOnceBothSidesAreConnected() {
        assertThat(now.state()).isEqualTo(UserState.REGISTERED);
        after(new Event.Connected(Side.CRM), UserState.REGISTERED);
        after(new Event.Connected(Side.MAILBOX), UserState.RUNNING);
        after(new Event.Disconnected(Side.MAILBOX), UserState.REGISTERED);
    }

    /** */
    @Test
    void sixRefusalsByTheMailboxAskForAttentionAndTenSuspend() {
        running();
        for (int i = 1; i <= 10; i++) {
            assertThat(now.state()).isEqualTo(UserState.RUNNING);
            assertThat(now.mailboxAttention()).isEqualTo(i > 6);
            happens(new Event.Failed(Side.MAILBOX, DENIED));
        }
        assertThat(now.state()).isEqualTo(UserState.SUSPENDED);
        assertThat(now.suspendedSide()).contains(Side.MAILBOX);
        after(new Event.Retried(), UserState.RUNNING);
        assertThat(now.failures()).isZero();
    }

    /** */
    @Test
    void aSuccessResetsBothCounters() {
        running();
        for (int i = 0; i < 9; i++) {
            happens(new Event.Failed(Side.MAILBOX, DENIED));
        }
        happens(new Event.Succeeded());
        assertThat(now.failures() + now.mailboxRejections()).isZero();
        happens(new Event.Failed(Side.MAILBOX, DENIED));
        assertThat(now.state()).isEqualTo(UserState.RUNNING);
    }

    /** */
    @Test
    void throttlingBudgetAndSilenceNeverCount() {
        running();
        Standing before = now;
        for (RemoteFailure failure : List.of(
                new RemoteFailure.Throttled("429", Instant.EPOCH),
                new RemoteFailure.BudgetSpent("REQUEST_LIMIT_EXCEEDED", Instant.EPOCH),
                new RemoteFailure.Unreachable("503"))) {
            for (int i = 0; i < 50; i++) {
                happens(new Event.Failed(Side.MAILBOX, failure));
                happens(new Event.Failed(Side.CRM, failure));
            }
        }
        assertThat(now).isEqualTo(before);
    }

    /** A-179, Y-18. */
    @Test
    void aDeadGrantSuspendsAtOnceAndOnlySigningInOnThatSideHelps() {
        running();
        after(new Event.Failed(Side.CRM, DEAD), UserState.SUSPENDED);
        after(new Event.Retried(), UserState.SUSPENDED);
        after(new Event.Connected(Side.MAILBOX), UserState.SUSPENDED);
        after(new Event.Connected(Side.CRM), UserState.RUNNING);
    }

    @Test
    void ownFailuresOfTheServiceSuspendAfterTenToo() {
        running();
        for (int i = 0; i < 10; i++) {
            happens(new Event.Broke("INTERNAL"));
        }
        assertThat(now.suspension()).contains(new Suspension(Suspension.Kind.OTHER, "INTERNAL", false));
        after(new Event.Connected(Side.CRM), UserState.RUNNING);
    }

    /** Y-8, A-161, A-182. */
    @Test
    void aPauseOutlivesSuspensionAndAnAdministratorsSwitch() {
        running();
        after(new Event.Paused(), UserState.PAUSED);
        after(new Event.Failed(Side.MAILBOX, DEAD), UserState.SUSPENDED);
        after(new Event.Connected(Side.MAILBOX), UserState.PAUSED);
        after(new Event.Disabled(), UserState.DEACTIVATED);
        after(new Event.Resumed(), UserState.DEACTIVATED);
        after(new Event.Enabled(), UserState.RUNNING);
    }

    @Test
    void noOrderOfEventsLetsADeadGrantRun() {
        Random random = new Random(20261122);
        for (int run = 0; run < 20_000; run++) {
            running();
            happens(new Event.Failed(Side.CRM, DEAD));
            for (int i = 0; i < 12; i++) {
                happens(anythingButSalesforce(random));
                assertThat(now.state()).isNotIn(UserState.RUNNING, UserState.PAUSED);
            }
        }
    }

    private static Event anythingButSalesforce(Random random) {
        List<Event> events = List.of(
                new Event.Connected(Side.MAILBOX),
                new Event.Disconnected(Side.MAILBOX),
                new Event.Succeeded(),
                new Event.Failed(Side.MAILBOX, DENIED),
                new Event.Failed(Side.CRM, DENIED),
                new Event.Failed(Side.MAILBOX, DEAD),
                new Event.Broke("x"),
                new Event.Paused(),
                new Event.Resumed(),
                new Event.Disabled(),
                new Event.Enabled(),
                new Event.Retried());
        return events.get(random.nextInt(events.size()));
    }

    private void running() {
        now = Standing.fresh();
        happens(new Event.Connected(Side.CRM));
        happens(new Event.Connected(Side.MAILBOX));
    }

    private void happens(Event event) {
        now = StateMachine.next(now, event);
    }

    private void after(Event event, UserState expected) {
        happens(event);
        assertThat(now.state()).as("after %s", event).isEqualTo(expected);
    }
}
