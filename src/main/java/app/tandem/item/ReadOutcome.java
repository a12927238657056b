package app.tandem.item;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of looking at one item among several. */
public sealed interface ReadOutcome<T> {

    /** It is there. */
    record Found<T>(T value) implements ReadOutcome<T> {}

    /** It is not in the mailbox (any more). */
    record Gone<T>() implements ReadOutcome<T> {}

    /** Not answered for now: throttled, service trouble; not before {@code until}, if known. The others of the same call stand. */
    record Later<T>(String code, @Nullable Instant until) implements ReadOutcome<T> {}

    /** Cannot be read, now or later: too large, or refused for what it is. */
    record Refused<T>(String code) implements ReadOutcome<T> {}
}
