package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.journal.Pair;
import app.tandem.sync.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
    private final Deleting deleting;

    /** Between these ends. */
    public PairLane(Ends ends) {
        this.ends = ends;
        sorting = new Sorting(ends);
        Changing changing = new Changing(ends);
        settling = new Settling(ends, sorting, changing);
        deleting = new Deleting(ends, settling, changing);
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
        deleting.carryOut(
                settleDue(), Math.max(mailbox.size(), crm.size()), mailbox.isSuddenlyEmpty() || crm.isSuddenlyEmpty());
    }

    /** Something may have been created that the journal does not know; until that is clear nothing else is decided. */
    static boolean isUnderWay(Pair pair) {
        return pair.stage() == Pair.Stage.CREATING_ITEM || pair.stage() == Pair.Stage.CREATING_RECORD;
    }

    /** Both its sides are there or on their way: neither is free for another pair. */
    static boolean isInStep(Pair pair) {
        boolean ended = pair.stage() == Pair.Stage.DROPPED || pair.stage() == Pair.Stage.UNDONE;
        return isUnderWay(pair) || !ended && pair.mailbox() != null && pair.crm() != null;
    }

    /** Answers what is to be deleted, now that both sides were looked at. */
    private List<Plan.Planned<Step>> settleDue() {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        Stream.concat(ends.book().due(DUE).stream(), deleting.answered().stream())
                .filter(pair -> !isUnderWay(pair))
                .forEach(pair -> pairs.put(pair.key(), pair));
        List<Pair> due = List.copyOf(pairs.values());
        List<Plan.Planned<Step>> deletions = new ArrayList<>();
        for (int from = 0; from < due.size(); from += AT_ONCE) {
            deletions.addAll(settling.settle(sorting.look(due.subList(from, Math.min(due.size(), from + AT_ONCE)))));
        }
        return deletions;
    }
}
