package app.tandem.engine;

import app.tandem.account.CycleTimes;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.journal.Leases;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the pages when a user's cycles ran and will run. */
@Component
class Clockings implements CycleTimes {

    private final Engine engine;

    Clockings(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Instant> last(TenantId tenant, UserId user) {
        return engine.status(tenant, user).last().map(Leases.LastCycle::ended);
    }

    @Override
    public Optional<Instant> next(TenantId tenant, UserId user) {
        return Optional.ofNullable(engine.status(tenant, user).next());
    }
}
