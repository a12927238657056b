package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.journal.Pair;
import app.tandem.sync.Retry;
import app.tandem.sync.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One kind of item of one user, kept in step for one cycle: what may have been created, then what both feeds tell, page by page,
 * then what is due. Deletions come last, after another look, and at once, so that the brake sees them whole (sync X-23).
 */
public final class PairLane {

    private static final int DUE = 20_000;
    private static final int AT_ONCE = 400;

    private final Ends ends;
    private final Sorting sorting;
    private final Settling settling;
    private final Changing changing;
    private final Brake brake;

    /**
     * Between these ends.
     *
     * @param deletionsAllowed somebody said yes to the deletions that the brake holds
     */
    public PairLane(Ends ends, boolean deletionsAllowed) {
        this.ends = ends;
        brake = new Brake(deletionsAllowed);
        sorting = new Sorting(ends);
        changing = new Changing(ends);
        settling = new Settling(ends, sorting, changing);
    }

    /** Runs until everything told and due is settled, or waits in its pair. */
    public void run() {
        Set<Side> unclear =
                new Resolving(ends, sorting, settling).resolve(ends.book().due(DUE));
        Feed mailbox = new Feed(ends, Side.MAILBOX, unclear.contains(Side.MAILBOX));
        Feed crm = new Feed(ends, Side.CRM, unclear.contains(Side.CRM));
        do {
            settling.settle(sorting.sort(mailbox.next(), crm.next()));
            mailbox.acknowledge();
            crm.acknowledge();
        } while ((mailbox.more() || crm.more()) && !settling.isUnclear());
        List<Plan.Planned<Step>> deletions = settleDue();
        boolean empty = mailbox.isSuddenlyEmpty() || crm.isSuddenlyEmpty();
        if (brake.stops(deletions.size(), Math.max(mailbox.size(), crm.size()), empty)) {
            hold(deletions);
        } else {
            changing.delete(deletions);
        }
    }

    /** Something may have been created that the journal does not know; until that is clear nothing else is decided. */
    static boolean isUnderWay(Pair pair) {
        return pair.stage() == Pair.Stage.CREATING_ITEM || pair.stage() == Pair.Stage.CREATING_RECORD;
    }

    /** Answers what is to be deleted, now that both sides were looked at. */
    private List<Plan.Planned<Step>> settleDue() {
        List<Pair> due =
                ends.book().due(DUE).stream().filter(pair -> !isUnderWay(pair)).toList();
        List<Plan.Planned<Step>> deletions = new ArrayList<>();
        for (int from = 0; from < due.size(); from += AT_ONCE) {
            deletions.addAll(settling.settle(sorting.look(due.subList(from, Math.min(due.size(), from + AT_ONCE)))));
        }
        return deletions;
    }

    private void hold(List<Plan.Planned<Step>> deletions) {
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
}
