package app.tandem.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.ItemField;
import app.tandem.item.ItemUpdate;
import app.tandem.item.ItemVersion;
import app.tandem.item.NewItem;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A user's Salesforce Tasks are written. */
class SalesforceTaskWritesTest extends TasksOfOrg {

    @Test
    @DisplayName("a change within the second of our own is a change")
    void aChangeWithinASecondIsAChange() {
        StoredItem mine = create(Map.of(ItemField.SUBJECT, "first"));
        String cursor = tasks.changes(null, Set.of(mine.id())).cursor();
        org.change("Task", mine.id(), 0, Map.of("Subject", "second"));
        StoredItem now = tasks.changes(cursor, Set.of(mine.id())).changed().getFirst();
        assertThat(now.value(ItemField.SUBJECT)).isEqualTo("second");
        assertThat(now.version()).isNotEqualTo(mine.version());
        assertThat(update(mine, Map.of(ItemField.SUBJECT, "third")).outcome()).isInstanceOf(WriteOutcome.Changed.class);
        assertThat(org.read("Task", mine.id(), "Subject")).isEqualTo("second");
    }

    @Test
    @DisplayName(
            "sync P-5: a task is created for the user, as Salesforce can hold it, 200 to a call, and read back in one")
    void createdAsSalesforceHoldsIt() {
        StoredItem long1 = create(Map.of(
                ItemField.SUBJECT, "x".repeat(254) + "👍🏽",
                ItemField.NOTES, "n".repeat(40_000),
                ItemField.STATUS, "IN_PROGRESS",
                ItemField.PRIORITY, "LOW",
                ItemField.DUE, "2026-03-05",
                ItemField.REMINDER, "2026-03-05T08:30:00Z"));
        assertThat(long1.value(ItemField.SUBJECT)).as("whole characters").isEqualTo("x".repeat(254));
        assertThat(long1.value(ItemField.NOTES)).hasSize(32_000);
        assertThat(org.read("Task", long1.id(), "OwnerId")).isEqualTo(org.userId(0));
        assertThat(org.read("Task", long1.id(), "Status")).isEqualTo("In Progress");
        assertThat(org.read("Task", long1.id(), "Priority")).isEqualTo("Low");
        assertThat(org.read("Task", long1.id(), "ActivityDate")).isEqualTo("2026-03-05");
        assertThat(all().get(long1.id())).isEqualTo(long1);
        List<NewItem> many = IntStream.range(0, 250)
                .mapToObj(i -> item("many" + i, Map.of(ItemField.SUBJECT, "many " + i)))
                .toList();
        assertThat(costOf(() -> tasks.create(many))).containsExactly("create", "create", "queryAll");
    }

    @Test
    @DisplayName("sync D-1: a key that is there already is adopted")
    void aKeyThatIsThereIsAdopted() {
        NewItem item = item("once", Map.of(ItemField.SUBJECT, "once"));
        StoredItem first = tasks.create(List.of(item)).getFirst().item().orElseThrow();
        Written again = tasks.create(List.of(item)).getFirst();
        assertThat(again.outcome()).isEqualTo(new WriteOutcome.Exists(first.id()));
        assertThat(again.item()).contains(first);
        assertThat(first.key()).isEqualTo(item.stamp().key());
        assertThat(org.count("Task")).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "reliability 2.4: a lost answer is unknown, sent once, and found by its key; without a place for keys by what it holds")
    void aLostAnswerIsLookedUp() {
        for (boolean installed : new boolean[] {true, false}) {
            org.packageInstalled(installed);
            tasks = items();
            tasks.locate(List.of("00T000000000001AAA"));
            NewItem one = item(
                    "one" + installed, Map.of(ItemField.SUBJECT, "lost " + installed, ItemField.DUE, "2026-03-05"));
            NewItem twin = item(
                    "two" + installed, Map.of(ItemField.SUBJECT, "lost " + installed, ItemField.DUE, "2026-03-05"));
            NewItem never = item("three" + installed, Map.of(ItemField.SUBJECT, "lost " + installed));
            int before = org.count("Task");
            org.loseNextAnswer("create");
            assertThat(tasks.create(List.of(one, twin)))
                    .extracting(Written::outcome)
                    .allMatch(WriteOutcome.Unknown.class::isInstance);
            assertThat(org.count("Task")).isEqualTo(before + 2);
            Map<String, StoredItem> found = tasks.lookUp(List.of(one, twin, never));
            assertThat(found.keySet())
                    .containsExactlyInAnyOrder(one.stamp().key(), twin.stamp().key());
            assertThat(found.values()).extracting(StoredItem::id).doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("sync T-9: a status of the org's own stays while its class stays")
    void aCustomStatusStays() {
        String id = put("own", Map.of("Status", "Simmering"));
        StoredItem item = found(id);
        StoredItem renamed = update(item, Map.of(ItemField.SUBJECT, "new", ItemField.STATUS, "NOT_STARTED"))
                .item()
                .orElseThrow();
        assertThat(org.read("Task", id, "Status")).isEqualTo("Simmering");
        assertThat(renamed.value(ItemField.SUBJECT)).isEqualTo("new");
        StoredItem done =
                update(renamed, Map.of(ItemField.STATUS, "COMPLETED")).item().orElseThrow();
        assertThat(org.read("Task", id, "Status")).isEqualTo("Completed");
        assertThat(org.read("Task", id, "IsClosed")).isEqualTo("true");
        assertThat(done.value(ItemField.STATUS)).isEqualTo("COMPLETED");
    }

    @Test
    void aBlankValueClears() {
        StoredItem item = create(Map.of(
                ItemField.SUBJECT, "full",
                ItemField.NOTES, "notes",
                ItemField.DUE, "2026-03-05",
                ItemField.REMINDER, "2026-03-05T08:30:00Z"));
        StoredItem bare = update(item, Map.of(ItemField.NOTES, "", ItemField.DUE, "", ItemField.REMINDER, ""))
                .item()
                .orElseThrow();
        assertThat(bare.fields()).containsOnlyKeys(ItemField.SUBJECT, ItemField.STATUS, ItemField.PRIORITY);
        assertThat(org.read("Task", item.id(), "IsReminderSet")).isEqualTo("false");
    }

    @Test
    @DisplayName("updates cost a look, a call for each 200 and a look back; what is gone or changed is not written")
    void updatesLookFirst() {
        List<StoredItem> items = IntStream.range(0, 201)
                .mapToObj(i -> put("t" + i, Map.of()))
                .map(this::found)
                .toList();
        org.passes(Duration.ofMinutes(1));
        take(items.getFirst().id());
        org.change("Task", items.getLast().id(), 0, Map.of("Subject", "theirs"));
        List<Written> written = new ArrayList<>();
        assertThat(costOf(() -> written.addAll(tasks.update(items.stream()
                        .map(item -> new ItemUpdate(
                                item.id(), item.version(), Map.of(ItemField.SUBJECT, "ours"), null, null))
                        .toList()))))
                .containsExactly("queryAll", "update", "queryAll");
        assertThat(written.getFirst().outcome()).isInstanceOf(WriteOutcome.Gone.class);
        assertThat(written.getLast().outcome()).isInstanceOf(WriteOutcome.Changed.class);
        assertThat(written.subList(1, 200))
                .allMatch(
                        one -> one.item().orElseThrow().value(ItemField.SUBJECT).equals("ours"));
        assertThat(org.read("Task", items.getLast().id(), "Subject")).isEqualTo("theirs");
    }

    @Test
    @DisplayName("reliability 2.4: an update without an answer is unknown and not repeated")
    void anUpdateWithoutAnAnswerIsUnknown() {
        StoredItem item = create(Map.of(ItemField.SUBJECT, "before"));
        org.loseNextAnswer("update");
        List<Written> written = new ArrayList<>();
        assertThat(costOf(() -> written.add(update(item, Map.of(ItemField.SUBJECT, "after")))))
                .containsOnlyOnce("update");
        assertThat(written.getFirst().outcome()).isInstanceOf(WriteOutcome.Unknown.class);
    }

    @Test
    @DisplayName("sync P-11, Q-6: a field that was taken from the user is left out, whenever it went")
    void aHiddenFieldIsLeftOut() {
        StoredItem item = create(Map.of(ItemField.SUBJECT, "seen", ItemField.NOTES, "notes"));
        org.org.hiddenFromUsers.add("Task.Description");
        tasks = items(1);
        tasks.locate(List.of(item.id()));
        StoredItem mine = tasks.create(List.of(item("x", Map.of(ItemField.SUBJECT, "mine", ItemField.NOTES, "notes"))))
                .getFirst()
                .item()
                .orElseThrow();
        assertThat(mine.fields()).doesNotContainKey(ItemField.NOTES);
        org.org.hiddenFromUsers.add("Task.ReminderDateTime");
        StoredItem renamed = update(
                        mine, Map.of(ItemField.SUBJECT, "again", ItemField.REMINDER, "2026-03-05T08:30:00Z"))
                .item()
                .orElseThrow();
        assertThat(renamed.value(ItemField.SUBJECT)).isEqualTo("again");
    }

    @Test
    @DisplayName(
            "sync P-11: a field that may only be read is not written; one that became so meanwhile costs another try")
    void aLockedFieldIsNotWritten() {
        org.org.lockedForUsers.add("Task.Description");
        tasks = items(1);
        StoredItem mine = tasks.create(List.of(
                        item("x", Map.of(ItemField.SUBJECT, "mine", ItemField.NOTES, "n", ItemField.PRIORITY, "LOW"))))
                .getFirst()
                .item()
                .orElseThrow();
        assertThat(mine.fields()).doesNotContainKey(ItemField.NOTES);
        org.org.lockedForUsers.add("Task.Priority");
        List<StoredItem> after = new ArrayList<>();
        assertThat(costOf(() -> after.add(update(
                                mine,
                                Map.of(ItemField.SUBJECT, "new", ItemField.PRIORITY, "HIGH", ItemField.NOTES, "more"))
                        .item()
                        .orElseThrow())))
                .filteredOn("update"::equals)
                .hasSize(2);
        assertThat(after.getFirst().value(ItemField.SUBJECT)).isEqualTo("new");
        assertThat(after.getFirst().value(ItemField.PRIORITY)).isEqualTo("LOW");
        assertThat(after.getFirst().is(Trait.READ_ONLY)).isFalse();
    }

    @Test
    @DisplayName("sync X-12: a task is deleted unless it changed meanwhile")
    void deletedUnlessChanged() {
        StoredItem goes = create(Map.of(ItemField.SUBJECT, "goes"));
        StoredItem changed = create(Map.of(ItemField.SUBJECT, "changed"));
        StoredItem gone = create(Map.of(ItemField.SUBJECT, "gone"));
        org.passes(Duration.ofMinutes(1));
        org.change("Task", changed.id(), 0, Map.of("Subject", "newer"));
        take(gone.id());
        List<ItemVersion> wanted = java.util.stream.Stream.of(goes, changed, gone)
                .map(item -> new ItemVersion(item.id(), item.version()))
                .toList();
        List<WriteOutcome> outcomes = tasks.delete(wanted);
        assertThat(outcomes.get(0)).isInstanceOf(WriteOutcome.Done.class);
        assertThat(outcomes.get(1)).isInstanceOf(WriteOutcome.Changed.class);
        assertThat(outcomes.get(2)).isInstanceOf(WriteOutcome.Gone.class);
        assertThat(all().keySet()).containsExactly(changed.id());
    }
}
