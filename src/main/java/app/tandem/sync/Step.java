package app.tandem.sync;

import app.tandem.item.ItemField;
import app.tandem.item.Reason;
import app.tandem.item.StoredItem;
import java.util.List;
import java.util.Map;

/** What is to be done about a pair, and by which rule. */
public sealed interface Step {

    /** Nothing is written; the versions seen count from now on. */
    record Rest(Reason reason) implements Step {}

    /** A decision needs both sides as they are now. */
    record Look() implements Step {}

    /** The CRM gets a record of this item of the mailbox. */
    record CreateRecord(StoredItem from, Reason reason) implements Step {}

    /** The mailbox gets an item of this record. */
    record CreateItem(StoredItem from, Reason reason) implements Step {}

    /**
     * Fields change on one side or both; a blank value clears.
     *
     * @param mark the item of the mailbox gets its category back
     * @param losses what is overwritten although a person changed it
     */
    record Merge(
            Map<ItemField, String> toMailbox,
            Map<ItemField, String> toCrm,
            boolean mark,
            List<Loss> losses,
            Reason reason)
            implements Step {}

    /** The record is deleted in the CRM. */
    record DeleteRecord(Reason reason) implements Step {}

    /** The item is deleted in the mailbox. */
    record DeleteItem(Reason reason) implements Step {}

    /**
     * Both stay, no longer in step.
     *
     * @param unmark the item of the mailbox loses its category
     */
    record Drop(boolean unmark, Reason reason) implements Step {}

    /** Neither side has it any more, or nobody asked for it. */
    record Forget() implements Step {}

    /** Whether something is deleted, so that the brake counts it (sync X-23). */
    default boolean deletes() {
        return this instanceof DeleteRecord || this instanceof DeleteItem;
    }
}
