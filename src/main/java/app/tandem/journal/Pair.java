package app.tandem.journal;

import app.tandem.item.AgreedItem;
import app.tandem.item.ItemKind;
import app.tandem.item.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the journal knows of an item that is kept in step both ways. No content.
 *
 * @param key 64 hex digits: finds it on either side after a lost answer; the mailbox's item carries it (see item.Stamp)
 * @param mailbox as both sides last agreed on it; null while the mailbox has none
 * @param crm as both sides last agreed on it; null while the CRM has none
 * @param fromCrm it came into being in the CRM
 * @param since when the reason became true
 * @param attempts attempts since the last success
 * @param retryAt when it is looked at again by itself; null when only a change brings it back
 */
public record Pair(
        String key,
        ItemKind kind,
        @Nullable AgreedItem mailbox,
        @Nullable AgreedItem crm,
        boolean fromCrm,
        Stage stage,
        Reason reason,
        Instant since,
        int attempts,
        @Nullable Instant retryAt) {

    /** How far it has come; each stage is recorded before the next step goes out. */
    public enum Stage {
        /** Nothing is under way: agreed, or waiting, or refused. */
        IDLE,
        /** A record may have been created; look before repeating. */
        CREATING_RECORD,
        /** An item may have been created; look before repeating. */
        CREATING_ITEM,
        /** Taken out of step on purpose; only a person puts it back (sync ). */
        DROPPED,
        /** A person took back that its other half was created; it is out of step until the item is marked again. */
        UNDONE
    }

    /** A new pair that nothing is agreed about. */
    public static Pair begun(String key, ItemKind kind, boolean fromCrm, Reason reason, Instant now) {
        return new Pair(key, kind, null, null, fromCrm, Stage.IDLE, reason, now, 0, null);
    }

    /** The same with these sides. */
    public Pair with(@Nullable AgreedItem mailbox, @Nullable AgreedItem crm) {
        return new Pair(key, kind, mailbox, crm, fromCrm, stage, reason, since, attempts, retryAt);
    }

    /** The same, of an item that a person made in the mailbox. */
    public Pair fromMailbox() {
        return new Pair(key, kind, mailbox, crm, false, stage, reason, since, attempts, retryAt);
    }

    /** The same at that stage. */
    public Pair at(Stage stage) {
        return new Pair(key, kind, mailbox, crm, fromCrm, stage, reason, since, attempts, retryAt);
    }

    /** About to create something on a side: due at once, should the answer never come. */
    public Pair creating(Stage stage, Reason reason, Instant now) {
        return at(stage).failed(reason, now, now);
    }

    /** Settled: the reason holds from now on, unless it held already, and nothing is to be tried again. */
    public Pair settled(Reason reason, Instant now) {
        return new Pair(key, kind, mailbox, crm, fromCrm, stage, reason, since(reason, now), 0, null);
    }

    /** Not settled: looked at again then. */
    public Pair failed(Reason reason, Instant now, Instant retryAt) {
        return new Pair(key, kind, mailbox, crm, fromCrm, stage, reason, since(reason, now), attempts + 1, retryAt);
    }

    private Instant since(Reason next, Instant now) {
        return next.equals(reason) ? since : now;
    }
}
