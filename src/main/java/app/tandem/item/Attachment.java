package app.tandem.item;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an attachment without its bytes.
 *
 * @param size bytes, as the mailbox states it; may be more than the file itself
 * @param inline shown inside the body
 * @param contentId ties it to {@code cid:} in the body
 * @param link where a cloud file lies; for {@link Kind#REFERENCE} only
 */
public record Attachment(
        AttachmentId id,
        Kind kind,
        @Nullable String name,
        @Nullable String contentType,
        long size,
        boolean inline,
        @Nullable String contentId,
        @Nullable String link) {

    /** The three kinds of Graph. */
    public enum Kind {
        FILE,
        /** A message, contact or event inside the message; its bytes are MIME, vCard or iCalendar. */
        ITEM,
        REFERENCE,
        /** The whole message, no part of it; its bytes are MIME. */
        MESSAGE
    }

    /** The message itself as a file (pane U-196). {@code size} is about what it will come to. */
    public static Attachment message(String subject, long size) {
        return new Attachment(AttachmentId.MESSAGE, Kind.MESSAGE, subject, "message/rfc822", size, false, null, null);
    }
}
