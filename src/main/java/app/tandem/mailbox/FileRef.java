package app.tandem.mailbox;

import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;

/** An attachment of a message; its own id means something within the message only. */
public record FileRef(ItemId item, AttachmentId attachment) {}
