package app.tandem.item;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a message once it is to be saved.
 *
 * @param references Message-IDs of the messages it answers, as written, from {@code In-Reply-To} and {@code References}
 * @param note what this product left with the message; null for nothing
 */
public record MailContent(
        MailBody body,
        List<Attachment> attachments,
        List<String> references,
        @Nullable String note) {

    /** Of a message that answers none. */
    public MailContent(MailBody body, List<Attachment> attachments) {
        this(body, attachments, List.of(), null);
    }
}
