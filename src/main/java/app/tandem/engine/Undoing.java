package app.tandem.engine;

import app.tandem.crm.FileTrace;
import app.tandem.crm.RecordTrace;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.ReadOutcome;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.AttachmentEntry;
import app.tandem.journal.MailCopy;
import app.tandem.journal.MailEntry;
import app.tandem.journal.UndoBook;
import app.tandem.journal.WishEntry;
import app.tandem.mailbox.MailChange;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what was saved (pane U-188): look, intent, activities, files, marks, tombstone. Each step may be met done: what
 * is gone is not deleted again, and after a crash the intent is pursued whatever the person wishes meanwhile.
 */
final class Undoing {

    /** Older than this it is history, not a slip. */
    static final Duration LONGEST = Duration.ofDays(30);

    /** A user's entries of one message, which are saved in one record, with the further activities of it. */
    private record Saved(List<MailEntry> entries, List<MailCopy> copies) {

        MailEntry first() {
            return entries.getFirst();
        }

        List<ItemId> items() {
            return entries.stream().map(MailEntry::item).toList();
        }

        /** Further activities go first: as long as anything is left, the message's own record is. */
        List<RecordRef> activities() {
            return Stream.concat(
                            copies.stream().map(MailCopy::record).flatMap(Stream::ofNullable),
                            first().records().stream().limit(1))
                    .toList();
        }

        /** What a file may hang at and still be of nobody else's interest. */
        Set<String> own() {
            Set<String> own = new HashSet<>();
            activities().forEach(record -> own.add(record.id()));
            entries.forEach(entry -> entry.records().forEach(record -> own.add(record.id())));
            copies.stream().map(MailCopy::business).flatMap(Stream::ofNullable).forEach(record -> own.add(record.id()));
            return own;
        }
    }

    private final Conversation conversation;
    private final MailPlanner planner;
    private final UndoBook book;
    private final OpenWishes wishes;
    private final Copying copying;
    private final Desk desk;

    Undoing(
            Conversation conversation,
            MailPlanner planner,
            UndoBook book,
            OpenWishes wishes,
            Copying copying,
            Desk desk) {
        this.conversation = conversation;
        this.planner = planner;
        this.book = book;
        this.wishes = wishes;
        this.copying = copying;
        this.desk = desk;
    }

    /** Begins what is wished for and pursues what was begun. */
    void run() {
        book.mend(conversation.lease());
        wishes.undos().forEach(this::begin);
        Map<RecordRef, List<MailEntry>> begun = new LinkedHashMap<>();
        book.due(conversation.user().tenant(), conversation.user().id())
                .forEach(entry -> begun.computeIfAbsent(entry.activity(), record -> new ArrayList<>())
                        .add(entry));
        begun.values().forEach(this::pursue);
    }

    private void begin(WishEntry wish) {
        MailEntry entry = desk.entries(List.of(wish.item())).get(wish.item());
        if (entry == null || entry.stage() == MailEntry.Stage.IDLE) {
            if (entry != null && entry.tombstone()) {
                wishes.forget(wish);
            } else {
                refuse(wish, "NOT_SAVED");
            }
            return;
        }
        switch (entry.stage()) {
            // What is being saved is saved first: half of it may be there already.
            case INTENDED, CREATED -> putOff(wish);
            case FILED, DONE -> begin(wish, entry);
            // From the intent on, its entries carry it on.
            case IDLE, UNDOING -> wishes.note(begun(wish));
        }
    }

    private void begin(WishEntry wish, MailEntry entry) {
        Saved saved = saved(entry);
        Optional<String> obstacle = obstacle(entry, saved);
        if (obstacle.isPresent()) {
            refuse(wish, obstacle.get());
        } else if (isUncertain(saved)) {
            settle(wish, entry);
        } else {
            Optional<String> changed =
                    changed(conversation.crm().trace(saved.activities()).values());
            changed.ifPresentOrElse(code -> refuse(wish, code), () -> {
                book.begin(conversation.lease(), saved.entries(), saved.activities());
                wishes.note(begun(wish));
            });
        }
    }

    private WishEntry begun(WishEntry wish) {
        return wish.waits(Reason.of(Reason.State.WAITS, Wishes.UNDONE), Retry.sweep(desk.now()), desk.now());
    }

    /** Why the journal alone forbids it. */
    private Optional<String> obstacle(MailEntry entry, Saved saved) {
        if (entry.records().isEmpty()) {
            return Optional.of("COLLEAGUE");
        }
        UndoBook.Standing standing = book.standing(
                conversation.user().tenant(), conversation.user().id(), entry.messageKey(), entry.activity());
        if (!standing.own()) {
            return Optional.of("COLLEAGUE");
        }
        if (standing.shared()) {
            return Optional.of("SHARED");
        }
        boolean recent = saved.entries().stream().anyMatch(one -> isRecent(one, desk.now()));
        return recent ? Optional.empty() : Optional.of("TOO_OLD");
    }

    /** Whether what was saved then may be taken back still. */
    static boolean isRecent(MailEntry entry, Instant now) {
        return !entry.since().isBefore(now.minus(LONGEST));
    }

    /** Why the CRM forbids it: a change of anybody's is worth more than a slip. */
    private Optional<String> changed(Collection<RecordTrace> traces) {
        String me = conversation.user().connectedCrm().userId();
        if (traces.stream().anyMatch(trace -> !trace.createdBy().equals(me))) {
            return Optional.of("COLLEAGUE");
        }
        return traces.stream().anyMatch(RecordTrace::isChanged) ? Optional.of("CHANGED") : Optional.empty();
    }

    private static boolean isUncertain(Saved saved) {
        return saved.copies().stream().anyMatch(copy -> copy.record() == null);
    }

    /** A further activity whose answer was lost may be there: it is looked for, or written, before all are taken back. */
    private void settle(WishEntry wish, MailEntry entry) {
        Optional<Mail> mail =
                located(List.of(entry.item())).flatMap(found -> found.stream().findFirst());
        List<WishEntry> after = mail.map(one -> copying.copy(List.of(new Copying.Wanted(wish, entry, one))))
                .orElse(List.of());
        if (after.stream().allMatch(WishEntry::isOpen)) {
            putOff(wish);
        } else {
            book.forgetUnwritten(conversation.lease(), saved(entry).items());
            begin(wish, entry);
        }
    }

    private void pursue(List<MailEntry> entries) {
        Saved saved = new Saved(entries, copying.written(items(entries)));
        Map<RecordRef, RecordTrace> there = conversation.crm().trace(saved.activities());
        Optional<String> changed = changed(there.values());
        if (changed.isPresent()) {
            abandon(saved, there.keySet(), changed.get());
            return;
        }
        List<RecordRef> left =
                saved.activities().stream().filter(there::containsKey).toList();
        Ended activities = delete(left);
        if (activities.refusal() != null) {
            Set<RecordRef> kept = new LinkedHashSet<>(left);
            kept.removeAll(activities.gone());
            abandon(saved, kept, activities.refusal());
        } else if (activities.open()) {
            wait(saved, activities.until());
        } else {
            takeFiles(saved);
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
    private void takeFiles(Saved saved) {
        List<String> stored = desk.attachments(saved.items()).stream()
                .map(AttachmentEntry::record)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        Set<String> own = saved.own();
        List<RecordRef> files = stored.isEmpty()
                ? List.of()
                : conversation.crm().files(stored).values().stream()
                        .filter(file -> file.newest() && own.containsAll(file.holders()))
                        .map(FileTrace::whole)
                        .distinct()
                        .toList();
        Ended ended = delete(files);
        if (ended.open()) {
            wait(saved, ended.until());
        } else {
            takeMarks(saved, ended.refusal());
        }
    }

    /** @param fileRefusal why files had to stay, if any had to */
    private void takeMarks(Saved saved, @Nullable String fileRefusal) {
        Optional<List<Mail>> mails = located(saved.items());
        if (mails.isEmpty()) {
            wait(saved, null);
            return;
        }
        List<MailChange> changes = mails.get().stream()
                .map(planner::undone)
                .flatMap(Optional::stream)
                .toList();
        Map<ItemId, WriteOutcome> outcomes =
                changes.isEmpty() ? Map.of() : conversation.mailbox().apply(changes);
        desk.seen().forget(saved.items());
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
            wait(saved, until);
        } else {
            finish(saved, versions, fileRefusal);
        }
    }

    private void finish(Saved saved, Map<ItemId, String> versions, @Nullable String fileRefusal) {
        Reason reason = fileRefusal == null
                ? Reason.of(Reason.State.LEFT_ALONE, Wishes.UNDONE)
                : Reason.of(Reason.State.LEFT_ALONE, Wishes.UNDONE, fileRefusal);
        List<MailEntry> tombstones = saved.entries().stream()
                .map(entry ->
                        entry.undone(reason, desk.now()).version(versions.getOrDefault(entry.item(), entry.version())))
                .toList();
        book.finish(
                conversation.lease(),
                conversation.orgId(),
                tombstones,
                saved.first().messageKey());
        desk.forget(saved.items().stream()
                .filter(item -> !versions.containsKey(item))
                .toList());
        undosOf(saved).forEach(wishes::forget);
    }

    /** Keeps what is left, as saved as it was, and says why. */
    private void abandon(Saved saved, Collection<RecordRef> left, String code) {
        Set<RecordRef> gone = new HashSet<>(saved.activities());
        gone.removeAll(left);
        List<MailEntry> entries = saved.entries().stream()
                .map(entry -> entry.at(MailEntry.Stage.FILED).retry(desk.now()))
                .map(entry -> remaining(entry, saved, gone))
                .toList();
        List<RecordRef> moved = entries.stream().map(entry -> entry.activity()).toList();
        book.abandon(conversation.lease(), entries, left);
        gone.addAll(moved);
        book.forgetCopies(conversation.lease(), saved.items(), gone);
        undosOf(saved).forEach(wish -> refuse(wish, code));
    }

    /** Where the message's own record is gone and a further one is not, that one is the message's now. */
    private static MailEntry remaining(MailEntry entry, Saved saved, Set<RecordRef> gone) {
        if (!gone.contains(entry.activity())) {
            return entry;
        }
        return saved.copies().stream()
                .filter(copy -> copy.record() != null && !gone.contains(copy.record()))
                .findFirst()
                .map(copy -> entry.saved(
                        Stream.of(Optional.ofNullable(copy.record()), Optional.ofNullable(copy.business()))
                                .flatMap(Optional::stream)
                                .toList(),
                        copy.people()))
                .orElse(entry);
    }

    private void wait(Saved saved, @Nullable Instant until) {
        desk.save(saved.entries().stream()
                .map(entry -> entry.failed(Retry.later(entry.attempts(), until, desk.now())))
                .toList());
    }

    private List<WishEntry> undosOf(Saved saved) {
        return saved.items().stream()
                .map(wishes::undoOf)
                .flatMap(Optional::stream)
                .toList();
    }

    /** These messages where they are now, without those that are gone; empty while that cannot be told. */
    private Optional<List<Mail>> located(List<ItemId> items) {
        List<Mail> found = new ArrayList<>();
        boolean unclear = false;
        for (ReadOutcome<Mail> outcome : conversation.mailbox().locate(items).values()) {
            switch (outcome) {
                case ReadOutcome.Found<Mail>(Mail mail) -> found.add(mail);
                case ReadOutcome.Gone<Mail> gone -> {}
                case ReadOutcome.Refused<Mail> refused -> {}
                case ReadOutcome.Later<Mail> later -> unclear = true;
            }
        }
        return unclear ? Optional.empty() : Optional.of(found);
    }

    private Saved saved(MailEntry entry) {
        List<MailEntry> entries = entry.records().isEmpty()
                ? List.of(entry)
                : book.savedIn(
                        conversation.user().tenant(), conversation.user().id(), entry.messageKey(), entry.activity());
        return new Saved(entries, copying.written(items(entries)));
    }

    private static List<ItemId> items(List<MailEntry> entries) {
        return entries.stream().map(MailEntry::item).toList();
    }

    private void putOff(WishEntry wish) {
        wishes.note(wish.waits(
                Reason.of(Reason.State.WAITS, Wishes.UNDONE),
                Retry.later(wish.attempts(), null, desk.now()),
                desk.now()));
    }

    private void refuse(WishEntry wish, String code) {
        wishes.note(wish.refused(Reason.of(Reason.State.REFUSED, Wishes.UNDONE, code), desk.now()));
    }
}
