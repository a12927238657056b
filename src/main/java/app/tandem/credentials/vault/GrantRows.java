package app.tandem.credentials.vault;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The table of sealed grants. */
@Repository
class GrantRows {

    /** A row with its owner. */
    record Row(Owner owner, Sealed sealed) {}

    private static final String ONE = "where tenant_id = ? and user_id = ? and provider = ?";

    private final JdbcClient jdbc;

    GrantRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Sealed> find(Owner owner) {
        return one(owner, "select * from sealed_grant " + ONE);
    }

    /**
     * Marks the grant as being traded, and answers it; empty where there is none, or somebody trades it already. Time is the
     * database's: the nodes' clocks may differ.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Sealed> begin(Owner owner, UUID exchange, Duration longest) {
        return jdbc.sql("update sealed_grant set exchange = ?, exchange_until = now() + ? * interval '1 second' " + ONE
                        + " and (exchange is null or exchange_until <= now()) returning *")
                .params(
                        exchange,
                        longest.toSeconds(),
                        owner.tenant().value(),
                        owner.user().value(),
                        owner.provider().name())
                .query((row, number) -> sealed(row))
                .optional();
    }

    /** Takes the mark off; false where the grant is another one by now, or gone. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean end(Owner owner, UUID exchange) {
        return jdbc.sql("update sealed_grant set exchange = null, exchange_until = null " + ONE + " and exchange = ?")
                        .params(
                                owner.tenant().value(),
                                owner.user().value(),
                                owner.provider().name(),
                                exchange)
                        .update()
                > 0;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void write(Owner owner, Sealed sealed, Instant now) {
        jdbc.sql("""
                insert into sealed_grant (tenant_id, user_id, provider, key_id, wrapped_key, ciphertext, version, changed_at)
                values (?, ?, ?, ?, ?, ?, 1, ?)
                on conflict (tenant_id, user_id, provider) do update set key_id = excluded.key_id,
                   wrapped_key = excluded.wrapped_key, ciphertext = excluded.ciphertext,
                   version = sealed_grant.version + 1, changed_at = excluded.changed_at,
                   exchange = null, exchange_until = null
                """)
                .params(
                        owner.tenant().value(),
                        owner.user().value(),
                        owner.provider().name(),
                        sealed.keyId(),
                        sealed.wrappedKey(),
                        sealed.ciphertext(),
                        now.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void delete(Owner owner) {
        jdbc.sql("delete from sealed_grant " + ONE)
                .params(
                        owner.tenant().value(),
                        owner.user().value(),
                        owner.provider().name())
                .update();
    }

    /** Some grants wrapped by another key than this one, locked; those somebody else holds are left out. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Row> lockOthers(String keyId, int most) {
        return jdbc.sql("select * from sealed_grant where key_id <> ? limit ? for update skip locked")
                .params(keyId, most)
                .query((row, number) -> new Row(owner(row), sealed(row)))
                .list();
    }

    /** Only the wrapped key changes. */
    @Transactional(propagation = Propagation.MANDATORY)
    void rewrapped(Owner owner, Sealed sealed) {
        jdbc.sql("update sealed_grant set key_id = ?, wrapped_key = ? " + ONE)
                .params(
                        sealed.keyId(),
                        sealed.wrappedKey(),
                        owner.tenant().value(),
                        owner.user().value(),
                        owner.provider().name())
                .update();
    }

    private Optional<Sealed> one(Owner owner, String sql) {
        return jdbc.sql(sql)
                .params(
                        owner.tenant().value(),
                        owner.user().value(),
                        owner.provider().name())
                .query((row, number) -> sealed(row))
                .optional();
    }

    private static Owner owner(ResultSet row) throws SQLException {
        return new Owner(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                Owner.Provider.valueOf(row.getString("provider")));
    }

    private static Sealed sealed(ResultSet row) throws SQLException {
        return new Sealed(row.getString("key_id"), row.getBytes("wrapped_key"), row.getBytes("ciphertext"));
    }
}
