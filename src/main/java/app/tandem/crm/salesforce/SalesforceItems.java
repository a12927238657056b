package app.tandem.crm.salesforce;

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
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One user's records of one kind as the other side of what the mailbox holds. */
final class SalesforceItems implements ItemStore {

    private final Conversation conversation;
    private final KnownOrg org;
    private final Queries queries;
    private final BiFunction<OrgShape, Queries, ItemMapping> mappings;

    SalesforceItems(Conversation conversation, Shapes shapes, BiFunction<OrgShape, Queries, ItemMapping> mappings) {
        this.conversation = conversation;
        this.org = new KnownOrg(conversation, shapes);
        this.queries = new Queries(conversation);
        this.mappings = mappings;
    }

    @Override
    public ItemChanges changes(@Nullable String cursor, Set<String> known) {
        return org.ask(shape -> reading(shape).changes(cursor, known));
    }

    @Override
    public Map<String, ReadOutcome<StoredItem>> locate(Collection<String> ids) {
        return ids.isEmpty() ? Map.of() : org.ask(shape -> reading(shape).locate(ids));
    }

    @Override
    public List<Written> create(List<NewItem> items) {
        return items.isEmpty() ? List.of() : org.ask(shape -> writing(shape).create(items));
    }

    @Override
    public Map<String, StoredItem> lookUp(Collection<NewItem> items) {
        return items.isEmpty()
                ? Map.of()
                : org.ask(shape -> new ItemLookUp(queries, mappings.apply(shape, queries), shape).find(items));
    }

    @Override
    public List<Written> update(List<ItemUpdate> updates) {
        return updates.isEmpty() ? List.of() : org.ask(shape -> writing(shape).update(updates));
    }

    @Override
    public List<WriteOutcome> delete(List<ItemVersion> items) {
        return items.isEmpty() ? List.of() : org.ask(shape -> writing(shape).delete(items));
    }

    private ItemReading reading(OrgShape shape) {
        return new ItemReading(queries, mappings.apply(shape, queries), conversation.clock());
    }

    private ItemWriting writing(OrgShape shape) {
        ItemMapping mapping = mappings.apply(shape, queries);
        return new ItemWriting(
                conversation, org, shape, mapping, new ItemReading(queries, mapping, conversation.clock()));
    }
}
