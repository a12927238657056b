package app.tandem.account;

import app.tandem.account.store.TenantRows;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link Tenants} over PostgreSQL. */
@Service
@Transactional
class TenantService implements Tenants {

    private final TenantRows tenants;
    private final Transitions transitions;
    private final InstantSource clock;

    TenantService(TenantRows tenants, Transitions transitions, InstantSource clock) {
        this.tenants = tenants;
        this.transitions = transitions;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Tenant> find(TenantId tenant) {
        return tenants.find(tenant);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Tenant> withDirectory() {
        return tenants.withDirectory();
    }

    @Override
    public void directoryGranted(TenantId tenant, String directoryId, Actor by) {
        tenants.directoryGranted(tenant, directoryId, person(by), clock.instant());
        transitions.note(tenant, null, by, ActivityCode.DIRECTORY_GRANTED, directoryId);
    }

    @Override
    public void crmGranted(TenantId tenant, Actor by) {
        tenants.crmGranted(tenant, person(by), clock.instant());
        transitions.note(tenant, null, by, ActivityCode.CRM_GRANTED, null);
    }

    @Override
    public void notices(TenantId tenant, Tenant.Notices notices, Actor by) {
        tenants.notices(tenant, notices);
        transitions.note(tenant, null, by, ActivityCode.NOTICES_CHANGED, null);
    }

    private static UserId person(Actor by) {
        return Objects.requireNonNull(by.user(), "a grant is somebody's");
    }
}
