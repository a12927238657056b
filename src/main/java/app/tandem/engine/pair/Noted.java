package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.item.AgreedItem;
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
import app.tandem.journal.DeedBook;
import app.tandem.journal.Pair;
import app.tandem.sync.Prints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A side whose writes are noted, so that a person can see what a session did and take it back (decision 038). Before a value is
 * overwritten it is kept in the mailbox; what this page has shown already is not read again for it.
 */
public final class Noted implements ItemStore {

    private final Side side;
    private final ItemStore store;
    private final Ends.Book book;
    private final DeedBook deeds;
    private final Prints prints;
    private final UnaryOperator<Map<String, String>> keep;
    private final Map<String, StoredItem> seen = new HashMap<>();

    /**
     * Over that store.
     *
     * @param keep keeps texts by keys in the mailbox, and answers where each lies
     */
    public Noted(
            Side side,
            ItemStore store,
            Ends.Book book,
            DeedBook deeds,
            Prints prints,
            UnaryOperator<Map<String, String>> keep) {
        this.side = side;
        this.store = store;
        this.book = book;
        this.deeds = deeds;
        this.prints = prints;
        this.keep = keep;
    }

    @Override
    public ItemChanges changes(@Nullable String cursor, Set<String> known) {
        ItemChanges page = store.changes(cursor, known);
        seen.clear();
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
    public List<Written> create(List<NewItem> items) {
        List<Written> written = store.create(items);
        Set<String> taken = taken(written);
        note(written.stream()
                .flatMap(one -> one
                        .item()
                        .filter(item -> !taken.contains(item.id()))
                        .map(item -> deed(
                                one.outcome() instanceof WriteOutcome.Exists ? Deed.What.LINKED : Deed.What.CREATED,
                                prints.agreed(item),
                                Set.of(),
                                null))
                        .stream())
                .toList());
        return written;
    }

    /** What exists and is in step with something else: nothing is done with it. */
    private Set<String> taken(List<Written> written) {
        List<String> there = written.stream()
                .filter(one -> one.outcome() instanceof WriteOutcome.Exists)
                .flatMap(one -> one.item().map(StoredItem::id).stream())
                .toList();
        Map<String, Pair> owners = new HashMap<>(book.owners(side, there));
        owners.values().removeIf(pair -> !PairLane.isInStep(pair));
        return owners.keySet();
    }

    @Override
    public Map<String, StoredItem> lookUp(Collection<NewItem> items) {
        return store.lookUp(items);
    }

    @Override
    public List<Written> update(List<ItemUpdate> updates) {
        Map<String, String> notes = kept(updates);
        List<Written> written = store.update(updates);
        List<Deed> done = new ArrayList<>();
        for (int i = 0; i < updates.size(); i++) {
            ItemUpdate update = updates.get(i);
            Optional<StoredItem> item = written.get(i).item();
            if (item.isPresent() && isChange(update)) {
                done.add(deed(
                        Deed.What.CHANGED,
                        prints.agreed(item.get()),
                        update.fields().keySet(),
                        notes.get(key(update.id()))));
            }
        }
        note(done);
        return written;
    }

    @Override
    public List<WriteOutcome> delete(List<ItemVersion> items) {
        List<WriteOutcome> outcomes = store.delete(items);
        List<Deed> done = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (outcomes.get(i) instanceof WriteOutcome.Done) {
                AgreedItem gone = new AgreedItem(items.get(i).id(), items.get(i).version(), Map.of());
                done.add(deed(Deed.What.DELETED, gone, Set.of(), null));
            }
        }
        note(done);
        return outcomes;
    }

    /** Category and stamp are ours: only fields are a change to a person. */
    private static boolean isChange(ItemUpdate update) {
        return !update.fields().isEmpty();
    }

    /** Where the values before each change lie, by the keys of the notes. */
    private Map<String, String> kept(List<ItemUpdate> updates) {
        List<ItemUpdate> changes = updates.stream().filter(Noted::isChange).toList();
        List<String> unseen = changes.stream()
                .filter(change -> before(change).isEmpty())
                .map(ItemUpdate::id)
                .toList();
        if (!unseen.isEmpty()) {
            locate(unseen);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        changes.forEach(change -> before(change)
                .ifPresent(item -> texts.put(
                        key(change.id()), Values.text(item, change.fields().keySet()))));
        return texts.isEmpty() ? Map.of() : keep.apply(texts);
    }

    private Optional<StoredItem> before(ItemUpdate update) {
        return Optional.ofNullable(seen.get(update.id()))
                .filter(item -> item.version().equals(update.version()));
    }

    private String key(String id) {
        return side + " " + id;
    }

    private Deed deed(Deed.What what, AgreedItem after, Set<ItemField> fields, @Nullable String note) {
        return Deed.done(book.lease(), book.now(), book.kind(), side, what, after, fields, note);
    }

    private void note(List<Deed> done) {
        if (!done.isEmpty()) {
            deeds.add(book.lease(), done);
        }
    }
}
