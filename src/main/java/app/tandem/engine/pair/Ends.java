package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.AgreedItem;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;
import app.tandem.item.NewItem;
import app.tandem.item.StoredItem;
import app.tandem.journal.BrakeBook;
import app.tandem.journal.DeedBook;
import app.tandem.journal.Lease;
import app.tandem.journal.Pair;
import app.tandem.journal.PairBook;
import app.tandem.sync.PairPlanner;
import app.tandem.sync.Prints;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What one lane works with.
 *
 * @param kept where values go that lose a conflict
 * @param recordUrl where a record is to be looked at, by its id
 * @param keys new keys of pairs, 64 hex digits
 */
public record Ends(
        ItemKind kind,
        ItemStore mailbox,
        ItemStore crm,
        Book book,
        PairPlanner planner,
        Prints prints,
        LostValues kept,
        UnaryOperator<String> recordUrl,
        Supplier<String> keys) {

    /** The journal's pairs of this lane's user and their held deletions, written under the cycle's lease. */
    public record Book(PairBook pairs, BrakeBook brakes, Lease lease, ItemKind kind, InstantSource clock) {

        List<Pair> find(Side side, Collection<String> ids) {
            return pairs.find(tenant(), user(), kind, side, ids);
        }

        /** Whose these are, by their ids; what belongs to no pair is absent. */
        Map<String, Pair> owners(Side side, Collection<String> ids) {
            Map<String, Pair> owners = new HashMap<>();
            if (!ids.isEmpty()) {
                find(side, ids).forEach(pair -> {
                    AgreedItem agreed = side == Side.MAILBOX ? pair.mailbox() : pair.crm();
                    owners.put(agreed == null ? "" : agreed.id(), pair);
                });
            }
            return owners;
        }

        List<Pair> withKeys(Collection<String> keys) {
            return pairs.withKeys(tenant(), user(), kind, keys);
        }

        List<Pair> due(int limit) {
            return pairs.due(tenant(), user(), kind, now(), limit);
        }

        Set<String> ids(Side side) {
            return pairs.ids(tenant(), user(), kind, side);
        }

        void save(Collection<Pair> changed) {
            save(changed, List.of());
        }

        void save(Collection<Pair> changed, Collection<String> forgotten) {
            if (!changed.isEmpty() || !forgotten.isEmpty()) {
                pairs.save(lease, changed, forgotten);
            }
        }

        List<BrakeBook.Held> held() {
            return brakes.held(tenant(), user(), kind);
        }

        void hold(Side side, Collection<String> keys, int among) {
            brakes.hold(lease, kind, side, keys, among, now());
        }

        void settle(Collection<String> keys) {
            brakes.settle(lease, kind, keys);
        }

        int gone(Duration within) {
            return brakes.gone(tenant(), user(), kind, now().minus(within));
        }

        void going(int amount) {
            brakes.going(lease, kind, amount, now());
        }

        Instant now() {
            return clock.instant();
        }

        TenantId tenant() {
            return lease.tenant();
        }

        UserId user() {
            return lease.user();
        }
    }

    /**
     * The same, with whatever is written noted.
     *
     * @param keep keeps texts by keys in the mailbox, and answers where each lies
     */
    public Ends noted(DeedBook deeds, UnaryOperator<Map<String, String>> keep) {
        return new Ends(
                kind,
                new Noted(Side.MAILBOX, mailbox, book, deeds, prints, keep),
                new Noted(Side.CRM, crm, book, deeds, prints, keep),
                book,
                planner,
                prints,
                kept,
                recordUrl,
                keys);
    }

    /** The same between sides and over a journal of which nothing is written. */
    Ends rehearsed(ItemStore mailbox, ItemStore crm, PairBook pairs) {
        Book unsaved = new Book(pairs, new UnsavedBrakes(book.brakes()), book.lease(), kind, book.clock());
        return new Ends(kind, mailbox, crm, unsaved, planner, prints, losses -> {}, recordUrl, keys);
    }

    ItemStore store(Side side) {
        return side == Side.MAILBOX ? mailbox : crm;
    }

    /**
     * What these became on that side, by their keys. Where a side can only look by content, it may name what is another pair's:
     * that is not it.
     */
    Map<String, StoredItem> lookUp(Side side, List<NewItem> wanted) {
        Map<String, StoredItem> found = store(side).lookUp(wanted);
        Map<String, String> owners = new HashMap<>();
        book.owners(side, found.values().stream().map(StoredItem::id).toList())
                .forEach((id, pair) -> owners.put(id, pair.key()));
        Map<String, StoredItem> own = new LinkedHashMap<>();
        found.forEach((key, item) -> {
            if (owners.merge(item.id(), key, (first, second) -> first).equals(key)) {
                own.put(key, item);
            }
        });
        return own;
    }

    AgreedItem agreed(StoredItem item) {
        return prints.agreed(item);
    }
}
