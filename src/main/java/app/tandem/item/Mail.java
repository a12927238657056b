package app.tandem.item;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as a change feed shows it: everything but body and files.
 *
 * @param etag the mailbox's version of it
 * @param messageId Internet Message-ID as written, angle brackets included
 * @param conversationId the mailbox's own; differs between mailboxes
 * @param from who it is from; drafts and broken mail may lack it
 * @param sender who really sent it, when somebody else did
 * @param received when it reached the mailbox; for sent mail about the same as {@code sent}
 * @param service a receipt, a bounce, an invitation or an answer to one (sync E-12)
 * @param categories in order, foreign ones included
 */
public record Mail(
        ItemId id,
        MailFolder folder,
        String etag,
        @Nullable String messageId,
        @Nullable String conversationId,
        String subject,
        @Nullable Address from,
        @Nullable Address sender,
        List<Address> to,
        List<Address> cc,
        List<Address> bcc,
        @Nullable Instant received,
        @Nullable Instant sent,
        boolean draft,
        boolean service,
        boolean hasAttachments,
        List<String> categories) {}
