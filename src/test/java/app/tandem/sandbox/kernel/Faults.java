package app.tandem.sandbox.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The rules in force. One seed decides every dice that a rule throws. */
public final class Faults {

    /** A rule and how often it matched and fired. */
    public record Count(FaultRule rule, long matched, long fired) {}

    private static final class Entry {
        private final FaultRule rule;
        private final Random dice;
        private long matched;
        private long fired;
        private double tokens;
        private long refilledAt;

        private Entry(FaultRule rule, long seed) {
            this.rule = rule;
            this.dice = new Random(seed ^ rule.id().hashCode());
        }

        private boolean strikes() {
            matched++;
            if (matched <= rule.skip()) {
                return false;
            }
            boolean strikes =
                    rule.probability() != null ? dice.nextDouble() < rule.probability() : fired < rule.times();
            if (strikes) {
                fired++;
            }
            return strikes;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Semaphore> inFlight = new ConcurrentHashMap<>();

    /** Adds rules whose dice come from the seed. */
    public synchronized void add(long seed, List<FaultRule> rules) {
        rules.forEach(rule -> entries.add(new Entry(rule, seed)));
    }

    /** Removes all rules. */
    public synchronized void clear() {
        entries.clear();
        inFlight.clear();
    }

    /** The rules in force with their counts. */
    public synchronized List<Count> list() {
        return entries.stream()
                .map(entry -> new Count(entry.rule, entry.matched, entry.fired))
                .toList();
    }

    /**
     * The faults that strike this call now, in the order the rules were added. A rate limit strikes as a
     * {@link Fault.Status} 429.
     */
    public synchronized List<Fault> strike(CallFacts call) {
        List<Fault> struck = new ArrayList<>();
        for (Entry entry : entries) {
            if (!entry.rule.matches(call)) {
                continue;
            }
            if (entry.rule.fault() instanceof Fault.RateLimit limit) {
                entry.matched++;
                if (!takeToken(entry, limit) || !enter(entry.rule.id(), limit)) {
                    entry.fired++;
                    struck.add(new Fault.Status(429, "1", "ApplicationThrottled"));
                }
            } else if (entry.strikes()) {
                struck.add(entry.rule.fault());
            }
        }
        return struck;
    }

    /** The call has ended; gives back what a concurrency limit counted. */
    public synchronized void leave(CallFacts call) {
        for (Entry entry : entries) {
            if (entry.rule.fault() instanceof Fault.RateLimit limit && entry.rule.matches(call)) {
                Semaphore permits = inFlight.get(entry.rule.id());
                if (permits != null && permits.availablePermits() < limit.concurrent()) {
                    permits.release();
                }
            }
        }
    }

    private boolean enter(String id, Fault.RateLimit limit) {
        return limit.concurrent() <= 0
                || inFlight.computeIfAbsent(id, k -> new Semaphore(limit.concurrent()))
                        .tryAcquire();
    }

    /** Refused calls take from the bucket too (down to one second's worth of debt): early retries prolong the penalty. */
    private static boolean takeToken(Entry entry, Fault.RateLimit limit) {
        long now = System.nanoTime();
        if (entry.refilledAt == 0) {
            entry.tokens = limit.perSecond();
        } else {
            entry.tokens =
                    Math.min(limit.perSecond(), entry.tokens + (now - entry.refilledAt) / 1e9 * limit.perSecond());
        }
        entry.refilledAt = now;
        boolean granted = entry.tokens >= 1;
        entry.tokens = Math.max(-limit.perSecond(), entry.tokens - 1);
        return granted;
    }
}
