package app.tandem.item;

/** The id of an attachment within its item. */
public record AttachmentId(String value) {}
