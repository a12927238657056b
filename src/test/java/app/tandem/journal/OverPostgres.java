package app.tandem.journal;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.sandbox.SandboxPostgres;
import java.time.Instant;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tests of the journal's books: for each a database of its own, and a clock that stands still. */
abstract class OverPostgres {

    static final TenantId TENANT = new TenantId(new UUID(0, 1));
    static final TenantId STRANGERS = new TenantId(new UUID(0, 2));
    static final UserId ANNA = new UserId(new UUID(0, 101));
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    Instant now = START;
    final JdbcClient jdbc;
    final JdbcTemplate batches;
    final Leases leases;

    OverPostgres() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(SandboxPostgres.migrated());
        jdbc = JdbcClient.create(database);
        batches = new JdbcTemplate(database);
        leases = new Leases(jdbc, () -> now);
    }
}
