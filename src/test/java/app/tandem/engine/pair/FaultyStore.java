package app.tandem.engine.pair;

import app.tandem.engine.pair.Fate.Fault;
import app.tandem.item.InMemoryItemStore;
import app.tandem.item.ItemChanges;
import app.tandem.item.ItemStore;
import app.tandem.item.ItemUpdate;
import app.tandem.item.ItemVersion;
import app.tandem.item.NewItem;
import app.tandem.item.ReadOutcome;
import app.tandem.item.StoredItem;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store between which and the lane everything may break that breaks between two services. */
final class FaultyStore implements ItemStore {

    private final InMemoryItemStore store;
    private final Fate fate;
    private final Runnable person;
    private final Planted bug;

    @Nullable
    String handedOut;

    int writes;

    /**
     * Over that store.
     *
     * @param person acts between a decision and its write
     * @param bug what the lane seems to do wrong
     */
    FaultyStore(InMemoryItemStore store, Fate fate, Runnable person, Planted bug) {
        this.store = store;
        this.fate = fate;
        this.person = person;
        this.bug = bug;
    }

    @Override
    public ItemChanges changes(@Nullable String cursor, Set<String> known) {
        if (fate.strikes(Fault.CURSOR_LOST, 25)) {
            store.forgetsCursors();
        }
        boolean replayed = cursor != null && cursor.startsWith("F") && fate.strikes(Fault.PAGE_REPLAYED, 8);
        int back = replayed ? Math.max(0, Integer.parseInt(cursor.substring(1)) - 3) : 0;
        ItemChanges page = call(() -> store.changes(replayed ? "F" + back : cursor, known));
        handedOut = page.cursor();
        return page;
    }

    @Override
    public Map<String, ReadOutcome<StoredItem>> locate(Collection<String> ids) {
        Map<String, ReadOutcome<StoredItem>> found = new HashMap<>(call(() -> store.locate(ids)));
        found.replaceAll(
                (id, outcome) -> fate.strikes(Fault.LOOK_LATER, 20) ? new ReadOutcome.Later<>("503", null) : outcome);
        return found;
    }

    @Override
    public Map<String, StoredItem> lookUp(Collection<NewItem> items) {
        return bug == Planted.REPEATS_WITHOUT_LOOKING ? Map.of() : call(() -> store.lookUp(items));
    }

    @Override
    public List<Written> create(List<NewItem> items) {
        return write(items, store::create, Written::not);
    }

    @Override
    public List<Written> update(List<ItemUpdate> updates) {
        return write(updates, store::update, Written::not);
    }

    @Override
    public List<WriteOutcome> delete(List<ItemVersion> items) {
        return write(items, store::delete, outcome -> outcome);
    }

    private <T, R> List<R> write(List<T> rows, Function<List<T>, List<R>> call, Function<WriteOutcome, R> not) {
        if (fate.strikes(Fault.PERSON_BETWEEN, 6)) {
            person.run();
        }
        fate.mayThrottle();
        fate.mayCrash(Fault.CRASH_BEFORE_CALL, 40);
        if (fate.strikes(Fault.REQUEST_LOST, 25)) {
            return rows.stream()
                    .map(row -> not.apply(new WriteOutcome.Unknown("CUT")))
                    .toList();
        }
        boolean lost = fate.strikes(Fault.ANSWER_LOST, 15);
        List<R> outcomes = new ArrayList<>();
        for (T row : rows) {
            writes++;
            if (fate.strikes(Fault.ROW_LATER, 20)) {
                outcomes.add(
                        bug == Planted.FORGETS_A_ROW && row instanceof ItemUpdate update
                                ? forgotten(update, not)
                                : not.apply(new WriteOutcome.Later("UNABLE_TO_LOCK_ROW", null)));
            } else if (fate.strikes(Fault.ROW_REFUSED, 40)) {
                outcomes.add(not.apply(new WriteOutcome.Refused("FIELD_CUSTOM_VALIDATION_EXCEPTION", List.of())));
            } else {
                outcomes.add(call.apply(List.of(row)).getFirst());
            }
        }
        fate.mayCrash(Fault.CRASH_AFTER_CALL, 30);
        return lost
                ? rows.stream()
                        .map(row -> not.apply(new WriteOutcome.Unknown("CUT")))
                        .toList()
                : outcomes;
    }

    /** The row was not written, and the lane takes it for done. */
    @SuppressWarnings("unchecked")
    private <R> R forgotten(ItemUpdate update, Function<WriteOutcome, R> not) {
        return store.has(update.id()) ? (R) Written.done(store.item(update.id())) : not.apply(new WriteOutcome.Gone());
    }

    private <R> R call(Supplier<R> call) {
        fate.mayThrottle();
        fate.mayCrash(Fault.CRASH_BEFORE_CALL, 60);
        R answer = call.get();
        fate.mayCrash(Fault.CRASH_AFTER_CALL, 60);
        return answer;
    }
}
