package app.tandem.engine;

import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.Reason;
import app.tandem.item.SaveWish;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.MailEntry;
import app.tandem.journal.WishBook;
import app.tandem.journal.WishEntry;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a user's person wishes, as one cycle knows it, and what comes of it (sync E-10, E-42). */
final class OpenWishes {

    /** Refusals that nothing but another wish changes: service mail, folder, objects, choice. */
    private static final Set<String> FINAL = Set.of("sync E-12", "sync W-12", "sync E-2", "pane U-180", "pane U-181");

    /** A sent copy appears with a delay, and a mail may be sent late. */
    private static final Duration DRAFT = Duration.ofMinutes(2);

    /** A draft that is gone for so long was discarded, not sent. */
    private static final int LOOKS_FOR_SENT = 5;

    private final Conversation conversation;
    private final MailPlanner planner;
    private final WishBook book;
    private final Desk desk;
    private final Map<ItemId, WishEntry> open = new LinkedHashMap<>();
    private final List<WishEntry> worded = new ArrayList<>();

    OpenWishes(Conversation conversation, MailPlanner planner, WishBook book, Desk desk) {
        this.conversation = conversation;
        this.planner = planner;
        this.book = book;
        this.desk = desk;
    }

    /** Learns what is open now. */
    void load() {
        book.open(conversation.user().tenant(), conversation.user().id()).forEach(this::put);
    }

    private void put(WishEntry wish) {
        if (wish.isOpen()) {
            open.put(wish.item(), wish);
        } else {
            open.remove(wish.item());
            if (wish.wish().wording().isPresent()) {
                worded.add(wish);
            }
        }
    }

    /** Takes what persons wrote off messages whose wishes have ended; what cannot be taken off now, the next cycle takes. */
    void tidy() {
        for (WishEntry wish : worded) {
            switch (conversation.mailbox().note(wish.item(), "")) {
                case WriteOutcome.Done done -> book.unworded(conversation.lease(), wish);
                case WriteOutcome.Gone gone -> book.unworded(conversation.lease(), wish);
                default -> {}
            }
        }
        worded.clear();
    }

    /** Messages whose wish is to be looked at now. */
    Set<ItemId> due() {
        Set<ItemId> due = new LinkedHashSet<>();
        open.values().stream().filter(wish -> !wish.isUndo() && isDue(wish)).forEach(wish -> due.add(wish.item()));
        return due;
    }

    /** What is to be taken back now. */
    List<WishEntry> undos() {
        return open.values().stream()
                .filter(wish -> wish.isUndo() && isDue(wish))
                .toList();
    }

    /** The wish to take an item back, if there is one. */
    Optional<WishEntry> undoOf(ItemId item) {
        return Optional.ofNullable(open.get(item)).filter(WishEntry::isUndo);
    }

    private boolean isDue(WishEntry wish) {
        return wish.retryAt() != null && !wish.retryAt().isAfter(desk.now());
    }

    /** What is wished for a message. */
    Optional<SaveWish> of(ItemId item) {
        return Optional.ofNullable(open.get(item))
                .filter(wish -> !wish.isUndo() && wish.kind() != WishEntry.Kind.THREAD)
                .map(WishEntry::wish);
    }

    /** Whether something is still to be saved of a message, whoever asked for it. */
    boolean isOpen(ItemId item) {
        return Optional.ofNullable(open.get(item))
                .filter(wish -> !wish.isUndo())
                .isPresent();
    }

    /** What a message of a marked conversation is to be linked with, where that is settled already. */
    Optional<SaveWish> ofThread(ItemId item) {
        return Optional.ofNullable(open.get(item))
                .filter(wish -> wish.kind() == WishEntry.Kind.THREAD)
                .map(WishEntry::wish);
    }

    /** Learns what is open for a message now. */
    void reload(ItemId item) {
        book.find(conversation.user().tenant(), conversation.user().id(), item)
                .filter(WishEntry::isOpen)
                .ifPresent(wish -> open.put(item, wish));
    }

    /** What a person chose for a message whose saving is under way, even if he wants it undone once it is saved. */
    Optional<SaveWish> chosen(ItemId item) {
        return Optional.ofNullable(open.get(item))
                .filter(wish -> wish.isForSaving() || wish.kind() == WishEntry.Kind.THREAD)
                .map(WishEntry::wish);
    }

    /** Gives a wish for a draft to its sent copy, where the id did not last. Answers what is wished for the message. */
    Optional<SaveWish> met(Mail mail) {
        if (open.isEmpty() || open.containsKey(mail.id()) || mail.draft()) {
            return of(mail.id());
        }
        List<WishEntry> drafts = open.values().stream()
                .filter(wish -> wish.kind() == WishEntry.Kind.SEND && wish.messageKey() != null)
                .toList();
        if (drafts.isEmpty()) {
            return of(mail.id());
        }
        String key = desk.fingerprint(planner.candidate(mail).key());
        drafts.stream()
                .filter(wish -> key.equals(wish.messageKey()))
                .findFirst()
                .ifPresent(wish -> {
                    book.moved(conversation.lease(), wish, mail.id());
                    open.remove(wish.item());
                    open.put(mail.id(), wish.on(mail.id()));
                });
        return of(mail.id());
    }

    /** Still to be sent: remembered by what will find its sent copy too. */
    void draft(Mail mail) {
        WishEntry wish = open.get(mail.id());
        if (wish != null) {
            String key = desk.fingerprint(planner.candidate(mail).key());
            note(wish.named(key)
                    .waits(
                            Reason.of(Reason.State.WAITS, "sync E-10", "DRAFT"),
                            desk.now().plus(DRAFT),
                            desk.now()));
        }
    }

    /** The message is in the mailbox no more; a draft may have been sent as another item, or was discarded. */
    void gone(ItemId item) {
        WishEntry wish = open.get(item);
        if (wish == null) {
            return;
        }
        if (wish.kind() != WishEntry.Kind.SEND) {
            note(wish.refused(Reason.of(Reason.State.REFUSED, "sync Y-12", "GONE"), desk.now()));
        } else if (wish.attempts() < LOOKS_FOR_SENT) {
            note(wish.waits(
                    Reason.of(Reason.State.WAITS, "sync E-10", "GONE"),
                    desk.now().plus(DRAFT),
                    desk.now()));
        } else {
            forget(wish);
        }
    }

    /** What was met for messages that left the mailbox is of no use any more. */
    void left(List<ItemId> items) {
        book.left(conversation.lease(), items);
    }

    /** Could not be looked at now. */
    void unclear(ItemId item) {
        WishEntry wish = open.get(item);
        if (wish != null) {
            note(desk.putOff(wish, wish.reason(), null));
        }
    }

    /**
     * Keeps what came of the wishes for settled messages; where the record exists, its clones follow, then the mark of its
     * conversation. Answers which these were.
     */
    Set<ItemId> conclude(Batch batch, Relinking relinking, ThreadLane threads) {
        Map<ItemId, WishEntry> settled = new LinkedHashMap<>();
        open.values().stream()
                .filter(wish -> !wish.isUndo() && batch.contains(wish.item()))
                .forEach(wish -> settled.put(wish.item(), wish));
        if (settled.isEmpty()) {
            return Set.of();
        }
        Map<ItemId, MailEntry> entries = desk.entries(settled.keySet());
        List<Copying.Wanted> saved = new ArrayList<>();
        settled.forEach((item, wish) -> {
            MailEntry entry = entries.get(item);
            if (entry != null && isSaved(entry)) {
                saved.add(new Copying.Wanted(wish, entry, batch.mail(item)));
            } else {
                note(unsaved(wish, entry));
            }
        });
        List<WishEntry> concluded = relinking.serve(saved);
        Set<ItemId> met = new LinkedHashSet<>();
        concluded.stream().filter(wish -> wish.state() == WishEntry.State.MET).forEach(wish -> met.add(wish.item()));
        threads.mark(
                saved.stream().filter(one -> met.contains(one.entry().item())).toList());
        concluded.forEach(this::note);
        return settled.keySet();
    }

    private static boolean isSaved(MailEntry entry) {
        return entry.stage() == MailEntry.Stage.FILED || entry.stage() == MailEntry.Stage.DONE;
    }

    private WishEntry unsaved(WishEntry wish, @Nullable MailEntry entry) {
        if (entry == null) {
            return wish.waits(wish.reason(), Retry.sweep(desk.now()), desk.now());
        }
        Reason reason = entry.reason();
        return reason.state() == Reason.State.REFUSED && isFinal(reason)
                ? wish.refused(reason, desk.now())
                : wish.waits(reason, entry.retryAt() == null ? Retry.sweep(desk.now()) : entry.retryAt(), desk.now());
    }

    /** Whether only another wish changes this refusal. */
    static boolean isFinal(Reason reason) {
        return FINAL.contains(reason.rule());
    }

    /** Nothing is left of this wish. */
    void forget(WishEntry wish) {
        book.forget(conversation.lease(), wish);
        open.remove(wish.item());
    }

    /** Keeps what became of a wish. */
    void note(WishEntry wish) {
        book.note(conversation.lease(), List.of(wish));
        put(wish);
    }
}
