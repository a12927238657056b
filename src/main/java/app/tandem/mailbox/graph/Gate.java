package app.tandem.mailbox.graph;

import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What keeps us inside Graph's limits for one mailbox: four requests at once, 10,000 in ten minutes, and silence once it asked for
 * it. A batch counts each of its parts. A refused request counts there too, so nothing is tried before its time.
 */
final class Gate {

    static final int PLACES = 4;

    /** Graph runs four parts of a batch at once, so a batch has the mailbox to itself. */
    static final int BATCH_PLACES = PLACES;

    /** 900 in batches, 30 singly, and 15 a second come to 9,930 in ten minutes. */
    static final int BURST = 900;

    /** What batches leave for requests of their own: bulk work must not keep the feeds from being read. */
    private static final int SINGLES = 30;

    /** Whoever comes too early for a batch is told to come when this much is there: a third of the burst, in 20 s. */
    private static final int WORTHWHILE = 300;

    private static final int PER_SECOND = 15;
    private static final Duration PLACE_PATIENCE = Duration.ofSeconds(60);
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(2);
    private static final Duration LAST_BACK_OFF = Duration.ofMinutes(5);

    /** A time not to ask before, and when that was said; a clock that went back forgets it. */
    private record Hold(Instant said, Instant until, String code) {}

    private final InstantSource clock;
    private final LongSupplier dice;
    private final Semaphore places = new Semaphore(PLACES, true);
    private final Bucket pace;
    private volatile @Nullable Hold hold;
    private int refusals;

    Gate(InstantSource clock, LongSupplier dice) {
        this.clock = clock;
        this.dice = dice;
        this.pace = Bucket.builder()
                .addLimit(limit -> limit.capacity(BURST + SINGLES).refillGreedy(PER_SECOND, Duration.ofSeconds(1)))
                .withCustomTimePrecision(new Passing(clock))
                .build();
    }

    /**
     * The pace goes by the clock by which others are told when to come back, else they would come at that time in vain. A
     * clock that goes back lets no time pass.
     */
    private static final class Passing implements TimeMeter {

        private final InstantSource clock;
        private Instant last;
        private long passed;

        Passing(InstantSource clock) {
            this.clock = clock;
            this.last = clock.instant();
        }

        @Override
        public synchronized long currentTimeNanos() {
            Instant now = clock.instant();
            passed += Math.max(0, Duration.between(last, now).toNanos());
            last = now;
            return passed;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    /** A place in flight; given back by closing, as often as one likes. */
    interface Pass extends AutoCloseable {
        @Override
        void close();
    }

    /** Takes places for requests; Throttled while the mailbox is held back, when the pace is used up or nobody leaves. */
    Pass enter(int taken, int requests) {
        held().ifPresent(failure -> {
            throw new RemoteFailureException(failure);
        });
        int spared = requests == 1 ? 0 : SINGLES;
        if (!pace.estimateAbilityToConsume(requests + spared).canBeConsumed() || !pace.tryConsume(requests)) {
            throw busy("MailboxPace", untilThereAre(requests == 1 ? SINGLES : WORTHWHILE + SINGLES));
        }
        if (!acquire(taken)) {
            throw busy("MailboxConcurrency", FIRST_BACK_OFF);
        }
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                places.release(taken);
            }
        };
    }

    /** Why nobody may ask now, if so. */
    Optional<RemoteFailure.Throttled> held() {
        Hold said = hold;
        Instant now = clock.instant();
        return said == null || !now.isBefore(said.until) || now.isBefore(said.said)
                ? Optional.empty()
                : Optional.of(new RemoteFailure.Throttled(said.code, said.until));
    }

    /** The mailbox was refused for now. Without a wait of the service's own: 2 s, doubled by each refusal in a row, at most 5 min. */
    synchronized Instant refused(String code, Optional<Duration> asked) {
        refusals++;
        Duration wait = asked.orElseGet(this::backOff);
        Instant now = clock.instant();
        Instant until = now.plus(wait);
        Hold said = hold;
        if (said == null || said.until.isBefore(until) || now.isBefore(said.said)) {
            hold = new Hold(now, until, code);
        }
        return until;
    }

    /** The mailbox answered. */
    synchronized void answered() {
        refusals = 0;
    }

    /** Between the half and the whole of the doubled time, so that mailboxes do not come back together. */
    private Duration backOff() {
        Duration doubled = FIRST_BACK_OFF.multipliedBy(1L << Math.min(refusals - 1, 10));
        long millis = Math.min(doubled.toMillis(), LAST_BACK_OFF.toMillis());
        return Duration.ofMillis(
                Math.max(FIRST_BACK_OFF.toMillis(), millis / 2 + Math.floorMod(dice.getAsLong(), millis / 2)));
    }

    /** A time at which few do much beats many times at which each does little: every cycle costs calls of its own. */
    private Duration untilThereAre(int requests) {
        return Duration.ofNanos(pace.estimateAbilityToConsume(requests).getNanosToWaitForRefill());
    }

    private boolean acquire(int taken) {
        try {
            return places.tryAcquire(taken, PLACE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private RemoteFailureException busy(String code, Duration wait) {
        return new RemoteFailureException(
                new RemoteFailure.Throttled(code, clock.instant().plus(wait)));
    }
}
