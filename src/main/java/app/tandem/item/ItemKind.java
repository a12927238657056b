package app.tandem.item;

/** What is kept in step both ways. */
public enum ItemKind {
    /** A To Do task and a Salesforce Task (sync T). */
    TASK,
    /** A contact of the mailbox and a Salesforce Contact (sync K). */
    CONTACT
}
