package app.tandem.notifications;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;

/** Records of the CRM that concern the user seem to have changed. A hint, nothing more. */
public record RecordsChanged(TenantId tenant, UserId user) {}
