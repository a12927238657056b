package app.tandem.sandbox.salesforce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Changes that can be taken back, to any mark: one record that fails halfway leaves nothing behind. */
final class Tx {

    final OrgStore store;
    final String userId;
    private final List<Runnable> undo = new ArrayList<>();

    Tx(OrgStore store, String userId) {
        this.store = store;
        this.userId = userId;
    }

    int mark() {
        return undo.size();
    }

    void rollback(int mark) {
        while (undo.size() > mark) {
            undo.removeLast().run();
        }
    }

    /** Adds a record with its audit fields; values given for those are kept. */
    Row insert(ObjectType type, Map<String, Object> given) {
        Instant now = store.now();
        String id = given.containsKey("Id") ? (String) given.get("Id") : store.ids.next(prefix(type));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("Id", id);
        values.putAll(given);
        stamp(type, values, "CreatedDate", now);
        stamp(type, values, "CreatedById", userId);
        stamp(type, values, "LastModifiedDate", values.getOrDefault("CreatedDate", now));
        stamp(type, values, "LastModifiedById", values.getOrDefault("CreatedById", userId));
        stamp(type, values, "SystemModstamp", now);
        stamp(type, values, "IsDeleted", false);
        Row row = new Row(type.name(), id, values);
        Table table = store.table(type.name());
        table.add(row);
        store.remember(id, new OrgStore.Change(now, userId, "created", Map.of()));
        undo.add(() -> {
            table.remove(row);
            store.forgetLast(id);
        });
        return row;
    }

    /** Changes a record as a user does: the modified fields move. A null takes a value away. */
    void change(Row row, Map<String, ?> changes) {
        Map<String, Object> all = new LinkedHashMap<>(changes);
        ObjectType type = store.schema().type(row.type);
        Instant now = store.now();
        put(type, all, "LastModifiedDate", now);
        put(type, all, "LastModifiedById", userId);
        put(type, all, "SystemModstamp", now);
        note(row, "changed", changes, now);
        silently(row, all);
    }

    /** Changes a record as the platform itself does: only SystemModstamp moves. */
    void touch(Row row, Map<String, ?> changes) {
        Map<String, Object> all = new LinkedHashMap<>(changes);
        put(store.schema().type(row.type), all, "SystemModstamp", store.now());
        silently(row, all);
    }

    /** Moves a record to the recycle bin. */
    void delete(Row row) {
        Instant now = store.now();
        note(row, "deleted", Map.of(), now);
        touch(row, Map.of("IsDeleted", true));
    }

    /** Takes a record out for good. */
    void erase(Row row) {
        Table table = store.table(row.type);
        table.remove(row);
        undo.add(() -> table.add(row));
    }

    private void note(Row row, String what, Map<String, ?> changes, Instant now) {
        Map<String, String> shown = new TreeMap<>();
        changes.forEach((field, value) -> {
            String before = brief(row.get(field));
            String after = brief(value);
            if (!before.equals(after)) {
                shown.put(field, before + " → " + after);
            }
        });
        store.remember(row.id, new OrgStore.Change(now, userId, what, shown));
        undo.add(() -> store.forgetLast(row.id));
    }

    private static String brief(@org.jspecify.annotations.Nullable Object value) {
        if (value == null) {
            return "(empty)";
        }
        String text = value instanceof Content content ? content.length() + " bytes" : value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    private void silently(Row row, Map<String, Object> changes) {
        Map<String, Object> before = row.values();
        Table table = store.table(row.type);
        table.replace(row, row.with(changes));
        undo.add(() -> table.replace(row, new LinkedHashMap<>(before)));
    }

    private static void stamp(ObjectType type, Map<String, Object> values, String field, Object value) {
        if (type.has(field)) {
            values.putIfAbsent(field, value);
        }
    }

    private static void put(ObjectType type, Map<String, Object> values, String field, Object value) {
        if (type.has(field)) {
            values.put(field, value);
        }
    }

    private static String prefix(ObjectType type) {
        return type.prefix().equals("-") ? "01J" : type.prefix();
    }
}
