package app.tandem.journal;

import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What became of an attachment, or how often it was tried in vain while its reason says that it waits.
 *
 * @param record the Salesforce id of the file
 * @param readings how often the mailbox did not give its bytes
 */
public record AttachmentEntry(
        ItemId item,
        AttachmentId attachment,
        Reason reason,
        @Nullable String record,
        int readings) {

    /** The rule by which pictures are stored that a text shows: they hang at the mail alone. */
    public static final String SHOWN = "sync E-4";
}
