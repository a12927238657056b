package app.tandem.notifications;

import app.tandem.account.TenantId;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for changed records as durable work: one instance per org, which carries how far it has looked. */
@Configuration(proxyBeanMethods = false)
class RecordTasks {

    static final String NAME = "records-of-org";

    @Bean
    Task<String> recordsOfOrgs(RecordRounds rounds) {
        return Tasks.custom(NAME, String.class)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, complete.getTimeDone().plus(RecordRounds.INTERVAL)))
                .execute((instance, context) -> {
                    String[] ids = instance.getId().split("/", 2);
                    RecordRounds.Ended ended =
                            rounds.run(new TenantId(UUID.fromString(ids[0])), ids[1], position(instance.getData()));
                    return (complete, operations) -> {
                        if (ended.next() == null) {
                            operations.remove();
                        } else {
                            operations.reschedule(complete, ended.next(), String.valueOf(ended.position()));
                        }
                    };
                });
    }

    private static @Nullable Instant position(@Nullable String data) {
        return data == null || data.equals("null") ? null : Instant.parse(data);
    }

    static String instance(TenantId tenant, String org) {
        return tenant.value() + "/" + org;
    }
}
