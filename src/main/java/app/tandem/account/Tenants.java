package app.tandem.account;

import java.util.List;
import java.util.Optional;

/** The customers. */
public interface Tenants {

    /** The tenant, if there is one. */
    Optional<Tenant> find(TenantId tenant);

    /** Every tenant whose administrator granted app-only access to the directory. */
    List<Tenant> withDirectory();

    /** An administrator of the directory granted app-only mailbox access for this tenant. */
    void directoryGranted(TenantId tenant, String directoryId, Actor by);

    /** An administrator of the org allowed sessions for activated users without their own sign-in. */
    void crmGranted(TenantId tenant, Actor by);

    /** Sets who is told when a sync stops (S-81). */
    void notices(TenantId tenant, Tenant.Notices notices, Actor by);
}
