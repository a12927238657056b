package app.tandem.sync;

import app.tandem.item.RecordRef;
import java.util.List;

/**
 * What both sides agreed on about a message, as the journal keeps it.
 *
 * @param records where it is saved; the mail's own record first
 * @param tombstone the record was deleted in Salesforce; only a person's own wish saves it again (sync E-1)
 * @param marked the categories were written; one that is gone now was taken off by a person and stays off (sync E-9)
 */
public record AgreedMail(List<RecordRef> records, boolean tombstone, boolean marked) {}
