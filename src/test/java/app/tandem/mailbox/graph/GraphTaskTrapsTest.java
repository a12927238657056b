package app.tandem.mailbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.tandem.item.ItemChanges;
import app.tandem.item.ItemField;
import app.tandem.item.ItemUpdate;
import app.tandem.item.ItemVersion;
import app.tandem.item.MailFolder;
import app.tandem.item.NewItem;
import app.tandem.item.ReadOutcome;
import app.tandem.item.Stamp;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sandbox.kernel.Fault;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What To Do does differently from what one would expect, and what it costs (graph-notes 11). Anna's mailbox is in Berlin. */
class GraphTaskTrapsTest {

    private final TaskDriver owner = new TaskDriver(100);

    @AfterEach
    void close() {
        owner.close();
    }

    private static NewItem item(int number) {
        return new NewItem(Map.of(ItemField.SUBJECT, "No. " + number), stamp(number));
    }

    private static Stamp stamp(int number) {
        return new Stamp("%064x".formatted(number), "https://org.example/00T" + number);
    }

    private StoredItem created(Map<ItemField, String> fields) {
        return owner.store()
                .create(List.of(new NewItem(fields, stamp(1))))
                .getFirst()
                .item()
                .orElseThrow();
    }

    private StoredItem now(String id) {
        return ((ReadOutcome.Found<StoredItem>)
                        owner.store().locate(List.of(id)).get(id))
                .value();
    }

    private Written update(StoredItem item, Boolean marked, Stamp stamp) {
        return owner.store()
                .update(List.of(new ItemUpdate(item.id(), item.version(), Map.of(), marked, stamp)))
                .getFirst();
    }

    private int counted(Runnable work) {
        int before = owner.world.requests().size();
        work.run();
        return owner.world.requests().size() - before;
    }

    private RemoteFailure failure(Runnable work) {
        RemoteFailureException thrown = catchThrowableOfType(RemoteFailureException.class, work::run);
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }

    @Test
    @DisplayName("text keeps its lines and blanks, though To Do takes markup only (sync P-5)")
    void notesComeBackAsTheyWereWritten() {
        String notes = "First\n\n\n  indented   wide <b>no</b> & \"quoted\"\n\tlast";
        StoredItem item = created(Map.of(ItemField.NOTES, notes));
        assertThat(item.value(ItemField.NOTES)).isEqualTo(notes);
        assertThat(now(item.id()).value(ItemField.NOTES)).isEqualTo(notes);
    }

    @Test
    @DisplayName("markup that a person wrote becomes text (sync P-5)")
    void markupBecomesText() {
        StoredItem item = created(Map.of(ItemField.SUBJECT, "Call"));
        owner.changes(
                item.id(), "{\"body\":{\"contentType\":\"html\",\"content\":\"<p>One</p><p>Two <b>bold</b></p>\"}}");
        assertThat(now(item.id()).value(ItemField.NOTES)).isEqualTo("One\n\nTwo bold");
    }

    @Test
    @DisplayName("a due date is the day that was meant, whatever zone it was written in (sync T-11)")
    void dueDatesOfOtherZonesAreTheDayThatWasMeant() {
        for (String zone : List.of("Europe/Berlin", "UTC", "Tokyo Standard Time", "Eastern Standard Time")) {
            String id = owner.creates(
                    TaskLists.MARKER_LIST,
                    "{\"title\":\"x\",\"dueDateTime\":{\"dateTime\":\"2026-04-24T00:00:00\",\"timeZone\":\"" + zone
                            + "\"}}");
            assertThat(now(id).value(ItemField.DUE)).as(zone).isEqualTo("2026-04-24");
        }
    }

    @Test
    @DisplayName("a reminder is an instant in whole minutes, and a blank one is switched off (sync P-5)")
    void remindersAreInstants() {
        StoredItem item = created(Map.of(ItemField.REMINDER, "2026-03-02T09:30:00Z"));
        assertThat(item.value(ItemField.REMINDER)).isEqualTo("2026-03-02T09:30:00Z");
        Written off = owner.store()
                .update(List.of(new ItemUpdate(item.id(), item.version(), Map.of(ItemField.REMINDER, ""), null, null)))
                .getFirst();
        assertThat(off.item().orElseThrow().value(ItemField.REMINDER)).isEmpty();
        assertThat(owner.raw(item.id()).get("isReminderOn").getAsBoolean()).isFalse();
    }

    @Test
    @DisplayName("one of a series says so (sync T-8)")
    void recurringTasksSaySo() {
        String id = owner.creates(
                TaskLists.MARKER_LIST,
                "{\"title\":\"x\",\"recurrence\":{\"pattern\":{\"type\":\"daily\",\"interval\":1},"
                        + "\"range\":{\"type\":\"noEnd\",\"startDate\":\"2026-04-24\"}}}");
        assertThat(now(id).is(Trait.RECURRING)).isTrue();
    }

    @Test
    @DisplayName("our category comes and goes, foreign ones stay in order (sync M-6)")
    void foreignCategoriesStay() {
        String id = owner.creates(TaskLists.MARKER_LIST, "{\"title\":\"x\",\"categories\":[\"Red\",\"Blue\"]}");
        StoredItem marked = update(now(id), true, null).item().orElseThrow();
        assertThat(owner.raw(id).getAsJsonArray("categories").toString())
                .isEqualTo("[\"Red\",\"Blue\",\"Salesforce\"]");
        StoredItem bare = update(marked, false, null).item().orElseThrow();
        assertThat(bare.is(Trait.UNMARKED)).isTrue();
        assertThat(owner.raw(id).getAsJsonArray("categories").toString()).isEqualTo("[\"Red\",\"Blue\"]");
    }

    @Test
    @DisplayName("a new stamp takes the place of ours; links of others stay (sync M-10)")
    void aStampIsReplacedAndForeignLinksStay() {
        String id = owner.creates(
                TaskLists.MARKER_LIST,
                "{\"title\":\"x\",\"linkedResources\":[{\"applicationName\":\"Planner\",\"externalId\":\"p1\"}]}");
        StoredItem first = update(now(id), true, stamp(1)).item().orElseThrow();
        assertThat(now(id)).isEqualTo(first);
        StoredItem second = update(first, null, stamp(2)).item().orElseThrow();
        assertThat(second.key()).isEqualTo(stamp(2).key());
        assertThat(now(id)).isEqualTo(second);
        JsonArray links = owner.raw(id).getAsJsonArray("linkedResources");
        assertThat(links).hasSize(2);
        JsonObject ours = links.get(1).getAsJsonObject();
        assertThat(ours.get("webUrl").getAsString()).isEqualTo("https://org.example/00T2");
        assertThat(ours.get("displayName").getAsString()).isEqualTo("Salesforce");
    }

    @Test
    void aStampThatIsThereAlreadyCostsNoWrite() {
        StoredItem item = created(Map.of(ItemField.SUBJECT, "Call"));
        assertThat(update(item, true, stamp(1)).item()).contains(item);
        assertThat(now(item.id()).version()).isEqualTo(item.version());
    }

    @Test
    @DisplayName("where Graph does honour If-Match, its refusal is a change like any other (graph-notes 6)")
    void aConflictOfTheServiceIsAChange() {
        StoredItem item = created(Map.of(ItemField.SUBJECT, "Call"));
        owner.world.fails(
                "PATCH /users/*/todo/lists/*/tasks/*", 1, new Fault.Status(412, null, "ErrorIrresolvableConflict"));
        Written written = owner.store()
                .update(List.of(
                        new ItemUpdate(item.id(), item.version(), Map.of(ItemField.SUBJECT, "Call back"), null, null)))
                .getFirst();
        assertThat(written.outcome()).isEqualTo(new WriteOutcome.Changed());
    }

    @Test
    @DisplayName("a lost answer is unknown, and the stamp finds what became of it (reliability 2.4)")
    void aLostAnswerIsLookedUp() {
        owner.store().changes(null, Set.of());
        owner.world.fails("POST /users/*/todo/lists/*/tasks", 1, new Fault.Cut(true));
        List<Written> written = owner.store().create(List.of(item(1), item(2)));
        assertThat(written).allSatisfy(one -> assertThat(one.outcome()).isInstanceOf(WriteOutcome.Unknown.class));
        Map<String, StoredItem> found = owner.store().lookUp(List.of(item(1), item(2), item(3)));
        assertThat(found).containsOnlyKeys(stamp(1).key(), stamp(2).key());
    }

    @Test
    @DisplayName("without the permission for tasks mail goes on (graph-notes 13)")
    void aGrantWithoutTasksIsDeniedAndMailGoesOn() {
        owner.world.fails("* /users/*/todo/**", 1, new Fault.Status(403, null, "ErrorAccessDenied"));
        assertThat(failure(() -> owner.store().changes(null, Set.of())))
                .isEqualTo(new RemoteFailure.AccessDenied("ErrorAccessDenied"));
        assertThat(owner.world.mailbox().changes(MailFolder.INBOX, null).resync())
                .isFalse();
    }

    @Test
    @DisplayName("a deleted list is created again, and its feed begins anew (sync M-2)")
    void aDeletedListIsCreatedAgain() {
        created(Map.of(ItemField.SUBJECT, "Lost with the list"));
        String cursor = owner.store().changes(null, Set.of()).cursor();
        owner.world.owner("DELETE", "/todo/lists/" + owner.list(TaskLists.MARKER_LIST), null);
        ItemChanges again = owner.store().changes(cursor, Set.of());
        assertThat(again.changed()).isEmpty();
        assertThat(again.resync()).isTrue();
        assertThat(owner.lists(TaskLists.MARKER_LIST)).isEqualTo(1);
        StoredItem item = created(Map.of(ItemField.SUBJECT, "Call"));
        assertThat(owner.store().changes(again.cursor(), Set.of()).changed()).containsExactly(item);
    }

    @Test
    @DisplayName("a lost cursor begins anew, and says so up to its last page (graph-notes 3)")
    void aLostCursorBeginsAnew() {
        owner.store()
                .create(IntStream.range(0, 120)
                        .mapToObj(GraphTaskTrapsTest::item)
                        .toList());
        ItemChanges first = owner.store().changes(null, Set.of());
        assertThat(first.resync()).isTrue();
        ItemChanges last = owner.store().changes(first.cursor(), Set.of());
        assertThat(last.resync()).isTrue();
        assertThat(last.more()).isFalse();
        assertThat(owner.store().changes(last.cursor(), Set.of()).resync()).isFalse();
        owner.world.fails("GET /users/*/todo/lists/*/tasks/delta()", 1, new Fault.Gone());
        owner.world.fails("GET /users/*/todo/lists/*/tasks/delta", 1, new Fault.Gone());
        ItemChanges again = owner.store().changes(last.cursor(), Set.of());
        assertThat(again.resync()).isTrue();
        assertThat(again.changed()).hasSize(100);
    }

    @Test
    @DisplayName("an idle cycle asks once; twenty writes travel together (performance R6)")
    void whatItCosts() {
        int first = counted(() -> owner.store().changes(null, Set.of()));
        assertThat(first).as("look for the list, create it, read it").isEqualTo(3);
        int made = counted(() -> owner.store()
                .create(IntStream.range(0, 100)
                        .mapToObj(GraphTaskTrapsTest::item)
                        .toList()));
        assertThat(made).as("who the mailbox is, five batches").isEqualTo(6);
        ItemChanges page = owner.store().changes(null, Set.of());
        String cursor = page.cursor();
        assertThat(page.changed()).hasSize(100);
        assertThat(counted(() -> owner.store().changes(cursor, Set.of()))).isEqualTo(1);
        List<ItemUpdate> updates = page.changed().stream()
                .map(item -> new ItemUpdate(
                        item.id(), item.version(), Map.of(ItemField.PRIORITY, "HIGH"), true, stamp(item)))
                .toList();
        assertThat(counted(() -> assertThat(owner.store().update(updates))
                        .allMatch(written -> written.outcome() instanceof WriteOutcome.Done)))
                .as("five batches to look, five to write; category and stamp are there already")
                .isEqualTo(10);
        List<ItemVersion> all = page.changed().stream()
                .map(item -> new ItemVersion(item.id(), now(item.id()).version()))
                .toList();
        assertThat(counted(() -> assertThat(owner.store().delete(all)).hasSize(100)))
                .isEqualTo(10);
        assertThat(counted(() -> owner.store().lookUp(List.of(item(1)))))
                .as("the lists, and a batch of their first pages")
                .isEqualTo(2);
    }

    private static Stamp stamp(StoredItem item) {
        return new Stamp(
                item.key(),
                "https://org.example/00T" + Integer.parseInt(item.key().substring(56), 16));
    }
}
