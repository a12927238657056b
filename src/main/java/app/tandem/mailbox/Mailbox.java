package app.tandem.mailbox;

import app.tandem.item.Attachment;
import app.tandem.item.ItemId;
import app.tandem.item.MailContent;
import app.tandem.item.MailFolder;
import app.tandem.item.WriteOutcome;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One user's mailbox. Used by one cycle at a time. Every method throws
 * {@link app.tandem.platform.RemoteFailureException} when the conversation as a whole cannot go on; what concerns one
 * item is a value. Reads may be repeated freely; writes name their item by id and are safe to repeat.
 */
public interface Mailbox {

    /** Own addresses and aliases, lower case (sync L-27), and the mailbox's time zone (IANA). */
    Identity identity();

    /** Creates what is missing of marker folder and categories (sync M-1 … M-5); answers without calls while it is known to be there. */
    void customise(List<MarkerCategory> categories);

    /**
     * One page of what changed in a folder since the cursor; null starts from the beginning.
     * {@link ChangePage#resync()} tells that the cursor was lost: what follows is everything.
     */
    ChangePage changes(MailFolder folder, @Nullable String cursor);

    /** Where these messages are now; ids that are gone are absent. Verifies removals (a move looks like a deletion). */
    Map<ItemId, app.tandem.item.Mail> locate(Collection<ItemId> ids);

    /** Bodies and attachment lists; ids that are gone are absent. Any number; batched inside. */
    Map<ItemId, MailContent> read(Set<ItemId> ids);

    /** The bytes of an attachment, streamed; the caller closes. An item attachment comes as MIME. Empty when it is gone. */
    java.util.Optional<InputStream> open(ItemId item, Attachment attachment);

    /** Writes categories and moves, batched; an outcome for every change. */
    Map<ItemId, WriteOutcome> apply(List<MailChange> changes);
}
