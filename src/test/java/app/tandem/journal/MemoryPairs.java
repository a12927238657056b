package app.tandem.journal;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.AgreedItem;
import app.tandem.item.ItemKind;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pairs of one user in memory, for schedules by the thousand. */
public class MemoryPairs implements PairBook {

    private final Map<String, Pair> pairs = new TreeMap<>();
    private final Map<String, String> cursors = new HashMap<>();

    @Override
    public List<Pair> find(TenantId tenant, UserId user, ItemKind kind, Side side, Collection<String> ids) {
        Set<String> wanted = Set.copyOf(ids);
        return of(kind).filter(pair -> id(side, pair).filter(wanted::contains).isPresent())
                .toList();
    }

    @Override
    public List<Pair> withKeys(TenantId tenant, UserId user, ItemKind kind, Collection<String> keys) {
        Set<String> wanted = Set.copyOf(keys);
        return of(kind).filter(pair -> wanted.contains(pair.key())).toList();
    }

    @Override
    public List<Pair> due(TenantId tenant, UserId user, ItemKind kind, Instant now, int limit) {
        return of(kind).filter(pair -> pair.retryAt() != null)
                .filter(pair -> !Objects.requireNonNull(pair.retryAt()).isAfter(now)
                        || pair.stage() == Pair.Stage.CREATING_ITEM
                        || pair.stage() == Pair.Stage.CREATING_RECORD)
                .sorted(Comparator.comparing(Pair::retryAt).thenComparing(Pair::key))
                .limit(limit)
                .toList();
    }

    @Override
    public Set<String> ids(TenantId tenant, UserId user, ItemKind kind, Side side) {
        return of(kind).filter(pair -> pair.stage() != Pair.Stage.DROPPED)
                .flatMap(pair -> id(side, pair).stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Override
    public List<Holder> holders(TenantId tenant, ItemKind kind, Collection<String> records) {
        throw new UnsupportedOperationException("the pairs of one user only");
    }

    @Override
    public void save(Lease lease, Collection<Pair> changed, Collection<String> forgotten) {
        forgotten.forEach(pairs::remove);
        changed.forEach(pair -> pairs.put(pair.key(), pair));
    }

    @Override
    public Optional<String> cursor(TenantId tenant, UserId user, ItemKind kind, Side side) {
        return Optional.ofNullable(cursors.get(kind + " " + side));
    }

    @Override
    public void acknowledge(Lease lease, ItemKind kind, Side side, String cursor) {
        cursors.put(kind + " " + side, cursor);
    }

    /** All there are, by key. */
    public List<Pair> all() {
        return List.copyOf(pairs.values());
    }

    private Stream<Pair> of(ItemKind kind) {
        return pairs.values().stream().filter(pair -> pair.kind() == kind);
    }

    private static Optional<String> id(Side side, Pair pair) {
        @Nullable AgreedItem agreed = side == Side.MAILBOX ? pair.mailbox() : pair.crm();
        return Optional.ofNullable(agreed).map(AgreedItem::id);
    }
}
