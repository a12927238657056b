package app.tandem.engine;

import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A user's cycles as durable work: one instance per user, handed to one node at a time. */
@Configuration(proxyBeanMethods = false)
class CycleTask {

    static final String NAME = "cycle";

    /** So often in a row nobody is overtaken. */
    private static final int MOST_LOSSES = 20;

    private static final Logger log = LoggerFactory.getLogger(CycleTask.class);

    @Bean
    Task<Void> cyclesOfUsers(Users users, Cycles cycles, InstantSource clock) {
        return Tasks.custom(NAME, Void.class)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, complete.getTimeDone().plus(Duration.ofMinutes(1))))
                .execute((instance, context) -> {
                    Optional<User> user = running(users, instance.getId());
                    if (user.isEmpty()) {
                        return (complete, operations) -> {
                            operations.remove();
                            followedIf(running(users, instance.getId()).isPresent(), instance, context, clock);
                        };
                    }
                    Cycles.Ended ended = cycles.run(user.get());
                    return (complete, operations) -> {
                        operations.reschedule(complete, ended.next());
                        followedIf(cycles.isWishedFor(user.get(), ended), instance, context, clock);
                    };
                });
    }

    /**
     * What is wished for while an execution is in hand cannot be scheduled by who wishes it. So whoever completes the
     * execution looks afterwards: a wish is either seen here, or finds an execution that it can move.
     */
    private static void followedIf(
            boolean wished, TaskInstance<Void> instance, ExecutionContext context, InstantSource clock) {
        if (wished) {
            try {
                schedule(context.getSchedulerClient(), instance, clock.instant());
            } catch (TaskInstanceCurrentlyExecutingException another) {
                log.debug("another cycle follows already");
            }
        }
    }

    /**
     * Makes the instance due then, whenever it was due before. Others move the same execution: who finds it moved under
     * their hands looks again.
     *
     * @throws TaskInstanceCurrentlyExecutingException while it is being executed
     */
    static void schedule(SchedulerClient scheduler, TaskInstance<Void> instance, Instant at) {
        for (int losses = 0; ; losses++) {
            try {
                scheduler.schedule(instance, at, SchedulerClient.ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
                return;
            } catch (ExecutionException | TaskInstanceNotFoundException moved) {
                if (losses == MOST_LOSSES) {
                    throw moved;
                }
            }
        }
    }

    static String instance(TenantId tenant, UserId user) {
        return tenant.value() + "/" + user.value();
    }

    private static Optional<User> running(Users users, String instance) {
        String[] ids = instance.split("/", 2);
        return users.find(new TenantId(UUID.fromString(ids[0])), new UserId(UUID.fromString(ids[1])))
                .filter(user -> user.state() == UserState.RUNNING);
    }
}
