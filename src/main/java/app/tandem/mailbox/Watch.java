package app.tandem.mailbox;

/** What a subscription is about. */
public enum Watch {
    /** Every message of the mailbox, whatever its folder. */
    MESSAGES,
    INBOX,
    SENT,
    /** {@code Salesforce Emails}; created when it is missing. */
    MARKER
}
