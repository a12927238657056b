package app.tandem.journal;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What a person may ask about pairs, outside of any cycle: why one stands where it stands, and which ones are not settled. */
@Repository
public class PairAnswers {

    private final JdbcClient jdbc;

    PairAnswers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The pair that has this id on either side, whatever its kind. */
    @Transactional(readOnly = true)
    public Optional<Pair> find(TenantId tenant, UserId user, String id) {
        return jdbc.sql("select " + StoredPairs.COLUMNS + """
                         from pair where user_id = ? and tenant_id = ? and (item_id = ? or record_id = ?)
                        order by since desc, pair_key limit 1""")
                .params(user.value(), tenant.value(), id, id)
                .query(StoredPairs::pair)
                .optional();
    }

    /** Pairs that wait or were refused, newest first; deletions that the brake holds are asked about all at once ({@link BrakeBook}). */
    @Transactional(readOnly = true)
    public List<Pair> unsettled(TenantId tenant, UserId user, int most) {
        return jdbc.sql("select " + StoredPairs.COLUMNS + """
                         from pair where user_id = ? and tenant_id = ? and state in ('WAITS', 'REFUSED')
                        and rule <> 'sync X-23' order by since desc, pair_key limit ?""")
                .params(user.value(), tenant.value(), most)
                .query(StoredPairs::pair)
                .list();
    }

    /** Makes a pair that waits due; answers whether there is one. What a cycle notes of it meanwhile counts. */
    @Transactional
    public boolean again(TenantId tenant, UserId user, String key, Instant now) {
        return jdbc.sql("""
                        update pair set retry_at = ? where user_id = ? and tenant_id = ? and pair_key = ?
                        and retry_at is not null""")
                        .params(Timestamp.from(now), user.value(), tenant.value(), key)
                        .update()
                > 0;
    }
}
