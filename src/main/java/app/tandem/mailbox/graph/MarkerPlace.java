package app.tandem.mailbox.graph;

import app.tandem.platform.SingleFlight;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

/**
 * Knows where the marked items of a kind lie in each mailbox, as {@link Layouts} knows its folders: the place whose feed is read, else
 * the one of the marker's name, created when it is missing (sync M-1, M-2).
 */
abstract class MarkerPlace {

    private static final Duration KNOWN = Duration.ofMinutes(25);
    private static final int MAILBOXES = 20_000;

    private final Cache<String, String> known =
            Caffeine.newBuilder().maximumSize(MAILBOXES).expireAfterWrite(KNOWN).build();

    private final SingleFlight<String> looks = new SingleFlight<>();

    /** Its id. Names may repeat: of those who look at once one creates it. */
    final String marker(Line line) {
        String id = known.getIfPresent(line.key());
        return id == null ? looks.run(line.key(), () -> known(line)) : id;
    }

    private String known(Line line) {
        String meanwhile = known.getIfPresent(line.key());
        if (meanwhile != null) {
            return meanwhile;
        }
        String id = find(line).orElseGet(() -> create(line));
        known.put(line.key(), id);
        return id;
    }

    /** A feed answered for this place: it is there, whatever its owner calls it by now. */
    final void answered(Line line, String id) {
        known.put(line.key(), id);
    }

    /** The place turned out not to be there: the next question looks again. */
    final void forget(Line line) {
        known.invalidate(line.key());
    }

    /** The place of the marker's name. */
    abstract Optional<String> find(Line line);

    /** A lost answer ends the cycle; the next one finds the place by its name. */
    abstract String create(Line line);
}
