package app.tandem.notifications;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.mailbox.Watch;
import java.time.Duration;
import java.time.Instant;

/** A subscription of ours. {@code clientStateHash} is the SHA-256 of what every genuine notification carries. */
record Watched(
        String id,
        TenantId tenant,
        UserId user,
        Watch watch,
        String clientStateHash,
        Instant renewAt,
        Instant expires) {

    /** Renewed at half its life, so that one missed renewal harms nothing. */
    static Instant halfWay(Instant from, Instant expires) {
        return from.plus(Duration.between(from, expires).dividedBy(2));
    }
}
