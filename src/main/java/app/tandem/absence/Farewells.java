package app.tandem.absence;

import app.tandem.account.AcrossTenants;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Users whose mailbox and settings are cleared, or being cleared, until they are back. */
@Repository
@Transactional
class Farewells {

    /** Somebody whose mailbox is still to be cleared, and since when. */
    record Open(TenantId tenant, UserId user, Instant since) {}

    private final JdbcClient jdbc;

    Farewells(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes it; false where it is noted already. */
    public boolean begin(User user, Instant now) {
        return jdbc.sql("insert into farewell (tenant_id, user_id, since) values (?, ?, ?) on conflict do nothing")
                        .params(user.tenant().value(), user.id().value(), now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** Mailboxes that wait and were not tried since then, in all tenants. */
    @AcrossTenants("background work goes over all tenants")
    @Transactional(readOnly = true)
    public List<Open> untriedSince(Instant time) {
        return jdbc.sql("""
                select tenant_id, user_id, since from farewell
                 where not mailbox_cleared and (tried_at is null or tried_at < ?) order by user_id
                """)
                .param(time.atOffset(ZoneOffset.UTC))
                .query(Farewells::open)
                .list();
    }

    /** Takes the next attempt, so that a mailbox out of reach is not asked all the time; false where somebody else did. */
    public boolean attempt(Open one, Instant untriedSince, Instant now) {
        return jdbc.sql("""
                update farewell set tried_at = ?
                 where tenant_id = ? and user_id = ? and (tried_at is null or tried_at < ?)
                """)
                        .params(
                                now.atOffset(ZoneOffset.UTC),
                                one.tenant().value(),
                                one.user().value(),
                                untriedSince.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** Whether it is noted and the user not back yet. */
    @Transactional(readOnly = true)
    public boolean hasBegun(User user) {
        return jdbc.sql("select count(*) from farewell where tenant_id = ? and user_id = ?")
                        .params(user.tenant().value(), user.id().value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Nothing is left to do in the mailbox. */
    public void cleared(Open one) {
        jdbc.sql("update farewell set mailbox_cleared = true where tenant_id = ? and user_id = ?")
                .params(one.tenant().value(), one.user().value())
                .update();
    }

    /** The user is back; answers whether anything had been noted. */
    public boolean end(TenantId tenant, UserId user) {
        return jdbc.sql("delete from farewell where tenant_id = ? and user_id = ?")
                        .params(tenant.value(), user.value())
                        .update()
                > 0;
    }

    private static Open open(ResultSet row, int number) throws SQLException {
        return new Open(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
