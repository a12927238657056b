package app.tandem.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.ItemChanges;
import app.tandem.item.ItemField;
import app.tandem.item.ReadOutcome;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What changed among a user's Salesforce Tasks. */
class SalesforceTasksTest extends TasksOfOrg {

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
                        "IsRecurrence",
                        true,
                        "RecurrenceType",
                        "RecursDaily",
                        "RecurrenceInterval",
                        40,
                        "RecurrenceStartDateOnly",
                        today().plusDays(20),
                        "RecurrenceEndDateOnly",
                        today().plusDays(21)));
        org.passes(Duration.ofDays(15));
        String done = put("done just now", Map.of("Status", "Completed"));
        List<StoredItem> recurring =
                all().values().stream().filter(item -> item.is(Trait.RECURRING)).toList();
        assertThat(recurring).extracting(item -> item.value(ItemField.SUBJECT)).containsExactly("series");
        assertThat(all().keySet())
                .containsExactlyInAnyOrder(open, done, recurring.getFirst().id());
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
        secondEnds();
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
        secondEnds();
        assertThat(costOf(() -> cursor.add(changed(cursor.getLast(), known, third))))
                .hasSize(2);
        assertThat(costOf(() -> cursor.add(changed(cursor.getLast(), known)))).hasSize(1);
    }

    @Test
    @DisplayName(
            "Salesforce keeps whole seconds: a change within the second of the latest one is told, though looks came between")
    void aChangeWithinTheSecondOfTheLatestIsTold() {
        Instant second = org.now().truncatedTo(ChronoUnit.SECONDS);
        org.kernel.clock.set(second);
        String task = put("once", Map.of());
        Set<String> known = Set.of(task);
        String cursor = tasks.changes(null, known).cursor();
        cursor = tasks.changes(cursor, known).cursor();
        org.kernel.clock.set(second);
        org.change("Task", task, 0, Map.of("Subject", "twice"));
        assertThat(tasks.changes(cursor, known).changed())
                .extracting(item -> item.value(ItemField.SUBJECT))
                .containsExactly("twice");
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
}
