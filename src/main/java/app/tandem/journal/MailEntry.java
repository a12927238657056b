package app.tandem.journal;

import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the journal knows of a message somebody asked to save. No content.
 *
 * @param version the mailbox's etag the entry was made from
 * @param origin what the message is, by fingerprint and ids
 * @param since when the reason became true
 * @param records where it is saved: the mail's own record, the business record, the Account
 * @param people whom it is linked with; while it is intended, all that it is about to be linked with
 * @param marked the categories were written
 * @param tombstone unsaved on purpose; only a person's own wish saves it again
 * @param attempts attempts since the last success
 * @param retryAt when it is looked at again by itself; null when only a change brings it back
 */
public record MailEntry(
        ItemId item,
        String version,
        Origin origin,
        Stage stage,
        Reason reason,
        Instant since,
        List<RecordRef> records,
        List<RecordRef> people,
        boolean marked,
        boolean tombstone,
        int attempts,
        @Nullable Instant retryAt) {

    /**
     * What a message is.
     *
     * @param messageKey keyed fingerprint of what makes copies of the message one
     * @param conversation the mailbox's conversation id
     * @param happened sent or received
     */
    public record Origin(
            String messageKey,
            @Nullable String conversation,
            @Nullable Instant happened) {}

    /** Fingerprint of what makes copies of the message one. */
    public String messageKey() {
        return origin.messageKey();
    }

    /** The mail's own record; asked only where it is saved in one. */
    public RecordRef activity() {
        return records.getFirst();
    }

    /** What it is filed under: the business record, or the Account where there is none; empty where it is filed under nothing. */
    public Optional<RecordRef> business() {
        return records.stream().skip(1).findFirst();
    }

    /** How far the saving has come; each stage is recorded before the next step goes out. */
    public enum Stage {
        /** Nothing is under way. */
        IDLE,
        /** A record may have been created; look before repeating. */
        INTENDED,
        /** The record exists; files may be missing. */
        CREATED,
        /** Record and files exist; the mailbox does not show it yet. */
        FILED,
        /** Both sides show it. */
        DONE,
        /** It is being taken back; some of it may be gone (pane U-188). */
        UNDOING
    }

    /** The entry of a message met for the first time. */
    public static MailEntry first(ItemId item, String version, Origin origin, Reason reason, Instant now) {
        return new MailEntry(
                item, version, origin, Stage.IDLE, reason, now, List.of(), List.of(), false, false, 0, null);
    }

    /** The entry at another stage. */
    public MailEntry at(Stage next) {
        return new MailEntry(
                item, version, origin, next, reason, since, records, people, marked, tombstone, attempts, retryAt);
    }

    /** The entry with a reason; {@code since} moves only when the answer changes. */
    public MailEntry because(Reason next, Instant now) {
        Instant from = next.equals(reason) ? since : now;
        return new MailEntry(
                item, version, origin, stage, next, from, records, people, marked, tombstone, attempts, retryAt);
    }

    /** The entry while a record with these links, people first, goes out. */
    public MailEntry intended(List<RecordRef> with) {
        return new MailEntry(
                item,
                version,
                origin,
                Stage.INTENDED,
                reason,
                since,
                records,
                with,
                marked,
                tombstone,
                attempts,
                retryAt);
    }

    /** The entry saved in these records and linked with these people. */
    public MailEntry saved(List<RecordRef> in, List<RecordRef> with) {
        return new MailEntry(item, version, origin, stage, reason, since, in, with, marked, false, attempts, retryAt);
    }

    /** The entry with the links that a newer reading of it has. */
    public MailEntry linkedAs(MailEntry newer) {
        return new MailEntry(
                item,
                version,
                origin,
                stage,
                reason,
                since,
                newer.records,
                newer.people,
                marked,
                tombstone,
                attempts,
                retryAt);
    }

    /** The entry once everything is taken back: only a person's own wish saves it again. */
    public MailEntry undone(Reason why, Instant now) {
        return new MailEntry(item, version, origin, Stage.IDLE, why, now, List.of(), List.of(), false, true, 0, null);
    }

    /** The entry of a newer version of the message. */
    public MailEntry version(String etag) {
        return new MailEntry(
                item, etag, origin, stage, reason, since, records, people, marked, tombstone, attempts, retryAt);
    }

    /** The entry once the mailbox shows the categories; nothing is left to do. */
    public MailEntry shown() {
        return new MailEntry(item, version, origin, stage, reason, since, records, people, true, tombstone, 0, null);
    }

    /** The entry to be looked at again at that time; null for never by itself. */
    public MailEntry retry(@Nullable Instant at) {
        return new MailEntry(
                item, version, origin, stage, reason, since, records, people, marked, tombstone, attempts, at);
    }

    /** The entry after one more attempt that came to nothing. */
    public MailEntry failed(@Nullable Instant again) {
        return new MailEntry(
                item, version, origin, stage, reason, since, records, people, marked, tombstone, attempts + 1, again);
    }
}
