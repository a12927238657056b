package app.tandem.sync;

import app.tandem.item.ItemField;

/**
 * The value that lost a conflict.
 *
 * @param inMailbox it stood in the mailbox; otherwise in the CRM
 */
public record Loss(ItemField field, String value, boolean inMailbox) {}
