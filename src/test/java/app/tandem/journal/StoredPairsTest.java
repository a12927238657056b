package app.tandem.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemKind;
import app.tandem.sandbox.SandboxPostgres;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The book of pairs in PostgreSQL: besides, only who holds the lease writes, and tenants never see each other. */
class StoredPairsTest extends PairBookContract {

    private static final TenantId STRANGERS = new TenantId(new UUID(0, 2));
    private static final UserId STRANGER = new UserId(new UUID(0, 102));

    private final PGSimpleDataSource database = database();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Leases leases = new Leases(jdbc, () -> NOW);
    private final StoredPairs book = new StoredPairs(jdbc, new JdbcTemplate(database));
    private final Lease lease = lease(TENANT, ANNA);

    @Override
    PairBook book() {
        return book;
    }

    @Override
    Lease lease() {
        return lease;
    }

    @Test
    void whoLostTheLeaseCannotWrite() {
        leases.release(lease, "OK");
        lease(TENANT, ANNA);
        assertThatThrownBy(() -> save(pair("k1", "i1", "r1"))).isInstanceOf(StaleLeaseException.class);
        assertThatThrownBy(() -> book.acknowledge(lease, ItemKind.TASK, Side.CRM, "c"))
                .isInstanceOf(StaleLeaseException.class);
        assertThat(book.ids(TENANT, ANNA, ItemKind.TASK, Side.CRM)).isEmpty();
    }

    @Test
    void anotherTenantNeitherSeesNorForgets() {
        save(pair("k1", "i1", "r1"));
        assertThat(book.withKeys(STRANGERS, ANNA, ItemKind.TASK, List.of("k1"))).isEmpty();
        assertThat(book.find(STRANGERS, ANNA, ItemKind.TASK, Side.CRM, List.of("r1")))
                .isEmpty();
        book.save(lease(STRANGERS, STRANGER), List.of(), List.of("k1"));
        assertThat(book.ids(TENANT, ANNA, ItemKind.TASK, Side.CRM)).containsExactly("r1");
    }

    private Lease lease(TenantId tenant, UserId user) {
        return leases.acquire(tenant, user, "node", Duration.ofMinutes(1)).orElseThrow();
    }

    private static PGSimpleDataSource database() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(SandboxPostgres.migrated());
        return source;
    }
}
