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

    /** For one user. */
    void user(TenantId tenant, UserId user, Switch which, @Nullable Object value);

    /** What holds for a user: forced value, then user, tenant, global, default. */
    Map<Switch, Sourced> resolved(TenantId tenant, UserId user);
}
