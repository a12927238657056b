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

/** The items of one kind of one mailbox of Microsoft 365 that are kept in step: a list of To Do, a folder of contacts. */
final class GraphItems implements ItemStore {

    /** What the items of one kind of all mailboxes of one Graph share. */
    record Parts(MarkerPlace place, MarkedFeed feed, Reading reading, Writing writing) {}

    /** Reads items by their ids, and finds them by the keys of their stamps. */
    interface Reading {

        /** Each under the id it has. */
        Map<String, ReadOutcome<StoredItem>> read(Line line, Collection<String> ids);

        /** What carries these keys. */
        Map<String, StoredItem> lookUp(Line line, Collection<NewItem> items);
    }

    /** Writes items; outcomes in their order. */
    interface Writing {

        /** Creates them where the marked ones lie. */
        List<Written> create(Line line, List<NewItem> items);

        /** Changes what still has the version that the update names. */
        List<Written> update(Line line, List<ItemUpdate> updates);

        /** Deletes what still has that version. */
        List<WriteOutcome> delete(Line line, List<ItemVersion> items);
    }

    private final Line line;
    private final Parts parts;

    GraphItems(Line line, Parts parts) {
        this.line = line;
        this.parts = parts;
    }

    @Override
    public ItemChanges changes(@Nullable String cursor, Set<String> known) {
        return parts.feed().page(line, cursor);
    }

    @Override
    public Map<String, ReadOutcome<StoredItem>> locate(Collection<String> ids) {
        return parts.reading().read(line, ids);
    }

    @Override
    public List<Written> create(List<NewItem> items) {
        return parts.writing().create(line, items);
    }

    @Override
    public Map<String, StoredItem> lookUp(Collection<NewItem> items) {
        return parts.reading().lookUp(line, items);
    }

    @Override
    public List<Written> update(List<ItemUpdate> updates) {
        return parts.writing().update(line, updates);
    }

    @Override
    public List<WriteOutcome> delete(List<ItemVersion> items) {
        return parts.writing().delete(line, items);
    }
}
