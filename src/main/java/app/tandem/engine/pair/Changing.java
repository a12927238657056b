package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.item.AgreedItem;
import app.tandem.item.ItemField;
import app.tandem.item.ItemUpdate;
import app.tandem.item.ItemVersion;
import app.tandem.item.Reason;
import app.tandem.item.Stamp;
import app.tandem.item.StoredItem;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import app.tandem.journal.Pair;
import app.tandem.sync.Loss;
import app.tandem.sync.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Changes, unmarks and deletes what exists. Each can be asked again: what happened already is found by looking. */
final class Changing {

    private final Ends ends;

    Changing(Ends ends) {
        this.ends = ends;
    }

    /** Fields go to the side that lacks them; what loses is kept first. */
    void merge(List<Plan.Planned<Step.Merge>> merges) {
        if (merges.isEmpty()) {
            return;
        }
        keep(merges);
        Map<Matter, Written> records = update(
                Side.CRM,
                merges,
                plan -> Optional.of(plan)
                        .filter(merge -> !merge.step().toCrm().isEmpty())
                        .map(merge -> new ItemUpdate(
                                merge.matter().recordId().orElseThrow(),
                                merge.matter().recordVersion(),
                                merge.step().toCrm(),
                                null,
                                null)));
        Map<Matter, Written> items = update(Side.MAILBOX, merges, this::itemUpdate);
        ends.book()
                .save(merges.stream()
                        .map(plan -> merged(
                                plan,
                                Optional.ofNullable(items.get(plan.matter())),
                                Optional.ofNullable(records.get(plan.matter()))))
                        .toList());
    }

    private Optional<ItemUpdate> itemUpdate(Plan.Planned<Step.Merge> plan) {
        Step.Merge step = plan.step();
        if (step.toMailbox().isEmpty() && !step.mark()) {
            return Optional.empty();
        }
        Matter matter = plan.matter();
        return Optional.of(new ItemUpdate(
                matter.itemId().orElseThrow(),
                matter.itemVersion(),
                step.toMailbox(),
                step.mark() ? true : null,
                step.mark() ? stamp(matter) : null));
    }

    private Stamp stamp(Matter matter) {
        return new Stamp(
                matter.pair().key(), matter.recordId().map(ends.recordUrl()).orElse(null));
    }

    private void keep(List<Plan.Planned<Step.Merge>> merges) {
        Map<String, List<Loss>> losses = new LinkedHashMap<>();
        merges.stream()
                .filter(plan -> !plan.step().losses().isEmpty())
                .forEach(plan ->
                        losses.put(plan.matter().pair().key(), plan.step().losses()));
        if (!losses.isEmpty()) {
            ends.kept().keep(losses);
        }
    }

    /** What did not reach the other side stays a change of the side that has it. */
    private Pair merged(Plan.Planned<Step.Merge> plan, Optional<Written> item, Optional<Written> record) {
        Step.Merge step = plan.step();
        Matter matter = plan.matter();
        Pair pair = matter.pair();
        AgreedItem mailbox = agreed(
                pair.mailbox(),
                item,
                matter.item(),
                failure(record).isPresent() ? step.toCrm().keySet() : Set.of());
        AgreedItem crm = agreed(
                pair.crm(),
                record,
                matter.record(),
                failure(item).isPresent() ? step.toMailbox().keySet() : Set.of());
        Pair written = pair.with(mailbox, crm).at(Pair.Stage.IDLE);
        return failure(record)
                .or(() -> failure(item))
                .map(outcome -> Trouble.after(written, outcome, ends.book().now()))
                .orElseGet(() -> written.settled(reason(step), ends.book().now()));
    }

    private static Reason reason(Step.Merge step) {
        return step.losses().isEmpty()
                ? step.reason()
                : new Reason(
                        step.reason().state(),
                        step.reason().rule(),
                        "CONFLICT",
                        step.losses().stream().map(loss -> loss.field().name()).toList());
    }

    private @Nullable AgreedItem agreed(
            @Nullable AgreedItem before, Optional<Written> written, Optional<StoredItem> seen, Set<ItemField> open) {
        return written.flatMap(Written::item)
                .or(() -> seen)
                .map(item -> ends.prints().agreed(before, item, open))
                .orElse(before);
    }

    private static Optional<WriteOutcome> failure(Optional<Written> written) {
        return written.filter(one -> one.item().isEmpty()).map(Written::outcome);
    }

    /** The items stay in the mailbox without their category. */
    void drop(List<Plan.Planned<Step.Drop>> drops) {
        Map<Matter, Written> unmarked = update(
                Side.MAILBOX,
                drops,
                plan -> Optional.of(plan)
                        .filter(drop -> drop.step().unmark())
                        .map(drop -> new ItemUpdate(
                                drop.matter().itemId().orElseThrow(),
                                drop.matter().itemVersion(),
                                Map.of(),
                                false,
                                null)));
        ends.book()
                .save(drops.stream()
                        .map(plan -> dropped(plan, Optional.ofNullable(unmarked.get(plan.matter()))))
                        .toList());
    }

    private Pair dropped(Plan.Planned<Step.Drop> plan, Optional<Written> unmarked) {
        Matter matter = plan.matter();
        Optional<WriteOutcome> failure = failure(unmarked);
        boolean gone = !plan.step().unmark()
                || failure.filter(WriteOutcome.Gone.class::isInstance).isPresent();
        if (!gone && failure.isPresent()) {
            return Trouble.after(matter.pair(), failure.get(), ends.book().now());
        }
        AgreedItem mailbox = gone ? null : agreed(matter.pair().mailbox(), unmarked, matter.item(), Set.of());
        AgreedItem crm = agreed(matter.pair().crm(), Optional.empty(), matter.record(), Set.of());
        return matter.pair()
                .with(mailbox, crm)
                .at(Pair.Stage.DROPPED)
                .settled(plan.step().reason(), ends.book().now());
    }

    /** Deletes on the side that each step names. */
    void delete(List<Plan.Planned<Step>> deletions) {
        List<Pair> waiting = new ArrayList<>();
        List<String> forgotten = new ArrayList<>();
        for (Side side : Side.values()) {
            List<Matter> matters = deletions.stream()
                    .filter(plan -> (plan.step() instanceof Step.DeleteItem) == (side == Side.MAILBOX))
                    .map(Plan.Planned::matter)
                    .toList();
            delete(side, matters, waiting, forgotten);
        }
        ends.book().save(waiting, forgotten);
    }

    private void delete(Side side, List<Matter> matters, List<Pair> waiting, List<String> forgotten) {
        if (matters.isEmpty()) {
            return;
        }
        boolean items = side == Side.MAILBOX;
        List<WriteOutcome> outcomes = ends.store(side)
                .delete(matters.stream()
                        .map(matter -> new ItemVersion(
                                (items ? matter.itemId() : matter.recordId()).orElseThrow(),
                                items ? matter.itemVersion() : matter.recordVersion()))
                        .toList());
        for (int i = 0; i < matters.size(); i++) {
            Pair pair = matters.get(i).pair();
            if (outcomes.get(i) instanceof WriteOutcome.Done || outcomes.get(i) instanceof WriteOutcome.Gone) {
                forgotten.add(pair.key());
            } else {
                waiting.add(Trouble.after(pair, outcomes.get(i), ends.book().now()));
            }
        }
    }

    private <S extends Step> Map<Matter, Written> update(
            Side side, List<Plan.Planned<S>> plans, Function<Plan.Planned<S>, Optional<ItemUpdate>> made) {
        Map<Matter, ItemUpdate> updates = new LinkedHashMap<>();
        plans.forEach(plan -> made.apply(plan).ifPresent(update -> updates.put(plan.matter(), update)));
        if (updates.isEmpty()) {
            return Map.of();
        }
        List<Written> written = ends.store(side).update(List.copyOf(updates.values()));
        Map<Matter, Written> outcomes = new HashMap<>();
        int i = 0;
        for (Matter matter : updates.keySet()) {
            outcomes.put(matter, written.get(i++));
        }
        return outcomes;
    }
}
