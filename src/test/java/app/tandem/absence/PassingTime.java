package app.tandem.absence;

import static org.awaitility.Awaitility.await;

import app.tandem.sandbox.Sandbox;
import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Days that pass between two pieces of durable work, never within one: a cycle or a mail that began before would be noted as
 * done days later.
 */
final class PassingTime {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Sandbox sandbox;
    private final Scheduler work;
    private final InstantSource clock;
    private final JdbcClient jdbc;

    PassingTime(Sandbox sandbox, BeanFactory tandem) {
        this.sandbox = sandbox;
        this.work = tandem.getBean(Scheduler.class);
        this.clock = tandem.getBean(InstantSource.class);
        this.jdbc = tandem.getBean(JdbcClient.class);
    }

    /** Time passes, and what has become due is done: the engine's own rounds, the mails they ask for, cycles. */
    void pass(Duration time) {
        pass(time, () -> {});
    }

    /** As {@link #pass(Duration)}; {@code before} comes before anything that has become due. */
    void pass(Duration time, Runnable before) {
        await().atMost(PATIENCE).until(this::isStopped);
        try {
            sandbox.kernel().clock.advance(time);
            sandbox.tandem().clock(sandbox.kernel().clock.now());
            before.run();
        } finally {
            work.resume();
        }
        awaitQuiet();
    }

    /** Until no durable work is under way or due. */
    void awaitQuiet() {
        await().atMost(PATIENCE).until(this::isQuiet);
    }

    /** Until a statement waits for a row that somebody else holds. */
    void awaitWaiting() {
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select count(*) from pg_locks where not granted")
                                .query(Long.class)
                                .single()
                        > 0);
    }

    /** Something may become due between the look and the stop, so that a second look follows. */
    private boolean isStopped() {
        if (!isQuiet()) {
            return false;
        }
        work.pause();
        boolean stopped = isQuiet();
        if (!stopped) {
            work.resume();
        }
        return stopped;
    }

    private boolean isQuiet() {
        Instant now = clock.instant();
        return jdbc.sql("select count(*) from scheduled_tasks where picked or execution_time <= ?")
                        .param(now.atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single()
                == 0;
    }
}
