package app.tandem.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.journal.WishEntry.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the book of wishes promises: the newest wish counts, only a cycle settles it, tenants never see each other. */
class WishBookTest extends OverPostgres {

    private static final ItemId MAIL = new ItemId("mail");
    private static final RecordRef CONTACT = new RecordRef("Contact", "003000000000001AAA");
    private static final RecordRef DEAL = new RecordRef("Opportunity", "006000000000001AAA");
    private static final SaveWish WISH = SaveWish.to(List.of(CONTACT), List.of(DEAL));

    private final Agenda agenda = new Agenda(jdbc);
    private final WishBook book = new WishBook(jdbc, () -> now);

    @Test
    void aWishIsKeptAsItWasAsked() {
        SaveWish chosen =
                WISH.files(List.of(new AttachmentId("1"))).wholeThread().withoutDuplicates();
        book.ask(TENANT, ANNA, MAIL, Kind.SAVE, chosen);

        assertThat(book.open(TENANT, ANNA)).singleElement().satisfies(wish -> {
            assertThat(wish.wish()).isEqualTo(chosen);
            assertThat(wish.asked()).isEqualTo(START);
            assertThat(wish.retryAt()).isEqualTo(START);
        });
    }

    /** sync S-41: who ticks nothing has chosen, who leaves the choice to the rules has not. */
    @Test
    void noRecordChosenIsNotTheSameAsNothingChosen() {
        SaveWish none = SaveWish.to(List.of(), List.of());
        book.ask(TENANT, ANNA, MAIL, Kind.SAVE, none);
        assertThat(book.find(TENANT, ANNA, MAIL).orElseThrow().wish()).isEqualTo(none);

        book.ask(TENANT, ANNA, MAIL, Kind.SAVE, SaveWish.automatic());
        assertThat(book.find(TENANT, ANNA, MAIL).orElseThrow().wish())
                .isEqualTo(SaveWish.automatic())
                .isNotEqualTo(none);
    }

    /** Who changes his mind while a cycle works on the old wish has the new one done too. */
    @Test
    void whatIsNotedForAnOlderWishIsNotKept() {
        book.ask(TENANT, ANNA, MAIL, Kind.SAVE, WISH);
        WishEntry old = book.find(TENANT, ANNA, MAIL).orElseThrow();
        book.ask(TENANT, ANNA, MAIL, Kind.SAVE, SaveWish.automatic());

        book.note(lease(), List.of(old.met(now)));
        assertThat(book.open(TENANT, ANNA)).hasSize(1);

        WishEntry newest = book.find(TENANT, ANNA, MAIL).orElseThrow();
        book.note(lease(), List.of(newest.met(now)));
        assertThat(book.open(TENANT, ANNA)).isEmpty();
        assertThat(agenda.next(TENANT, ANNA)).isEmpty();
    }

    /** A wording is known until it was taken off its message, and taken off only once the wish has ended (pane U-181). */
    @Test
    void aWordingIsKnownUntilItWasTakenOffItsMessage() {
        book.ask(TENANT, ANNA, MAIL, Kind.SAVE, WISH.worded("text"));
        WishEntry open = book.find(TENANT, ANNA, MAIL).orElseThrow();
        book.unworded(lease(), open);
        assertThat(book.open(TENANT, ANNA)).containsExactly(open);

        book.note(lease(), List.of(open.met(now)));
        assertThat(book.open(TENANT, ANNA)).hasSize(1);
        assertThat(agenda.next(TENANT, ANNA)).isEmpty();

        book.unworded(lease(), open);
        assertThat(book.open(TENANT, ANNA)).isEmpty();
    }

    @Test
    void whatIsMetIsNotWithdrawn() {
        book.ask(TENANT, ANNA, MAIL, Kind.SAVE, WISH);
        book.note(lease(), List.of(book.find(TENANT, ANNA, MAIL).orElseThrow().met(now)));
        assertThat(book.withdraw(TENANT, ANNA, MAIL)).isFalse();

        book.ask(TENANT, ANNA, MAIL, Kind.SAVE, WISH);
        assertThat(book.withdraw(TENANT, ANNA, MAIL)).isTrue();
        assertThat(book.find(TENANT, ANNA, MAIL)).isEmpty();
    }

    /** Whoever was taken over notes nothing, by whatever method. */
    @TestFactory
    Stream<DynamicTest> aStaleLeaseWritesNothing() {
        book.ask(TENANT, ANNA, MAIL, Kind.SEND, WISH.worded("text"));
        WishEntry wish = book.find(TENANT, ANNA, MAIL).orElseThrow();
        Lease stale = lease();
        now = now.plus(Duration.ofMinutes(2));
        lease();
        Map<String, Consumer<Lease>> writes = new LinkedHashMap<>();
        writes.put("note", old -> book.note(old, List.of(wish.met(now))));
        writes.put("moved", old -> book.moved(old, wish, new ItemId("sent")));
        writes.put("forget", old -> book.forget(old, wish));
        writes.put("left", old -> book.left(old, List.of(MAIL)));
        writes.put("unworded", old -> book.unworded(old, wish));
        return writes.entrySet().stream()
                .map(write -> DynamicTest.dynamicTest(write.getKey(), () -> {
                    assertThatThrownBy(() -> write.getValue().accept(stale)).isInstanceOf(StaleLeaseException.class);
                    assertThat(book.find(TENANT, ANNA, MAIL)).contains(wish);
                }));
    }

    @Test
    void everyMethodThatTakesALeaseIsAmongThose() {
        assertThat(Stream.of(WishBook.class.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic())
                        .filter(method -> List.of(method.getParameterTypes()).contains(Lease.class))
                        .map(java.lang.reflect.Method::getName)
                        .sorted())
                .hasToString("[forget, left, moved, note, unworded]");
    }

    @Test
    void tenantsNeverSeeEachOther() {
        book.ask(TENANT, ANNA, MAIL, Kind.SAVE, WISH);

        assertThat(book.find(STRANGERS, ANNA, MAIL)).isEmpty();
        assertThat(book.open(STRANGERS, ANNA)).isEmpty();
        assertThat(agenda.next(STRANGERS, ANNA)).isEmpty();
        assertThat(book.withdraw(STRANGERS, ANNA, MAIL)).isFalse();
        book.ask(STRANGERS, ANNA, MAIL, Kind.SAVE, SaveWish.automatic());
        assertThat(book.find(TENANT, ANNA, MAIL).orElseThrow().wish()).isEqualTo(WISH);
    }

    private Lease lease() {
        now = now.plus(Duration.ofMinutes(2));
        return leases.acquire(TENANT, ANNA, "node", Duration.ofMinutes(1)).orElseThrow();
    }
}
