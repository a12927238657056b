package app.tandem.journal;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.AgreedItem;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.Reason;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The pairs in PostgreSQL. */
@Repository
public class StoredPairs implements PairBook {

    static final String COLUMNS =
            "pair_key, kind, item_id, item_version, item_prints, record_id, record_version, record_prints, from_crm,"
                    + " stage, state, rule, code, fields, since, attempts, retry_at";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    StoredPairs(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Pair> find(TenantId tenant, UserId user, ItemKind kind, Side side, Collection<String> ids) {
        return ids.isEmpty() ? List.of() : pairs(tenant, user, kind, idColumn(side), ids);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Pair> withKeys(TenantId tenant, UserId user, ItemKind kind, Collection<String> keys) {
        return keys.isEmpty() ? List.of() : pairs(tenant, user, kind, "pair_key", keys);
    }

    private List<Pair> pairs(TenantId tenant, UserId user, ItemKind kind, String column, Collection<String> values) {
        return jdbc.sql("select " + COLUMNS + " from pair where user_id = ? and tenant_id = ? and kind = ? and "
                        + column + " = any(?) order by pair_key")
                .params(user.value(), tenant.value(), kind.name(), Journal.texts(values))
                .query(StoredPairs::pair)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Pair> due(TenantId tenant, UserId user, ItemKind kind, Instant now, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                         from pair where user_id = ? and tenant_id = ? and kind = ?
                        and (retry_at <= ? or (retry_at is not null and stage in ('CREATING_ITEM', 'CREATING_RECORD')))
                        order by retry_at, pair_key limit ?""")
                .params(user.value(), tenant.value(), kind.name(), Timestamp.from(now), limit)
                .query(StoredPairs::pair)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Set<String> ids(TenantId tenant, UserId user, ItemKind kind, Side side) {
        String column = idColumn(side);
        return new HashSet<>(jdbc.sql("select " + column + " from pair where user_id = ? and tenant_id = ? and kind = ?"
                        + " and stage <> 'DROPPED' and " + column + " is not null")
                .params(user.value(), tenant.value(), kind.name())
                .query(String.class)
                .list());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Holder> holders(TenantId tenant, ItemKind kind, Collection<String> records) {
        return records.isEmpty()
                ? List.of()
                : jdbc.sql("""
                        select user_id, record_id, record_version from pair
                        where tenant_id = ? and kind = ? and record_id = any(?) and stage <> 'DROPPED'""")
                        .params(tenant.value(), kind.name(), Journal.texts(records))
                        .query((row, number) -> new Holder(
                                new UserId(row.getObject("user_id", UUID.class)),
                                row.getString("record_id"),
                                row.getString("record_version")))
                        .list();
    }

    @Override
    @Transactional
    public void save(Lease lease, Collection<Pair> pairs, Collection<String> forgotten) {
        Leases.hold(jdbc, lease);
        if (!forgotten.isEmpty()) {
            jdbc.sql("delete from pair where user_id = ? and tenant_id = ? and pair_key = any(?)")
                    .params(lease.user().value(), lease.tenant().value(), Journal.texts(forgotten))
                    .update();
        }
        batches.batchUpdate(
                "insert into pair (tenant_id, user_id, " + COLUMNS + """
                ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (user_id, pair_key) do update set item_id = excluded.item_id,
                  item_version = excluded.item_version, item_prints = excluded.item_prints,
                  record_id = excluded.record_id, record_version = excluded.record_version,
                  record_prints = excluded.record_prints, from_crm = excluded.from_crm, stage = excluded.stage,
                  state = excluded.state, rule = excluded.rule, code = excluded.code, fields = excluded.fields,
                  since = excluded.since, attempts = excluded.attempts, retry_at = excluded.retry_at
                where pair.tenant_id = excluded.tenant_id""",
                pairs.stream().map(pair -> parameters(lease, pair)).toList());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> cursor(TenantId tenant, UserId user, ItemKind kind, Side side) {
        return jdbc.sql(
                        "select position from pair_cursor where user_id = ? and tenant_id = ? and kind = ? and side = ?")
                .params(user.value(), tenant.value(), kind.name(), side.name())
                .query(String.class)
                .optional();
    }

    @Override
    @Transactional
    public void acknowledge(Lease lease, ItemKind kind, Side side, String cursor) {
        Leases.hold(jdbc, lease);
        jdbc.sql("""
                        insert into pair_cursor (tenant_id, user_id, kind, side, position) values (?, ?, ?, ?, ?)
                        on conflict (user_id, kind, side) do update set position = excluded.position
                        where pair_cursor.tenant_id = excluded.tenant_id""")
                .params(lease.tenant().value(), lease.user().value(), kind.name(), side.name(), cursor)
                .update();
    }

    private static String idColumn(Side side) {
        return side == Side.MAILBOX ? "item_id" : "record_id";
    }

    private static @Nullable Object[] parameters(Lease lease, Pair pair) {
        return new @Nullable Object[] {
            lease.tenant().value(),
            lease.user().value(),
            pair.key(),
            pair.kind().name(),
            pair.mailbox() == null ? null : pair.mailbox().id(),
            pair.mailbox() == null ? null : pair.mailbox().version(),
            prints(pair.mailbox()),
            pair.crm() == null ? null : pair.crm().id(),
            pair.crm() == null ? null : pair.crm().version(),
            prints(pair.crm()),
            pair.fromCrm(),
            pair.stage().name(),
            pair.reason().state().name(),
            pair.reason().rule(),
            pair.reason().code(),
            Journal.texts(pair.reason().fields()),
            Timestamp.from(pair.since()),
            pair.attempts(),
            pair.retryAt() == null ? null : Timestamp.from(pair.retryAt())
        };
    }

    static String[] prints(@Nullable AgreedItem side) {
        return side == null
                ? new String[0]
                : side.prints().entrySet().stream()
                        .map(print -> print.getKey().name() + ":" + print.getValue())
                        .sorted()
                        .toArray(String[]::new);
    }

    static Pair pair(ResultSet row, int number) throws SQLException {
        return new Pair(
                row.getString("pair_key"),
                ItemKind.valueOf(row.getString("kind")),
                side(row.getString("item_id"), row.getString("item_version"), row.getArray("item_prints")),
                side(row.getString("record_id"), row.getString("record_version"), row.getArray("record_prints")),
                row.getBoolean("from_crm"),
                Pair.Stage.valueOf(row.getString("stage")),
                new Reason(
                        Reason.State.valueOf(row.getString("state")),
                        row.getString("rule"),
                        row.getString("code"),
                        Journal.list(row.getArray("fields"))),
                row.getTimestamp("since").toInstant(),
                row.getInt("attempts"),
                Leases.instant(row.getTimestamp("retry_at")));
    }

    static @Nullable AgreedItem side(@Nullable String id, @Nullable String version, Array prints) throws SQLException {
        if (id == null || version == null) {
            return null;
        }
        Map<ItemField, String> known = new EnumMap<>(ItemField.class);
        for (String print : Journal.list(prints)) {
            int colon = print.indexOf(':');
            known.put(ItemField.valueOf(print.substring(0, colon)), print.substring(colon + 1));
        }
        return new AgreedItem(id, version, known);
    }
}
