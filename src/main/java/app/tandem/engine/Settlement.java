package app.tandem.engine;

import app.tandem.crm.MailKey;
import app.tandem.crm.OrgProfile;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.Reason;
import app.tandem.journal.MailEntry;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Triage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Settles batches: what is left alone, what is saved already, what is to be saved; and shows in the mailbox what came of
 * them. Saving goes before showing, because a mailbox that asks for patience can wait for its marks but not for its mail.
 */
final class Settlement {

    /** So many marks are held back at most. */
    private static final int MOST = 2_000;

    private final Conversation conversation;
    private final MailPlanner planner;
    private final Desk desk;
    private final Colleagues colleagues;
    private final OpenWishes wishes;
    private final ThreadLane threads;
    private final Map<ItemId, Show> toShow = new LinkedHashMap<>();

    Settlement(
            Conversation conversation,
            MailPlanner planner,
            Desk desk,
            Colleagues colleagues,
            OpenWishes wishes,
            ThreadLane threads) {
        this.threads = threads;
        this.wishes = wishes;
        this.conversation = conversation;
        this.planner = planner;
        this.desk = desk;
        this.colleagues = colleagues;
    }

    /** Saves what is to be saved; {@link #show} is still to come. */
    void settle(Batch batch) {
        toShow.keySet().removeIf(batch::contains);
        List<Show> shows = new ArrayList<>();
        leave(batch, shows);
        List<Triage.Finish> unfinished = finish(batch, shows);
        List<Triage.Candidate> candidates =
                new Unmarked(conversation, planner).without(batch.all(Triage.Candidate.class), batch.entries());
        if (!candidates.isEmpty() || !unfinished.isEmpty()) {
            save(candidates, unfinished, batch, shows);
        }
        for (Show show : shows) {
            toShow.put(show.change().id(), show);
            desk.seen().keep(show.mail());
        }
        if (toShow.size() >= MOST) {
            show();
        }
    }

    /** Shows in the mailbox what all batches so far came to. */
    void show() {
        List<Show> shows = List.copyOf(toShow.values());
        toShow.clear();
        Show.all(shows, conversation, desk);
    }

    /**
     * Nobody asked, or nobody asks any more. What may have reached Salesforce already is pursued nevertheless, and what
     * is saved stays known as saved, wherever the message lies (sync E-8).
     */
    private void leave(Batch batch, List<Show> shows) {
        List<MailEntry> kept = new ArrayList<>();
        Set<ItemId> forgotten = new HashSet<>();
        for (Triage.Leave leave : batch.all(Triage.Leave.class)) {
            MailEntry entry = batch.entry(leave.mail()).orElse(null);
            if (entry != null && entry.stage() == MailEntry.Stage.INTENDED) {
                batch.add(candidate(leave.mail()), Optional.of(entry));
                continue;
            }
            if (entry != null && !entry.tombstone() && !entry.records().isEmpty()) {
                batch.add(new Triage.Finish(leave.mail(), entry.reason(), Optional.empty()), Optional.of(entry));
                continue;
            }
            if (entry != null && entry.tombstone()) {
                // Kept as long as the message lies there: nothing but a wish saves it again (sync E-1).
                boolean quiet = leave.reason().state() == Reason.State.LEFT_ALONE;
                kept.add(entry.version(leave.mail().etag())
                        .because(quiet ? entry.reason() : leave.reason(), desk.now())
                        .at(MailEntry.Stage.IDLE)
                        .retry(null));
                leave.change().ifPresent(change -> shows.add(new Show(leave.mail(), change, null)));
                continue;
            }
            if (!isAskedFor(leave)) {
                if (entry != null) {
                    forgotten.add(leave.mail().id());
                }
            } else {
                kept.add(desk.entry(
                                leave.mail(), candidate(leave.mail()).key(), batch.entry(leave.mail()), leave.reason())
                        .at(MailEntry.Stage.IDLE)
                        .retry(null));
            }
            leave.change().ifPresent(change -> shows.add(new Show(leave.mail(), change, null)));
        }
        desk.save(kept);
        desk.forget(forgotten);
    }

    /** Who put a mark on a message may ask why it was not saved; the rest needs no entry. */
    private static boolean isAskedFor(Triage.Leave leave) {
        return leave.reason().state() != Reason.State.LEFT_ALONE
                || leave.mail()
                        .categories()
                        .contains(MailPlanner.categories().getFirst().name());
    }

    /** Saved already: answers those whose files are still to follow. */
    private List<Triage.Finish> finish(Batch batch, List<Show> shows) {
        reopenDeleted(batch);
        List<Triage.Finish> unfinished = new ArrayList<>();
        List<MailEntry> done = new ArrayList<>();
        for (Triage.Finish finish : batch.all(Triage.Finish.class)) {
            MailEntry entry = batch.entry(finish.mail())
                    .orElseThrow()
                    .version(finish.mail().etag());
            if (entry.stage() == MailEntry.Stage.CREATED) {
                unfinished.add(finish);
            } else if (finish.change().isPresent()) {
                shows.add(new Show(finish.mail(), finish.change().get(), entry.at(MailEntry.Stage.FILED)));
            } else if (entry.stage() != MailEntry.Stage.DONE || entry.retryAt() != null) {
                // A finished message that could not be looked for waits too; found, it is due no more.
                done.add(entry.at(MailEntry.Stage.DONE).shown());
            }
        }
        desk.save(done);
        return unfinished;
    }

    /** Put into the folder once more although it is saved: if the record was deleted meanwhile, it is saved anew (sync E-1). */
    private void reopenDeleted(Batch batch) {
        Map<MailKey, Triage.Finish> again = new HashMap<>();
        for (Triage.Finish finish : batch.all(Triage.Finish.class)) {
            MailEntry entry = batch.entry(finish.mail()).orElseThrow();
            if (finish.mail().folder() == MailFolder.MARKER && entry.stage() == MailEntry.Stage.DONE) {
                again.put(candidate(finish.mail()).key(), finish);
            }
        }
        if (again.isEmpty() || !MailLane.canBeFound(conversation.crm().profile())) {
            return;
        }
        again.keySet()
                .removeAll(new SavedRecords(conversation, desk, colleagues)
                        .of(again.keySet())
                        .keySet());
        desk.forget(again.values().stream().map(finish -> finish.mail().id()).toList());
        again.values().forEach(finish -> batch.reopen(candidate(finish.mail())));
    }

    private void save(
            List<Triage.Candidate> candidates, List<Triage.Finish> unfinished, Batch batch, List<Show> shows) {
        OrgProfile profile = conversation.crm().profile();
        Map<ItemId, MailEntry> entries = new HashMap<>();
        candidates.forEach(candidate -> batch.entry(candidate.mail())
                .ifPresent(entry -> entries.put(candidate.mail().id(), entry)));
        Tally tally = new Saving(conversation, planner, profile, desk, colleagues, threads).save(candidates, entries);
        threads.adopted(candidates, tally.adopted());
        List<Prepared.Saved> toFile = new ArrayList<>(tally.created());
        toFile.addAll(reread(unfinished, batch, profile));
        Map<ItemId, Mail> mails = new HashMap<>();
        candidates.forEach(candidate -> mails.put(candidate.mail().id(), candidate.mail()));
        unfinished.forEach(finish -> mails.put(finish.mail().id(), finish.mail()));
        List<MailEntry> filed = new ArrayList<>(new Filing(conversation, planner, desk).file(toFile));
        filed.addAll(tally.adopted());
        List<MailEntry> done = new ArrayList<>();
        for (MailEntry entry : filed) {
            Mail mail = Objects.requireNonNull(mails.get(entry.item()));
            planner.finish(mail, entry.reason(), true)
                    .ifPresentOrElse(
                            change -> shows.add(new Show(mail, change, entry)),
                            () -> done.add(entry.at(MailEntry.Stage.DONE).shown()));
        }
        desk.save(done);
        for (Tally.Refusal refusal : tally.refused()) {
            boolean shownByThePane = refusal.candidate().trigger() == Triage.Trigger.WISH
                    && OpenWishes.isFinal(refusal.entry().reason());
            if (shownByThePane) {
                continue;
            }
            if (refusal.entry().reason().state() == Reason.State.REFUSED
                    || refusal.entry().reason().rule().equals("sync E-48")) {
                planner.finish(refusal.candidate().mail(), refusal.entry().reason(), false)
                        .ifPresent(
                                change -> shows.add(new Show(refusal.candidate().mail(), change, refusal.entry())));
            }
        }
    }

    private List<Prepared.Saved> reread(List<Triage.Finish> unfinished, Batch batch, OrgProfile profile) {
        List<Triage.Candidate> candidates =
                unfinished.stream().map(finish -> candidate(finish.mail())).toList();
        Reading.Read read = new Reading(conversation, planner, profile).read(candidates);
        desk.save(read.unread().stream()
                .map(unread -> desk.putOff(unread.candidate().mail(), entry(batch, unread.candidate()), unread.until()))
                .toList());
        return read.prepared().stream()
                .map(one -> new Prepared.Saved(one.candidate(), entry(batch, one.candidate()), one.files()))
                .toList();
    }

    private Triage.Candidate candidate(Mail mail) {
        return planner.candidate(mail, wishes.chosen(mail.id()));
    }

    private static MailEntry entry(Batch batch, Triage.Candidate candidate) {
        return batch.entry(candidate.mail()).orElseThrow();
    }
}
