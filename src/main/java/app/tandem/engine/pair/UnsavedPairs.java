package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.AgreedItem;
import app.tandem.item.ItemKind;
import app.tandem.item.Reason;
import app.tandem.journal.Lease;
import app.tandem.journal.Pair;
import app.tandem.journal.PairBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The journal as a rehearsal finds it, and over it what the rehearsal has noted, which is gone with it. */
final class UnsavedPairs implements PairBook {

    private final PairBook book;
    private final Map<String, Pair> noted = new TreeMap<>();
    private final Set<String> forgotten = new HashSet<>();

    UnsavedPairs(PairBook book) {
        this.book = book;
    }

    /** How many pairs it left for that reason. */
    int waiting(Reason reason) {
        return (int) noted.values().stream()
                .filter(pair -> pair.reason().equals(reason))
                .count();
    }

    @Override
    public List<Pair> find(TenantId tenant, UserId user, ItemKind kind, Side side, Collection<String> ids) {
        return over(book.find(tenant, user, kind, side, ids), pair -> {
            @Nullable AgreedItem agreed = side == Side.MAILBOX ? pair.mailbox() : pair.crm();
            return agreed != null && ids.contains(agreed.id());
        });
    }

    @Override
    public List<Pair> withKeys(TenantId tenant, UserId user, ItemKind kind, Collection<String> keys) {
        return over(book.withKeys(tenant, user, kind, keys), pair -> keys.contains(pair.key()));
    }

    @Override
    public List<Pair> due(TenantId tenant, UserId user, ItemKind kind, Instant now, int limit) {
        return over(
                        book.due(tenant, user, kind, now, limit),
                        pair -> pair.retryAt() != null && !pair.retryAt().isAfter(now))
                .stream()
                .sorted(Comparator.comparing(Pair::key))
                .limit(limit)
                .toList();
    }

    private List<Pair> over(List<Pair> stored, Predicate<Pair> wanted) {
        List<Pair> all = new ArrayList<>(stored);
        all.removeIf(pair -> noted.containsKey(pair.key()) || forgotten.contains(pair.key()));
        noted.values().stream().filter(wanted).forEach(all::add);
        return all;
    }

    @Override
    public void save(Lease lease, Collection<Pair> pairs, Collection<String> taken) {
        taken.forEach(noted::remove);
        forgotten.addAll(taken);
        pairs.forEach(pair -> {
            forgotten.remove(pair.key());
            noted.put(pair.key(), pair);
        });
    }

    @Override
    public void acknowledge(Lease lease, ItemKind kind, Side side, String cursor) {
        // The next cycle reads from where the last one ended.
    }

    @Override
    public Set<String> ids(TenantId tenant, UserId user, ItemKind kind, Side side) {
        return book.ids(tenant, user, kind, side);
    }

    @Override
    public List<Holder> holders(TenantId tenant, ItemKind kind, Collection<String> records) {
        return book.holders(tenant, kind, records);
    }

    @Override
    public Optional<String> cursor(TenantId tenant, UserId user, ItemKind kind, Side side) {
        return book.cursor(tenant, user, kind, side);
    }
}
