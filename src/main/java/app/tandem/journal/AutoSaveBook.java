package app.tandem.journal;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Since when whose mail is saved that nobody marked (sync W-10). */
@Repository
public class AutoSaveBook {

    private final JdbcClient jdbc;

    AutoSaveBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * It is on: the moment that was noted when it was switched on, else that one. Then Inbox and Sent are read from their beginning
     * once more: what came since that moment lies behind the cursors.
     */
    @Transactional
    public Instant on(Lease lease, Instant since) {
        return of(lease.tenant(), lease.user()).orElseGet(() -> {
            Leases.hold(jdbc, lease);
            jdbc.sql("insert into auto_save (tenant_id, user_id, since) values (?, ?, ?) on conflict do nothing")
                    .params(lease.tenant().value(), lease.user().value(), Leases.at(since))
                    .update();
            jdbc.sql("delete from folder_cursor where tenant_id = ? and user_id = ? and folder in ('INBOX', 'SENT')")
                    .params(lease.tenant().value(), lease.user().value())
                    .update();
            return since;
        });
    }

    /** It is off; switched on again, it begins anew. */
    @Transactional
    public void off(Lease lease) {
        if (of(lease.tenant(), lease.user()).isPresent()) {
            Leases.hold(jdbc, lease);
            jdbc.sql("delete from auto_save where tenant_id = ? and user_id = ?")
                    .params(lease.tenant().value(), lease.user().value())
                    .update();
        }
    }

    /** Since when; empty while it is off. */
    public Optional<Instant> of(TenantId tenant, UserId user) {
        return jdbc.sql("select since from auto_save where tenant_id = ? and user_id = ?")
                .params(tenant.value(), user.value())
                .query((row, number) -> Objects.requireNonNull(row.getObject(1, Timestamp.class))
                        .toInstant())
                .optional();
    }
}
