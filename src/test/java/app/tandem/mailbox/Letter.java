package app.tandem.mailbox;

import app.tandem.item.Attachment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
        return but(letter -> letter.from = address);
    }

    /** To these addresses. */
    public Letter to(String... addresses) {
        return but(letter -> letter.to = List.of(addresses));
    }

    /** With copies to these addresses. */
    public Letter cc(String... addresses) {
        return but(letter -> letter.cc = List.of(addresses));
    }

    /** With that Message-ID; null for none. */
    public Letter messageId(@Nullable String id) {
        return but(letter -> letter.messageId = id);
    }

    /** Sent and, two seconds later, received. */
    public Letter at(Instant time) {
        return but(letter -> {
            letter.sent = time;
            letter.received = time.plusSeconds(2);
        });
    }

    /** With that plain text. */
    public Letter text(String text) {
        return body(false, text);
    }

    /** With that HTML. */
    public Letter html(String markup) {
        return body(true, markup);
    }

    private Letter body(boolean html, String content) {
        return but(letter -> {
            letter.html = html;
            letter.body = content;
        });
    }

    /** In answer to the letters with these Message-IDs, the first one first. */
    public Letter answering(String... ids) {
        return but(letter -> letter.references = List.of(ids));
    }

    /** In a conversation that a mailbox in memory calls so. */
    public Letter in(String id) {
        return but(letter -> letter.conversation = id);
    }

    /** With one file more. */
    public Letter with(File file) {
        return but(letter ->
                letter.files = Stream.concat(files.stream(), Stream.of(file)).toList());
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
        return but(letter -> letter.receipt = true);
    }

    private Letter but(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.letter();
    }

    /** A letter that is still being changed. */
    private static final class Draft {

        private final String subject;
        private @Nullable String from;
        private List<String> to;
        private List<String> cc;
        private @Nullable String messageId;
        private @Nullable Instant sent;
        private Instant received;
        private boolean html;
        private String body;
        private List<File> files;
        private boolean receipt;
        private List<String> references;
        private @Nullable String conversation;

        Draft(Letter letter) {
            subject = letter.subject;
            from = letter.from;
            to = letter.to;
            cc = letter.cc;
            messageId = letter.messageId;
            sent = letter.sent;
            received = letter.received;
            html = letter.html;
            body = letter.body;
            files = letter.files;
            receipt = letter.receipt;
            references = letter.references;
            conversation = letter.conversation;
        }

        Letter letter() {
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
                    references,
                    conversation);
        }
    }
}
