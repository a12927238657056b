package app.tandem.journal;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemKind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What every cycle did to items that are kept in step, and what is taken back of it (decision 038). Writes of a cycle carry its
 * {@link Lease} and are refused with {@link StaleLeaseException} when it was taken over. No content.
 */
public interface DeedBook {

    /**
     * A cycle that did something.
     *
     * @param counts how often it did what
     * @param undo how its deeds stand that can be taken back
     */
    record Session(long number, Instant began, Map<Deed.What, Integer> counts, Map<Deed.Undo, Integer> undo) {

        public Session {
            counts = Map.copyOf(counts);
            undo = Map.copyOf(undo);
        }
    }

    /** Notes what was done. */
    void add(Lease lease, Collection<Deed> deeds);

    /** The newest sessions, newest first. */
    List<Session> sessions(TenantId tenant, UserId user, int most);

    /** What a session did, in order. */
    List<Deed> of(TenantId tenant, UserId user, long session, int most);

    /**
     * A person wants a session taken back; answers how many of its deeds can be tried.
     *
     * @param since older ones stay
     */
    int ask(TenantId tenant, UserId user, long session, Instant since);

    /** What is to be taken back, the newest first. */
    List<Deed> asked(TenantId tenant, UserId user, ItemKind kind);

    /** Notes what became of deeds that were asked for. */
    void answer(Lease lease, Collection<Deed> answered);

    /** Whether anything is noted that happened before. */
    boolean reaches(TenantId tenant, UserId user, Instant before);

    /** Forgets what happened before. */
    void forget(Lease lease, Instant before);
}
