package app.tandem.settings;

import app.tandem.account.AcrossTenants;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Switches in PostgreSQL. */
@Repository
@Transactional
class StoredSwitches implements Switches {

    private static final UUID NOBODY = new UUID(0, 0);

    /** How long reset settings come back (admin A-178). */
    private static final Duration KEPT_ASIDE = Duration.ofDays(90);

    private record Stored(Switch which, Sourced sourced) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final InstantSource clock;

    StoredSwitches(JdbcClient jdbc, JsonMapper json, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Override
    @AcrossTenants("a global value is everybody's")
    public void global(Switch which, @Nullable Object value) {
        write(Source.GLOBAL, NOBODY, NOBODY, which, value, false);
    }

    @Override
    public void tenant(TenantId tenant, Switch which, @Nullable Object value, boolean forced) {
        write(Source.TENANT, tenant.value(), NOBODY, which, value, forced);
    }

    @Override
    public void user(TenantId tenant, UserId user, Switch which, @Nullable Object value) {
        if (which.isOfTenant()) {
            throw new IllegalArgumentException(which.number() + " is a tenant's");
        }
        write(Source.USER, tenant.value(), user.value(), which, value, false);
    }

    @Override
    public void setAside(TenantId tenant, UserId user) {
        jdbc.sql("""
                with taken as (delete from setting where scope = 'USER' and tenant_id = ? and user_id = ? returning *)
                insert into setting_aside (tenant_id, user_id, name, value, since)
                select tenant_id, user_id, name, value, ? from taken
                on conflict (tenant_id, user_id, name) do update set value = excluded.value, since = excluded.since
                """)
                .params(tenant.value(), user.value(), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public boolean giveBack(TenantId tenant, UserId user) {
        return jdbc.sql("""
                with kept as (delete from setting_aside where tenant_id = ? and user_id = ? returning *)
                insert into setting (scope, tenant_id, user_id, name, value)
                select 'USER', tenant_id, user_id, name, value from kept where since >= ?
                on conflict (scope, tenant_id, user_id, name) do nothing
                """).params(tenant.value(), user.value(), oldest()).update() > 0;
    }

    @Override
    @AcrossTenants("background work goes over all tenants")
    public void forgetOld() {
        jdbc.sql("delete from setting_aside where since < ?").param(oldest()).update();
    }

    private OffsetDateTime oldest() {
        return clock.instant().minus(KEPT_ASIDE).atOffset(ZoneOffset.UTC);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Switch, Sourced> resolved(TenantId tenant) {
        return resolved(tenant, new UserId(NOBODY));
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Switch, Sourced> resolved(TenantId tenant, UserId user) {
        Map<Switch, Sourced> resolved = new EnumMap<>(Switch.class);
        for (Switch which : Switch.values()) {
            resolved.put(which, new Sourced(which.fallback(), Source.DEFAULT, false));
        }
        for (Stored stored : stored(tenant, user)) {
            resolved.merge(stored.which(), stored.sourced(), (low, high) -> low.forced() ? low : high);
        }
        return resolved;
    }

    /** From the widest scope to the narrowest. */
    private List<Stored> stored(TenantId tenant, UserId user) {
        return jdbc.sql("""
                select name, value, scope, forced from setting
                 where scope = 'GLOBAL' or tenant_id = ? and (scope = 'TENANT' or user_id = ?)
                 order by case scope when 'GLOBAL' then 0 when 'TENANT' then 1 else 2 end
                """).params(tenant.value(), user.value()).query(this::stored).list().stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Stored> stored(ResultSet row, int number) throws SQLException {
        Object value = json.readValue(row.getString("value"), Object.class);
        Sourced sourced = new Sourced(value, Source.valueOf(row.getString("scope")), row.getBoolean("forced"));
        return Switch.of(row.getString("name")).map(which -> new Stored(which, sourced));
    }

    private void write(Source scope, UUID tenant, UUID user, Switch which, @Nullable Object value, boolean forced) {
        if (value == null) {
            jdbc.sql("delete from setting where scope = ? and tenant_id = ? and user_id = ? and name = ?")
                    .params(scope.name(), tenant, user, which.number())
                    .update();
            return;
        }
        jdbc.sql("""
                insert into setting (scope, tenant_id, user_id, name, value, forced) values (?, ?, ?, ?, ?, ?)
                on conflict (scope, tenant_id, user_id, name)
                   do update set value = excluded.value, forced = excluded.forced
                """)
                .params(
                        scope.name(),
                        tenant,
                        user,
                        which.number(),
                        json.writeValueAsString(SwitchValues.normal(which, value)),
                        forced)
                .update();
    }
}
