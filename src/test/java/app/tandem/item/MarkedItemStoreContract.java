package app.tandem.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a mailbox's {@link ItemStore} owes besides: its items carry category and stamp, and people move them about. */
public abstract class MarkedItemStoreContract extends ItemStoreContract {

    /** What got out of what is in step gets back there, perhaps with another id. */
    protected abstract void personBringsBack(String id);

    @Test
    void whatWasMovedAwayAndBackIsFoundByItsStamp() {
        String call = store().create(List.of(wanted()))
                .getFirst()
                .item()
                .orElseThrow()
                .id();
        personTakesAway(call);
        personBringsBack(followed(call).id());
        assertThat(followed(call).is(Trait.OUTSIDE)).isFalse();
        assertThat(ids(all(null).changed())).containsExactly(followed(call).id());
    }

    @Test
    void aCreatedItemCarriesItsKey() {
        StoredItem item = store().create(List.of(wanted())).getFirst().item().orElseThrow();
        assertThat(item.key()).isEqualTo(KEY);
    }

    @Test
    void categoryAndStampComeWithAnUpdate() {
        String call = personCreates(named("Call"));
        StoredItem before = located(call);
        assertThat(before.is(Trait.UNMARKED)).isTrue();
        StoredItem after = store().update(List.of(new ItemUpdate(
                        call, before.version(), Map.of(), true, new Stamp(KEY, "https://org.example/00T1"))))
                .getFirst()
                .item()
                .orElseThrow();
        assertThat(after.is(Trait.UNMARKED)).isFalse();
        assertThat(after.key()).isEqualTo(KEY);
    }
}
