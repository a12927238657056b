package app.tandem.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.budget.Budget;
import app.tandem.item.ItemChanges;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;
import app.tandem.item.ItemUpdate;
import app.tandem.item.ItemVersion;
import app.tandem.item.NewItem;
import app.tandem.item.ReadOutcome;
import app.tandem.item.RecordRef;
import app.tandem.item.Stamp;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import app.tandem.sandbox.kernel.Call;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A user's Salesforce Tasks as one side of what is kept in step. */
class SalesforceTasksTest {

    private final SandboxOrg org = new SandboxOrg();
    private ItemStore tasks = items();

    @BeforeEach
    void describe() {
        tasks.locate(List.of("00T000000000001AAA"));
    }

    @AfterEach
    void close() {
        assertThat(org.kernel.mailsSent.all()).as("nobody is mailed").isEmpty();
        org.close();
    }

    @Test
    @DisplayName("sync W-5, W-6, T-6, T-8: what the user has to do, and has lately done; no mail, no call, no series")
    void onlyWhatIsToBeDoneIsInScope() {
        String open = put("open", Map.of());
        String due = put("due lately", Map.of("Status", "Completed", "ActivityDate", today().minusDays(13)));
        put("done long ago", Map.of("Status", "Completed", "ActivityDate", today().minusDays(15)));
        put("closed by a colleague", Map.of("OwnerId", org.userId(1)));
        put("mail", Map.of("TaskSubtype", "Email"));
        put("saved mail", Map.of("tandem__SendDate__c", org.now()));
        put("call", Map.of("TaskSubtype", "Call", "Status", "Completed"));
put(
                "series",
                Map.of(
                        "IsRecurrence", true,
                        "RecurrenceType", "RecursDaily",
                        "RecurrenceInterval", 40,
                        "RecurrenceStartDateOnly", today().plusDays(20),
                        "RecurrenceEndDateOnly", today().plusDays(21)));
        org.passes(Duration.ofDays(15));
        String done = put("done just now", Map.of("Status", "Completed"));
        List<StoredItem> recurring = all().values().stream()
                .filter(item -> item.is(Trait.RECURRING))
                .toList();
        assertThat(recurring).extracting(item -> item.value(ItemField.SUBJECT)).containsExactly("series");
        assertThat(all().keySet()).containsExactlyInAnyOrder(open, done, recurring.getFirst().id());
        assertThat(found(due).is(Trait.OUTSIDE)).as("moved out by time").isTrue();
        assertThat(found(open).is(Trait.OUTSIDE)).isFalse();
    }

    @Test
    @DisplayName("sync P-5, T-9 ... T-11: fields in one vocabulary; a status of the org's own is done or not begun")
    void fieldsAreTold() {
        String task = put(
                "Offer",
                Map.of(
                        "Description", "one \r\ntwo",
                        "ActivityDate", "2026-03-05",
                        "Priority", "High",
                        "Status", "Waiting on someone else",
                        "IsReminderSet", true,
                        "ReminderDateTime", "2026-03-05T08:30:00Z"));
        String own = put("Own", Map.of("Status", "Simmering", "Priority", "Whenever"));
        assertThat(all().get(task).fields())
                .isEqualTo(Map.of(
                        ItemField.SUBJECT, "Offer",
                        ItemField.NOTES, "one\ntwo",
                        ItemField.DUE, "2026-03-05",
                        ItemField.PRIORITY, "HIGH",
                        ItemField.STATUS, "WAITING_ON_OTHERS",
                        ItemField.REMINDER, "2026-03-05T08:30:00Z"));
        assertThat(all().get(own).fields())
                .containsEntry(ItemField.STATUS, "NOT_STARTED")
                .containsEntry(ItemField.PRIORITY, "NORMAL");
    }

    @Test
    @DisplayName("design 3: a quiet org costs one call; a change three, and two once more for what came late")
    void aQuietOrgCostsOneCall() {
        Set<String> known = Set.of(put("a", Map.of()), put("b", Map.of()));
        List<String> cursor = new ArrayList<>();
        assertThat(costOf(() -> cursor.add(tasks.changes(null, known).cursor())))
                .containsExactly("queryAll", "queryAll");
        assertThat(costOf(
                        () -> cursor.add(tasks.changes(cursor.getLast(), known).cursor())))
                .containsExactly("queryAll", "queryAll");
        assertThat(costOf(
                        () -> cursor.add(tasks.changes(cursor.getLast(), known).cursor())))
                .containsExactly("queryAll");
        org.passes(Duration.ofHours(1));
        String third = put("c", Map.of());
        assertThat(costOf(() -> cursor.add(changed(cursor.getLast(), known, third))))
                .containsExactly("queryAll", "queryAll", "queryAll");
        assertThat(costOf(() -> cursor.add(changed(cursor.getLast(), known, third))))
                .hasSize(2);
        assertThat(costOf(() -> cursor.add(changed(cursor.getLast(), known)))).hasSize(1);
    }

    @Test
    @DisplayName(
            "sync X-14, X-19: deleted, purged, reassigned and old records are told as removed, and whether they are gone")
    void whatLeftIsTold() {
        String deleted = put("deleted", Map.of());
        String purged = put("purged", Map.of());
        String reassigned = put("reassigned", Map.of());
        String old = put("old", Map.of("Status", "Completed", "ActivityDate", today()));
        String stays = put("stays", Map.of());
        Set<String> known = Set.of(deleted, purged, reassigned, old, stays);
        String cursor = settled(known);
        org.passes(Duration.ofDays(16));
        take(deleted, purged);
        org.passes(Duration.ofDays(1));
        org.change("Task", reassigned, 0, Map.of("OwnerId", org.userId(1)));
        ItemChanges changes = tasks.changes(cursor, known);
        assertThat(changes.removed()).containsExactlyInAnyOrder(deleted, purged, reassigned, old);
        assertThat(changes.resync()).isFalse();
        Map<String, ReadOutcome<StoredItem>> located = tasks.locate(known);
        assertThat(located).containsOnlyKeys(known);
        assertThat(located.get(deleted)).isInstanceOf(ReadOutcome.Gone.class);
        assertThat(found(old).is(Trait.OUTSIDE)).isTrue();
        assertThat(found(stays).is(Trait.OUTSIDE)).isFalse();
    }

    @Test
    void whatWasCreatedAndDeletedBetweenTwoLooksIsTold() {
        String cursor = settled(Set.of());
        String id = create(Map.of(ItemField.SUBJECT, "brief")).id();
        take(id);
        assertThat(tasks.changes(cursor, Set.of(id)).removed()).containsExactly(id);
    }

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
    @DisplayName("1,201 tasks of one second come in pages, each once; the others' cursor goes on from the last page")
    void manyTasksComeInPages() {
        List<String> ids =
                IntStream.range(0, 1_201).mapToObj(i -> put("t" + i, Map.of())).toList();
        List<Integer> sizes = new ArrayList<>();
        Map<String, Integer> told = new HashMap<>();
        String cursor = null;
        ItemChanges page;
        do {
            page = tasks.changes(cursor, Set.of());
            assertThat(page.resync()).isTrue();
            cursor = page.cursor();
            sizes.add(page.changed().size());
            page.changed().forEach(item -> told.merge(item.id(), 1, Integer::sum));
        } while (page.more());
        assertThat(sizes).containsExactly(500, 500, 201);
        assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(told.values()).containsOnly(1);
    }

    @Test
    @DisplayName("a cursor of somebody else begins anew, and says so")
    void aForeignCursorBeginsAnew() {
        put("a", Map.of());
        ItemChanges changes = tasks.changes("what is this", Set.of());
        assertThat(changes.resync()).isTrue();
        assertThat(changes.changed()).hasSize(1);
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

    private ItemStore items() {
        return items(0);
    }

    private ItemStore items(int user) {
        return org.crms().items(org.account(user), ItemKind.TASK, Budget.Priority.FRESH);
    }

    private String put(String subject, Map<String, ?> fields) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put("Subject", subject);
        all.putIfAbsent("OwnerId", org.userId(0));
        return org.put("Task", all);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(org.now(), ZoneOffset.UTC);
    }

    private Map<String, StoredItem> all() {
        Map<String, StoredItem> all = new HashMap<>();
        tasks.changes(null, Set.of()).changed().forEach(item -> all.put(item.id(), item));
        return all;
    }

    private StoredItem found(String id) {
        return ((ReadOutcome.Found<StoredItem>)
                        Objects.requireNonNull(tasks.locate(List.of(id)).get(id)))
                .value();
    }

    private void take(String... ids) {
        org.user(0)
                .delete(java.util.Arrays.stream(ids)
                        .map(id -> new RecordRef("Task", id))
                        .toList());
    }

    private String settled(Set<String> known) {
        String first = tasks.changes(null, known).cursor();
        return tasks.changes(first, known).cursor();
    }

    private String changed(String cursor, Set<String> known, String... ids) {
        ItemChanges changes = tasks.changes(cursor, known);
        Set<String> told = new HashSet<>();
        changes.changed().forEach(item -> told.add(item.id()));
        assertThat(told).contains(ids);
        assertThat(changes.removed()).isEmpty();
        return changes.cursor();
    }

    private static NewItem item(String key, Map<ItemField, String> fields) {
        String digits =
                "%064x".formatted(new java.math.BigInteger(1, key.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return new NewItem(fields, new Stamp(digits, null));
    }

    private StoredItem create(Map<ItemField, String> fields) {
        return tasks.create(List.of(item(fields.get(ItemField.SUBJECT).substring(0, 4), fields)))
                .getFirst()
                .item()
                .orElseThrow();
    }

    private Written update(StoredItem item, Map<ItemField, String> fields) {
        return tasks.update(List.of(new ItemUpdate(item.id(), item.version(), fields, null, null)))
                .getFirst();
    }

    private List<String> costOf(Runnable work) {
        long before = org.calls(0).stream().mapToLong(Call::seq).max().orElse(0);
        work.run();
        return org.calls(before).stream().map(call -> call.facts().operation()).toList();
    }
}
