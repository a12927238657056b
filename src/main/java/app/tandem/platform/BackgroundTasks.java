package app.tandem.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Durable background work over the shared PostgreSQL: all {@link Task} beans, on every node with the role
 * {@code engine}. A node that dies is noticed after 40 s (heartbeat 10 s, four missed). Runs on the platform's clock.
 * What is scheduled inside a transaction is there only once that commits.
 */
@Configuration(proxyBeanMethods = false)
class BackgroundTasks {

    @Bean(destroyMethod = "stop")
    Scheduler scheduler(
            DataSource database,
            List<Task<?>> tasks,
            InstantSource clock,
            Ids ids,
            @Value("${tandem.engine.threads:16}") int threads) {
        // Scheduler.create only makes a task known; a recurring one comes to life by being started with the scheduler.
        return Scheduler.create(new TransactionAwareDataSourceProxy(database), onDemand(tasks))
                .startTasks(recurring(tasks))
                .clock(clock::instant)
                .schedulerName(new SchedulerName.Fixed("tandem-" + ids.next()))
                .threads(threads)
                .executorService(bounded(threads))
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(Duration.ofSeconds(10))
                .missedHeartbeatsLimit(4)
                .enableImmediateExecution()
                .alwaysPersistTimestampInUTC()
                .build();
    }

    private static List<Task<?>> onDemand(List<Task<?>> tasks) {
        return tasks.stream()
                .filter(task -> !(task instanceof RecurringTask<?>))
                .toList();
    }

    private static List<RecurringTask<?>> recurring(List<Task<?>> tasks) {
        List<RecurringTask<?>> recurring = new ArrayList<>();
        tasks.stream().filter(RecurringTask.class::isInstance).forEach(task -> recurring.add((RecurringTask<?>) task));
        return recurring;
    }

    @Bean
    ReadyStart startBackgroundTasks(Scheduler scheduler, Installation installation) {
        return new ReadyStart(scheduler, installation.roles().contains(Installation.Role.ENGINE));
    }

    /** Starts the work once the application is ready to serve what the work may call back. */
    static final class ReadyStart {

        private final Scheduler scheduler;
        private final boolean engine;

        ReadyStart(Scheduler scheduler, boolean engine) {
            this.scheduler = scheduler;
            this.engine = engine;
        }

        @EventListener(ApplicationReadyEvent.class)
        void start() {
            if (engine) {
                scheduler.start();
            }
        }
    }

    /** Virtual threads, at most so many at work. */
    private static ExecutorService bounded(int threads) {
        return Executors.newFixedThreadPool(
                threads, Thread.ofVirtual().name("work-", 0).factory());
    }
}
