package app.tandem.item;

import java.util.Optional;

/**
 * How one write ended.
 *
 * @param item the item as the side holds it now, where it was written or was there already
 */
public record Written(WriteOutcome outcome, Optional<StoredItem> item) {

    /** Written; the side holds it like this. */
    public static Written done(StoredItem item) {
        return new Written(new WriteOutcome.Done(item.id(), item.version()), Optional.of(item));
    }

    /** Not written, or not known to be. */
    public static Written not(WriteOutcome outcome) {
        return new Written(outcome, Optional.empty());
    }
}
