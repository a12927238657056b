package app.tandem.item;

import java.util.List;

/**
 * What is read of a message once it is to be saved.
 *
 * @param references Message-IDs of the messages it answers, as written, from {@code In-Reply-To} and {@code References}
 */
public record MailContent(MailBody body, List<Attachment> attachments, List<String> references) {

    /** Of a message that answers none. */
    public MailContent(MailBody body, List<Attachment> attachments) {
        this(body, attachments, List.of());
    }
}
