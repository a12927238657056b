package app.tandem.mailbox.graph;

import app.tandem.item.ItemChanges;
import app.tandem.item.ItemStore;
import app.tandem.item.ItemUpdate;
import app.tandem.item.ItemVersion;
import app.tandem.item.NewItem;
import app.tandem.item.ReadOutcome;
import app.tandem.item.StoredItem;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tasks of one mailbox of Microsoft 365 that are kept in step: the list {@code Salesforce Tasks} of To Do. */
final class GraphTasks implements ItemStore {

    private final Line line;
    private final TaskParts parts;

    GraphTasks(Line line, TaskParts parts) {
        this.line = line;
        this.parts = parts;
    }

    @Override
    public ItemChanges changes(@Nullable String cursor, Set<String> known) {
        return parts.feed().page(line, cursor);
    }

    @Override
    public Map<String, ReadOutcome<StoredItem>> locate(Collection<String> ids) {
        return parts.reader().read(line, ids);
    }

    @Override
    public List<Written> create(List<NewItem> items) {
        return parts.writer().create(line, items);
    }

    @Override
    public Map<String, StoredItem> lookUp(Collection<NewItem> items) {
        return parts.reader().lookUp(line, items);
    }

    @Override
    public List<Written> update(List<ItemUpdate> updates) {
        return parts.writer().update(line, updates);
    }

    @Override
    public List<WriteOutcome> delete(List<ItemVersion> items) {
        return parts.writer().delete(line, items);
    }
}
