package app.tandem.account.notice;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sends a notice when a node is free; repeats with growing waits until the mail server takes it. */
@Configuration(proxyBeanMethods = false)
class NoticeTask {

    static final TaskDescriptor<Void> DESCRIPTOR = TaskDescriptor.of("account-notice");

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final double GROWTH = 2.0;
    private static final int MOST_ATTEMPTS = 20;

    @Bean
    OneTimeTask<Void> accountNotice(NoticeSender sender) {
        return Tasks.oneTime(DESCRIPTOR)
                .onFailure(new FailureHandler.MaxRetriesFailureHandler<>(
                        MOST_ATTEMPTS, new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_WAIT, GROWTH)))
                .execute((instance, context) -> sender.send(UUID.fromString(instance.getId())));
    }
}
