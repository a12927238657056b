package app.tandem.sandbox.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The time of the sandbox: it runs like a wall clock and can be set or advanced; timers that become due fire. */
public final class SandboxClock implements InstantSource, AutoCloseable {

    private record Timer(Instant due, long order, Runnable action) {}

    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(java.util.Comparator.comparing(Timer::due).thenComparing(Timer::order));
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sandbox-clock").factory());
    private volatile Duration offset = Duration.ZERO;
    private long order;

    public SandboxClock() {
        ticker.scheduleWithFixedDelay(this::fireDue, 50, 50, TimeUnit.MILLISECONDS);
    }

    /** The current time, UTC. */
    public Instant now() {
        return Instant.now().plus(offset);
    }

    @Override
    public Instant instant() {
        return now();
    }

    /** Sets the time; it runs on from there. */
    public void set(Instant time) {
        offset = Duration.between(Instant.now(), time);
        fireDue();
    }

    /** Moves the time ahead. */
    public void advance(Duration time) {
        offset = offset.plus(time);
        fireDue();
    }

    /** Runs the action once that time has come; on the clock's own thread, so it must be short. */
    public void at(Instant due, Runnable action) {
        synchronized (timers) {
            timers.add(new Timer(due, order++, action));
        }
    }

    /** Forgets all timers and returns to the wall clock. */
    public void reset() {
        synchronized (timers) {
            timers.clear();
        }
        offset = Duration.ZERO;
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }

    private void fireDue() {
        List<Timer> due = new ArrayList<>();
        synchronized (timers) {
            Instant now = now();
            while (!timers.isEmpty() && !timers.peek().due().isAfter(now)) {
                due.add(timers.remove());
            }
        }
        due.forEach(timer -> timer.action().run());
    }
}
