package app.tandem.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.UserId;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the book of undoing promises: intents survive, only a cycle writes, tenants never see each other. */
class UndoBookTest extends OverPostgres {

    private static final UserId BERT = new UserId(new UUID(0, 102));
    private static final ItemId MAIL = new ItemId("mail");
    private static final RecordRef TASK = new RecordRef("Task", "00T000000000001AAA");
    private static final String ORG = "00D000000000001AAA";

    private final Journal journal = new Journal(jdbc, batches, () -> now);
    private final ClaimBook claims = new ClaimBook(jdbc, batches, () -> now);
    private final UndoBook book = new UndoBook(jdbc, journal, claims, () -> now);

    /** pane U-188: his own, and shared as soon as a colleague's entry names the same record. */
    @Test
    void aColleaguesEntrySharesTheRecord() {
        journal.save(lease(ANNA), List.of(saved("sync E-49")));
        assertThat(book.standing(TENANT, ANNA, "message", TASK)).isEqualTo(new UndoBook.Standing(true, false));

        journal.save(lease(BERT), List.of(saved("sync D-1")));
        assertThat(book.standing(TENANT, ANNA, "message", TASK)).isEqualTo(new UndoBook.Standing(true, true));
        assertThat(book.standing(TENANT, BERT, "message", TASK)).isEqualTo(new UndoBook.Standing(false, true));
    }

    /** What a colleague claimed is his, whoever stored its files. */
    @Test
    void aColleaguesClaimIsHis() {
        claims.claimed(lease(BERT), ORG, Map.of("message", TASK));
        journal.save(lease(ANNA), List.of(saved("sync E-49")));

        assertThat(book.standing(TENANT, ANNA, "message", TASK).own()).isFalse();
    }

    /** The intent outlives the mail; the tombstone takes its place. */
    @Test
    void theIntentStaysUntilItIsSettled() {
        journal.save(lease(ANNA), List.of(saved("sync E-49")));
        book.begin(lease(ANNA), List.of(saved("sync E-49")), List.of(TASK));
        journal.forget(lease(ANNA), List.of(MAIL));

        MailEntry begun = book.due(TENANT, ANNA).getFirst();
        assertThat(begun.stage()).isEqualTo(MailEntry.Stage.UNDOING);
        Reason undone = Reason.of(Reason.State.LEFT_ALONE, "pane U-188");
        book.finish(lease(ANNA), ORG, List.of(begun.undone(undone, now)), "message");

        assertThat(book.due(TENANT, ANNA)).isEmpty();
        assertThat(journal.find(TENANT, ANNA, List.of(MAIL)).get(MAIL)).satisfies(entry -> {
            assertThat(entry.tombstone()).isTrue();
            assertThat(entry.records()).isEmpty();
        });
    }

    /** Who relied on what was taken back is due again; with an abandoned undo nobody is. */
    @Test
    void whoReliedOnItIsMended() {
        journal.save(lease(BERT), List.of(saved("sync D-1")));
        book.begin(lease(ANNA), List.of(), List.of(TASK));
        book.abandon(lease(ANNA), List.of(), List.of(TASK));
        book.mend(lease(BERT));
        assertThat(journal.due(TENANT, BERT, 10)).isEmpty();

        book.begin(lease(ANNA), List.of(), List.of(TASK));
        book.mend(lease(BERT));
        assertThat(journal.due(TENANT, BERT, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.records()).isEmpty());
    }

    /** Whoever was taken over writes nothing, by whatever method. */
    @TestFactory
    Stream<DynamicTest> aStaleLeaseWritesNothing() {
        journal.save(lease(ANNA), List.of(saved("sync E-49")));
        Lease stale = lease(ANNA);
        now = now.plus(Duration.ofMinutes(2));
        lease(ANNA);
        Map<String, Consumer<Lease>> writes = new LinkedHashMap<>();
        writes.put("begin", old -> book.begin(old, List.of(saved("sync E-49")), List.of(TASK)));
        writes.put("abandon", old -> book.abandon(old, List.of(saved("sync D-1")), List.of(TASK)));
        writes.put("forgetCopies", old -> book.forgetCopies(old, List.of(MAIL), List.of(TASK)));
        writes.put("forgetUnwritten", old -> book.forgetUnwritten(old, List.of(MAIL)));
        writes.put("finish", old -> book.finish(old, ORG, List.of(saved("sync D-1")), "message"));
        writes.put("mend", old -> book.mend(old));
        assertThat(Stream.of(UndoBook.class.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic())
                        .filter(method -> List.of(method.getParameterTypes()).contains(Lease.class))
                        .map(java.lang.reflect.Method::getName))
                .containsExactlyInAnyOrderElementsOf(writes.keySet());
        return writes.entrySet().stream()
                .map(write -> DynamicTest.dynamicTest(write.getKey(), () -> {
                    assertThatThrownBy(() -> write.getValue().accept(stale)).isInstanceOf(StaleLeaseException.class);
                    assertThat(journal.find(TENANT, ANNA, List.of(MAIL)).get(MAIL))
                            .isEqualTo(saved("sync E-49"));
                }));
    }

    @Test
    void tenantsNeverSeeEachOther() {
        journal.save(lease(ANNA), List.of(saved("sync E-49")));
        book.begin(lease(ANNA), List.of(saved("sync E-49")), List.of(TASK));
        assertThat(book.due(TENANT, ANNA)).hasSize(1);
        assertThat(book.savedIn(TENANT, ANNA, "message", TASK)).hasSize(1);

        assertThat(book.due(STRANGERS, ANNA)).isEmpty();
        assertThat(book.savedIn(STRANGERS, ANNA, "message", TASK)).isEmpty();
        assertThat(book.standing(STRANGERS, ANNA, "message", TASK)).isEqualTo(new UndoBook.Standing(false, false));
    }

    private static MailEntry saved(String rule) {
        Instant then = Instant.parse("2026-03-02T08:00:00Z");
        return MailEntry.first(
                        MAIL,
                        "etag",
                        new MailEntry.Origin("message", null, then),
                        Reason.of(Reason.State.SAVED, rule),
                        then)
                .saved(List.of(TASK), List.of())
                .at(MailEntry.Stage.DONE);
    }

    private Lease lease(UserId user) {
        return leases.acquire(TENANT, user, "node", Duration.ofMinutes(1)).orElseGet(() -> {
            now = now.plus(Duration.ofMinutes(2));
            return leases.acquire(TENANT, user, "node", Duration.ofMinutes(1)).orElseThrow();
        });
    }
}
