package app.tandem.settings;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes switches one by one; the resolved view for a cycle is {@link Settings}. */
public interface Switches {

    /** Where a value was set. */
    enum Source {
        DEFAULT,
        GLOBAL,
        TENANT,
        USER
    }

    /** A value and where it comes from. */
    record Sourced(Object value, Source source, boolean forced) {}

    /** For everybody of this installation; null goes back to the default. */
    void global(Switch which, @Nullable Object value);

    /** For a tenant; a forced value wins over the users' own. */
    void tenant(TenantId tenant, Switch which, @Nullable Object value, boolean forced);

    /** For one user; a switch that concerns the whole tenant is an {@link IllegalArgumentException}. */
    void user(TenantId tenant, UserId user, Switch which, @Nullable Object value);

    /** Takes the user's own values away and keeps them aside (admin A-178). */
    void setAside(TenantId tenant, UserId user);

    /** Gives back what was set aside not longer than 90 days ago, where the user has no newer value; answers whether any. */
    boolean giveBack(TenantId tenant, UserId user);

    /** Forgets what was set aside longer ago, in all tenants. */
    void forgetOld();

    /** What holds for users of a tenant who have no values of their own. */
    Map<Switch, Sourced> resolved(TenantId tenant);

    /** What holds for a user: forced value, then user, tenant, global, default. */
    Map<Switch, Sourced> resolved(TenantId tenant, UserId user);
}
