package app.tandem.journal;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemKind;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Held deletions in PostgreSQL. */
@Repository
public class StoredBrakes implements BrakeBook {

    private static final Duration COUNTED = Duration.ofDays(2);

    private final JdbcClient jdbc;

    StoredBrakes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Question> open(TenantId tenant, UserId user) {
        return jdbc.sql("""
                        select kind, side, count(*), max(among), min(held_at), max(held_at) from held_deletion
                        where user_id = ? and tenant_id = ? and answer is null group by kind, side order by kind, side desc""")
                .params(user.value(), tenant.value())
                .query((row, number) -> new Question(
                        ItemKind.valueOf(row.getString(1)),
                        Side.valueOf(row.getString(2)),
                        row.getInt(3),
                        row.getInt(4),
                        row.getTimestamp(5).toInstant(),
                        row.getTimestamp(6).toInstant()))
                .list();
    }

    @Override
    @Transactional
    public boolean answer(TenantId tenant, UserId user, Question question, Answer answer) {
        int answered = jdbc.sql("""
                        update held_deletion set answer = ?
                        where user_id = ? and tenant_id = ? and kind = ? and side = ? and answer is null and held_at <= ?""")
                .params(
                        answer.name(),
                        user.value(),
                        tenant.value(),
                        question.kind().name(),
                        question.side().name(),
                        Timestamp.from(question.asOf()))
                .update();
        return answered > 0;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Held> held(TenantId tenant, UserId user, ItemKind kind) {
        return jdbc.sql("""
                        select pair_key, answer from held_deletion where user_id = ? and tenant_id = ? and kind = ?
                        order by pair_key""")
                .params(user.value(), tenant.value(), kind.name())
                .query((row, number) -> new Held(
                        row.getString("pair_key"),
                        Optional.ofNullable(row.getString("answer")).map(Answer::valueOf)))
                .list();
    }

    @Override
    @Transactional
    public void hold(Lease lease, ItemKind kind, Side side, Collection<String> keys, int among, Instant now) {
        Leases.hold(jdbc, lease);
        jdbc.sql("""
                        insert into held_deletion (tenant_id, user_id, kind, side, pair_key, among, held_at)
                        select ?, ?, ?, ?, key, ?, ? from unnest(?) key on conflict (user_id, pair_key) do nothing""")
                .params(
                        lease.tenant().value(),
                        lease.user().value(),
                        kind.name(),
                        side.name(),
                        among,
                        Timestamp.from(now),
                        Journal.texts(keys))
                .update();
    }

    @Override
    @Transactional
    public void settle(Lease lease, ItemKind kind, Collection<String> keys) {
        Leases.hold(jdbc, lease);
        jdbc.sql("delete from held_deletion where user_id = ? and tenant_id = ? and kind = ? and pair_key = any(?)")
                .params(lease.user().value(), lease.tenant().value(), kind.name(), Journal.texts(keys))
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public int gone(TenantId tenant, UserId user, ItemKind kind, Instant since) {
        return jdbc.sql("""
                        select coalesce(sum(amount), 0) from deletion_count
                        where user_id = ? and tenant_id = ? and kind = ? and counted_at > ?""")
                .params(user.value(), tenant.value(), kind.name(), Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    @Override
    @Transactional
    public void going(Lease lease, ItemKind kind, int amount, Instant now) {
        Leases.hold(jdbc, lease);
        jdbc.sql("delete from deletion_count where user_id = ? and tenant_id = ? and kind = ? and counted_at < ?")
                .params(lease.user().value(), lease.tenant().value(), kind.name(), Timestamp.from(now.minus(COUNTED)))
                .update();
        jdbc.sql("insert into deletion_count (tenant_id, user_id, kind, counted_at, amount) values (?, ?, ?, ?, ?)")
                .params(lease.tenant().value(), lease.user().value(), kind.name(), Timestamp.from(now), amount)
                .update();
    }
}
