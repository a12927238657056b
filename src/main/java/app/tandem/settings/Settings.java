package app.tandem.settings;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemKind;

/** Resolves switches: forced value, then user, profile, plan, global default. Changes take effect with the next cycle (sync S-93). */
public interface Settings {

    /** The mail lane's switches for a user. */
    MailSettings mail(TenantId tenant, UserId user);

    /** What holds for a tenant as a whole. */
    TenantSettings tenant(TenantId tenant);

    /** The switches behind a person's own wish to save. */
    SaveSettings saves(TenantId tenant, UserId user);

    /** How a user's items of a kind are kept in step (sync T, K). */
    PairSettings pairs(TenantId tenant, UserId user, ItemKind kind);
}
