package app.tandem.mailbox.graph;

import app.tandem.account.User;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The gate of each mailbox, shared by whoever calls it; forgotten when a mailbox was quiet for longer than any hold lasts. */
final class Gates {

    private static final int MAILBOXES = 50_000;
    private static final Duration QUIET = Patience.LONGEST.plusMinutes(10);

    private final LoadingCache<String, Gate> gates;

    Gates(InstantSource clock, LongSupplier dice) {
        gates = Caffeine.newBuilder()
                .maximumSize(MAILBOXES)
                .expireAfterAccess(QUIET)
                .build(key -> new Gate(clock, dice));
    }

    Line line(User user) {
        var mailbox = user.connectedMailbox();
        return new Line(user, gates.get(mailbox.entraTenantId() + "/" + mailbox.objectId()));
    }
}
