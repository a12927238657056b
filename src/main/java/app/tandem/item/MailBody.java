package app.tandem.item;

/** The body of a message as the mailbox keeps it. */
public record MailBody(boolean html, String content) {}
