package app.tandem.notifications;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.account.UserStateChanged;
import app.tandem.platform.Bug;
import app.tandem.platform.Ids;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Subscriptions as durable work: one task that looks after everybody, and one per user whose state changed. */
@Configuration(proxyBeanMethods = false)
class SubscriptionTasks {

    private static final String ADAPT = "subscriptions-of-user";

    @Bean
    Task<Void> keepSubscriptions(SubscriptionKeeper keeper) {
        return Tasks.recurring("subscriptions", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((instance, context) -> keeper.keepAll());
    }

    @Bean
    Task<Void> adaptSubscriptions(SubscriptionKeeper keeper) {
        return Tasks.oneTime(ADAPT, Void.class).execute((instance, context) -> {
            String[] ids = instance.getId().split("/", 3);
            keeper.adapt(new TenantId(UUID.fromString(ids[0])), new UserId(UUID.fromString(ids[1])));
        });
    }

    /** Asks for a look at one user's subscriptions, off the caller's thread. */
    @Component
    static class Soon {

        private static final Logger log = LoggerFactory.getLogger(Soon.class);

        private final SchedulerClient scheduler;
        private final InstantSource clock;
        private final Ids ids;

        Soon(SchedulerClient scheduler, InstantSource clock, Ids ids) {
            this.scheduler = scheduler;
            this.clock = clock;
            this.ids = ids;
        }

        /** Once the new state is committed. */
        @TransactionalEventListener(fallbackExecution = true)
        void stateChanged(UserStateChanged change) {
            adapt(change.tenant(), change.user());
        }

        /** The next round does it when it cannot be asked for now: whoever calls goes on. */
        void adapt(TenantId tenant, UserId user) {
            // Each change is a task of its own: one that runs already may have looked at the state before this change.
            String instance = tenant.value() + "/" + user.value() + "/" + ids.next();
            try {
                scheduler.scheduleIfNotExists(new TaskInstance<Void>(ADAPT, instance), clock.instant());
            } catch (RuntimeException e) {
                log.warn("the subscriptions of user {} wait for the next round: {}", user.value(), Bug.in(e));
            }
        }
    }
}
