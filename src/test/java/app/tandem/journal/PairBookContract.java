package app.tandem.journal;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.AgreedItem;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a book of pairs promises its lane, be it in PostgreSQL or in memory. */
abstract class PairBookContract {

    static final TenantId TENANT = new TenantId(new UUID(0, 1));
    static final UserId ANNA = new UserId(new UUID(0, 101));
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Reason SAVED = Reason.of(Reason.State.SAVED, "sync T-2");

    abstract PairBook book();

    abstract Lease lease();

    @Test
    void aPairComesBackAsItWasWritten() {
        Pair pair = pair("k1", "i1", "r1")
                .failed(
                        new Reason(Reason.State.REFUSED, "sync Y-12", "REQUIRED_FIELD_MISSING", List.of("Subject")),
                        NOW,
                        NOW.plusSeconds(5));
        save(pair);
        assertThat(book().withKeys(TENANT, ANNA, ItemKind.TASK, List.of("k1"))).containsExactly(pair);
    }

    @Test
    void aPairIsFoundByTheIdOfEitherSide() {
        save(pair("k1", "i1", "r1"), pair("k2", "i2", "r2"));
        assertThat(keys(find(Side.MAILBOX, "i1", "i9"))).containsExactly("k1");
        assertThat(keys(find(Side.CRM, "r1", "r2"))).containsExactly("k1", "k2");
        assertThat(find(Side.CRM, "i1")).isEmpty();
    }

    @Test
    void kindsAreApart() {
        save(pair("k1", "i1", "r1"));
        assertThat(book().find(TENANT, ANNA, ItemKind.CONTACT, Side.MAILBOX, List.of("i1")))
                .isEmpty();
        assertThat(book().ids(TENANT, ANNA, ItemKind.CONTACT, Side.MAILBOX)).isEmpty();
    }

    @Test
    void aPairIsDueWhenItsTimeHasComeAndOneUnderWayAtOnce() {
        save(
                pair("k1", "i1", "r1").failed(SAVED, NOW, NOW.minusSeconds(1)),
                pair("k2", "i2", "r2").failed(SAVED, NOW, NOW.plusSeconds(60)),
                pair("k3", "i3", "r3").at(Pair.Stage.CREATING_RECORD).failed(SAVED, NOW, NOW.plusSeconds(60)),
                pair("k4", "i4", "r4"));
        assertThat(keys(book().due(TENANT, ANNA, ItemKind.TASK, NOW, 10))).containsExactly("k1", "k3");
        assertThat(book().due(TENANT, ANNA, ItemKind.TASK, NOW, 1)).hasSize(1);
    }

    @Test
    void whatWasTakenOutOfStepIsNotExpectedAnyMore() {
        save(pair("k1", "i1", "r1"), pair("k2", "i2", "r2").at(Pair.Stage.DROPPED));
        assertThat(book().ids(TENANT, ANNA, ItemKind.TASK, Side.MAILBOX)).containsExactly("i1");
        assertThat(book().ids(TENANT, ANNA, ItemKind.TASK, Side.CRM)).containsExactly("r1");
    }

    @Test
    void aForgottenPairIsGone() {
        save(pair("k1", "i1", "r1"), pair("k2", "i2", "r2"));
        book().save(lease(), List.of(), List.of("k1"));
        assertThat(keys(book().withKeys(TENANT, ANNA, ItemKind.TASK, List.of("k1", "k2"))))
                .containsExactly("k2");
    }

    @Test
    void eachSideOfEachKindHasACursorOfItsOwn() {
        book().acknowledge(lease(), ItemKind.TASK, Side.MAILBOX, "a");
        book().acknowledge(lease(), ItemKind.TASK, Side.MAILBOX, "b");
        book().acknowledge(lease(), ItemKind.TASK, Side.CRM, "c");
        assertThat(book().cursor(TENANT, ANNA, ItemKind.TASK, Side.MAILBOX)).contains("b");
        assertThat(book().cursor(TENANT, ANNA, ItemKind.TASK, Side.CRM)).contains("c");
        assertThat(book().cursor(TENANT, ANNA, ItemKind.CONTACT, Side.CRM)).isEmpty();
    }

    static Pair pair(String key, String item, String record) {
        return Pair.begun(key, ItemKind.TASK, false, SAVED, NOW)
                .with(
                        new AgreedItem(item, "v1", Map.of(ItemField.SUBJECT, "a".repeat(32))),
                        new AgreedItem(record, "2026-03-02T09:00:00.000Z", Map.of()));
    }

    void save(Pair... pairs) {
        book().save(lease(), List.of(pairs), List.of());
    }

    private List<Pair> find(Side side, String... ids) {
        return book().find(TENANT, ANNA, ItemKind.TASK, side, List.of(ids));
    }

    private static List<String> keys(List<Pair> pairs) {
        return pairs.stream().map(Pair::key).toList();
    }
}
