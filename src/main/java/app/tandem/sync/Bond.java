package app.tandem.sync;

import app.tandem.item.AgreedItem;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed about an item of the mailbox and a record of the CRM.
 *
 * @param key of the stamp that the item of the mailbox is to carry
 * @param mailbox null while the mailbox has none
 * @param crm null while the CRM has none
 * @param fromCrm it came into being in the CRM
 * @param dropped taken out of step on purpose; only a person puts it back (sync)
 */
public record Bond(
        String key, @Nullable AgreedItem mailbox, @Nullable AgreedItem crm, boolean fromCrm, boolean dropped) {

    /** Nothing is agreed yet. */
    public static Bond none(String key) {
        return new Bond(key, null, null, false, false);
    }

    /** Whether the item of the mailbox lacks its category or its stamp. */
    boolean lacksMark(StoredItem item) {
        return item.is(Trait.UNMARKED) || !key.equals(item.key());
    }

    /** Whether both were there before they were brought together, and were not compared since (sync D-16, D-18). */
    boolean isUnmet() {
        return mailbox != null && crm != null && mailbox.isUnmet() && crm.isUnmet();
    }
}
