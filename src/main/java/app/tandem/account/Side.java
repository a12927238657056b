package app.tandem.account;

/** One of the two worlds that are kept in step. */
public enum Side {
    MAILBOX,
    CRM
}
