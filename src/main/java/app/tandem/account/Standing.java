package app.tandem.account;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that decides a user's state. The switches keep their own memory: a pause outlives a suspension, a suspension
 * outlives an administrator's switch (sync Y-8 … Y-18).
 *
 * @param retired switched off by itself since nobody used it (admin A-187); the user ends that
 * @param mailboxRejections consecutive refusals by the mail server (admin A-175)
 * @param failures consecutive failed cycles (admin A-176)
 */
public record Standing(
        boolean mailbox,
        boolean crm,
        boolean paused,
        boolean disabled,
        boolean retired,
        @Nullable Suspension mailboxSuspension,
        @Nullable Suspension crmSuspension,
        @Nullable Suspension otherSuspension,
        int mailboxRejections,
        int failures) {

    /** The Sidebar and the pages ask for the mailbox again from this many refusals on (admin A-175). */
    public static final int REJECTIONS_UNTIL_ATTENTION = 6;
    /** Sync stops after this many failed cycles in a row (admin A-176). */
    public static final int FAILURES_UNTIL_SUSPENSION = 10;

    /** Nothing connected yet. */
    public static Standing fresh() {
        return new Standing(false, false, false, false, false, null, null, null, 0, 0);
    }

    /** The state: who is switched off, what is missing, what is broken, who rests; in this order. */
    public UserState state() {
        if (disabled || retired) {
            return UserState.DEACTIVATED;
        }
        if (!mailbox || !crm) {
            return UserState.REGISTERED;
        }
        if (suspension().isPresent()) {
            return UserState.SUSPENDED;
        }
        return paused ? UserState.PAUSED : UserState.RUNNING;
    }

    /** The cause to be shown first; a dead grant before anything else. */
    public Optional<Suspension> suspension() {
        return Stream.of(true, false)
                .flatMap(dead -> Stream.of(crmSuspension, mailboxSuspension, otherSuspension)
                        .filter(suspension -> suspension != null && suspension.dead() == dead))
                .findFirst();
    }

    /** The side whose trouble {@link #suspension()} is, if it is one side's. */
    public Optional<Side> suspendedSide() {
        return suspension().flatMap(cause -> {
            if (cause.equals(crmSuspension)) {
                return Optional.of(Side.CRM);
            }
            return cause.equals(mailboxSuspension) ? Optional.of(Side.MAILBOX) : Optional.empty();
        });
    }

    /** Whether both sides are connected and neither asks for a new sign-in. */
    public boolean isConnected() {
        return crm && mailbox && crmSuspension == null && !mailboxAttention();
    }

    /** The mailbox should be connected again (admin ). */
    public boolean mailboxAttention() {
        return mailboxSuspension != null || mailboxRejections >= REJECTIONS_UNTIL_ATTENTION;
    }
}
