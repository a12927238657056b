package app.tandem.account;

/** What became of connecting a mailbox. */
public sealed interface MailboxOutcome {

    /** Connected; the user may be running now. */
    record Connected(User user) implements MailboxOutcome {}

    /** That mailbox belongs to another Salesforce user (sync Y-27, admin A-1). */
    record Taken() implements MailboxOutcome {}

    /** Another mailbox of this user is connected and a change was not asked for (admin ). */
    record Differs(String connectedAddress) implements MailboxOutcome {}

    /** Colleagues of this tenant work in another directory. */
    record OtherDirectory() implements MailboxOutcome {}
}
