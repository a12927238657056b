package app.tandem.journal;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Hands out leases, one per user, and remembers how the last cycle went. */
@Repository
public class Leases {

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Leases(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How the last cycle went; {@code result} is {@code OK} or the code of the failure. */
    public record LastCycle(
            @Nullable Instant started,
            @Nullable Instant ended,
            @Nullable String result) {}

    /** Takes the lease for that long, unless somebody holds it. */
    @Transactional
    public Optional<Lease> acquire(TenantId tenant, UserId user, String holder, Duration time) {
        Optional<Lease> taken = take(tenant, user, holder, time);
        return taken.isEmpty() && begins(tenant, user) ? take(tenant, user, holder, time) : taken;
    }

    private Optional<Lease> take(TenantId tenant, UserId user, String holder, Duration time) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        with before as (select user_id, woken_at is not null as woken from lease
                          where user_id = ? and tenant_id = ? for update)
                        update lease set fence = fence + 1, holder = ?, held_until = ?, cycle_started = ?, woken_at = null
                        from before where lease.user_id = before.user_id and (held_until is null or held_until < ?)
                        returning fence, woken""")
                .params(user.value(), tenant.value(), holder, at(now.plus(time)), at(now), at(now))
                .query((row, n) -> new Lease(tenant, user, row.getLong(1), row.getBoolean(2)))
                .optional();
    }

    private boolean begins(TenantId tenant, UserId user) {
        return jdbc.sql("insert into lease (tenant_id, user_id) values (?, ?) on conflict do nothing")
                        .params(tenant.value(), user.value())
                        .update()
                == 1;
    }

    /** Keeps the lease for that long from now; a lost or released one throws {@link StaleLeaseException}. */
    @Transactional
    public void extend(Lease lease, Duration time) {
        int rows = jdbc.sql("""
                        update lease set held_until = ?
                        where user_id = ? and tenant_id = ? and fence = ? and held_until is not null""")
                .params(
                        at(clock.instant().plus(time)),
                        lease.user().value(),
                        lease.tenant().value(),
                        lease.fence())
                .update();
        if (rows == 0) {
            throw new StaleLeaseException();
        }
    }

    /** Gives the lease back and notes how the cycle went. */
    @Transactional
    public void release(Lease lease, String result) {
        jdbc.sql("""
                        update lease set held_until = null, holder = null, cycle_ended = ?, cycle_result = ?
                        where user_id = ? and tenant_id = ? and fence = ?""")
                .params(
                        at(clock.instant()),
                        result,
                        lease.user().value(),
                        lease.tenant().value(),
                        lease.fence())
                .update();
    }

    /** Whether somebody wished for a cycle since the last one began. */
    public boolean isWoken(TenantId tenant, UserId user) {
        return jdbc.sql("select woken_at is not null from lease where user_id = ? and tenant_id = ?")
                .params(user.value(), tenant.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Wishes for a cycle; a running one is followed by another. */
    @Transactional
    public void wake(TenantId tenant, UserId user) {
        jdbc.sql("""
                        insert into lease (tenant_id, user_id, woken_at) values (?, ?, ?)
                        on conflict (user_id) do update set woken_at = excluded.woken_at
                        where lease.tenant_id = excluded.tenant_id""").params(tenant.value(), user.value(), at(clock.instant())).update();
    }

    /** Whether a cycle of the user runs now. */
    public boolean isHeld(TenantId tenant, UserId user) {
        return jdbc.sql("select count(*) from lease where user_id = ? and tenant_id = ? and held_until >= ?")
                        .params(user.value(), tenant.value(), at(clock.instant()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** How the user's last cycle went. */
    public Optional<LastCycle> lastCycle(TenantId tenant, UserId user) {
        return jdbc.sql(
                        "select cycle_started, cycle_ended, cycle_result from lease where user_id = ? and tenant_id = ?")
                .params(user.value(), tenant.value())
                .query((row, n) ->
                        new LastCycle(instant(row.getTimestamp(1)), instant(row.getTimestamp(2)), row.getString(3)))
                .optional();
    }

    /** Holds the lease for the length of the transaction, or refuses it. */
    static void hold(JdbcClient jdbc, Lease lease) {
        boolean held = jdbc.sql("select 1 from lease where user_id = ? and tenant_id = ? and fence = ? for share")
                .params(lease.user().value(), lease.tenant().value(), lease.fence())
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!held) {
            throw new StaleLeaseException();
        }
    }

    static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }

    static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
