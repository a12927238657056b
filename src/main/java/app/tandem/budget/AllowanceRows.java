package app.tandem.budget;

import app.tandem.account.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The allowances as all nodes share them. */
@Repository
class AllowanceRows {

    private final JdbcClient jdbc;

    AllowanceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Allowance> find(TenantId tenant, String orgId) {
        return jdbc.sql("select * from call_allowance where tenant_id = :tenant and org_id = :org")
                .param("tenant", tenant.value())
                .param("org", orgId)
                .query(AllowanceRows::allowance)
                .optional();
    }

    /** Keeps an observation unless a newer one is there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void observed(TenantId tenant, String orgId, Allowance allowance) {
        jdbc.sql("""
                insert into call_allowance (tenant_id, org_id, used, allowed, observed_at, step)
                values (:tenant, :org, :used, :allowed, :at, 0)
                on conflict (tenant_id, org_id) do update
                   set used = excluded.used, allowed = excluded.allowed, observed_at = excluded.observed_at
                 where call_allowance.observed_at <= excluded.observed_at
                """)
                .param("tenant", tenant.value())
                .param("org", orgId)
                .param("used", allowance.used())
                .param("allowed", allowance.allowed())
                .param("at", time(allowance.observedAt()))
                .update();
    }

    /** Moves the back-off on, if it still stands where this node saw it: of several nodes one gets its way. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean backOff(TenantId tenant, String orgId, Allowance before, Allowance after) {
        return jdbc.sql("""
                update call_allowance set step = :step, background_at = :at
                 where tenant_id = :tenant and org_id = :org
                   and background_at is not distinct from cast(:before as timestamptz)
                """)
                        .param("tenant", tenant.value())
                        .param("org", orgId)
                        .param("step", after.step())
                        .param("at", time(after.backgroundAt()))
                        .param("before", time(before.backgroundAt()))
                        .update()
                > 0;
    }

    private static Allowance allowance(ResultSet row, int number) throws SQLException {
        return new Allowance(
                row.getLong("used"),
                row.getLong("allowed"),
                Objects.requireNonNull(instant(row, "observed_at")),
                row.getInt("step"),
                instant(row, "background_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
