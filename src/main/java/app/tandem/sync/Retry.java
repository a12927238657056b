package app.tandem.sync;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When something that did not work is tried again. */
public final class Retry {

    /** A colleague saves the same message right now. */
    public static final Duration COLLEAGUE = Duration.ofSeconds(20);

    /** A claim without a record is idle after that time: its cycle has ended, one way or the other (sync Y-4). */
    public static final Duration IDLE_CLAIM = Duration.ofMinutes(10);

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration SWEEP = Duration.ofMinutes(30);
    private static final Duration DAY = Duration.ofHours(24);

    private Retry() {}

    /** After a refusal for now: the time that was named, as it is; else 5 s doubling up to 30 min. */
    public static Instant later(int attempts, @Nullable Instant named, Instant now) {
        return named == null ? now.plus(backOff(FIRST, attempts, SWEEP)) : named;
    }

    /** After a refusal for what the item is: 30 min doubling up to a day (sync Z-35). */
    public static Instant refused(int attempts, Instant now) {
        return now.plus(backOff(SWEEP, attempts, DAY));
    }

    /** With the next sweep (sync E-48). */
    public static Instant sweep(Instant now) {
        return now.plus(SWEEP);
    }

    private static Duration backOff(Duration first, int attempts, Duration greatest) {
        Duration wait = first.multipliedBy(1L << Math.min(attempts, 20));
        return wait.compareTo(greatest) > 0 ? greatest : wait;
    }
}
