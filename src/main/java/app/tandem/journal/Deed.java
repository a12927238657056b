package app.tandem.journal;

import app.tandem.account.Side;
import app.tandem.item.AgreedItem;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a cycle did to one item on one side. No content.
 *
 * @param number in the order in which things were done; 0 before the book has given one
 * @param session the fence of the cycle's {@link Lease}
 * @param after the item as it was left; of a deleted one the id
 * @param fields what became different; empty unless {@link What#CHANGED}
 * @param note where in the mailbox's drawer the values before lie; null where none had to be kept
 * @param code why it stays, where it had to stay
 */
public record Deed(
        long number,
        long session,
        Instant happened,
        ItemKind kind,
        Side side,
        What what,
        AgreedItem after,
        Set<ItemField> fields,
        @Nullable String note,
        Undo undo,
        @Nullable String code) {

    /** What was done. */
    public enum What {
        CREATED,
        CHANGED,
        DELETED,
        /** What was there already became the other half of a pair. */
        LINKED
    }

    /** Whether a person has it taken back. */
    public enum Undo {
        NOT_ASKED,
        ASKED,
        TAKEN_BACK,
        /** Asked for, but somebody has worked on it since, or the other side refused. */
        STAYS
    }

    /** Just done, by the cycle of this lease. */
    public static Deed done(
            Lease lease,
            Instant now,
            ItemKind kind,
            Side side,
            What what,
            AgreedItem after,
            Set<ItemField> fields,
            @Nullable String note) {
        return new Deed(0, lease.fence(), now, kind, side, what, after, fields, note, Undo.NOT_ASKED, null);
    }

    /**
     * Whether it can be taken back at all: what was deleted cannot, and what was linked existed on both sides. Of a Contact in
     * Salesforce nobody can tell what hangs at it by now, so it stays.
     */
    public boolean isUndoable() {
        return switch (what) {
            case CREATED -> kind != ItemKind.CONTACT || side != Side.CRM;
            case CHANGED -> note != null;
            case DELETED, LINKED -> false;
        };
    }

    /** The same with that answer to whoever asked. */
    public Deed answered(Undo answer, @Nullable String why) {
        return new Deed(number, session, happened, kind, side, what, after, fields, note, answer, why);
    }
}
