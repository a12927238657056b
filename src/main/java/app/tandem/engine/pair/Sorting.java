package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.item.AgreedItem;
import app.tandem.item.NewItem;
import app.tandem.item.ReadOutcome;
import app.tandem.item.Reason;
import app.tandem.item.Stamp;
import app.tandem.item.StoredItem;
import app.tandem.journal.Pair;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sync.Sight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes matters of what was seen: finds the pair of every item, follows what was moved, and looks for what has vanished. */
final class Sorting {

    private static final Reason NEW = Reason.of(Reason.State.WAITS, "sync E-42");

    private final Ends ends;

    Sorting(Ends ends) {
        this.ends = ends;
    }

    /**
     * From a page of each side. Items that nobody knew begin a pair. Of a pair that waits, both sides are looked at: what one
     * side tells does not settle what the other one is owed.
     */
    List<Matter> sort(Feed.Page items, Feed.Page records) {
        Map<String, Matter> matters = new LinkedHashMap<>();
        add(Side.MAILBOX, items, matters);
        add(Side.CRM, records, matters);
        matters.values().removeIf(matter -> PairLane.isUnderWay(matter.pair()));
        List<Matter> sorted = new ArrayList<>();
        List<Matter> waiting = new ArrayList<>();
        matters.values().forEach(matter -> (matter.pair().retryAt() == null ? sorted : waiting).add(matter));
        sorted.addAll(lookAt(waiting));
        return sorted;
    }

    /** From pairs alone: both sides are looked at. */
    List<Matter> look(Collection<Pair> pairs) {
        return lookAt(pairs.stream().map(Sorting::matter).toList());
    }

    /** The same matters with both sides as they are now; those of which a side cannot be read now wait in their pair. */
    List<Matter> lookAt(Collection<Matter> matters) {
        return located(Side.CRM, located(Side.MAILBOX, matters));
    }

    private void add(Side side, Feed.Page page, Map<String, Matter> matters) {
        Map<String, StoredItem> strangers = new LinkedHashMap<>();
        Map<String, Pair> pairs = pairs(side, page, strangers);
        for (StoredItem item : page.changed()) {
            Pair pair = pairs.get(item.id());
            if (pair == null) {
                put(side, begun(key(item, strangers), side), item, matters);
            } else {
                put(side, matters.getOrDefault(pair.key(), matter(pair)), item, matters);
            }
        }
        List<Matter> vanished = page.removed().stream()
                .map(pairs::get)
                .filter(Objects::nonNull)
                .map(pair -> matters.getOrDefault(pair.key(), matter(pair)))
                .filter(matter -> sight(side, matter) instanceof Sight.Unchanged)
                .toList();
        located(side, vanished).forEach(matter -> matters.put(matter.pair().key(), matter));
    }

    private String key(StoredItem item, Map<String, StoredItem> strangers) {
        String stamp = item.key();
        return stamp != null && item.equals(strangers.get(stamp))
                ? stamp
                : ends.keys().get();
    }

    private Matter begun(String key, Side side) {
        Pair pair =
                Pair.begun(key, ends.kind(), side == Side.CRM, NEW, ends.book().now());
        return new Matter(pair, false, new Sight.Gone(), new Sight.Gone());
    }

    private static void put(Side side, Matter matter, StoredItem item, Map<String, Matter> matters) {
        matters.put(matter.pair().key(), with(side, matter, new Sight.There(item)));
    }

    /**
     * By the ids of this page; an item that carries the stamp of a pair whose own item is elsewhere is that item (sync T-8).
     *
     * @param strangers gets the items whose stamp belongs to no pair that is known: their pair begins with it
     */
    private Map<String, Pair> pairs(Side side, Feed.Page page, Map<String, StoredItem> strangers) {
        Set<String> ids = new HashSet<>(page.removed());
        page.changed().forEach(item -> ids.add(item.id()));
        Map<String, Pair> pairs = new HashMap<>();
        ends.book().find(side, ids).forEach(pair -> pairs.put(id(side, pair), pair));
        page.changed().stream()
                .filter(item -> !pairs.containsKey(item.id()) && item.key() != null)
                .forEach(item -> strangers.putIfAbsent(item.key(), item));
        if (!strangers.isEmpty()) {
            List<Pair> stamped = ends.book().withKeys(strangers.keySet());
            left(side, stamped)
                    .forEach(pair -> pairs.put(
                            Objects.requireNonNull(strangers.get(pair.key())).id(), pair));
            stamped.forEach(pair -> strangers.remove(pair.key()));
        }
        return pairs;
    }

    /** Those whose item is not where it was; a copy of an item that is still there is another item. */
    private List<Pair> left(Side side, List<Pair> stamped) {
        List<String> ids = stamped.stream()
                .map(pair -> agreed(side, pair))
                .filter(Objects::nonNull)
                .map(AgreedItem::id)
                .toList();
        Map<String, ReadOutcome<StoredItem>> found =
                ids.isEmpty() ? Map.of() : ends.store(side).locate(ids);
        return stamped.stream()
                .filter(pair -> hasLeft(agreed(side, pair), found))
                .toList();
    }

    private static boolean hasLeft(@Nullable AgreedItem agreed, Map<String, ReadOutcome<StoredItem>> found) {
        return agreed == null
                || switch (Objects.requireNonNull(found.get(agreed.id()))) {
                    case ReadOutcome.Found<StoredItem>(StoredItem item) ->
                        !item.id().equals(agreed.id());
                    case ReadOutcome.Gone<StoredItem> gone -> true;
                    case ReadOutcome.Refused<StoredItem> refused -> false;
                    case ReadOutcome.Later<StoredItem> later ->
                        throw new RemoteFailureException(new RemoteFailure.Unreachable("LOCATE_LATER"));
                };
    }

    private List<Matter> located(Side side, Collection<Matter> matters) {
        Set<String> ids = matters.stream()
                .filter(matter -> sight(side, matter) instanceof Sight.Unchanged)
                .map(matter -> id(side, matter.pair()))
                .collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return List.copyOf(matters);
        }
        Map<String, ReadOutcome<StoredItem>> found = ends.store(side).locate(ids);
        Map<String, StoredItem> moved = side == Side.MAILBOX ? moved(matters, found) : Map.of();
        List<Matter> located = new ArrayList<>();
        List<Pair> waiting = new ArrayList<>();
        for (Matter matter : matters) {
            if (!(sight(side, matter) instanceof Sight.Unchanged)) {
                located.add(matter);
                continue;
            }
            switch (found.get(id(side, matter.pair()))) {
                case ReadOutcome.Found<StoredItem>(StoredItem item) ->
                    located.add(with(side, matter, new Sight.There(item)));
                case ReadOutcome.Gone<StoredItem> gone -> {
                    StoredItem elsewhere = moved.get(matter.pair().key());
                    located.add(with(side, matter, elsewhere == null ? new Sight.Gone() : new Sight.There(elsewhere)));
                }
                case ReadOutcome.Later<StoredItem> later ->
                    waiting.add(Trouble.later(
                            matter.pair(),
                            later.code(),
                            later.until(),
                            ends.book().now()));
                case ReadOutcome.Refused<StoredItem> refused ->
                    waiting.add(Trouble.refused(
                            matter.pair(),
                            refused.code(),
                            List.of(),
                            ends.book().now()));
                case null -> throw new IllegalStateException("no outcome for an item that was asked for");
            }
        }
        ends.book().save(waiting);
        return located;
    }

    /** By their stamps, what is gone under its id: a task that is moved gets a new one. */
    private Map<String, StoredItem> moved(Collection<Matter> matters, Map<String, ReadOutcome<StoredItem>> found) {
        List<NewItem> stamped = matters.stream()
                .filter(matter -> matter.mailbox() instanceof Sight.Unchanged
                        && found.get(id(Side.MAILBOX, matter.pair())) instanceof ReadOutcome.Gone<StoredItem>)
                .map(matter -> new NewItem(Map.of(), new Stamp(matter.pair().key(), null)))
                .toList();
        return stamped.isEmpty() ? Map.of() : ends.mailbox().lookUp(stamped);
    }

    private static Matter matter(Pair pair) {
        return new Matter(pair, true, sight(pair.mailbox()), sight(pair.crm()));
    }

    private static Sight sight(@Nullable AgreedItem agreed) {
        return agreed == null ? new Sight.Gone() : new Sight.Unchanged();
    }

    private static Sight sight(Side side, Matter matter) {
        return side == Side.MAILBOX ? matter.mailbox() : matter.crm();
    }

    private static Matter with(Side side, Matter matter, Sight sight) {
        return side == Side.MAILBOX ? matter.withMailbox(sight) : matter.withCrm(sight);
    }

    private static @Nullable AgreedItem agreed(Side side, Pair pair) {
        return side == Side.MAILBOX ? pair.mailbox() : pair.crm();
    }

    private static String id(Side side, Pair pair) {
        return Objects.requireNonNull(agreed(side, pair)).id();
    }
}
