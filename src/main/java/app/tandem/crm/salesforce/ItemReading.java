package app.tandem.crm.salesforce;

import app.tandem.crm.salesforce.ItemCursor.Extent;
import app.tandem.crm.salesforce.ItemCursor.Listing;
import app.tandem.crm.salesforce.ItemCursor.Place;
import app.tandem.crm.salesforce.Soql.Order;
import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.ItemChanges;
import app.tandem.item.ItemField;
import app.tandem.item.ReadOutcome;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads records as items. One call tells that nothing changed: how many records are in scope, and the latest change among them. Whatever
 * left the scope, and however, is what the scope does not name any more.
 *
 * @see "docs/decisions/034-changes-of-records.md"
 */
final class ItemReading {

    /** When Salesforce last touched a record, in whole seconds. */
    static final String STAMP = "SystemModstamp";

    private static final int PAGE = 500;
    private static final int IDS_PER_QUERY = 2_000;
    private static final int RECORDS_PER_QUERY = 500;

    private final Queries queries;
    private final ItemMapping mapping;
    private final InstantSource clock;

    ItemReading(Queries queries, ItemMapping mapping, InstantSource clock) {
        this.queries = queries;
        this.mapping = mapping;
        this.clock = clock;
    }

    ItemChanges changes(@Nullable String cursor, Set<String> known) {
        ItemCursor before = cursor == null ? null : ItemCursor.read(cursor);
        if (before != null && before.listing() != null) {
            return page(before, before.listing(), known);
        }
        Instant asked = clock.instant();
        Extent now = extent();
        if (before != null && before.isStill(now, known)) {
            return new ItemChanges(List.of(), Set.of(), before.text(), false, false);
        }
        Instant answered = clock.instant();
        ItemCursor next =
                before == null ? ItemCursor.beginning(now, known, answered) : before.since(now, known, asked, answered);
        return page(next, Objects.requireNonNull(next.listing()), known);
    }

    private Extent extent() {
        Rec row = queries.once(Soql.extent(mapping.object(), STAMP, inScope(List.of())))
                .rows()
                .getFirst();
        return new Extent(
                Integer.parseInt(row.required("amount")), row.moment("latest").orElse(null));
    }

    private ItemChanges page(ItemCursor cursor, Listing listing, Set<String> known) {
        List<Where> conditions = new ArrayList<>();
        Instant from = listing.from();
        Place after = listing.after();
        if (after != null) {
            conditions.add(Where.behind(STAMP, after.time(), after.id()));
        } else if (from != null) {
            conditions.add(Where.from(STAMP, from));
        }
        Queries.Answer answer = queries.once(Soql.select(
                mapping.fields(),
                mapping.object(),
                inScope(conditions),
                List.of(new Order(STAMP, false), new Order("Id", false)),
                PAGE));
        mapping.look(answer.rows());
        List<StoredItem> items = answer.rows().stream().map(mapping::item).toList();
        boolean more = !items.isEmpty() && (items.size() == PAGE || !answer.whole());
        Set<String> removed = more || !cursor.mayHaveLost() ? Set.of() : lost(known);
        ItemCursor next = more ? cursor.at(place(answer.rows().getLast())) : cursor.ended();
        return new ItemChanges(items, removed, next.text(), more, listing.whole());
    }

    private static Place place(Rec row) {
        return new Place(row.time(STAMP), row.id());
    }

    private Set<String> lost(Set<String> known) {
        Set<String> lost = new HashSet<>(known);
        lost.removeAll(scoped(known));
        return lost;
    }

    /** Those of the records that are in scope. */
    private Set<String> scoped(Collection<String> ids) {
        Set<String> scoped = new HashSet<>();
        queries.evenArchived(
                        ids(ids),
                        IDS_PER_QUERY,
                        List.of("Id"),
                        mapping.object(),
                        some -> Where.all(List.of(mapping.scope(), Where.in("Id", some))))
                .forEach(row -> scoped.add(row.id()));
        return scoped;
    }

    private Where inScope(List<Where> conditions) {
        List<Where> all = new ArrayList<>(List.of(mapping.scope(), Where.is("IsDeleted", false)));
        all.addAll(conditions);
        return Where.all(all);
    }

    Map<String, ReadOutcome<StoredItem>> locate(Collection<String> ids) {
        Map<String, StoredItem> found = items(ids);
        Set<String> scoped = found.isEmpty() ? Set.of() : scoped(found.keySet());
        Map<String, ReadOutcome<StoredItem>> outcomes = new HashMap<>();
        for (String id : ids) {
            StoredItem item = found.get(id);
            outcomes.put(
                    id,
                    item == null
                            ? new ReadOutcome.Gone<>()
                            : new ReadOutcome.Found<>(scoped.contains(id) ? item : outside(item)));
        }
        return outcomes;
    }

    private static StoredItem outside(StoredItem item) {
        Set<Trait> traits = new HashSet<>(item.traits());
        traits.add(Trait.OUTSIDE);
        return new StoredItem(item.id(), item.version(), item.modified(), item.fields(), traits, item.key());
    }

    /** Records as they are now, by id; those that are gone, or not to be seen, are absent. */
    Map<String, StoredItem> items(Collection<String> ids) {
        return byId(queries.evenArchived(
                ids(ids), RECORDS_PER_QUERY, mapping.fields(), mapping.object(), some -> Where.in("Id", some)));
    }

    private Map<String, StoredItem> byId(List<Rec> rows) {
        mapping.look(rows);
        Map<String, StoredItem> items = new HashMap<>();
        rows.forEach(row -> items.put(row.id(), mapping.item(row)));
        return items;
    }

    private static List<String> ids(Collection<String> ids) {
        return ids.stream()
                .filter(id -> RecordIds.full(id).isPresent())
                .distinct()
                .toList();
    }

    /** How a version begins that knows of the latest touch. */
    static String mark(Rec row) {
        return row.time(STAMP) + ".";
    }

    /**
     * The time of the last change is too coarse to tell two changes within a second apart; what the record holds tells, in so
     * few bits that nothing of it can be guessed.
     */
    static StoredItem item(Rec row, Map<ItemField, String> fields, Set<Trait> traits) {
        fields.values().removeIf(String::isBlank);
        String held = new TreeMap<>(fields).toString() + new java.util.TreeSet<>(traits);
        String version = mark(row) + "%04x".formatted(held.hashCode() & 0xffff);
        return new StoredItem(
                row.id(), version, row.time("LastModifiedDate"), fields, traits, row.text(OrgShape.MESSAGE_KEY));
    }
}
