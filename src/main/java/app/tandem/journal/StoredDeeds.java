package app.tandem.journal;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The deeds in PostgreSQL. */
@Repository
public class StoredDeeds implements DeedBook {

    private static final String COLUMNS =
            "number, session, happened, kind, side, what, id, version, prints, fields, note, undo, code";

    /** As {@link Deed#isUndoable}. */
    private static final String UNDOABLE =
            "(what = 'CREATED' and (kind <> 'CONTACT' or side <> 'CRM') or what = 'CHANGED' and note is not null)";

    private record Count(long session, Instant began, Deed.What what, Deed.Undo undo, boolean undoable, int times) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    StoredDeeds(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    @Override
    @Transactional
    public void add(Lease lease, Collection<Deed> deeds) {
        Leases.hold(jdbc, lease);
        batches.batchUpdate(
                """
                insert into pair_deed (tenant_id, user_id, session, happened, kind, side, what, id, version, prints,
                  fields, note, undo) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", deeds.stream().map(deed -> parameters(lease, deed)).toList());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Session> sessions(TenantId tenant, UserId user, int most) {
        Map<Long, List<Count>> sessions = jdbc
                .sql("""
                        with newest as (select session, min(happened) began from pair_deed
                          where user_id = ? and tenant_id = ? group by session order by session desc limit ?)
                        select session, began, what, undo,
                          %s undoable, count(*) times
                        from pair_deed join newest using (session) where user_id = ? and tenant_id = ?
                        group by session, began, what, undo, undoable order by session desc""".formatted(UNDOABLE))
                .params(user.value(), tenant.value(), most, user.value(), tenant.value())
                .query((row, n) -> new Count(
                        row.getLong("session"),
                        row.getTimestamp("began").toInstant(),
                        Deed.What.valueOf(row.getString("what")),
                        Deed.Undo.valueOf(row.getString("undo")),
                        row.getBoolean("undoable"),
                        row.getInt("times")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Count::session, LinkedHashMap::new, Collectors.toList()));
        return sessions.entrySet().stream()
                .map(one -> session(one.getKey(), one.getValue()))
                .toList();
    }

    private static Session session(long number, List<Count> rows) {
        Map<Deed.What, Integer> counts = new EnumMap<>(Deed.What.class);
        Map<Deed.Undo, Integer> undo = new EnumMap<>(Deed.Undo.class);
        for (Count row : rows) {
            counts.merge(row.what(), row.times(), Integer::sum);
            if (row.undoable()) {
                undo.merge(row.undo(), row.times(), Integer::sum);
            }
        }
        return new Session(number, rows.getFirst().began(), counts, undo);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Deed> of(TenantId tenant, UserId user, long session, int most) {
        return jdbc.sql("select " + COLUMNS + """
                         from pair_deed where user_id = ? and tenant_id = ? and session = ?
                        order by number limit ?""")
                .params(user.value(), tenant.value(), session, most)
                .query(StoredDeeds::deed)
                .list();
    }

    @Override
    @Transactional
    public int ask(TenantId tenant, UserId user, long session, Instant since) {
        return jdbc.sql("""
                        update pair_deed set undo = 'ASKED'
                        where user_id = ? and tenant_id = ? and session = ? and happened >= ? and undo = 'NOT_ASKED'
                        and %s""".formatted(UNDOABLE))
                .params(user.value(), tenant.value(), session, Timestamp.from(since))
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Deed> asked(TenantId tenant, UserId user, ItemKind kind) {
        return jdbc.sql("select " + COLUMNS + """
                         from pair_deed where user_id = ? and tenant_id = ? and kind = ? and undo = 'ASKED'
                        order by number desc""")
                .params(user.value(), tenant.value(), kind.name())
                .query(StoredDeeds::deed)
                .list();
    }

    @Override
    @Transactional
    public void answer(Lease lease, Collection<Deed> answered) {
        Leases.hold(jdbc, lease);
        batches.batchUpdate(
                "update pair_deed set undo = ?, code = ? where user_id = ? and tenant_id = ? and number = ?",
                answered.stream()
                        .map(deed -> new @Nullable Object[] {
                            deed.undo().name(),
                            deed.code(),
                            lease.user().value(),
                            lease.tenant().value(),
                            deed.number()
                        })
                        .toList());
    }

    @Override
    @Transactional(readOnly = true)
    public boolean reaches(TenantId tenant, UserId user, Instant before) {
        return jdbc.sql("select 1 from pair_deed where user_id = ? and tenant_id = ? and happened < ? limit 1")
                .params(user.value(), tenant.value(), Timestamp.from(before))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    @Override
    @Transactional
    public void forget(Lease lease, Instant before) {
        Leases.hold(jdbc, lease);
        jdbc.sql("delete from pair_deed where user_id = ? and tenant_id = ? and happened < ?")
                .params(lease.user().value(), lease.tenant().value(), Timestamp.from(before))
                .update();
    }

    private static @Nullable Object[] parameters(Lease lease, Deed deed) {
        return new @Nullable Object[] {
            lease.tenant().value(),
            lease.user().value(),
            deed.session(),
            Timestamp.from(deed.happened()),
            deed.kind().name(),
            deed.side().name(),
            deed.what().name(),
            deed.after().id(),
            deed.after().version(),
            StoredPairs.prints(deed.after()),
            Journal.texts(deed.fields().stream().map(ItemField::name).sorted().toList()),
            deed.note(),
            deed.undo().name()
        };
    }

    private static Deed deed(ResultSet row, int number) throws SQLException {
        return new Deed(
                row.getLong("number"),
                row.getLong("session"),
                row.getTimestamp("happened").toInstant(),
                ItemKind.valueOf(row.getString("kind")),
                Side.valueOf(row.getString("side")),
                Deed.What.valueOf(row.getString("what")),
                Objects.requireNonNull(
                        StoredPairs.side(row.getString("id"), row.getString("version"), row.getArray("prints"))),
                Journal.list(row.getArray("fields")).stream()
                        .map(ItemField::valueOf)
                        .collect(Collectors.toSet()),
                row.getString("note"),
                Deed.Undo.valueOf(row.getString("undo")),
                row.getString("code"));
    }
}
