package app.tandem.sync;

import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import java.util.Set;

/**
 * How one kind of item is kept in step for one user.
 *
 * @param down records of the CRM come into the mailbox by themselves (sync S-6, S-8)
 * @param forbidRemove deleting in the mailbox never deletes in the CRM (sync S-7, S-10, X-12, X-13)
 * @param winner who wins a field that both sides changed
 */
public record PairRules(ItemKind kind, boolean down, boolean forbidRemove, Winner winner) {

    /** Who wins a field that both sides changed (sync F-1). */
    public enum Winner {
        /** The side that was changed last; at the same instant the CRM. */
        NEWER,
        MAILBOX,
        CRM
    }

    private static final Set<ItemField> DOWN_ONLY = Set.of(ItemField.WEB_PAGE);

    /** The same where the mailbox's values win: of a record that was there before its item (sync D-16). */
    PairRules wonByMailbox() {
        return new PairRules(kind, down, forbidRemove, Winner.MAILBOX);
    }

    /** Whether the CRM alone decides about a field (sync K-10). */
    static boolean isDownOnly(ItemField field) {
        return DOWN_ONLY.contains(field);
    }
}
