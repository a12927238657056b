package app.tandem.account.notice;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The outbox of notices. */
@Repository
class NoticeRows {

    private final JdbcClient jdbc;

    NoticeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a notice of an incident; false when it is there already. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean add(Notice notice, int incident, Instant now) {
        Side side = notice.side();
        return jdbc.sql("""
                insert into notice (id, tenant_id, user_id, incident, kind, audience, side, code, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant_id, user_id, incident, kind, audience) do nothing
                """)
                        .param(notice.id())
                        .param(notice.tenant().value())
                        .param(notice.user().value())
                        .param(incident)
                        .param(notice.kind().name())
                        .param(notice.audience().name())
                        .param(side == null ? null : side.name())
                        .param(notice.code())
                        .param(now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Notice> find(UUID id) {
        return jdbc.sql("select * from notice where id = ?")
                .param(id)
                .query(NoticeRows::notice)
                .optional();
    }

    void attempted(Notice notice) {
        jdbc.sql("update notice set attempts = attempts + 1 where tenant_id = ? and id = ?")
                .params(notice.tenant().value(), notice.id())
                .update();
    }

    /** Executed twice, a notice was sent when it was sent first: whoever waits for that time is not put off. */
    void sent(Notice notice, Instant now) {
        jdbc.sql("update notice set sent_at = ? where tenant_id = ? and id = ? and sent_at is null")
                .params(now.atOffset(ZoneOffset.UTC), notice.tenant().value(), notice.id())
                .update();
    }

    /** When the last mail of that kind was sent; empty while one waits, or none was asked for. */
    Optional<Instant> sent(TenantId tenant, UserId user, int incident, Notice.Kind kind) {
        return jdbc.sql("""
                select max(sent_at) from notice
                 where tenant_id = ? and user_id = ? and incident = ? and kind = ? having bool_and(sent_at is not null)
                """)
                .params(tenant.value(), user.value(), incident, kind.name())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private static Notice notice(ResultSet row, int number) throws SQLException {
        String side = row.getString("side");
        return new Notice(
                row.getObject("id", UUID.class),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                Notice.Audience.valueOf(row.getString("audience")),
                Notice.Kind.valueOf(row.getString("kind")),
                side == null ? null : Side.valueOf(side),
                row.getString("code"),
                row.getObject("sent_at") != null);
    }
}
