package app.tandem.sandbox.salesforce;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of one type in one org, in the order they came, with an index on every field worth one. */
final class Table {

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Map<String, Set<Row>>> indexes = new HashMap<>();

    Table(ObjectType type) {
        type.fields().stream()
                .filter(Field::indexed)
                .filter(field -> !field.type().equals("id"))
                .forEach(field -> indexes.put(field.name(), new HashMap<>()));
    }

    @Nullable
    Row get(String id) {
        return rows.get(id);
    }

    Collection<Row> all() {
        return rows.values();
    }

    int size() {
        return rows.size();
    }

    boolean indexes(String field) {
        return indexes.containsKey(field);
    }

    /** The records whose indexed field holds that value, case aside. */
    Collection<Row> by(String field, String value) {
        Map<String, Set<Row>> index = indexes.get(field);
        if (index == null) {
            throw new IllegalArgumentException("no index on " + field);
        }
        return index.getOrDefault(key(value), Collections.emptySet());
    }

    void add(Row row) {
        rows.put(row.id, row);
        indexes.forEach((field, index) -> enter(index, row, row.get(field)));
    }

    void remove(Row row) {
        rows.remove(row.id);
        indexes.forEach((field, index) -> leave(index, row, row.get(field)));
    }

    void replace(Row row, Map<String, Object> values) {
        indexes.forEach((field, index) -> {
            Object before = row.get(field);
            Object after = values.get(field);
            if (!java.util.Objects.equals(before, after)) {
                leave(index, row, before);
                enter(index, row, after);
            }
        });
        row.replace(values);
    }

    private static void enter(Map<String, Set<Row>> index, Row row, @Nullable Object value) {
        if (value != null) {
            index.computeIfAbsent(key(value), k -> new LinkedHashSet<>()).add(row);
        }
    }

    private static void leave(Map<String, Set<Row>> index, Row row, @Nullable Object value) {
        if (value != null) {
            Set<Row> entries = index.get(key(value));
            if (entries != null) {
                entries.remove(row);
                if (entries.isEmpty()) {
                    index.remove(key(value));
                }
            }
        }
    }

    private static String key(Object value) {
        return value.toString().toLowerCase(Locale.ROOT);
    }
}
