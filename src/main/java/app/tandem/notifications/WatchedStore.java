package app.tandem.notifications;

import app.tandem.account.AcrossTenants;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.mailbox.Watch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Our subscriptions. */
@Repository
class WatchedStore {

    private final JdbcClient jdbc;

    WatchedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The subscriptions of these ids. */
    @AcrossTenants("a notification names only its subscription; the client state proves it")
    @Transactional(readOnly = true)
    public List<Watched> byId(Collection<String> ids) {
        return jdbc.sql("select * from mailbox_subscription where id = any(?)")
                .param(ids.toArray(String[]::new))
                .query(WatchedStore::watched)
                .list();
    }

    @Transactional(readOnly = true)
    public List<Watched> of(TenantId tenant, UserId user) {
        return jdbc.sql("select * from mailbox_subscription where tenant_id = ? and user_id = ?")
                .params(tenant.value(), user.value())
                .query(WatchedStore::watched)
                .list();
    }

    /** Keeps a subscription; an older one of the same watch is replaced. */
    @Transactional
    public void keep(Watched watched) {
        jdbc.sql("""
                        insert into mailbox_subscription
                          (id, tenant_id, user_id, mailbox, watch, client_state_hash, renew_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (user_id, watch) do update set id = excluded.id, mailbox = excluded.mailbox,
                          client_state_hash = excluded.client_state_hash, renew_at = excluded.renew_at,
                          expires_at = excluded.expires_at""")
                .params(
                        watched.id(),
                        watched.tenant().value(),
                        watched.user().value(),
                        watched.mailbox(),
                        watched.watch().name(),
                        watched.clientStateHash(),
                        Timestamp.from(watched.renewAt()),
                        Timestamp.from(watched.expires()))
                .update();
    }

    /** Lets the next round renew it, whatever its age. */
    @Transactional
    public void renewNow(TenantId tenant, String id, Instant now) {
        jdbc.sql("update mailbox_subscription set renew_at = ? where tenant_id = ? and id = ?")
                .params(Timestamp.from(now), tenant.value(), id)
                .update();
    }

    @Transactional
    public void forget(TenantId tenant, String id) {
        jdbc.sql("delete from mailbox_subscription where tenant_id = ? and id = ?")
                .params(tenant.value(), id)
                .update();
    }

    private static Watched watched(ResultSet row, int number) throws SQLException {
        return new Watched(
                row.getString("id"),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getString("mailbox"),
                Watch.valueOf(row.getString("watch")),
                row.getString("client_state_hash"),
                instant(row, "renew_at"),
                instant(row, "expires_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
