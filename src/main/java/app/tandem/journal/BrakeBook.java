package app.tandem.journal;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemKind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The deletions that wait for a person's word, and how many went without one (sync X-23). What a cycle writes carries its
 * {@link Lease} and is refused with {@link StaleLeaseException} when it was taken over. No content.
 */
public interface BrakeBook {

    /** What a person says. */
    enum Answer {
        REMOVE,
        KEEP
    }

    /**
     * A question that nobody has answered yet.
     *
     * @param side where the items would be deleted
     * @param amount how many would be
     * @param among of how many in step
     * @param since when the first of them was held
     * @param asOf when the last of them was; an answer is about those up to then
     */
    record Question(ItemKind kind, Side side, int amount, int among, Instant since, Instant asOf) {}

    /**
     * A deletion that was held.
     *
     * @param key of its pair
     * @param answer empty until somebody answers
     */
    record Held(String key, Optional<Answer> answer) {}

    /** The open questions, mailbox first. */
    List<Question> open(TenantId tenant, UserId user);

    /** Notes the answer for exactly what was asked about; false when nothing of it is open any more. */
    boolean answer(TenantId tenant, UserId user, Question question, Answer answer);

    /** All that is held, answered or not. */
    List<Held> held(TenantId tenant, UserId user, ItemKind kind);

    /**
     * Holds deletions on that side; those held already stay as they are.
     *
     * @param among how many are in step
     */
    void hold(Lease lease, ItemKind kind, Side side, Collection<String> keys, int among, Instant now);

    /** These are not to be asked about any more. */
    void settle(Lease lease, ItemKind kind, Collection<String> keys);

    /** How many went since then without anybody's word. */
    int gone(TenantId tenant, UserId user, ItemKind kind, Instant since);

    /** So many are about to go without anybody's word. Counts of more than two days ago are forgotten. */
    void going(Lease lease, ItemKind kind, int amount, Instant now);
}
