package app.tandem.journal;

import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import org.jspecify.annotations.Nullable;

/** What became of an attachment. {@code record} is the Salesforce id of the file. */
public record AttachmentEntry(
        ItemId item,
        AttachmentId attachment,
        Reason reason,
        @Nullable String record) {}
