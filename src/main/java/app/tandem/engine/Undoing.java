package app.tandem.engine;

import app.tandem.item.Mail;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.journal.MailEntry;
import app.tandem.journal.UndoBook;
import app.tandem.journal.WishEntry;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes back what was saved (pane U-188): look, intent, and what follows from it. After a crash the intent is pursued
 * whatever the person wishes meanwhile.
 */
final class Undoing {

    /** Older than this it is history, not a slip. */
    static final Duration LONGEST = Duration.ofDays(30);

    private final Conversation conversation;
    private final UndoBook book;
    private final OpenWishes wishes;
    private final Copying copying;
    private final Desk desk;
    private final TakingBack takingBack;

    Undoing(
            Conversation conversation,
            MailPlanner planner,
            UndoBook book,
            OpenWishes wishes,
            Copying copying,
            Desk desk) {
        this.conversation = conversation;
        this.book = book;
        this.wishes = wishes;
        this.copying = copying;
        this.desk = desk;
        this.takingBack = new TakingBack(conversation, planner, book, wishes, desk);
    }

    /** Begins what is wished for and pursues what was begun. */
    void run() {
        book.mend(conversation.lease());
        wishes.undos().forEach(this::begin);
        Map<RecordRef, List<MailEntry>> begun = new LinkedHashMap<>();
        book.due(conversation.user().tenant(), conversation.user().id())
                .forEach(entry -> begun.computeIfAbsent(entry.activity(), record -> new ArrayList<>())
                        .add(entry));
        begun.values().forEach(entries -> takingBack.pursue(slip(entries)));
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
        Slip slip = slip(entry);
        Optional<String> obstacle = obstacle(entry, slip);
        if (obstacle.isPresent()) {
            refuse(wish, obstacle.get());
        } else if (slip.isUncertain()) {
            settle(wish, entry);
        } else {
            Optional<String> changed =
                    Slip.changed(conversation.crm().trace(slip.activities()).values(), conversation);
            changed.ifPresentOrElse(code -> refuse(wish, code), () -> {
                book.begin(conversation.lease(), slip.entries(), slip.activities());
                wishes.note(begun(wish));
            });
        }
    }

    private WishEntry begun(WishEntry wish) {
        return wish.waits(Reason.of(Reason.State.WAITS, Wishes.UNDONE), Retry.sweep(desk.now()), desk.now());
    }

    /** Why the journal alone forbids it. */
    private Optional<String> obstacle(MailEntry entry, Slip slip) {
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
        boolean recent = slip.entries().stream().anyMatch(one -> isRecent(one, desk.now()));
        return recent ? Optional.empty() : Optional.of("TOO_OLD");
    }

    /** Whether what was saved then may be taken back still. */
    static boolean isRecent(MailEntry entry, Instant now) {
        return !entry.since().isBefore(now.minus(LONGEST));
    }

    /** A further activity whose answer was lost may be there: it is looked for, or written, before all are taken back. */
    private void settle(WishEntry wish, MailEntry entry) {
        Optional<Mail> mail = conversation
                .located(List.of(entry.item()))
                .flatMap(found -> found.stream().findFirst());
        List<WishEntry> after = mail.map(one -> copying.copy(List.of(new Copying.Wanted(wish, entry, one))))
                .orElse(List.of());
        if (after.stream().allMatch(WishEntry::isOpen)) {
            putOff(wish);
        } else {
            book.forgetUnwritten(conversation.lease(), slip(entry).items());
            begin(wish, entry);
        }
    }

    private Slip slip(MailEntry entry) {
        List<MailEntry> entries = entry.records().isEmpty()
                ? List.of(entry)
                : book.savedIn(
                        conversation.user().tenant(), conversation.user().id(), entry.messageKey(), entry.activity());
        return slip(entries);
    }

    private Slip slip(List<MailEntry> entries) {
        return new Slip(
                entries, copying.written(entries.stream().map(MailEntry::item).toList()));
    }

    private void putOff(WishEntry wish) {
        wishes.note(desk.putOff(wish, Reason.of(Reason.State.WAITS, Wishes.UNDONE), null));
    }

    private void refuse(WishEntry wish, String code) {
        wishes.note(Slip.refused(wish, code, desk.now()));
    }
}
