package app.tandem.sandbox.graph.store;

import app.tandem.sandbox.graph.mime.Mail;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something attached to a message. */
public record Attachment(
        long number,
        Kind kind,
        String name,
        @Nullable String contentType,
        boolean inline,
        @Nullable String contentId,
        @Nullable String contentLocation,
        Instant modified,
        Content content) {

    /** The three kinds of Graph. A reference's content is the address it points to. */
    public enum Kind {
        FILE("fileAttachment"),
        ITEM("itemAttachment"),
        REFERENCE("referenceAttachment");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** The type's name in the schema. */
        public String type() {
            return type;
        }
    }

    /** An attachment read from MIME. */
    public static Attachment of(long number, Mail.File file, Instant modified) {
        Kind kind = file.kind() == Mail.FileKind.ITEM ? Kind.ITEM : Kind.FILE;
        return new Attachment(
                number,
                kind,
                file.name(),
                file.mediaType(),
                file.inline(),
                file.contentId(),
                file.contentLocation(),
                modified,
                file.content());
    }

    /** Size in bytes. */
    public long size() {
        return content.length();
    }
}
