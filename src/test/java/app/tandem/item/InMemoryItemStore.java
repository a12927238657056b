package app.tandem.item;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One side of a two-way lane in memory, with what people do there. It may cut a field as Salesforce does, and give a moved item a
 * new id as To Do does.
 */
public class InMemoryItemStore implements ItemStore {

    private static final class Held {
        private Map<ItemField, String> fields;
        private Set<Trait> traits;
        private Instant modified;
        private int version;

        private Held(Map<ItemField, String> fields, Set<Trait> traits, Instant modified) {
            this.fields = fields;
            this.traits = traits;
            this.modified = modified;
        }
    }

    private final String prefix;
    private final InstantSource clock;
    private final boolean marks;
    private final Map<String, Held> items = new LinkedHashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private final List<Written> answers = new ArrayList<>();
    private int made;
    private int pageSize = 100;
    private int longest = Integer.MAX_VALUE;
    private int lostBefore;

    /**
     * An empty side.
     *
     * @param prefix of its ids
     * @param marks whether its items wear categories and stamps: a mailbox
     */
    public InMemoryItemStore(String prefix, InstantSource clock, boolean marks) {
        this.prefix = prefix;
        this.clock = clock;
        this.marks = marks;
    }

    /** Items on a page of the feed. */
    public InMemoryItemStore pages(int size) {
        pageSize = size;
        return this;
    }

    /** Values longer than that are cut. */
    public InMemoryItemStore cuts(int length) {
        longest = length;
        return this;
    }

    /** A person puts an item where this side keeps what is in step. */
    public String personCreates(Map<ItemField, String> fields) {
        return add(fields, marks ? EnumSet.of(Trait.UNMARKED) : EnumSet.noneOf(Trait.class), null);
    }

    /** A person changes fields; a blank value clears. */
    public void personChanges(String id, Map<ItemField, String> fields) {
        change(id, fields);
    }

    /** A person deletes an item. */
    public void personDeletes(String id) {
        remove(id);
    }

    /** A person moves an item away; as in To Do it is another one there. Answers its id there. */
    public String personMovesOut(String id) {
        return move(id, true);
    }

    /** A person moves an item back. Answers its id then. */
    public String personMovesIn(String id) {
        return move(id, false);
    }

    /** A person takes the category off. */
    public void personUnmarks(String id) {
        items.get(id).traits.add(Trait.UNMARKED);
        touched(id);
    }

    /** A person makes a copy, with the stamp or without. */
    public String personCopies(String id, boolean stamped) {
        Held held = items.get(id);
        return add(held.fields, held.traits, stamped ? keys.get(id) : null);
    }

    /** The version moves although nothing changed. */
    public void stirs(String id) {
        touched(id);
    }

    /** Every cursor is forgotten: feeds begin anew. */
    public void forgetsCursors() {
        lostBefore = told.size();
    }

    /** What is there, in the order it came. */
    public List<StoredItem> all() {
        return items.keySet().stream().map(this::stored).toList();
    }

    /** Whether an item with that id is there. */
    public boolean has(String id) {
        return items.containsKey(id);
    }

    /** The item as it is. */
    public StoredItem item(String id) {
        return stored(id);
    }

    @Override
    public ItemChanges changes(@Nullable String cursor, Set<String> known) {
        if (cursor == null) {
            return listing("", told.size());
        }
        String[] at = cursor.split("/", 2);
        int since = Integer.parseInt(at[0].substring(1));
        if (since < lostBefore) {
            return listing("", told.size());
        }
        return cursor.startsWith("L") ? listing(at[1], since) : feed(since);
    }

    private ItemChanges feed(int since) {
        LinkedHashSet<String> ids = new LinkedHashSet<>();
        int at = since;
        while (at < told.size() && ids.size() < pageSize) {
            ids.add(told.get(at++));
        }
        return page(ids, "F" + at, at < told.size(), false);
    }

    /** In the order of ids; then the feed goes on from where it stood when the listing began. */
    private ItemChanges listing(String after, int begun) {
        List<String> left = items.keySet().stream()
                .filter(id -> id.compareTo(after) > 0)
                .sorted()
                .toList();
        List<String> ids = left.subList(0, Math.min(left.size(), pageSize));
        boolean more = ids.size() < left.size();
        return page(new LinkedHashSet<>(ids), more ? "L" + begun + "/" + ids.getLast() : "F" + begun, more, true);
    }

    private ItemChanges page(Set<String> ids, String cursor, boolean more, boolean resync) {
        List<StoredItem> changed = new ArrayList<>();
        Set<String> removed = new HashSet<>();
        for (String id : ids) {
            if (items.containsKey(id) && !items.get(id).traits.contains(Trait.OUTSIDE)) {
                changed.add(stored(id));
            } else {
                removed.add(id);
            }
        }
        return new ItemChanges(changed, resync ? Set.of() : removed, cursor, more, resync);
    }

    @Override
    public Map<String, ReadOutcome<StoredItem>> locate(Collection<String> ids) {
        Map<String, ReadOutcome<StoredItem>> found = new HashMap<>();
        for (String id : ids) {
            found.put(id, items.containsKey(id) ? new ReadOutcome.Found<>(stored(id)) : new ReadOutcome.Gone<>());
        }
        return found;
    }

    @Override
    public List<Written> create(List<NewItem> wanted) {
        return wanted.stream().map(this::create).toList();
    }

    /** The next creation gets that answer and has no effect. */
    public void answersNext(Written answer) {
        answers.add(answer);
    }

    /** Creates one. */
    protected Written create(NewItem wanted) {
        if (!answers.isEmpty()) {
            return answers.removeFirst();
        }
        String id =
                add(wanted.fields(), EnumSet.noneOf(Trait.class), wanted.stamp().key());
        return Written.done(stored(id));
    }

    @Override
    public Map<String, StoredItem> lookUp(Collection<NewItem> wanted) {
        Map<String, StoredItem> found = new HashMap<>();
        for (NewItem item : wanted) {
            items.keySet().stream()
                    .filter(id -> item.stamp().key().equals(keys.get(id)))
                    .findFirst()
                    .ifPresent(id -> found.put(item.stamp().key(), stored(id)));
        }
        return found;
    }

    @Override
    public List<Written> update(List<ItemUpdate> updates) {
        return updates.stream().map(this::update).toList();
    }

    /** Changes one. */
    protected Written update(ItemUpdate update) {
        if (!items.containsKey(update.id())) {
            return Written.not(new WriteOutcome.Gone());
        }
        if (!stored(update.id()).version().equals(update.version())) {
            return Written.not(new WriteOutcome.Changed());
        }
        if (update.marked() != null && marks) {
            Set<Trait> traits = items.get(update.id()).traits;
            if (update.marked()) {
                traits.remove(Trait.UNMARKED);
            } else {
                traits.add(Trait.UNMARKED);
            }
        }
        if (update.stamp() != null && marks) {
            keys.put(update.id(), update.stamp().key());
        }
        change(update.id(), update.fields());
        return Written.done(stored(update.id()));
    }

    @Override
    public List<WriteOutcome> delete(List<ItemVersion> doomed) {
        return doomed.stream().map(this::delete).toList();
    }

    /** Deletes one. */
    protected WriteOutcome delete(ItemVersion doomed) {
        if (!items.containsKey(doomed.id())) {
            return new WriteOutcome.Gone();
        }
        if (!stored(doomed.id()).version().equals(doomed.version())) {
            return new WriteOutcome.Changed();
        }
        remove(doomed.id());
        return new WriteOutcome.Done(doomed.id(), null);
    }

    private String add(Map<ItemField, String> fields, Set<Trait> traits, @Nullable String key) {
        String id = prefix + ++made;
        items.put(id, new Held(cut(fields), new HashSet<>(traits), clock.instant()));
        if (key != null) {
            keys.put(id, key);
        }
        told.add(id);
        return id;
    }

    private void change(String id, Map<ItemField, String> fields) {
        Map<ItemField, String> all = new HashMap<>(items.get(id).fields);
        cut(fields).forEach((field, value) -> {
            if (value.isBlank()) {
                all.remove(field);
            } else {
                all.put(field, value);
            }
        });
        items.get(id).fields = all;
        items.get(id).modified = clock.instant();
        touched(id);
    }

    private Map<ItemField, String> cut(Map<ItemField, String> fields) {
        Map<ItemField, String> cut = new HashMap<>();
        fields.forEach((field, value) -> cut.put(field, value.substring(0, Math.min(longest, value.length()))));
        return cut;
    }

    private void touched(String id) {
        items.get(id).version++;
        told.add(id);
    }

    private void remove(String id) {
        items.remove(id);
        told.add(id);
    }

    private String move(String id, boolean out) {
        Held held = items.get(id);
        String key = keys.get(id);
        remove(id);
        Set<Trait> traits = new HashSet<>(held.traits);
        if (out) {
            traits.add(Trait.OUTSIDE);
        } else {
            traits.remove(Trait.OUTSIDE);
        }
        return add(held.fields, traits, key);
    }

    private StoredItem stored(String id) {
        Held held = items.get(id);
        return new StoredItem(
                id, "v" + held.version, held.modified, held.fields, held.traits, marks ? keys.get(id) : null);
    }
}
