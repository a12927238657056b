package app.tandem.credentials.vault;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wraps the data keys of stored grants anew once another key-encryption key is active; the ciphertext stays. */
@Component
public class Rotation {

    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);
    private static final int SLICE = 500;

    private final GrantRows rows;
    private final Sealer sealer;
    private final KeyRing keys;
    private final TransactionTemplate transaction;

    Rotation(GrantRows rows, Sealer sealer, KeyRing keys, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.sealer = sealer;
        this.keys = keys;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Wraps everything that is not under the active key, in slices; tells how many grants that were. */
    public int run() {
        int all = 0;
        int slice;
        do {
            Integer done = transaction.execute(status -> slice());
            slice = done == null ? 0 : done;
            all += slice;
        } while (slice > 0);
        if (all > 0) {
            LOG.info("{} grants are now under the key {}", all, keys.active());
        }
        return all;
    }

    private int slice() {
        List<GrantRows.Row> others = rows.lockOthers(keys.active(), SLICE);
        int done = 0;
        for (GrantRows.Row row : others) {
            try {
                rows.rewrapped(row.owner(), sealer.rewrap(row.owner(), row.sealed()));
                done++;
            } catch (GrantSealException e) {
                LOG.error(
                        "a grant of user {} under key {} does not open and was left",
                        row.owner().user().value(),
                        row.sealed().keyId());
            }
        }
        return done;
    }

    @Configuration(proxyBeanMethods = false)
    static class Task {

        /** Looks at every start and every hour; an idle look is one index read. */
        @Bean
        RecurringTask<Void> grantKeyRotation(Rotation rotation) {
            return Tasks.recurring("grant-key-rotation", FixedDelay.of(Duration.ofHours(1)))
                    .execute((instance, context) -> rotation.run());
        }
    }
}
