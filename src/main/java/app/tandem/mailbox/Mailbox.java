package app.tandem.mailbox;

import app.tandem.item.Attachment;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailContent;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.item.WriteOutcome;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One user's mailbox. Used by one cycle at a time. Every method throws
 * {@link app.tandem.platform.RemoteFailureException} when the conversation as a whole cannot go on; what concerns one
 * item is a value. Reads may be repeated freely; writes name their item by id and are safe to repeat. Nothing here
 * waits for a service that asked for patience: the time is in the failure or the outcome.
 */
public interface Mailbox {

    /** Own addresses and aliases, lower case (sync L-27), and the mailbox's time zone (IANA); kept for some hours. */
    Identity identity();

    /**
     * Creates what is missing of marker folder and categories (sync M-1 … M-5) and leaves what is there as it is, colours
     * included; answers without calls while it is known to be there (less than half an hour).
     */
    void customise(List<MarkerCategory> categories);

    /**
     * Takes back what {@link #customise} made: these categories from the master list, and the marker folder when nothing at all
     * is in it. No message is touched or moved, and items keep what they wear (admin A-178).
     *
     * @return whether the folder is gone too
     */
    boolean withdraw(List<MarkerCategory> categories);

    /**
     * One page of what changed in a folder since the cursor; null starts from the beginning.
     * {@link ChangePage#resync()} tells that the cursor was lost: what follows is everything. A marker folder that was
     * deleted is created again (sync M-2), which is a lost cursor.
     *
     * @throws IllegalArgumentException for {@link MailFolder#OTHER}, which has no feed
     */
    ChangePage changes(MailFolder folder, @Nullable String cursor);

    /**
     * The message that a client shows, by what the client knows of it: its own id (EWS or REST form, the kind that a move
     * changes) and, where that leads nowhere, the Message-ID. Of several copies one in a folder that is read; empty when there
     * is none.
     */
    Optional<Mail> find(String shownId, @Nullable String messageId);

    /**
     * The messages of a conversation that lie in Inbox, Sent or the marker folder now, by the mailbox's own id of it; a request
     * for every hundred of them, whatever their folder. Of more than 2,000 some.
     */
    List<Mail> conversation(String conversationId);

    /** Where each of these messages is now; an outcome for every id. Verifies removals (a move looks like a deletion). */
    Map<ItemId, ReadOutcome<Mail>> locate(Collection<ItemId> ids);

    /**
     * Body and attachment list of each; an outcome for every id. Any number; batched inside. What would hold too much in
     * memory at once is answered with {@code Later("ReadBudget")}: asked for again when the first are done with, it comes.
     */
    Map<ItemId, ReadOutcome<MailContent>> read(Set<ItemId> ids);

    /**
     * The bytes of small file attachments, many to a request; an outcome for every one. The caller bounds what it asks for at
     * once: all of it is held in memory.
     */
    Map<FileRef, ReadOutcome<byte[]>> readFiles(Collection<FileRef> files);

    /**
     * The bytes of an attachment, streamed; the caller closes. An item attachment comes as MIME, and so does the message itself, {@link Attachment#message}. Empty when it is gone or has
     * no bytes (a link to a cloud file). An open stream takes one of the mailbox's few places in flight: it is closed before
     * the next call. A line that breaks half-way is an {@link java.io.IOException} of the stream.
     */
    Optional<InputStream> open(ItemId item, Attachment attachment);

    /**
     * Writes categories and moves, batched; an outcome for every change, of which each item has one at most. A change whose
     * categories were written and whose move was not is not {@link WriteOutcome.Done}; asking again finds what is left to do.
     */
    Map<ItemId, WriteOutcome> apply(List<MailChange> changes);

    /** The longest note, in characters. */
    int LONGEST_NOTE = 16_000;

    /**
     * Leaves a text with a message, in place of an earlier one; an empty one takes it away. No mail program shows it,
     * {@link MailContent#note} gives it back, and it stays in the mailbox. Not for drafts: it would be sent along. The message
     * is another version afterwards.
     *
     * @throws IllegalArgumentException for a text of more than {@link #LONGEST_NOTE} characters
     */
    WriteOutcome note(ItemId id, String text);
}
