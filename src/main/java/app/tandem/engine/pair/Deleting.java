package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.journal.BrakeBook.Answer;
import app.tandem.journal.BrakeBook.Held;
import app.tandem.journal.Pair;
import app.tandem.sync.Retry;
import app.tandem.sync.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what is to be deleted, as far as the brake lets it or a person allowed it. While a question is open, nothing else is
 * deleted unasked; an answer is about what was asked, whatever comes later (sync X-23).
 */
final class Deleting {

    private final Ends ends;
    private final Settling settling;
    private final Changing changing;

    Deleting(Ends ends, Settling settling, Changing changing) {
        this.ends = ends;
        this.settling = settling;
        this.changing = changing;
    }

    /** The pairs about which somebody has answered: their time has come. */
    List<Pair> answered() {
        return ends.book()
                .withKeys(ends.book().held().stream()
                        .filter(held -> held.answer().isPresent())
                        .map(Held::key)
                        .toList());
    }

    /**
     * All deletions of a cycle, after both sides were looked at.
     *
     * @param pairs how many were in step before
     * @param suddenlyEmpty a side lists nothing any more
     */
    void carryOut(List<Plan.Planned<Step>> deletions, int pairs, boolean suddenlyEmpty) {
        List<Held> held = ends.book().held();
        Map<String, Optional<Answer>> answers = held.stream().collect(Collectors.toMap(Held::key, Held::answer));
        changing.delete(those(deletions, answers, Answer.REMOVE));
        keep(those(deletions, answers, Answer.KEEP));
        boolean asked = answers.containsValue(Optional.<Answer>empty());
        unasked(those(deletions, answers, null), pairs, asked || suddenlyEmpty);
        tidy(held);
    }

    private static List<Plan.Planned<Step>> those(
            List<Plan.Planned<Step>> deletions, Map<String, Optional<Answer>> answers, @Nullable Answer answer) {
        return deletions.stream()
                .filter(plan ->
                        answers.getOrDefault(key(plan), Optional.empty()).equals(Optional.ofNullable(answer)))
                .toList();
    }

    private void unasked(List<Plan.Planned<Step>> deletions, int pairs, boolean stopped) {
        if (deletions.isEmpty()) {
            return;
        }
        int gone = ends.book().gone(Brake.COUNTED);
        if (stopped || Brake.stops(gone + deletions.size(), gone + pairs)) {
            hold(deletions, gone + pairs);
        } else {
            ends.book().going(deletions.size());
            changing.delete(deletions);
        }
    }

    private void hold(List<Plan.Planned<Step>> deletions, int among) {
        deletions.stream()
                .collect(Collectors.groupingBy(
                        plan -> plan.step() instanceof Step.DeleteItem ? Side.MAILBOX : Side.CRM,
                        Collectors.mapping(Deleting::key, Collectors.toList())))
                .forEach((side, keys) -> ends.book().hold(side, keys, among));
        ends.book()
                .save(deletions.stream()
                        .map(deletion -> deletion.matter()
                                .pair()
                                .failed(
                                        Settling.BRAKE,
                                        ends.book().now(),
                                        Retry.sweep(ends.book().now())))
                        .toList());
    }

    private void keep(List<Plan.Planned<Step>> refused) {
        Plan plan = new Plan(ends);
        refused.forEach(one -> plan.add(
                one.matter(),
                ends.planner()
                        .kept(one.step(), one.matter().mailbox(), one.matter().crm())));
        settling.carryOut(plan);
    }

    /** An answer holds until its pair has come to rest, a question until its pair is about something else. */
    private void tidy(List<Held> held) {
        Map<String, Pair> pairs = new HashMap<>();
        ends.book().withKeys(held.stream().map(Held::key).toList()).forEach(pair -> pairs.put(pair.key(), pair));
        List<String> over = held.stream()
                .filter(one -> isOver(one, pairs.get(one.key())))
                .map(Held::key)
                .toList();
        if (!over.isEmpty()) {
            ends.book().settle(over);
        }
    }

    private static boolean isOver(Held held, @Nullable Pair pair) {
        return pair == null
                || (held.answer().isPresent()
                        ? pair.retryAt() == null
                        : !pair.reason().equals(Settling.BRAKE));
    }

    private static String key(Plan.Planned<Step> plan) {
        return plan.matter().pair().key();
    }
}
