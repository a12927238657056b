package app.tandem.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemId;
import app.tandem.item.RecordRef;
import app.tandem.sandbox.SandboxPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the book of further activities promises: only a cycle writes in it, and tenants never see each other. */
class CopyBookTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final TenantId STRANGERS = new TenantId(new UUID(0, 2));
    private static final UserId ANNA = new UserId(new UUID(0, 101));
    private static final ItemId MAIL = new ItemId("mail");
    private static final RecordRef CONTACT = new RecordRef("Contact", "003000000000001AAA");
    private static final RecordRef DEAL = new RecordRef("Opportunity", "006000000000001AAA");
    private static final MailCopy COPY = new MailCopy(MAIL, "attempt", "message", List.of(CONTACT), DEAL, null);

    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final PGSimpleDataSource database = database();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Leases leases = new Leases(jdbc, () -> now);
    private final CopyBook book = new CopyBook(jdbc, new JdbcTemplate(database), () -> now);

    /** Whoever was taken over notes nothing. */
    @Test
    void aStaleLeaseWritesNothing() {
        Lease stale = lease();
        lease();
        assertThatThrownBy(() -> book.save(stale, List.of(COPY))).isInstanceOf(StaleLeaseException.class);
        assertThat(book.copies(TENANT, ANNA, List.of(MAIL))).isEmpty();
    }

    @Test
    void nothingElseTakesALease() {
        assertThat(Stream.of(CopyBook.class.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic())
                        .filter(method -> List.of(method.getParameterTypes()).contains(Lease.class))
                        .map(java.lang.reflect.Method::getName))
                .containsExactly("save");
    }

    @Test
    void tenantsNeverSeeEachOther() {
        book.save(lease(), List.of(COPY.written(new RecordRef("Task", "00T000000000001AAA"))));
        assertThat(book.written(TENANT, "message")).hasSize(1);
        assertThat(book.begun(TENANT, List.of("attempt"))).hasSize(1);

        assertThat(book.copies(STRANGERS, ANNA, List.of(MAIL))).isEmpty();
        assertThat(book.written(STRANGERS, "message")).isEmpty();
        assertThat(book.begun(STRANGERS, List.of("attempt"))).isEmpty();
    }

    private Lease lease() {
        now = now.plus(Duration.ofMinutes(2));
        return leases.acquire(TENANT, ANNA, "node", Duration.ofMinutes(1)).orElseThrow();
    }

    private static PGSimpleDataSource database() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(SandboxPostgres.migrated());
        return database;
    }
}
