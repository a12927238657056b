package app.tandem.account;

import java.time.Instant;
import java.util.Optional;

/** When a user's sync ran and will run; told by whoever runs the cycles. */
public interface CycleTimes {

    /** The end of the last cycle. */
    Optional<Instant> last(TenantId tenant, UserId user);

    /** The planned start of the next one. */
    Optional<Instant> next(TenantId tenant, UserId user);
}
