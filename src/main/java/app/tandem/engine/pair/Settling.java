package app.tandem.engine.pair;

import app.tandem.item.Reason;
import app.tandem.journal.Pair;
import app.tandem.sync.PairPlanner;
import app.tandem.sync.Step;
import java.util.ArrayList;
import java.util.List;

/** Plans matters and has the steps carried out, except deletions: these are noted as due, and answered. */
final class Settling {

    static final Reason BRAKE = Reason.of(Reason.State.WAITS, "sync X-23");

    private final Ends ends;
    private final Sorting sorting;
    private final Creating creating;
    private final Changing changing;

    Settling(Ends ends, Sorting sorting, Changing changing) {
        this.ends = ends;
        this.sorting = sorting;
        creating = new Creating(ends);
        this.changing = changing;
    }

    /** Whether an answer was lost in this cycle: what came into being then must not be met as a stranger. */
    boolean isUnclear() {
        return creating.isUnclear();
    }

    List<Plan.Planned<Step>> settle(List<Matter> matters) {
        Plan plan = new Plan(ends);
        List<Matter> unsure = new ArrayList<>();
        for (Matter matter : matters) {
            Step step = step(matter);
            if (step instanceof Step.Look) {
                unsure.add(matter);
            } else {
                plan.add(matter, step);
            }
        }
        sorting.lookAt(unsure).forEach(matter -> plan.add(matter, step(matter)));
        carryOut(plan);
        return plan.deletions;
    }

    private Step step(Matter matter) {
        PairPlanner planner = ends.planner();
        return matter.pair().stage() == Pair.Stage.UNDONE
                ? planner.undone(matter.bond(), matter.mailbox(), matter.crm())
                : planner.plan(matter.bond(), matter.mailbox(), matter.crm());
    }

    void carryOut(Plan plan) {
        List<Pair> noted = new ArrayList<>(plan.rests);
        for (Plan.Planned<Step> deletion : plan.deletions) {
            Pair pair = deletion.matter().pair();
            noted.add(pair.failed(BRAKE, ends.book().now(), ends.book().now()));
        }
        ends.book().save(noted, plan.forgotten);
        creating.records(plan.records);
        creating.items(unadopted(plan.items));
        changing.merge(plan.merges);
        changing.drop(plan.drops);
    }

    /** A record that was just taken for an item gets no other one. */
    private List<Plan.Planned<Step.CreateItem>> unadopted(List<Plan.Planned<Step.CreateItem>> items) {
        List<Plan.Planned<Step.CreateItem>> open = new ArrayList<>();
        List<String> forgotten = new ArrayList<>();
        for (Plan.Planned<Step.CreateItem> plan : items) {
            if (!creating.hasAdopted(plan.step().from().id())) {
                open.add(plan);
            } else if (plan.matter().known()) {
                forgotten.add(plan.matter().pair().key());
            }
        }
        ends.book().save(List.of(), forgotten);
        return open;
    }
}
