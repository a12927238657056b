package app.tandem.account.store;

import app.tandem.account.AcrossTenants;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** When users were last seen, who is away, and the end of an account. */
@Repository
public class AbsenceRows {

    /** Somebody, in whatever tenant. */
    public record Who(TenantId tenant, UserId user) {}

    private final JdbcClient jdbc;

    AbsenceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes that the user is here; writes once an hour at most. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void seen(TenantId tenant, UserId user, Instant now) {
        jdbc.sql("""
                update account set seen_at = :now
                 where tenant_id = :tenant and id = :user and (seen_at is null or seen_at < :now - interval '1 hour')
                """)
                .param("now", UserRows.time(now))
                .param("tenant", tenant.value())
                .param("user", user.value())
                .update();
    }

    /** When the user was last seen; else when the account was made. */
    public Instant lastSeen(TenantId tenant, UserId user) {
        return jdbc.sql("select coalesce(seen_at, created_at) from account where tenant_id = ? and id = ?")
                .params(tenant.value(), user.value())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Who was not seen since then. */
    @AcrossTenants("background work goes over all tenants")
    public List<Who> unseenSince(Instant time) {
        return jdbc.sql("select tenant_id, id from account where coalesce(seen_at, created_at) < ? order by id")
                .param(UserRows.time(time))
                .query(AbsenceRows::who)
                .list();
    }

    /** Who is suspended since before that time. */
    @AcrossTenants("background work goes over all tenants")
    public List<Who> suspendedBefore(Instant time) {
        return jdbc.sql("select tenant_id, id from account where state = 'SUSPENDED' and state_since < ? order by id")
                .param(UserRows.time(time))
                .query(AbsenceRows::who)
                .list();
    }

    /** Removes the account; a trigger removes what other tables keep of it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(TenantId tenant, UserId user) {
        jdbc.sql("delete from account where tenant_id = ? and id = ?")
                .params(tenant.value(), user.value())
                .update();
    }

    private static Who who(ResultSet row, int number) throws SQLException {
        return new Who(
                new TenantId(row.getObject("tenant_id", UUID.class)), new UserId(row.getObject("id", UUID.class)));
    }
}
