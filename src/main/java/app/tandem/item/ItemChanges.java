package app.tandem.item;

import java.util.List;
import java.util.Set;

/**
 * A page of what changed on one side.
 *
 * @param changed items as they are now; the last mention of one wins; may repeat old changes
 * @param removed no longer where they were: deleted or moved, {@link ItemStore#locate} tells
 * @param cursor where to go on; kept once the page is settled
 * @param more whether the next page is there already
 * @param resync this listing began anew: what it does not mention by its last page is to be located
 */
public record ItemChanges(List<StoredItem> changed, Set<String> removed, String cursor, boolean more, boolean resync) {}
