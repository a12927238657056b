package app.tandem.mailbox;

import java.time.Duration;

/** What a subscription is about. */
public enum Watch {
    /** Every message of the mailbox, whatever its folder. */
    MESSAGES,
    INBOX,
    SENT,
    /** {@code Salesforce Emails}; created when it is missing. */
    MARKER,
    /** {@code Salesforce Tasks}; created when it is missing. Granted to the owner only, never to an app for many. */
    TASKS;

    /** The longest life that the service grants (graph-notes 4). */
    public Duration life() {
        return Duration.ofMinutes(this == TASKS ? 4_230 : 10_080);
    }
}
