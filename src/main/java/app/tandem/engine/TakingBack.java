package app.tandem.engine;

import app.tandem.crm.FileTrace;
import app.tandem.crm.RecordTrace;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.AttachmentEntry;
import app.tandem.journal.MailEntry;
import app.tandem.journal.UndoBook;
import app.tandem.journal.WishEntry;
import app.tandem.mailbox.MailChange;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Retry;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what was saved, once that is intended: activities, files, marks, tombstone. Each step may be met done: what is gone is
 * not deleted again.
 */
final class TakingBack {

    private final Conversation conversation;
    private final MailPlanner planner;
    private final UndoBook book;
    private final OpenWishes wishes;
    private final Desk desk;

    TakingBack(Conversation conversation, MailPlanner planner, UndoBook book, OpenWishes wishes, Desk desk) {
        this.conversation = conversation;
        this.planner = planner;
        this.book = book;
        this.wishes = wishes;
        this.desk = desk;
    }

    /** Goes on from wherever it was interrupted. */
    void pursue(Slip slip) {
        Map<RecordRef, RecordTrace> there = conversation.crm().trace(slip.activities());
        Optional<String> changed = Slip.changed(there.values(), conversation);
        if (changed.isPresent()) {
            abandon(slip, there.keySet(), changed.get());
            return;
        }
        List<RecordRef> left =
                slip.activities().stream().filter(there::containsKey).toList();
        Ended activities = delete(left);
        if (activities.refusal() != null) {
            Set<RecordRef> kept = new LinkedHashSet<>(left);
            kept.removeAll(activities.gone());
            abandon(slip, kept, activities.refusal());
        } else if (activities.open()) {
            wait(slip, activities.until());
        } else {
            takeFiles(slip);
        }
    }

    /** What a deletion came to. */
    private record Ended(
            Set<RecordRef> gone,
            @Nullable String refusal,
            boolean open,
            @Nullable Instant until) {}

    private Ended delete(List<RecordRef> records) {
        Set<RecordRef> gone = new HashSet<>();
        String refusal = null;
        boolean open = false;
        Instant until = null;
        List<WriteOutcome> outcomes =
                records.isEmpty() ? List.of() : conversation.crm().delete(records);
        for (int i = 0; i < records.size(); i++) {
            switch (outcomes.get(i)) {
                case WriteOutcome.Done done -> gone.add(records.get(i));
                case WriteOutcome.Gone none -> gone.add(records.get(i));
                case WriteOutcome.Refused refused -> refusal = refused.code();
                case WriteOutcome.Later later -> {
                    open = true;
                    until = later.until();
                }
                case WriteOutcome.Unknown unknown -> open = true;
                case WriteOutcome.Changed changed -> open = true;
                case WriteOutcome.Exists exists -> open = true;
            }
        }
        return new Ended(gone, refusal, open, until);
    }

    /** Files that hang at nothing but what is gone, and at the records that we linked them with. */
    private void takeFiles(Slip slip) {
        List<String> stored = desk.attachments(slip.items()).stream()
                .map(AttachmentEntry::record)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        Set<String> own = slip.own();
        List<RecordRef> files = stored.isEmpty()
                ? List.of()
                : conversation.crm().files(stored).values().stream()
                        .filter(file -> file.newest() && own.containsAll(file.holders()))
                        .map(FileTrace::whole)
                        .distinct()
                        .toList();
        Ended ended = delete(files);
        if (ended.open()) {
            wait(slip, ended.until());
        } else {
            takeMarks(slip, ended.refusal());
        }
    }

    /** @param fileRefusal why files had to stay, if any had to */
    private void takeMarks(Slip slip, @Nullable String fileRefusal) {
        Optional<List<Mail>> mails = conversation.located(slip.items());
        if (mails.isEmpty()) {
            wait(slip, null);
            return;
        }
        List<MailChange> changes = mails.get().stream()
                .map(planner::undone)
                .flatMap(Optional::stream)
                .toList();
        Map<ItemId, WriteOutcome> outcomes =
                changes.isEmpty() ? Map.of() : conversation.mailbox().apply(changes);
        desk.seen().forget(slip.items());
        Map<ItemId, String> versions = new HashMap<>();
        mails.get().forEach(mail -> versions.put(mail.id(), mail.etag()));
        Instant until = null;
        boolean open = false;
        for (Map.Entry<ItemId, WriteOutcome> one : outcomes.entrySet()) {
            switch (one.getValue()) {
                case WriteOutcome.Done done ->
                    Optional.ofNullable(done.version()).ifPresent(etag -> versions.put(one.getKey(), etag));
                case WriteOutcome.Gone gone -> {}
                case WriteOutcome.Later later -> {
                    open = true;
                    until = later.until();
                }
                case WriteOutcome.Refused refused -> open = true;
                case WriteOutcome.Unknown unknown -> open = true;
                case WriteOutcome.Changed changed -> open = true;
                case WriteOutcome.Exists exists -> open = true;
            }
        }
        if (open) {
            wait(slip, until);
        } else {
            finish(slip, versions, fileRefusal);
        }
    }

    private void finish(Slip slip, Map<ItemId, String> versions, @Nullable String fileRefusal) {
        Reason reason = fileRefusal == null
                ? Reason.of(Reason.State.LEFT_ALONE, Wishes.UNDONE)
                : Reason.of(Reason.State.LEFT_ALONE, Wishes.UNDONE, fileRefusal);
        List<MailEntry> tombstones = slip.entries().stream()
                .map(entry ->
                        entry.undone(reason, desk.now()).version(versions.getOrDefault(entry.item(), entry.version())))
                .toList();
        book.finish(
                conversation.lease(),
                conversation.orgId(),
                tombstones,
                slip.first().messageKey());
        desk.forget(slip.items().stream()
                .filter(item -> !versions.containsKey(item))
                .toList());
        undosOf(slip).forEach(wishes::forget);
    }

    /** Keeps what is left, as saved as it was, and says why. */
    private void abandon(Slip slip, Collection<RecordRef> left, String code) {
        Set<RecordRef> gone = new HashSet<>(slip.activities());
        gone.removeAll(left);
        List<MailEntry> entries = slip.entries().stream()
                .map(entry -> entry.at(MailEntry.Stage.FILED).retry(desk.now()))
                .map(entry -> remaining(entry, slip, gone))
                .toList();
        List<RecordRef> moved = entries.stream().map(entry -> entry.activity()).toList();
        book.abandon(conversation.lease(), entries, left);
        gone.addAll(moved);
        book.forgetCopies(conversation.lease(), slip.items(), gone);
        undosOf(slip).forEach(wish -> wishes.note(Slip.refused(wish, code, desk.now())));
    }

    /** Where the message's own record is gone and a further one is not, that one is the message's now. */
    private static MailEntry remaining(MailEntry entry, Slip slip, Set<RecordRef> gone) {
        if (!gone.contains(entry.activity())) {
            return entry;
        }
        return slip.copies().stream()
                .filter(copy -> copy.record() != null && !gone.contains(copy.record()))
                .findFirst()
                .map(copy -> entry.saved(
                        Stream.of(Optional.ofNullable(copy.record()), Optional.ofNullable(copy.business()))
                                .flatMap(Optional::stream)
                                .toList(),
                        copy.people()))
                .orElse(entry);
    }

    private void wait(Slip slip, @Nullable Instant until) {
        desk.save(slip.entries().stream()
                .map(entry -> entry.failed(Retry.later(entry.attempts(), until, desk.now())))
                .toList());
    }

    private List<WishEntry> undosOf(Slip slip) {
        return slip.items().stream()
                .map(wishes::undoOf)
                .flatMap(Optional::stream)
                .toList();
    }
}
