package app.tandem.item;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One user's items of one kind on one side. Used by one cycle at a time. Every method throws the platform's remote failure when
 * the conversation as a whole cannot go on; what concerns one item is a value. Any number of items: cut into slices inside,
 * with as few calls as the side allows. Nothing is sent twice, nothing here waits.
 */
public interface ItemStore {

    /**
     * One page of what changed since the cursor; null starts from the beginning. Only what lies where the side keeps what is
     * in step: the marker folder or list; the records in scope (sync W-5 … W-7).
     *
     * @param known ids that are in step now: those which left that place are told as removed
     */
    ItemChanges changes(@Nullable String cursor, Set<String> known);

    /**
     * These items as they are now, wherever they are; an outcome for every id. One that lies elsewhere now has
     * {@link Trait#OUTSIDE}. Where a move gives a new id, a moved item is gone under its old one; {@link #lookUp} finds it.
     */
    Map<String, ReadOutcome<StoredItem>> locate(Collection<String> ids);

    /**
     * Creates items, in the mailbox marked; an outcome per item, in order. What is there already with that key is
     * {@link WriteOutcome.Exists} where the side notices. A lost answer is {@link WriteOutcome.Unknown}.
     */
    List<Written> create(List<NewItem> items);

    /**
     * What carries these stamps now, wherever it is, by their keys: what became of a creation whose answer was lost, where a moved
     * item is. Keys not found are absent. Where the side has no place for a key, by content and creator.
     */
    Map<String, StoredItem> lookUp(Collection<NewItem> items);

    /**
     * Changes items; an outcome per update, in order, of which each item has one at most. One that has a newer version is
     * {@link WriteOutcome.Changed} and stays as it is.
     */
    List<Written> update(List<ItemUpdate> updates);

    /** Deletes items, ids and the versions the decision was made on; an outcome per item, as for {@link #update}. */
    List<WriteOutcome> delete(List<ItemVersion> items);
}
