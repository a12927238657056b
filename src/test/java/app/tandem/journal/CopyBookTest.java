package app.tandem.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.item.ItemId;
import app.tandem.item.RecordRef;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the book of further activities promises: only a cycle writes in it, and tenants never see each other. */
class CopyBookTest extends OverPostgres {

    private static final ItemId MAIL = new ItemId("mail");
    private static final RecordRef CONTACT = new RecordRef("Contact", "003000000000001AAA");
    private static final RecordRef DEAL = new RecordRef("Opportunity", "006000000000001AAA");
    private static final MailCopy COPY = new MailCopy(MAIL, "attempt", "message", List.of(CONTACT), DEAL, null);

    private final CopyBook book = new CopyBook(jdbc, batches, () -> now);

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
}
