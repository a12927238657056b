package app.tandem.engine;

import app.tandem.crm.FileStorage;
import app.tandem.crm.FileUpload;
import app.tandem.item.Attachment;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.AttachmentEntry;
import app.tandem.mailbox.FileRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends files of messages, many in a call, and notes what became of each. */
final class Uploads {

    /** What the CRM port says when the mailbox would not give the bytes. */
    private static final String UNREADABLE = "SOURCE_UNREADABLE";

    /** A file that so many readings could not get is given up by name; the mail and its other files go home. */
    private static final int MOST_READINGS = 5;

    /**
     * A file to store.
     *
     * @param holder the record it hangs at; null for one that waits for its record
     * @param key the same for every attempt at this file
     * @param readings how often it could not be read so far
     */
    record Piece(
            ItemId item,
            Attachment attachment,
            String name,
            String type,
            @Nullable RecordRef holder,
            List<RecordRef> links,
            String key,
            int readings) {

        FileRef ref() {
            return new FileRef(item, attachment.id());
        }
    }

    /**
     * What came of it.
     *
     * @param stored the ids of the files that are there; empty for one that is hidden from the user
     * @param again per message, the time that was named for files that could not be stored now, if any was
     */
    record Sent(Map<FileRef, Optional<String>> stored, Map<ItemId, Optional<Instant>> again) {}

    private final Conversation conversation;
    private final Desk desk;
    private final String rule;

    /** Files stored by this rule. */
    Uploads(Conversation conversation, Desk desk, String rule) {
        this.conversation = conversation;
        this.desk = desk;
        this.rule = rule;
    }

    Sent send(List<Piece> pieces, FileStorage storage) {
        Sent sent = new Sent(new HashMap<>(), new HashMap<>());
        if (pieces.isEmpty()) {
            return sent;
        }
        FilesAhead files = new FilesAhead(conversation.mailbox());
        pieces.forEach(piece -> files.announce(piece.item(), piece.attachment()));
        List<WriteOutcome> outcomes = conversation
                .crm()
                .attach(pieces.stream().map(piece -> upload(piece, files)).toList(), storage);
        List<AttachmentEntry> answers = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            settle(pieces.get(i), outcomes.get(i), sent).ifPresent(answers::add);
        }
        desk.saveAttachments(answers);
        return sent;
    }

    private static FileUpload upload(Piece piece, FilesAhead files) {
        return new FileUpload(
                piece.holder(),
                piece.name(),
                piece.type(),
                -1,
                () -> files.open(piece.item(), piece.attachment()),
                piece.links(),
                piece.key());
    }

    private Optional<AttachmentEntry> settle(Piece piece, WriteOutcome outcome, Sent sent) {
        return switch (outcome) {
            case WriteOutcome.Done done -> Optional.of(stored(piece, done.id(), sent));
            case WriteOutcome.Exists exists -> Optional.of(stored(piece, exists.id(), sent));
            case WriteOutcome.Refused refused -> Optional.of(refused(piece, refused.code()));
            case WriteOutcome.Gone gone -> Optional.of(refused(piece, "GONE"));
            case WriteOutcome.Later(String code, Instant until) -> later(piece, code, until, sent);
            case WriteOutcome.Unknown unknown -> again(piece, null, sent);
            case WriteOutcome.Changed changed -> again(piece, null, sent);
        };
    }

    /** A mailbox that names a time has not failed, and Salesforce's failures are none of the file's. */
    private Optional<AttachmentEntry> later(Piece piece, String code, @Nullable Instant until, Sent sent) {
        boolean unread = code.equals(UNREADABLE) && until == null;
        int readings = piece.readings() + (unread ? 1 : 0);
        if (readings == MOST_READINGS) {
            return Optional.of(refused(piece, code));
        }
        again(piece, until, sent);
        return unread
                ? Optional.of(answer(piece, Reason.of(Reason.State.WAITS, rule, UNREADABLE), null, readings))
                : Optional.empty();
    }

    private static Optional<AttachmentEntry> again(Piece piece, @Nullable Instant until, Sent sent) {
        sent.again().merge(piece.item(), Optional.ofNullable(until), Uploads::both);
        return Optional.empty();
    }

    /** A file without a time makes an attempt that failed; of two times the later one holds. */
    private static Optional<Instant> both(Optional<Instant> one, Optional<Instant> other) {
        return one.flatMap(first -> other.map(second -> first.isAfter(second) ? first : second));
    }

    private AttachmentEntry stored(Piece piece, @Nullable String id, Sent sent) {
        sent.stored().put(piece.ref(), Optional.ofNullable(id));
        return answer(piece, Reason.of(Reason.State.SAVED, rule), id, 0);
    }

    private AttachmentEntry refused(Piece piece, String code) {
        return answer(piece, Reason.of(Reason.State.REFUSED, rule, code), null, 0);
    }

    private static AttachmentEntry answer(Piece piece, Reason reason, @Nullable String id, int readings) {
        return new AttachmentEntry(piece.item(), piece.attachment().id(), reason, id, readings);
    }
}
