package app.tandem.notifications;

import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Whose records are looked for, org by org. Every cycle says anew whether its user's are. */
@Repository
public class RecordWatch {

    /**
     * Somebody whose records are kept in step.
     *
     * @param down new records come into the mailbox by themselves
     */
    record Watching(UserId user, String crmUser, boolean down) {}

    private final JdbcClient jdbc;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final InstantSource clock;

    RecordWatch(JdbcClient jdbc, ObjectProvider<SchedulerClient> scheduler, InstantSource clock) {
        this.jdbc = jdbc;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * The user's records are looked for from now on.
     *
     * @param down new ones concern the user too, not only those in step
     */
    @Transactional
    public void begin(User user, boolean down) {
        TenantId tenant = user.tenant();
        String org = user.connectedCrm().orgId();
        jdbc.sql("""
                        insert into record_watch as now (tenant_id, user_id, org_id, crm_user_id, down) values (?, ?, ?, ?, ?)
                        on conflict (user_id) do update set org_id = excluded.org_id, crm_user_id = excluded.crm_user_id,
                          down = excluded.down
                        where now.tenant_id = excluded.tenant_id
                          and (now.org_id, now.crm_user_id, now.down)
                            is distinct from (excluded.org_id, excluded.crm_user_id, excluded.down)""")
                .params(
                        tenant.value(),
                        user.id().value(),
                        org,
                        user.connectedCrm().userId(),
                        down)
                .update();
        scheduler
                .getObject()
                .scheduleIfNotExists(
                        new TaskInstance<String>(RecordTasks.NAME, RecordTasks.instance(tenant, org)), clock.instant());
    }

    /** The user's records are not looked for any more. */
    @Transactional
    public void end(TenantId tenant, UserId user) {
        jdbc.sql("delete from record_watch where tenant_id = ? and user_id = ?")
                .params(tenant.value(), user.value())
                .update();
    }

    @Transactional(readOnly = true)
    public List<Watching> of(TenantId tenant, String org) {
        return jdbc.sql(
                        "select user_id, crm_user_id, down from record_watch where tenant_id = ? and org_id = ? order by user_id")
                .params(tenant.value(), org)
                .query((row, number) -> new Watching(
                        new UserId(row.getObject("user_id", UUID.class)),
                        row.getString("crm_user_id"),
                        row.getBoolean("down")))
                .list();
    }
}
