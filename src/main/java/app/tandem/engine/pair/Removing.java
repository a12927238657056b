package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.item.AgreedItem;
import app.tandem.item.ItemField;
import app.tandem.item.ItemUpdate;
import app.tandem.item.ItemVersion;
import app.tandem.item.ReadOutcome;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import app.tandem.journal.Deed;
import app.tandem.journal.Pair;
import app.tandem.sync.PairPlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what was created, and takes its pair out of step first: whatever breaks in between, nobody takes the deletion for a
 * person's and carries it over to the other side.
 */
final class Removing {

    private final Ends ends;

    Removing(Ends ends) {
        this.ends = ends;
    }

    void take(Side side, List<Reversing.Case> cases, List<Deed> answers) {
        List<Reversing.Case> doomed = new ArrayList<>();
        for (Reversing.Case one : cases) {
            Optional<String> obstacle = obstacle(one);
            if (one.item() == null && isUndone(one)) {
                ends.book()
                        .save(List.of(one.with(null)
                                .settled(PairPlanner.UNDONE, ends.book().now())));
                answers.add(Reversing.takenBack(one.deed()));
            } else if (obstacle.isPresent()) {
                answers.add(Reversing.stays(one.deed(), obstacle.get()));
            } else {
                doomed.add(one);
            }
        }
        ends.book()
                .save(doomed.stream()
                        .map(one -> one.bond()
                                .at(Pair.Stage.UNDONE)
                                .settled(PairPlanner.UNDONE, ends.book().now()))
                        .toList());
        List<Reversing.Case> ready = side == Side.CRM ? unmarked(doomed) : doomed;
        if (!ready.isEmpty()) {
            delete(side, ready, answers);
        }
    }

    private static boolean isUndone(Reversing.Case one) {
        return one.pair() != null && one.bond().stage() == Pair.Stage.UNDONE;
    }

    private Optional<String> obstacle(Reversing.Case one) {
        if (one.item() == null) {
            return Optional.of("GONE");
        }
        if (one.pair() == null) {
            return Optional.of("APART");
        }
        if (PairLane.isUnderWay(one.bond()) || one.bond().retryAt() != null) {
            return Optional.of("WAITS");
        }
        boolean moved = one.seen().is(Trait.OUTSIDE)
                || !ends.prints().changed(one.deed().after(), one.seen()).isEmpty();
        return moved ? Optional.of("CHANGED") : Optional.empty();
    }

    /** The items lose their category before their records go, or the next look would bring the records back. */
    private List<Reversing.Case> unmarked(List<Reversing.Case> cases) {
        List<String> ids = cases.stream()
                .flatMap(one -> Optional.ofNullable(one.bond().mailbox()).stream())
                .map(AgreedItem::id)
                .toList();
        if (ids.isEmpty()) {
            return cases;
        }
        Map<String, ReadOutcome<StoredItem>> found = ends.mailbox().locate(ids);
        List<Reversing.Case> ready = new ArrayList<>();
        List<Reversing.Case> marked = new ArrayList<>();
        List<ItemUpdate> updates = new ArrayList<>();
        for (Reversing.Case one : cases) {
            AgreedItem agreed = one.bond().mailbox();
            switch (agreed == null ? new ReadOutcome.Gone<StoredItem>() : found.get(agreed.id())) {
                case ReadOutcome.Found<StoredItem>(StoredItem item) when item.is(Trait.UNMARKED) -> ready.add(one);
                case ReadOutcome.Found<StoredItem>(StoredItem item) -> {
                    marked.add(new Reversing.Case(
                            one.deed(),
                            one.item(),
                            one.bond()
                                    .with(
                                            ends.prints().agreed(agreed, item, changed(agreed, item)),
                                            one.bond().crm())));
                    updates.add(new ItemUpdate(item.id(), item.version(), Map.of(), false, null));
                }
                case ReadOutcome.Gone<StoredItem> gone -> ready.add(one);
                case null, default -> {}
            }
        }
        List<Written> written = updates.isEmpty() ? List.of() : ends.mailbox().update(updates);
        for (int i = 0; i < marked.size(); i++) {
            if (written.get(i).item().isPresent() || written.get(i).outcome() instanceof WriteOutcome.Gone) {
                ready.add(marked.get(i));
            }
        }
        return ready;
    }

    private Set<ItemField> changed(@Nullable AgreedItem agreed, StoredItem item) {
        return ends.prints().changed(agreed, item);
    }

    private void delete(Side side, List<Reversing.Case> cases, List<Deed> answers) {
        List<WriteOutcome> outcomes = ends.store(side)
                .delete(cases.stream()
                        .map(one -> new ItemVersion(one.seen().id(), one.seen().version()))
                        .toList());
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Reversing.Case one = cases.get(i);
            String code = Reversing.lasting(outcomes.get(i));
            if (outcomes.get(i) instanceof WriteOutcome.Done || outcomes.get(i) instanceof WriteOutcome.Gone) {
                pairs.add(one.with(null)
                        .at(Pair.Stage.UNDONE)
                        .settled(PairPlanner.UNDONE, ends.book().now()));
                answers.add(Reversing.takenBack(one.deed()));
            } else if (code != null) {
                // Both are in step again, and the item gets its category back.
                pairs.add(one.bond()
                        .at(Pair.Stage.IDLE)
                        .failed(
                                one.bond().reason(),
                                ends.book().now(),
                                ends.book().now()));
                answers.add(Reversing.stays(one.deed(), code));
            }
        }
        ends.book().save(pairs);
    }
}
