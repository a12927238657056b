package app.tandem.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.budget.Budget;
import app.tandem.item.ItemChanges;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;
import app.tandem.item.ItemUpdate;
import app.tandem.item.NewItem;
import app.tandem.item.ReadOutcome;
import app.tandem.item.RecordRef;
import app.tandem.item.Stamp;
import app.tandem.item.StoredItem;
import app.tandem.item.Written;
import app.tandem.sandbox.kernel.Call;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A user's Tasks in the sandbox's Salesforce, and hands to work on them. */
abstract class TasksOfOrg {

    final SandboxOrg org = new SandboxOrg();
    ItemStore tasks = items();

    @BeforeEach
    void describe() {
        tasks.locate(List.of("00T000000000001AAA"));
    }

    @AfterEach
    void close() {
        assertThat(org.kernel.mailsSent.all()).as("nobody is mailed").isEmpty();
        org.close();
    }

    ItemStore items() {
        return items(0);
    }

    ItemStore items(int user) {
        return org.crms().items(org.account(user), ItemKind.TASK, Budget.Priority.FRESH);
    }

    String put(String subject, Map<String, ?> fields) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put("Subject", subject);
        all.putIfAbsent("OwnerId", org.userId(0));
        return org.put("Task", all);
    }

    LocalDate today() {
        return LocalDate.ofInstant(org.now(), ZoneOffset.UTC);
    }

    Map<String, StoredItem> all() {
        Map<String, StoredItem> all = new HashMap<>();
        tasks.changes(null, Set.of()).changed().forEach(item -> all.put(item.id(), item));
        return all;
    }

    StoredItem found(String id) {
        return ((ReadOutcome.Found<StoredItem>)
                        Objects.requireNonNull(tasks.locate(List.of(id)).get(id)))
                .value();
    }

    void take(String... ids) {
        org.user(0)
                .delete(java.util.Arrays.stream(ids)
                        .map(id -> new RecordRef("Task", id))
                        .toList());
    }

    String settled(Set<String> known) {
        String first = tasks.changes(null, known).cursor();
        secondEnds();
        return tasks.changes(first, known).cursor();
    }

    /** No further change bears the second of the latest one. */
    void secondEnds() {
        org.passes(Duration.ofSeconds(2));
    }

    String changed(String cursor, Set<String> known, String... ids) {
        ItemChanges changes = tasks.changes(cursor, known);
        Set<String> told = new HashSet<>();
        changes.changed().forEach(item -> told.add(item.id()));
        assertThat(told).contains(ids);
        assertThat(changes.removed()).isEmpty();
        return changes.cursor();
    }

    static NewItem item(String key, Map<ItemField, String> fields) {
        String digits =
                "%064x".formatted(new java.math.BigInteger(1, key.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return new NewItem(fields, new Stamp(digits, null));
    }

    StoredItem create(Map<ItemField, String> fields) {
        return tasks.create(List.of(item(fields.get(ItemField.SUBJECT).substring(0, 4), fields)))
                .getFirst()
                .item()
                .orElseThrow();
    }

    Written update(StoredItem item, Map<ItemField, String> fields) {
        return tasks.update(List.of(new ItemUpdate(item.id(), item.version(), fields, null, null)))
                .getFirst();
    }

    List<String> costOf(Runnable work) {
        long before = org.calls(0).stream().mapToLong(Call::seq).max().orElse(0);
        work.run();
        return org.calls(before).stream().map(call -> call.facts().operation()).toList();
    }
}
