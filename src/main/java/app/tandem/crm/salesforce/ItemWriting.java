package app.tandem.crm.salesforce;

import app.tandem.crm.Row;
import app.tandem.item.ItemUpdate;
import app.tandem.item.ItemVersion;
import app.tandem.item.NewItem;
import app.tandem.item.RecordRef;
import app.tandem.item.StoredItem;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import com.sforce.soap.partner.sobject.SObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes items as records. What is changed or deleted is looked at just before, and what was written is read back, so that its version is
 * known and our own write is no news. Only fields that the user may write go out (sync P-11).
 */
final class ItemWriting {

    private static final String NOT_WRITABLE = "INVALID_FIELD_FOR_INSERT_UPDATE";

    /** A record to be changed, and whose update of the list it is. */
    private record Change(int index, String id, Map<String, @Nullable Object> values) {

        Change without(Set<String> fields) {
            Map<String, @Nullable Object> rest = new LinkedHashMap<>(values);
            rest.keySet().removeAll(fields);
            return new Change(index, id, rest);
        }
    }

    private final Conversation conversation;
    private final KnownOrg org;
    private final OrgShape shape;
    private final ItemMapping mapping;
    private final ItemReading reading;

    ItemWriting(Conversation conversation, KnownOrg org, OrgShape shape, ItemMapping mapping, ItemReading reading) {
        this.conversation = conversation;
        this.org = org;
        this.shape = shape;
        this.mapping = mapping;
        this.reading = reading;
    }

    List<Written> create(List<NewItem> items) {
        Map<NewItem, Written> all = new HashMap<>(mapping.present(items));
        List<NewItem> missing =
                items.stream().filter(item -> !all.containsKey(item)).distinct().toList();
        mapping.prepare(missing.stream().map(NewItem::fields).toList());
        List<Row> rows = missing.stream().map(this::row).toList();
        List<Written> written = readBack(new RowWriter(conversation, org::describedAnew).write(rows));
        for (int i = 0; i < written.size(); i++) {
            all.put(missing.get(i), written.get(i));
        }
        return items.stream().map(all::get).map(Objects::requireNonNull).toList();
    }

    private Row row(NewItem item) {
        Map<String, @Nullable Object> values = mapping.values(item.fields(), null);
        values.put("OwnerId", shape.profile().userId());
        if (shape.hasMessageKey(mapping.object())) {
            values.put(OrgShape.MESSAGE_KEY, item.stamp().key());
        }
        Map<String, Object> given = new LinkedHashMap<>();
        values.forEach((field, value) -> {
            if (value != null && shape.profile().field(mapping.object(), field).isPresent()) {
                given.put(field, value);
            }
        });
        return new Row(mapping.object(), given, item.stamp().key());
    }

    List<Written> update(List<ItemUpdate> updates) {
        Map<String, StoredItem> now =
                reading.items(updates.stream().map(ItemUpdate::id).toList());
        WriteOutcome[] outcomes = new WriteOutcome[updates.size()];
        mapping.prepare(updates.stream().map(ItemUpdate::fields).toList());
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            ItemUpdate update = updates.get(i);
            StoredItem item = now.get(update.id());
            outcomes[i] = seen(item, update.id(), update.version());
            if (item != null && outcomes[i] instanceof WriteOutcome.Done) {
                Change change = new Change(i, update.id(), mapping.values(update.fields(), item));
                changes.add(allowed(change, shape));
            }
        }
        send(changes, outcomes);
        withoutRefusedFields(changes, outcomes);
        return readBack(Arrays.asList(outcomes));
    }

    /** Done, if nothing were to be written. */
    private static WriteOutcome seen(@Nullable StoredItem item, String id, String version) {
        if (item == null) {
            return new WriteOutcome.Gone();
        }
        return item.version().equals(version) ? new WriteOutcome.Done(id, version) : new WriteOutcome.Changed();
    }

    private Change allowed(Change change, OrgShape described) {
        Set<String> locked = new HashSet<>(change.values().keySet());
        locked.removeIf(field -> described.changes(mapping.object(), field));
        return change.without(locked);
    }

    /** What has nothing left to write stays as it is, and is done. */
    private void send(List<Change> changes, WriteOutcome[] outcomes) {
        Writing writing = new Writing(conversation);
        List<Change> all =
                changes.stream().filter(change -> !change.values().isEmpty()).toList();
        for (List<Change> slice : Slices.of(all, Slices.MOST_ROWS, RowWriter.MOST_BYTES, this::size)) {
            List<WriteOutcome> some =
                    writing.update(slice.stream().map(this::record).toList());
            for (int i = 0; i < slice.size(); i++) {
                outcomes[slice.get(i).index()] = some.get(i);
            }
        }
    }

    private long size(Change change) {
        Map<String, Object> values = new HashMap<>();
        change.values().forEach((field, value) -> values.put(field, value == null ? "" : value));
        return Values.size(new Row(mapping.object(), values, ""));
    }

    private SObject record(Change change) {
        SObject record = new SObject();
        record.setType(mapping.object());
        record.setId(change.id());
        List<String> empty = new ArrayList<>();
        change.values().forEach((field, value) -> {
            if (value == null) {
                empty.add(field);
            }
            Values.set(record, field, value);
        });
        record.setFieldsToNull(empty.toArray(String[]::new));
        return record;
    }

    /** Records refused only for fields that may not be written are sent once more without them. */
    private void withoutRefusedFields(List<Change> changes, WriteOutcome[] outcomes) {
        Set<String> refused = new HashSet<>();
        List<Change> again = new ArrayList<>();
        for (Change change : changes) {
            if (outcomes[change.index()] instanceof WriteOutcome.Refused row
                    && row.code().equals(NOT_WRITABLE)
                    && !row.fields().isEmpty()) {
                refused.addAll(row.fields());
                again.add(change);
            }
        }
        if (again.isEmpty()) {
            return;
        }
        try {
            OrgShape anew = org.describedAnew();
            again.forEach(change -> outcomes[change.index()] = new WriteOutcome.Done(change.id(), null));
            send(
                    again.stream()
                            .map(change -> allowed(change, anew).without(refused))
                            .toList(),
                    outcomes);
        } catch (CallFailed failed) {
            again.forEach(change -> outcomes[change.index()] = new WriteOutcome.Later(failed.code(), null));
        }
    }

    List<WriteOutcome> delete(List<ItemVersion> items) {
        Map<String, StoredItem> now =
                reading.items(items.stream().map(ItemVersion::id).toList());
        WriteOutcome[] outcomes = new WriteOutcome[items.size()];
        List<Integer> there = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            ItemVersion item = items.get(i);
            outcomes[i] = seen(now.get(item.id()), item.id(), item.version());
            if (outcomes[i] instanceof WriteOutcome.Done) {
                there.add(i);
            }
        }
        List<WriteOutcome> deleted = RecordTaking.delete(
                new Writing(conversation),
                there.stream()
                        .map(i -> new RecordRef(mapping.object(), items.get(i).id()))
                        .toList());
        for (int i = 0; i < there.size(); i++) {
            outcomes[there.get(i)] = deleted.get(i);
        }
        return Arrays.asList(outcomes);
    }

    private List<Written> readBack(List<WriteOutcome> outcomes) {
        Map<String, StoredItem> items = new HashMap<>();
        Optional<String> unread = Optional.empty();
        try {
            items = reading.items(ids(outcomes));
        } catch (CallFailed failed) {
            unread = Optional.of(failed.code());
        }
        List<Written> written = new ArrayList<>();
        for (WriteOutcome outcome : outcomes) {
            written.add(written(outcome, items, unread));
        }
        return written;
    }

    private static Collection<String> ids(List<WriteOutcome> outcomes) {
        List<String> ids = new ArrayList<>();
        outcomes.forEach(outcome -> id(outcome).ifPresent(ids::add));
        return ids;
    }

    private static Optional<String> id(WriteOutcome outcome) {
        return switch (outcome) {
            case WriteOutcome.Done done -> Optional.of(done.id());
            case WriteOutcome.Exists exists -> Optional.ofNullable(exists.id());
            default -> Optional.empty();
        };
    }

    /** What was written but cannot be read now is to be looked for later. */
    private static Written written(WriteOutcome outcome, Map<String, StoredItem> items, Optional<String> unread) {
        Optional<StoredItem> item = id(outcome).map(items::get);
        if (outcome instanceof WriteOutcome.Done && unread.isPresent()) {
            return Written.not(new WriteOutcome.Unknown(unread.get()));
        }
        if (outcome instanceof WriteOutcome.Done && item.isEmpty()) {
            return Written.not(new WriteOutcome.Gone());
        }
        return outcome instanceof WriteOutcome.Done
                ? item.map(Written::done).orElseThrow()
                : new Written(outcome, item);
    }
}
