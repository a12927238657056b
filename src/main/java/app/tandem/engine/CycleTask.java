package app.tandem.engine;

import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A user's cycles as durable work: one instance per user, handed to one node at a time. */
@Configuration(proxyBeanMethods = false)
class CycleTask {

    static final String NAME = "cycle";

    @Bean
    Task<Void> cyclesOfUsers(Users users, Cycles cycles) {
        return Tasks.custom(NAME, Void.class)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, complete.getTimeDone().plus(Duration.ofMinutes(1))))
                .execute((instance, context) -> {
                    Optional<User> user = user(users, instance.getId());
                    if (user.isEmpty() || user.get().state() != UserState.RUNNING) {
                        return new CompletionHandler.OnCompleteRemove<>();
                    }
                    Cycles.Ended ended = cycles.run(user.get());
                    return (complete, operations) -> operations.reschedule(complete, cycles.next(user.get(), ended));
                });
    }

    static String instance(TenantId tenant, UserId user) {
        return tenant.value() + "/" + user.value();
    }

    private static Optional<User> user(Users users, String instance) {
        String[] ids = instance.split("/", 2);
        return users.find(new TenantId(UUID.fromString(ids[0])), new UserId(UUID.fromString(ids[1])));
    }
}
