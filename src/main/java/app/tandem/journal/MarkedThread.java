package app.tandem.journal;

import app.tandem.item.ItemId;
import app.tandem.item.RecordRef;
import java.time.Instant;
import java.util.List;

/**
 * A conversation of a mailbox whose mail is saved as it comes (sync H-3). Ids and times only.
 *
 * @param conversation the mailbox's own id of it
 * @param item the message it was marked on
 * @param people Contacts and Leads that its mail is linked with (sync H-5, H-6)
 * @param business business records that its mail is linked with
 * @param since when it was marked
 */
public record MarkedThread(
        String conversation, ItemId item, List<RecordRef> people, List<RecordRef> business, Instant since) {}
