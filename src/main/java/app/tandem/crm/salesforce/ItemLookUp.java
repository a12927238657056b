package app.tandem.crm.salesforce;

import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.NewItem;
import app.tandem.item.StoredItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds what items became whose creation got no answer (reliability 2.4): by their keys, or, where the org has no place for a key, by
 * what they hold, who created it and when. There a record stands for one item only, the oldest first.
 */
final class ItemLookUp {

    private static final int KEYS_PER_QUERY = 300;
    private static final int ITEMS_PER_QUERY = 100;

    private final Queries queries;
    private final ItemMapping mapping;
    private final OrgShape shape;
    private final Map<String, StoredItem> found = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    ItemLookUp(Queries queries, ItemMapping mapping, OrgShape shape) {
        this.queries = queries;
        this.mapping = mapping;
        this.shape = shape;
    }

    /** By the keys of their stamps. */
    Map<String, StoredItem> find(Collection<NewItem> items) {
        if (shape.hasMessageKey(mapping.object())) {
            byKey(items);
        } else {
            List<NewItem> all = List.copyOf(items);
            Slices.of(all, ITEMS_PER_QUERY, Long.MAX_VALUE, item -> 1).forEach(this::byContent);
        }
        return found;
    }

    private void byKey(Collection<NewItem> items) {
        Map<String, String> keys = new LinkedHashMap<>();
        items.forEach(item -> keys.put(
                item.stamp().key().toLowerCase(Locale.ROOT), item.stamp().key()));
        List<Rec> rows = queries.evenArchived(
                keys.keySet(),
                KEYS_PER_QUERY,
                mapping.fields(),
                mapping.object(),
                some -> Where.in(OrgShape.MESSAGE_KEY, some));
        for (Rec row : rows) {
            String key = keys.get(row.required(OrgShape.MESSAGE_KEY).toLowerCase(Locale.ROOT));
            if (key != null) {
                found.put(key, mapping.item(row));
            }
        }
    }

    private void byContent(List<NewItem> items) {
        List<String> fields = new ArrayList<>(mapping.fields());
        fields.add("CreatedDate");
        List<Rec> rows = new ArrayList<>(queries.allLive(fields, mapping.object(), mapping.likely(items)));
        rows.sort(Comparator.comparing((Rec row) -> row.time("CreatedDate")).thenComparing(Rec::id));
        for (NewItem item : items) {
            rows.stream()
                    .filter(row -> !taken.contains(row.id()))
                    .map(mapping::item)
                    .filter(record -> mapping.isLike(record, item))
                    .findFirst()
                    .ifPresent(record -> {
                        taken.add(record.id());
                        found.put(item.stamp().key(), record);
                    });
        }
    }
}
