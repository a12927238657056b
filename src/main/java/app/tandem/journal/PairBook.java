package app.tandem.journal;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemKind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The pairs of every user: what is kept in step both ways, what is under way, and the reasons. Every write carries the
 * {@link Lease} and is refused with {@link StaleLeaseException} when it was taken over. No content.
 */
public interface PairBook {

    /** The pairs that have one of these ids on that side. */
    List<Pair> find(TenantId tenant, UserId user, ItemKind kind, Side side, Collection<String> ids);

    /** The pairs with these keys. */
    List<Pair> withKeys(TenantId tenant, UserId user, ItemKind kind, Collection<String> keys);

    /** Pairs of which something may have been created, and those whose time to be looked at again has come, in the order of their times. */
    List<Pair> due(TenantId tenant, UserId user, ItemKind kind, Instant now, int limit);

    /** The ids of all that is in step on that side, what is dropped left out. */
    Set<String> ids(TenantId tenant, UserId user, ItemKind kind, Side side);

    /**
     * Who has a record in step, and which version of it is known.
     *
     * @param version as both sides last agreed on it
     */
    record Holder(UserId user, String record, String version) {}

    /** The users of a tenant who have these records in step, what is dropped left out. */
    List<Holder> holders(TenantId tenant, ItemKind kind, Collection<String> records);

    /** Writes pairs whole, and takes back those with the other keys. */
    void save(Lease lease, Collection<Pair> pairs, Collection<String> forgotten);

    /** How far that side's feed is settled; empty before the first page. */
    Optional<String> cursor(TenantId tenant, UserId user, ItemKind kind, Side side);

    /** Moves the cursor: what lies behind it is settled, or waits in its pair. */
    void acknowledge(Lease lease, ItemKind kind, Side side, String cursor);
}
