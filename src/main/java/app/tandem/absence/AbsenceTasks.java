package app.tandem.absence;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rounds as durable work, on one node at a time. */
@Configuration(proxyBeanMethods = false)
class AbsenceTasks {

    @Bean
    Task<Void> absences(Rounds rounds) {
        return Tasks.recurring("absences", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> rounds.run());
    }

    /** One call per user, so once a day. */
    @Bean
    Task<Void> directoryPeople(DirectoryRounds rounds) {
        return Tasks.recurring("directory-people", FixedDelay.of(Duration.ofDays(1)))
                .execute((instance, context) -> rounds.run());
    }
}
