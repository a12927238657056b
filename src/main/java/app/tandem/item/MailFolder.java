package app.tandem.item;

/** The folders that are read (sync W-12). */
public enum MailFolder {
    INBOX,
    SENT,
    /** {@code Salesforce Emails}: whatever lies here is to be saved (sync M-1). */
    MARKER,
    /** Any other folder; items there are not processed (sync E-8). */
    OTHER
}
