package app.tandem.notifications;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.mailbox.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A subscription of ours.
 *
 * @param mailbox object id of the watched mailbox in its directory
 * @param clientStateHash the SHA-256 of what every genuine notification carries
 */
record Watched(
        String id,
        TenantId tenant,
        UserId user,
        String mailbox,
        Watch watch,
        String clientStateHash,
        Instant renewAt,
        Instant expires) {

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /** Whether a text from outside is worth a look into the store. */
    static boolean isId(@Nullable String text) {
        return text != null && ID.matcher(text).matches();
    }

    /** The same subscription, granted for longer. */
    Watched renewed(Instant now, Instant until) {
        return new Watched(id, tenant, user, mailbox, watch, clientStateHash, halfWay(now, until), until);
    }

    /** Renewed at half its life, so that one missed renewal harms nothing. */
    static Instant halfWay(Instant from, Instant expires) {
        return from.plus(Duration.between(from, expires).dividedBy(2));
    }
}
