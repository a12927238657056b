package app.tandem.mailbox;

import app.tandem.item.Attachment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that arrives in a test's mailbox.
 *
 * @param messageId with angle brackets; null for mail without one
 * @param receipt a delivery report: service mail (sync E-12)
 * @param references Message-IDs of the letters it answers, the first one first
 * @param conversation how a mailbox in memory calls its conversation; null: by its subject
 */
public record Letter(
        String subject,
        @Nullable String from,
        List<String> to,
        List<String> cc,
        @Nullable String messageId,
        @Nullable Instant sent,
        Instant received,
        boolean html,
        String body,
        List<File> files,
        boolean receipt,
        List<String> references,
        @Nullable String conversation) {

    /** A file in a letter. */
    public record File(
            Attachment.Kind kind,
            String name,
            String contentType,
            byte[] bytes,
            boolean inline,
            @Nullable String contentId) {}

    private static final Instant EARLIER = Instant.parse("2026-03-02T08:30:00Z");

    /** A plain letter from a stranger to nobody in particular; its Message-ID comes from its subject. */
    public static Letter about(String subject) {
        String id = "<" + Integer.toHexString(subject.hashCode()) + "@letters.example>";
        return new Letter(
                subject,
                "stranger@customer.example",
                List.of("somebody@tandem.example"),
                List.of(),
                id,
                EARLIER,
                EARLIER.plusSeconds(2),
                false,
                "Hello.",
                List.of(),
                false,
                List.of(),
                null);
    }

    /** From that address; null for none. */
    public Letter from(@Nullable String address) {
        return new Letter(
                subject,
                address,
                to,
                cc,
                messageId,
                sent,
                received,
                html,
                body,
                files,
                receipt,
                references,
                conversation);
    }

    /** To these addresses. */
    public Letter to(String... addresses) {
        return new Letter(
                subject,
                from,
                List.of(addresses),
                cc,
                messageId,
                sent,
                received,
                html,
                body,
                files,
                receipt,
                references,
                conversation);
    }

    /** With copies to these addresses. */
    public Letter cc(String... addresses) {
        return new Letter(
                subject,
                from,
                to,
                List.of(addresses),
                messageId,
                sent,
                received,
                html,
                body,
                files,
                receipt,
                references,
                conversation);
    }

    /** With that Message-ID; null for none. */
    public Letter messageId(@Nullable String id) {
        return new Letter(
                subject, from, to, cc, id, sent, received, html, body, files, receipt, references, conversation);
    }

    /** Sent and, two seconds later, received. */
    public Letter at(Instant time) {
        return new Letter(
                subject,
                from,
                to,
                cc,
                messageId,
                time,
                time.plusSeconds(2),
                html,
                body,
                files,
                receipt,
                references,
                conversation);
    }

    /** With that plain text. */
    public Letter text(String text) {
        return new Letter(
                subject,
                from,
                to,
                cc,
                messageId,
                sent,
                received,
                false,
                text,
                files,
                receipt,
                references,
                conversation);
    }

    /** With that HTML. */
    public Letter html(String markup) {
        return new Letter(
                subject,
                from,
                to,
                cc,
                messageId,
                sent,
                received,
                true,
                markup,
                files,
                receipt,
                references,
                conversation);
    }

    /** In answer to the letters with these Message-IDs, the first one first. */
    public Letter answering(String... ids) {
        return new Letter(
                subject,
                from,
                to,
                cc,
                messageId,
                sent,
                received,
                html,
                body,
                files,
                receipt,
                List.of(ids),
                conversation);
    }

    /** In a conversation that a mailbox in memory calls so. */
    public Letter in(String id) {
        return new Letter(subject, from, to, cc, messageId, sent, received, html, body, files, receipt, references, id);
    }

    /** With one file more. */
    public Letter with(File file) {
        List<File> more = new ArrayList<>(files);
        more.add(file);
        return new Letter(
                subject, from, to, cc, messageId, sent, received, html, body, more, receipt, references, conversation);
    }

    /** With an ordinary file more. */
    public Letter with(String name, String contentType, byte[] bytes) {
        return with(new File(Attachment.Kind.FILE, name, contentType, bytes, false, null));
    }

    /** With a picture shown by {@code cid:}. */
    public Letter withPicture(String name, String contentId, byte[] bytes) {
        return with(new File(Attachment.Kind.FILE, name, "image/png", bytes, true, contentId));
    }

    /** With another message inside. */
    public Letter withMessage(String name, String mime) {
        return with(new File(
                Attachment.Kind.ITEM, name, "message/rfc822", mime.getBytes(StandardCharsets.US_ASCII), false, null));
    }

    /** A delivery report instead. */
    public Letter asReceipt() {
        return new Letter(
                subject, from, to, cc, messageId, sent, received, html, body, files, true, references, conversation);
    }
}
