package app.tandem.journal;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;

/**
 * The right to run a user's cycle. The fence grows with every takeover; the journal refuses a write that carries an
 * older one, so that a node which was paused for too long cannot record.
 *
 * @param woken somebody wished for this cycle: a notification, a person; otherwise it is a sweep
 */
public record Lease(TenantId tenant, UserId user, long fence, boolean woken) {}
