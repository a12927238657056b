package app.tandem.budget;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an org's calls in the last 24 hours, on all nodes.
 *
 * @param step how often background work was sent away in a row
 * @param backgroundAt when background work may try again; null while there is enough
 */
record Allowance(
        long used,
        long allowed,
        Instant observedAt,
        int step,
        @Nullable Instant backgroundAt) {

    private static final Duration FIRST = Duration.ofMinutes(150);
    private static final Duration FURTHER = Duration.ofHours(2);
    /** The window rolls within a day, so waiting longer learns nothing. */
    private static final Duration LONGEST = Duration.ofHours(24);

    long remaining() {
        return Math.max(0, allowed - used);
    }

    /** A newer observation. */
    Allowance observed(long nowUsed, long nowAllowed, Instant now) {
        return new Allowance(nowUsed, nowAllowed, now, step, backgroundAt);
    }

    /** Background work is sent away: 2.5 h, 4.5 h, 6.5 h … (sync G-3). */
    Allowance backedOff(Instant now) {
        Duration wait = FIRST.plus(FURTHER.multipliedBy(step));
        Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        return new Allowance(used, allowed, observedAt, step + 1, now.plus(bounded));
    }

    /** There is enough again (sync G-4). */
    Allowance recovered() {
        return new Allowance(used, allowed, observedAt, 0, null);
    }
}
