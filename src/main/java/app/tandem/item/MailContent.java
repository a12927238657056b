package app.tandem.item;

import java.util.List;

/** What is read of a message once it is to be saved. */
public record MailContent(MailBody body, List<Attachment> attachments) {}
