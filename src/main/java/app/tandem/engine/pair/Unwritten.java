package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.item.ItemChanges;
import app.tandem.item.ItemField;
import app.tandem.item.ItemStore;
import app.tandem.item.ItemUpdate;
import app.tandem.item.ItemVersion;
import app.tandem.item.NewItem;
import app.tandem.item.ReadOutcome;
import app.tandem.item.StoredItem;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import app.tandem.journal.Deed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A side that is read as it is and of which nothing is written: this is the one place where a rehearsal's writes end. */
final class Unwritten implements ItemStore {

    private final Side side;
    private final ItemStore store;
    private final List<Rehearsal.Line> lines;
    private final Map<String, StoredItem> seen = new HashMap<>();
    private int made;

    Unwritten(Side side, ItemStore store, List<Rehearsal.Line> lines) {
        this.side = side;
        this.store = store;
        this.lines = lines;
    }

    @Override
    public ItemChanges changes(@Nullable String cursor, Set<String> known) {
        ItemChanges page = store.changes(cursor, known);
        page.changed().forEach(item -> seen.put(item.id(), item));
        return page;
    }

    @Override
    public Map<String, ReadOutcome<StoredItem>> locate(Collection<String> ids) {
        Map<String, ReadOutcome<StoredItem>> found = store.locate(ids);
        found.values().forEach(outcome -> {
            if (outcome instanceof ReadOutcome.Found<StoredItem>(StoredItem item)) {
                seen.put(item.id(), item);
            }
        });
        return found;
    }

    @Override
    public Map<String, StoredItem> lookUp(Collection<NewItem> items) {
        return store.lookUp(items);
    }

    @Override
    public List<Written> create(List<NewItem> items) {
        List<Written> written = new ArrayList<>();
        for (NewItem wanted : items) {
            StoredItem item = new StoredItem(
                    "rehearsed " + ++made,
                    "",
                    Instant.EPOCH,
                    wanted.fields(),
                    Set.of(),
                    wanted.stamp().key());
            lines.add(Rehearsal.line(side, Deed.What.CREATED, item));
            written.add(Written.done(item));
        }
        return written;
    }

    @Override
    public List<Written> update(List<ItemUpdate> updates) {
        List<Written> written = new ArrayList<>();
        for (ItemUpdate update : updates) {
            StoredItem item = with(update);
            if (!update.fields().isEmpty()) {
                lines.add(Rehearsal.line(side, Deed.What.CHANGED, item));
            }
            written.add(Written.done(item));
        }
        return written;
    }

    private StoredItem with(ItemUpdate update) {
        StoredItem before = seen.get(update.id());
        Map<ItemField, String> fields = new HashMap<>(before == null ? Map.of() : before.fields());
        fields.putAll(update.fields());
        return new StoredItem(update.id(), update.version(), Instant.EPOCH, fields, Set.of(), null);
    }

    @Override
    public List<WriteOutcome> delete(List<ItemVersion> items) {
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (ItemVersion doomed : items) {
            StoredItem before = seen.get(doomed.id());
            lines.add(
                    new Rehearsal.Line(side, Deed.What.DELETED, before == null ? "" : Rehearsal.name(before.fields())));
            outcomes.add(new WriteOutcome.Done(doomed.id(), null));
        }
        return outcomes;
    }
}
