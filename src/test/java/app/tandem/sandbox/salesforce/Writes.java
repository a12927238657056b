package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes of many records: each with a result of its own, or all or none. */
final class Writes {

    static final int MOST_ROWS = 200;

    /** What became of one record. */
    record Outcome(
            @Nullable String id, boolean created, @Nullable RowError error) {
        boolean success() {
            return error == null;
        }
    }

    private static final int MOST_CHUNKS = 10;

    private final Session session;
    private final WriteOptions options;

    Writes(Session session, WriteOptions options) {
        this.session = session;
        this.options = options;
    }

    List<Outcome> create(List<Draft> drafts) {
        chunks(drafts);
        return each(
                drafts.size(), drafts::get, (writer, i) -> new Outcome(writer.create(drafts.get(i)).id, true, null));
    }

    List<Outcome> update(List<Draft> drafts) {
        chunks(drafts);
        Map<String, Integer> ids =
                counts(drafts.stream().map(draft -> String.valueOf(draft.id())).toList());
        return each(drafts.size(), drafts::get, (writer, i) -> {
            Draft draft = drafts.get(i);
            if (draft.id() != null && ids.getOrDefault(key(draft.id()), 0) > 1) {
                throw RowError.of("DUPLICATE_VALUE", "Duplicate id specified: " + draft.id(), "Id");
            }
            writer.update(draft);
            return new Outcome(Ids.normal(String.valueOf(draft.id())), false, null);
        });
    }

    List<Outcome> upsert(String keyName, List<Draft> drafts) {
        chunks(drafts);
        List<String> keys = drafts.stream().map(draft -> keyOf(draft, keyName)).toList();
        Map<String, Integer> counts = counts(keys);
        return each(drafts.size(), drafts::get, (writer, i) -> {
            ObjectType type = writer.type(drafts.get(i).type());
            ExternalIds.field(type, keyName);
            if (!keys.get(i).isEmpty() && counts.getOrDefault(key(keys.get(i)), 0) > 1) {
                throw RowError.of("DUPLICATE_VALUE", "Duplicate external id specified: " + keys.get(i), keyName);
            }
            return upsert(writer, type, keyName, keys.get(i), drafts.get(i));
        });
    }

    List<Outcome> delete(List<String> ids) {
        return each(ids.size(), i -> null, (writer, i) -> {
            writer.delete(ids.get(i));
            return new Outcome(Ids.normal(ids.get(i)), false, null);
        });
    }

    List<Outcome> undelete(List<String> ids) {
        return each(ids.size(), i -> null, (writer, i) -> new Outcome(writer.undelete(ids.get(i)), false, null));
    }

    List<Outcome> purge(List<String> ids) {
        return each(ids.size(), i -> null, (writer, i) -> new Outcome(writer.purge(ids.get(i)), false, null));
    }

    private Outcome upsert(RecordWriter writer, ObjectType type, String keyName, String key, Draft draft) {
        if (keyName.equalsIgnoreCase("Id")) {
            if (draft.id() == null) {
                return new Outcome(writer.create(draft).id, true, null);
            }
            writer.update(draft);
            return new Outcome(Ids.normal(draft.id()), false, null);
        }
        if (draft.id() != null) {
            throw RowError.of(
                    "INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id together with an external id", "Id");
        }
        if (key.isEmpty()) {
            throw RowError.of("MISSING_ARGUMENT", keyName + " not specified", keyName);
        }
        List<Row> found = ExternalIds.find(session.store(), type, keyName, key).stream()
                .filter(session.viewer()::canRead)
                .toList();
        if (found.size() > 1) {
            throw ExternalIds.several(found, keyName, key);
        }
        if (found.isEmpty()) {
            return new Outcome(writer.create(draft).id, true, null);
        }
        writer.update(draft.without(keyName).withId(found.getFirst().id));
        return new Outcome(found.getFirst().id, false, null);
    }

    private interface One {
        Outcome write(RecordWriter writer, int index);
    }

    /** Runs one after the other under the org's lock; a record that fails leaves nothing behind. */
    private List<Outcome> each(int count, IntFunction<@Nullable Draft> draft, One one) {
        if (count > MOST_ROWS) {
            throw Refusal.of(
                    "EXCEEDED_ID_LIMIT",
                    "record limit reached. cannot submit more than " + MOST_ROWS + " records into this call");
        }
        session.store().lock.writeLock().lock();
        try {
            Tx tx = new Tx(session.store(), session.viewer().userId());
            RecordWriter writer = new RecordWriter(tx, session.viewer(), options);
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                outcomes.add(attempt(tx, writer, draft.apply(i), one, i));
            }
            boolean failed = outcomes.stream().anyMatch(outcome -> !outcome.success());
            if (options.allOrNone() && failed) {
                tx.rollback(0);
                return outcomes.stream().map(Writes::rolledBack).toList();
            }
            return outcomes;
        } finally {
            session.store().lock.writeLock().unlock();
        }
    }

    private Outcome attempt(Tx tx, RecordWriter writer, @Nullable Draft draft, One one, int index) {
        int mark = tx.mark();
        try {
            struck(draft, index);
            return one.write(writer, index);
        } catch (RowError error) {
            tx.rollback(mark);
            return new Outcome(null, false, error);
        } catch (Refusal refusal) {
            tx.rollback(0);
            throw refusal;
        }
    }

    private void struck(@Nullable Draft draft, int index) {
        Fault.Rows rows = options.rows();
        if (rows == null) {
            return;
        }
        boolean byCount = rows.every() > 0 && (index + 1) % rows.every() == 0;
        boolean byText = rows.containing() != null && draft != null && draft.contains(rows.containing());
        if (byCount || byText) {
            throw RowError.of(rows.code(), rows.message());
        }
    }

    private static Outcome rolledBack(Outcome outcome) {
        return outcome.success()
                ? new Outcome(
                        null,
                        false,
                        RowError.of(
                                "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                                "Record rolled back because not all records were valid and the request was using AllOrNone"
                                        + " header"))
                : outcome;
    }

    private static void chunks(List<Draft> drafts) {
        int chunks = 0;
        String last = "";
        for (Draft draft : drafts) {
            if (!draft.type().equalsIgnoreCase(last)) {
                chunks++;
                last = draft.type();
            }
        }
        if (chunks > MOST_CHUNKS) {
            throw Refusal.of(
                    "LIMIT_EXCEEDED",
                    "Cannot have more than " + MOST_CHUNKS
                            + " chunks in a single operation. Please rearrange the data to reduce chunking.");
        }
    }

    private static String keyOf(Draft draft, String keyName) {
        if (keyName.equalsIgnoreCase("Id")) {
            return draft.id() == null ? "" : draft.id();
        }
        Object value = draft.value(keyName);
        return value == null ? "" : value.toString().strip();
    }

    private static Map<String, Integer> counts(List<String> keys) {
        Map<String, Integer> counts = new HashMap<>();
        keys.forEach(key -> counts.merge(key(key), 1, Integer::sum));
        return counts;
    }

    private static String key(String text) {
        String id = text.matches("[a-zA-Z0-9]{15}") ? text : null;
        return id != null ? Ids.long18(id).toLowerCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
    }
}
