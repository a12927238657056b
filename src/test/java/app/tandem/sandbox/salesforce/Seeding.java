package app.tandem.sandbox.salesforce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records that are there before anybody calls. */
final class Seeding {

    private Seeding() {}

    static String load(OrgStore store, String typeName, Map<String, ?> fields) {
        store.lock.writeLock().lock();
        try {
            ObjectType type = store.schema().find(typeName);
            if (type == null) {
                throw new IllegalArgumentException("the org has no " + typeName);
            }
            String owner = fields.get("OwnerId") instanceof String id
                    ? id
                    : store.table("User").all().iterator().next().id;
            Viewer viewer = new Viewer(
                    store,
                    owner,
                    "",
                    "seed",
                    true,
                    Users.viewer(store, owner, "seed").zone());
            Map<String, List<String>> junctions = new HashMap<>();
            Map<String, Object> values = new LinkedHashMap<>();
            fields.forEach((name, value) -> put(type, name, value, values, junctions));
            Tx tx = new Tx(store, owner);
            try {
                return new RecordWriter(tx, viewer, WriteOptions.SEED).insert(type, values, junctions).id;
            } catch (RowError error) {
                tx.rollback(0);
                throw new IllegalArgumentException(typeName + ": " + error.code + " " + error.getMessage(), error);
            }
        } finally {
            store.lock.writeLock().unlock();
        }
    }

    private static void put(
            ObjectType type,
            String name,
            Object value,
            Map<String, Object> values,
            Map<String, List<String>> junctions) {
        Field field = type.field(name);
        if (field == null) {
            throw new IllegalArgumentException(type.name() + " has no " + name);
        }
        switch (value) {
            case null -> {}
            case List<?> ids
            when field.junction() ->
                junctions.put(field.name(), ids.stream().map(Object::toString).toList());
            case byte[] bytes -> values.put(field.name(), Content.of(bytes));
            default -> {
                Object read = FieldValues.read(field, value.toString(), false);
                if (read != null) {
                    values.put(field.name(), read);
                }
            }
        }
    }

    /** The values of a record; files as bytes. */
    static Map<String, Object> plain(Row row) {
        Map<String, Object> plain = new LinkedHashMap<>();
        row.values()
                .forEach((field, value) -> plain.put(field, value instanceof Content content ? bytes(content) : value));
        return plain;
    }

    private static byte[] bytes(Content content) {
        try (InputStream in = content.stream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
