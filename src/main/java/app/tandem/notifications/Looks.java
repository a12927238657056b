package app.tandem.notifications;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets one among all nodes look after a user's subscriptions, without holding a connection meanwhile: two who find nothing
 * would both create. Who comes second leaves word, so that no change of the user's state is overlooked.
 */
@Repository
class Looks {

    private final JdbcClient jdbc;

    Looks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Begins a look, unless another one began and is not over; that one will look once more. */
    @Transactional
    public boolean begin(TenantId tenant, UserId user, UUID look, Instant now, Instant until) {
        return jdbc.sql("""
                        insert into subscription_look as held (tenant_id, user_id, look, until, again)
                        values (?, ?, ?, ?, false)
                        on conflict (tenant_id, user_id) do update set
                          look = case when held.until <= ? then excluded.look else held.look end,
                          until = case when held.until <= ? then excluded.until else held.until end,
                          again = held.until > ?
                        returning look""")
                .params(
                        tenant.value(),
                        user.value(),
                        look,
                        Timestamp.from(until),
                        Timestamp.from(now),
                        Timestamp.from(now),
                        Timestamp.from(now))
                .query(UUID.class)
                .single()
                .equals(look);
    }

    /** Ends a look; false, and it goes on, when somebody left word meanwhile. */
    @Transactional
    public boolean end(TenantId tenant, UserId user, UUID look) {
        int again = jdbc.sql("update subscription_look set again = false"
                        + " where tenant_id = ? and user_id = ? and look = ? and again")
                .params(tenant.value(), user.value(), look)
                .update();
        if (again == 0) {
            abandon(tenant, user, look);
        }
        return again == 0;
    }

    /** Ends a look that failed; the next round looks again. */
    @Transactional
    public void abandon(TenantId tenant, UserId user, UUID look) {
        jdbc.sql("delete from subscription_look where tenant_id = ? and user_id = ? and look = ?")
                .params(tenant.value(), user.value(), look)
                .update();
    }
}
