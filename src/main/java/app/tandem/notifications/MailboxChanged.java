package app.tandem.notifications;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;

/** The mailbox service says that something changed, or that it may have missed something. A hint, nothing more. */
public record MailboxChanged(TenantId tenant, UserId user) {}
