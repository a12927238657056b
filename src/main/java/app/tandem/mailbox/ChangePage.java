package app.tandem.mailbox;

import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import java.util.List;
import java.util.Set;

/**
 * A page of a folder's change feed.
 *
 * @param changed messages as they are now; the last mention of one wins; may repeat old changes
 * @param removed no longer in this folder: moved or deleted, {@link Mailbox#locate} tells
 * @param cursor where to go on; kept once the page is settled
 * @param more whether the next page is there already
 * @param resync the cursor was lost and this page starts from the beginning
 */
public record ChangePage(List<Mail> changed, Set<ItemId> removed, String cursor, boolean more, boolean resync) {}
