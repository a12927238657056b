package app.tandem.account;

import app.tandem.platform.RemoteFailure;
import org.jspecify.annotations.Nullable;

/** What each event does to a user's standing. Pure; {@link Standing#state()} then tells the state. */
final class StateMachine {

    /** What may happen to a user. */
    sealed interface Event {
        /** A side was authorised, for the first time or again: sync goes on by itself (sync Y-18), and who left is back. */
        record Connected(Side side) implements Event {}

        /** A side was disconnected on purpose. */
        record Disconnected(Side side) implements Event {}

        /** A cycle ended well. */
        record Succeeded() implements Event {}

        /** A conversation with a side failed. */
        record Failed(Side side, RemoteFailure failure) implements Event {}

        /** A cycle failed for a reason of our own. */
        record Broke(String code) implements Event {}

        /** The user's own switch. */
        record Paused() implements Event {}

        /** The user's own switch, back. */
        record Resumed() implements Event {}

        /** An administrator's switch. */
        record Disabled() implements Event {}

        /** An administrator's switch, back. */
        record Enabled() implements Event {}

        /** Nobody used it for long (admin A-187). */
        record Retired(String reason) implements Event {}

        /** The user is back and wants it again. */
        record Returned() implements Event {}

        /** Somebody fixed the cause and asks to try again; does not revive a dead grant. */
        record Retried() implements Event {}
    }

    private StateMachine() {}

    static Standing next(Standing now, Event event) {
        return switch (event) {
            case Event.Connected connected -> connected(now, connected.side());
            case Event.Disconnected gone -> disconnected(now, gone.side());
            case Event.Succeeded ignored -> counters(now, 0, 0);
            case Event.Failed failed -> failed(now, failed.side(), failed.failure());
            case Event.Broke broke -> counted(now, null, Suspension.Kind.OTHER, broke.code());
            case Event.Paused ignored -> switches(now, true, now.disabled(), now.retired());
            case Event.Resumed ignored -> switches(now, false, now.disabled(), now.retired());
            case Event.Disabled ignored -> switches(now, now.paused(), true, now.retired());
            case Event.Enabled ignored -> switches(now, now.paused(), false, false);
            case Event.Retired ignored -> switches(now, now.paused(), now.disabled(), true);
            case Event.Returned ignored -> switches(now, now.paused(), now.disabled(), false);
            case Event.Retried ignored -> counters(alive(now), 0, 0);
        };
    }

    private static Standing connected(Standing now, Side side) {
        boolean mailbox = side == Side.MAILBOX;
        Standing healed = suspensions(
                alive(now),
                mailbox ? null : alive(now).mailboxSuspension(),
                mailbox ? alive(now).crmSuspension() : null,
                null);
        Standing back = switches(healed, now.paused(), now.disabled(), false);
        return counters(connections(back, now.mailbox() || mailbox, now.crm() || !mailbox), 0, 0);
    }

    private static Standing disconnected(Standing now, Side side) {
        boolean mailbox = side == Side.MAILBOX;
        Standing without = suspensions(
                now,
                mailbox ? null : now.mailboxSuspension(),
                mailbox ? now.crmSuspension() : null,
                now.otherSuspension());
        return connections(without, now.mailbox() && !mailbox, now.crm() && mailbox);
    }

    /** Throttling, a spent budget and unreachable services never count (admin A-179). */
    private static Standing failed(Standing now, Side side, RemoteFailure failure) {
        return switch (failure) {
            case RemoteFailure.Throttled ignored -> now;
            case RemoteFailure.BudgetSpent ignored -> now;
            case RemoteFailure.Unreachable ignored -> now;
            case RemoteFailure.GrantRejected dead ->
                suspended(now, side, new Suspension(Suspension.Kind.AUTHORISATION, dead.code(), true));
            case RemoteFailure.AccessDenied denied -> counted(now, side, Suspension.Kind.AUTHORISATION, denied.code());
        };
    }

    private static Standing counted(Standing now, @Nullable Side side, Suspension.Kind kind, String code) {
        int rejections = now.mailboxRejections() + (side == Side.MAILBOX ? 1 : 0);
        Standing counted = counters(now, rejections, now.failures() + 1);
        return counted.failures() < Standing.FAILURES_UNTIL_SUSPENSION
                ? counted
                : suspended(counted, side, new Suspension(kind, code, false));
    }

    /** The first cause stays, unless a dead grant comes after a lesser one. */
    private static Standing suspended(Standing now, @Nullable Side side, Suspension cause) {
        return suspensions(
                now,
                side == Side.MAILBOX ? first(now.mailboxSuspension(), cause) : now.mailboxSuspension(),
                side == Side.CRM ? first(now.crmSuspension(), cause) : now.crmSuspension(),
                side == null ? first(now.otherSuspension(), cause) : now.otherSuspension());
    }

    private static Suspension first(@Nullable Suspension before, Suspension cause) {
        return before == null || cause.dead() && !before.dead() ? cause : before;
    }

    private static Standing alive(Standing now) {
        return suspensions(now, onlyDead(now.mailboxSuspension()), onlyDead(now.crmSuspension()), null);
    }

    private static @Nullable Suspension onlyDead(@Nullable Suspension suspension) {
        return suspension != null && suspension.dead() ? suspension : null;
    }

    private static Standing connections(Standing now, boolean mailbox, boolean crm) {
        return new Standing(
                mailbox,
                crm,
                now.paused(),
                now.disabled(),
                now.retired(),
                now.mailboxSuspension(),
                now.crmSuspension(),
                now.otherSuspension(),
                now.mailboxRejections(),
                now.failures());
    }

    private static Standing switches(Standing now, boolean paused, boolean disabled, boolean retired) {
        return new Standing(
                now.mailbox(),
                now.crm(),
                paused,
                disabled,
                retired,
                now.mailboxSuspension(),
                now.crmSuspension(),
                now.otherSuspension(),
                now.mailboxRejections(),
                now.failures());
    }

    private static Standing suspensions(
            Standing now, @Nullable Suspension mailbox, @Nullable Suspension crm, @Nullable Suspension other) {
        return new Standing(
                now.mailbox(),
                now.crm(),
                now.paused(),
                now.disabled(),
                now.retired(),
                mailbox,
                crm,
                other,
                now.mailboxRejections(),
                now.failures());
    }

    private static Standing counters(Standing now, int rejections, int failures) {
        return new Standing(
                now.mailbox(),
                now.crm(),
                now.paused(),
                now.disabled(),
                now.retired(),
                now.mailboxSuspension(),
                now.crmSuspension(),
                now.otherSuspension(),
                rejections,
                failures);
    }
}
