package app.tandem.platform;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.SandboxPostgres;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class BackgroundTasksTest {

    private static final InstantSource CLOCK = InstantSource.system();

    /** Subscriptions are renewed and keys rotated without anybody asking. */
    @Test
    void aRecurringTaskRunsByItself() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        Task<Void> recurring = Tasks.recurring("by itself", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> ran.countDown());
        Task<Void> onDemand = Tasks.oneTime("on demand", Void.class).execute((instance, context) -> {});
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(SandboxPostgres.migrated());
        Scheduler scheduler =
                new BackgroundTasks().scheduler(database, List.of(onDemand, recurring), CLOCK, new SystemIds(CLOCK), 2);
        try {
            scheduler.start();
            assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            scheduler.stop();
        }
    }
}
