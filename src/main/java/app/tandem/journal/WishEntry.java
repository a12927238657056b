package app.tandem.journal;

import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.item.SaveWish;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person wished for an item, and how far it has come.
 *
 * @param revision grows with every change of mind; what a cycle notes for an older one is not kept
 * @param messageKey of a draft: keyed fingerprint that finds its sent copy where the id did not last
 * @param reason why it is not met yet, or will not be
 * @param since when that became true
 * @param attempts attempts that came to nothing
 * @param retryAt when it is looked at again by itself; null when it is met or refused
 */
public record WishEntry(
        ItemId item,
        long revision,
        Kind kind,
        Instant asked,
        SaveWish wish,
        @Nullable String messageKey,
        State state,
        @Nullable Reason reason,
        Instant since,
        int attempts,
        @Nullable Instant retryAt) {

    /** What is wished for. */
    public enum Kind {
        /** Save it. */
        SAVE,
        /** Save what becomes of this draft once it is sent (sync E-10). */
        SEND,
        /** Nobody's wish: what mail of a marked conversation is to be linked with, where one activity cannot hold it (sync H-7). */
        THREAD,
        /** Save it, or link what is saved with exactly these records (pane U-188). */
        LINK,
        /** Take back what the sync saved (pane U-188). */
        UNDO,
        /** Take back what a wish of the same person saved. */
        UNDO_WISH
    }

    /** How it stands. */
    public enum State {
        OPEN,
        MET,
        /** Will not be met unless somebody changes something; the reason says what. */
        REFUSED
    }

    /** Whether something is still to be done. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether something is to be taken back, not saved. */
    public boolean isUndo() {
        return kind == Kind.UNDO || kind == Kind.UNDO_WISH;
    }

    /** Whether the person wished the item to be saved, whatever he wishes now. */
    public boolean isForSaving() {
        return kind != Kind.UNDO && kind != Kind.THREAD;
    }

    /** The wish once it is met. */
    public WishEntry met(Instant now) {
        return new WishEntry(item, revision, kind, asked, wish, messageKey, State.MET, null, now, 0, null);
    }

    /** The wish that will not be met, and why. */
    public WishEntry refused(Reason why, Instant now) {
        return new WishEntry(item, revision, kind, asked, wish, messageKey, State.REFUSED, why, now, attempts, null);
    }

    /** The wish that is to be looked at again. */
    public WishEntry waits(@Nullable Reason why, Instant again, Instant now) {
        Instant from = java.util.Objects.equals(why, reason) ? since : now;
        return new WishEntry(item, revision, kind, asked, wish, messageKey, State.OPEN, why, from, attempts + 1, again);
    }

    /** The same wish for another item: the sent copy of a draft. */
    public WishEntry on(ItemId other) {
        return new WishEntry(other, revision, kind, asked, wish, messageKey, state, reason, since, attempts, retryAt);
    }

    /** The wish with the fingerprint of its draft. */
    public WishEntry named(String key) {
        return new WishEntry(item, revision, kind, asked, wish, key, state, reason, since, attempts, retryAt);
    }
}
