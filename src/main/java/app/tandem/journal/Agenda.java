package app.tandem.journal;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When anything that waits in a user's books is to be looked at again. */
@Repository
public class Agenda {

    private final JdbcClient jdbc;

    Agenda(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The earliest such time among messages, wishes, marked conversations and pairs; empty while nothing waits for a time. */
    public Optional<Instant> next(TenantId tenant, UserId user) {
        return jdbc.sql("""
                        select min(at) from (
                          select min(retry_at) as at from mail_entry where user_id = :user and tenant_id = :tenant
                          union all select min(retry_at) from wish where user_id = :user and tenant_id = :tenant
                          union all select min(look_at) from marked_thread where user_id = :user and tenant_id = :tenant
                          union all select min(retry_at) from pair where user_id = :user and tenant_id = :tenant) waiting""")
                .param("user", user.value())
                .param("tenant", tenant.value())
                .query((row, n) -> Optional.ofNullable(Leases.instant(row.getTimestamp(1))))
                .single();
    }
}
