package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.item.AgreedItem;
import app.tandem.item.ItemField;
import app.tandem.item.ItemUpdate;
import app.tandem.item.Reason;
import app.tandem.item.StoredItem;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import app.tandem.journal.Deed;
import app.tandem.journal.Pair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gives changed fields their values back. The other side keeps what it has, and both count as agreed: a person took back what the
 * sync wrote, not what somebody typed over there.
 */
final class Restoring {

    private static final Reason RESTORED = Reason.of(Reason.State.SAVED, "pane U-188", "RESTORED");

    private record Wanted(Reversing.Case one, Map<ItemField, String> values) {

        ItemUpdate update() {
            return new ItemUpdate(one.seen().id(), one.seen().version(), values, null, null);
        }
    }

    private final Ends ends;
    private final Function<Collection<String>, Map<String, String>> read;

    Restoring(Ends ends, Function<Collection<String>, Map<String, String>> read) {
        this.ends = ends;
        this.read = read;
    }

    /** Answers whether every outcome is known. */
    boolean take(Side side, List<Reversing.Case> cases, List<Deed> answers) {
        if (cases.isEmpty()) {
            return true;
        }
        Map<String, String> notes = read.apply(cases.stream()
                .flatMap(one -> Optional.ofNullable(one.deed().note()).stream())
                .toList());
        List<Wanted> wanted = new ArrayList<>();
        List<Pair> there = new ArrayList<>();
        for (Reversing.Case one : cases) {
            Map<ItemField, String> values = Values.of(
                    notes.getOrDefault(Objects.requireNonNullElse(one.deed().note(), ""), ""));
            values.keySet().retainAll(one.deed().fields());
            Optional<String> obstacle = obstacle(one, values);
            if (obstacle.isPresent()) {
                answers.add(Reversing.stays(one.deed(), obstacle.get()));
            } else if (isRestored(one.seen(), values)) {
                // Written by a cycle that did not live to note it.
                there.add(restored(one, one.seen()));
                answers.add(Reversing.takenBack(one.deed()));
            } else {
                wanted.add(new Wanted(one, values));
            }
        }
        ends.book().save(there);
        return wanted.isEmpty() || write(side, wanted, answers);
    }

    private Optional<String> obstacle(Reversing.Case one, Map<ItemField, String> values) {
        if (one.item() == null) {
            return Optional.of("GONE");
        }
        if (one.pair() == null) {
            return Optional.of("APART");
        }
        if (values.size() < one.deed().fields().size()) {
            return Optional.of("LOST");
        }
        if (isRestored(one.seen(), values)) {
            return Optional.empty();
        }
        if (PairLane.isUnderWay(one.bond()) || one.bond().retryAt() != null) {
            return Optional.of("WAITS");
        }
        boolean moved = ends.prints().changed(one.deed().after(), one.seen()).stream()
                .anyMatch(one.deed().fields()::contains);
        return moved ? Optional.of("CHANGED") : Optional.empty();
    }

    private static boolean isRestored(StoredItem item, Map<ItemField, String> values) {
        return values.entrySet().stream()
                .allMatch(value -> item.value(value.getKey()).equals(value.getValue()));
    }

    private boolean write(Side side, List<Wanted> wanted, List<Deed> answers) {
        List<Written> written =
                ends.store(side).update(wanted.stream().map(Wanted::update).toList());
        List<Pair> pairs = new ArrayList<>();
        boolean clear = true;
        for (int i = 0; i < wanted.size(); i++) {
            Reversing.Case one = wanted.get(i).one();
            Written outcome = written.get(i);
            String code = Reversing.lasting(outcome.outcome());
            if (outcome.item().isPresent()) {
                pairs.add(restored(one, outcome.item().get()));
                answers.add(Reversing.takenBack(one.deed()));
            } else if (code != null) {
                answers.add(Reversing.stays(one.deed(), code));
            } else {
                clear &= !(outcome.outcome() instanceof WriteOutcome.Unknown);
            }
        }
        ends.book().save(pairs);
        return clear;
    }

    /** What a person changed in other fields of that side is still to go over. */
    private Pair restored(Reversing.Case one, StoredItem now) {
        AgreedItem agreed = ends.prints().agreed(one.agreed(), now, one.open(ends));
        return one.with(agreed).settled(RESTORED, ends.book().now());
    }
}
