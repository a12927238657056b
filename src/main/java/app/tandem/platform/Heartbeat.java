package app.tandem.platform;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Repeats a short action beside long work, in real time, until told to stop. */
@Component
public class Heartbeat implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeat").factory());

    /** A beat that goes on until it is closed. */
    public interface Beat extends AutoCloseable {
        @Override
        void close();
    }

    /** Repeats the action, the first time after one interval; one that fails is logged and missed. */
    public Beat every(Duration interval, Runnable action) {
        Future<?> beat = timer.scheduleAtFixedRate(
                () -> {
                    try {
                        action.run();
                    } catch (RuntimeException e) {
                        log.warn("a heartbeat was missed: {}", e.getClass().getName());
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
        return () -> beat.cancel(false);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
