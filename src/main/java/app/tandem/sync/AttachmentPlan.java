package app.tandem.sync;

import app.tandem.item.Attachment;
import app.tandem.item.Reason;

/** What becomes of one attachment of a message that is saved (sync A-1 … A-15). */
public sealed interface AttachmentPlan {

    /** The attachment. */
    Attachment attachment();

    /** Stored under this name: safe, unique within its message, at most 255 characters with its extension. */
    record Save(Attachment attachment, String fileName, String contentType) implements AttachmentPlan {}

    /** A picture that the saved text shows: stored before the record, which refers to it (sync E-4). Named as {@link Save}. */
    record Show(Attachment attachment, String fileName, String contentType) implements AttachmentPlan {}

    /** Not stored, and why: a picture of the body (sync A-4), or refused by a filter (sync A-8). */
    record Skip(Attachment attachment, Reason reason) implements AttachmentPlan {}

    /** A cloud file: its address stands in the saved text (sync A-4). */
    record Link(Attachment attachment, String url, Reason reason) implements AttachmentPlan {}
}
