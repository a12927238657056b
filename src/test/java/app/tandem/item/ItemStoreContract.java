package app.tandem.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link ItemStore} owes its lane, be it Graph's, Salesforce's or one in memory. */
public abstract class ItemStoreContract {

    static final String KEY = "a1".repeat(32);

    private static final Map<ItemField, String> TASK = Map.of(
            ItemField.SUBJECT, "Call",
            ItemField.NOTES, "About the drawings\nand the price",
            ItemField.STATUS, TaskStatus.IN_PROGRESS.name(),
            ItemField.PRIORITY, "HIGH",
            ItemField.DUE, "2026-03-05");

    private static final Map<ItemField, String> CONTACT = Map.of(
            ItemField.SURNAME, "Call",
            ItemField.GIVEN_NAME, "Nora",
            ItemField.EMAIL, "nora@customer.example",
            ItemField.PHONE, "+49 30 1234",
            ItemField.NOTES, "About the drawings\nand the price",
            ItemField.BIRTHDAY, "1984-03-05");

    /** The store under test, empty. */
    protected abstract ItemStore store();

    /** A person puts an item where this side keeps what is in step; answers its id. */
    protected abstract String personCreates(Map<ItemField, String> fields);

    /** A person changes an item. */
    protected abstract void personChanges(String id, Map<ItemField, String> fields);

    /** A person deletes an item. */
    protected abstract void personDeletes(String id);

    /** An item gets out of what is in step, but lives on: moved to another list, reassigned. */
    protected abstract void personTakesAway(String id);

    /** What this side keeps. */
    protected ItemKind kind() {
        return ItemKind.TASK;
    }

    @Test
    void aFeedFromTheBeginningTellsEverything() {
        String call = personCreates(named("Call"));
        String write = personCreates(named("Write"));
        assertThat(ids(all(null).changed())).containsExactlyInAnyOrder(call, write);
    }

    @Test
    void behindTheCursorOnlyWhatChangedSinceIsTold() {
        personCreates(named("Call"));
        String write = personCreates(named("Write"));
        String cursor = settledCursor();
        personChanges(write, Map.of(title(), "Write again"));
        assertThat(all(cursor).changed())
                .filteredOn(item -> item.id().equals(write))
                .last()
                .satisfies(item -> assertThat(item.value(title())).isEqualTo("Write again"));
    }

    @Test
    void aChangeMovesTheVersion() {
        String call = personCreates(named("Call"));
        String before = located(call).version();
        personChanges(call, Map.of(title(), "Call back"));
        assertThat(located(call).version()).isNotEqualTo(before);
    }

    @Test
    void whatIsDeletedIsToldAndNotFound() {
        String call = personCreates(named("Call"));
        String cursor = settledCursor();
        personDeletes(call);
        assertThat(all(cursor, call).removed()).contains(call);
        assertThat(store().locate(List.of(call))).containsEntry(call, new ReadOutcome.Gone<>());
    }

    @Test
    void whatWasTakenAwayIsToldAndFoundOutside() {
        String call = store().create(List.of(wanted()))
                .getFirst()
                .item()
                .orElseThrow()
                .id();
        String cursor = settledCursor();
        personTakesAway(call);
        assertThat(all(cursor, call).removed()).contains(call);
        assertThat(followed(call).is(Trait.OUTSIDE)).isTrue();
    }

    @Test
    void aCreatedItemHoldsItsFieldsAndIsFoundByItsKey() {
        Written written = store().create(List.of(wanted())).getFirst();
        StoredItem item = written.item().orElseThrow();
        assertThat(written.outcome()).isEqualTo(new WriteOutcome.Done(item.id(), item.version()));
        assertThat(item.fields()).containsAllEntriesOf(wanted().fields());
        assertThat(item.is(Trait.UNMARKED)).isFalse();
        assertThat(store().lookUp(List.of(wanted()))).containsEntry(KEY, item);
        assertThat(located(item.id())).isEqualTo(item);
    }

    @Test
    void whatWasNeverCreatedIsNotFoundByItsKey() {
        assertThat(store().lookUp(List.of(wanted()))).isEmpty();
    }

    @Test
    void anUpdateChangesWhatItNamesAndClearsWhatIsBlank() {
        StoredItem before = store().create(List.of(wanted())).getFirst().item().orElseThrow();
        StoredItem after = update(before, Map.of(title(), "Call back", cleared(), ""));
        assertThat(after.value(title())).isEqualTo("Call back");
        assertThat(after.value(cleared())).isEmpty();
        assertThat(after.value(ItemField.NOTES)).isEqualTo(before.value(ItemField.NOTES));
        assertThat(located(before.id())).isEqualTo(after);
    }

    @Test
    void anUpdateOfAnOlderVersionChangesNothing() {
        StoredItem before = store().create(List.of(wanted())).getFirst().item().orElseThrow();
        personChanges(before.id(), Map.of(title(), "Call at once"));
        Written refused = store().update(List.of(change(before, Map.of(title(), "Call never"))))
                .getFirst();
        assertThat(refused.outcome()).isEqualTo(new WriteOutcome.Changed());
        assertThat(located(before.id()).value(title())).isEqualTo("Call at once");
    }

    @Test
    void anUpdateOfWhatIsNotThereSaysSo() {
        StoredItem before = store().create(List.of(wanted())).getFirst().item().orElseThrow();
        personDeletes(before.id());
        assertThat(store().update(List.of(change(before, Map.of(title(), "Call never"))))
                        .getFirst()
                        .outcome())
                .isEqualTo(new WriteOutcome.Gone());
    }

    @Test
    void deletingTakesAwayAndOnceMoreIsGone() {
        StoredItem item = store().create(List.of(wanted())).getFirst().item().orElseThrow();
        ItemVersion doomed = new ItemVersion(item.id(), item.version());
        assertThat(store().delete(List.of(doomed)).getFirst()).isInstanceOf(WriteOutcome.Done.class);
        assertThat(store().delete(List.of(doomed)).getFirst()).isEqualTo(new WriteOutcome.Gone());
    }

    @Test
    void whatChangedMeanwhileIsNotDeleted() {
        StoredItem item = store().create(List.of(wanted())).getFirst().item().orElseThrow();
        personChanges(item.id(), Map.of(title(), "Call at once"));
        assertThat(store().delete(List.of(new ItemVersion(item.id(), item.version())))
                        .getFirst())
                .isEqualTo(new WriteOutcome.Changed());
        assertThat(located(item.id()).value(title())).isEqualTo("Call at once");
    }

    private StoredItem update(StoredItem item, Map<ItemField, String> fields) {
        return store().update(List.of(change(item, fields))).getFirst().item().orElseThrow();
    }

    private static ItemUpdate change(StoredItem item, Map<ItemField, String> fields) {
        return new ItemUpdate(item.id(), item.version(), fields, null, null);
    }

    final StoredItem located(String id) {
        return switch (store().locate(List.of(id)).get(id)) {
            case ReadOutcome.Found<StoredItem>(StoredItem item) -> item;
            case ReadOutcome<StoredItem> other -> throw new AssertionError(id + ": " + other);
        };
    }

    /** By its id or, where a move gave it a new one, by its stamp. */
    final StoredItem followed(String id) {
        return store().locate(List.of(id)).get(id) instanceof ReadOutcome.Found<StoredItem>(StoredItem item)
                ? item
                : store().lookUp(List.of(wanted())).get(KEY);
    }

    private String settledCursor() {
        return all(null).cursor();
    }

    final ItemChanges all(@Nullable String cursor, String... known) {
        List<StoredItem> changed = new ArrayList<>();
        Set<String> removed = new HashSet<>();
        ItemChanges page;
        String at = cursor;
        do {
            page = store().changes(at, Set.of(known));
            at = page.cursor();
            changed.addAll(page.changed());
            removed.addAll(page.removed());
        } while (page.more());
        return new ItemChanges(changed, removed, at, false, page.resync());
    }

    static List<String> ids(List<StoredItem> items) {
        return items.stream().map(StoredItem::id).toList();
    }

    private boolean isTask() {
        return kind() == ItemKind.TASK;
    }

    private ItemField title() {
        return isTask() ? ItemField.SUBJECT : ItemField.SURNAME;
    }

    private ItemField cleared() {
        return isTask() ? ItemField.DUE : ItemField.BIRTHDAY;
    }

    NewItem wanted() {
        return new NewItem(isTask() ? TASK : CONTACT, new Stamp(KEY, "https://org.example/00T1"));
    }

    Map<ItemField, String> named(String title) {
        return isTask()
                ? Map.of(
                        ItemField.SUBJECT,
                        title,
                        ItemField.STATUS,
                        TaskStatus.NOT_STARTED.name(),
                        ItemField.PRIORITY,
                        "NORMAL")
                : Map.of(ItemField.SURNAME, title);
    }
}
