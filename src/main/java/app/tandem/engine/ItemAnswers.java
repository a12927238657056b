package app.tandem.engine;

import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.engine.ItemAnswer.By;
import app.tandem.engine.ItemAnswer.State;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.journal.MailCopy;
import app.tandem.journal.MailEntry;
import app.tandem.journal.UndoBook;
import app.tandem.journal.WishEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads from the journal how an item stands (pane U-63 … U-66). */
@Component
class ItemAnswers {

    /** Rules by which a message cannot be saved at all; any other refusal is a failure that may pass. */
    private static final Set<String> IMPOSSIBLE = Set.of("sync E-12", "sync W-12", "sync E-2", "sync E-8");

    /** Waiting for a record to exist is shown as failed in the mailbox too (sync Z-24). */
    private static final Set<String> LACKING = Set.of("sync E-48", "sync L-12");

    private final Cycles.Store store;
    private final SavedElsewhere elsewhere;
    private final Engine engine;
    private final UnmarkedAnswers unmarked;
    private final InstantSource clock;

    ItemAnswers(
            Cycles.Store store,
            SavedElsewhere elsewhere,
            Engine engine,
            UnmarkedAnswers unmarked,
            InstantSource clock) {
        this.store = store;
        this.elsewhere = elsewhere;
        this.engine = engine;
        this.unmarked = unmarked;
        this.clock = clock;
    }

    /** As {@link #of(TenantId, UserId, ItemId)}, and what others have saved of the same message. */
    ItemAnswer of(User user, Mail mail) {
        ItemAnswer own = of(user.tenant(), user.id(), mail.id());
        if (own.state() != State.NOT_SAVED
                || own.reason() != null && own.reason().rule().equals(Wishes.UNDONE)) {
            return own;
        }
        return elsewhere
                .of(user, mail)
                .map(found -> others(user.tenant(), found, own.when()))
                .or(() -> unmarked.of(user, mail).map(own::because))
                .orElse(own);
    }

    private ItemAnswer others(TenantId tenant, SavedElsewhere.Found found, @Nullable Instant next) {
        List<MailCopy> written = store.copies().written(tenant, found.messageKey());
        Set<RecordRef> activities = new LinkedHashSet<>(List.of(found.record()));
        Set<RecordRef> records = new LinkedHashSet<>();
        written.forEach(copy -> {
            Optional.ofNullable(copy.record()).ifPresent(activities::add);
            records.addAll(copy.people());
        });
        written.forEach(copy -> Optional.ofNullable(copy.business()).ifPresent(records::add));
        return new ItemAnswer(
                State.SAVED,
                Reason.of(Reason.State.SAVED, "sync D-2"),
                found.since(),
                next,
                By.COLLEAGUE,
                found.saver(),
                List.copyOf(activities),
                List.copyOf(records),
                false,
                false);
    }

    ItemAnswer of(TenantId tenant, UserId user, ItemId item) {
        MailEntry entry = store.journal().find(tenant, user, List.of(item)).get(item);
        Optional<WishEntry> wish = store.wishes().find(tenant, user, item);
        if (wish.filter(one -> one.isOpen() && !one.isUndo()).isPresent()) {
            return wished(wish.get(), entry, engine.next(tenant, user));
        }
        if (entry != null && isSaved(entry)) {
            return saved(tenant, user, entry, wish);
        }
        if (wish.filter(one -> one.state() == WishEntry.State.REFUSED).isPresent()) {
            return unsaved(
                    wish.get().isUndo() ? State.NOT_SAVED : refusal(wish.get().reason()),
                    wish.get().reason(),
                    wish.get().since(),
                    null);
        }
        return entry == null ? nothing(tenant, user) : waiting(entry, engine.next(tenant, user));
    }

    private ItemAnswer nothing(TenantId tenant, UserId user) {
        return unsaved(State.NOT_SAVED, null, null, engine.next(tenant, user));
    }

    private static boolean isSaved(MailEntry entry) {
        return !entry.tombstone() && entry.reason().state() == Reason.State.SAVED;
    }

    private static ItemAnswer wished(WishEntry wish, @Nullable MailEntry entry, @Nullable Instant next) {
        Reason reason = entry == null || isSaved(entry) ? wish.reason() : entry.reason();
        Instant failed = entry != null && isFailed(entry.reason()) ? entry.since() : null;
        return new ItemAnswer(
                failed != null ? State.FAILED : State.WILL_BE_SAVED,
                reason,
                failed != null ? failed : wish.asked(),
                next,
                null,
                null,
                List.of(),
                wish.wish().records(),
                false,
                false);
    }

    private ItemAnswer waiting(MailEntry entry, @Nullable Instant next) {
        return switch (entry.reason().state()) {
            case SAVED, LEFT_ALONE -> unsaved(State.NOT_SAVED, entry.reason(), entry.since(), next);
            case WAITS ->
                unsaved(
                        isFailed(entry.reason()) ? State.FAILED : State.WILL_BE_SAVED,
                        entry.reason(),
                        entry.since(),
                        next);
            case REFUSED -> unsaved(refusal(entry.reason()), entry.reason(), entry.since(), entry.retryAt());
        };
    }

    private static boolean isFailed(Reason reason) {
        return reason.state() == Reason.State.REFUSED || LACKING.contains(reason.rule());
    }

    private static State refusal(@Nullable Reason reason) {
        return reason != null && IMPOSSIBLE.contains(reason.rule()) ? State.CANNOT_BE_SAVED : State.FAILED;
    }

    private static ItemAnswer unsaved(
            State state, @Nullable Reason reason, @Nullable Instant since, @Nullable Instant when) {
        return new ItemAnswer(state, reason, since, when, null, null, List.of(), List.of(), false, false);
    }

    private ItemAnswer saved(TenantId tenant, UserId user, MailEntry entry, Optional<WishEntry> wish) {
        Set<RecordRef> activities = new LinkedHashSet<>();
        Set<RecordRef> people = new LinkedHashSet<>(entry.people());
        Set<RecordRef> business = new LinkedHashSet<>();
        entry.records().stream().limit(1).forEach(activities::add);
        entry.business().ifPresent(business::add);
        for (MailCopy copy : store.copies().written(tenant, entry.messageKey())) {
            Optional.ofNullable(copy.record()).ifPresent(activities::add);
            people.addAll(copy.people());
            Optional.ofNullable(copy.business()).ifPresent(business::add);
        }
        List<RecordRef> records = new ArrayList<>(people);
        records.addAll(business);
        UserId colleague =
                entry.reason().rule().equals("sync D-1") ? saver(tenant, entry).orElse(null) : null;
        boolean other = colleague != null && !colleague.equals(user);
        boolean wished = wish.filter(WishEntry::isForSaving).isPresent();
        By by = other ? By.COLLEAGUE : wished ? By.THIS_USER : By.SYNC;
        UndoBook.Standing standing = standing(tenant, user, entry, wish);
        return new ItemAnswer(
                State.SAVED,
                wish.flatMap(ItemAnswers::said).orElse(entry.reason()),
                entry.since(),
                null,
                by,
                other ? colleague : user,
                List.copyOf(activities),
                records,
                standing.own(),
                standing.own() && !standing.shared() && isSlip(entry, wish));
    }

    /** What a wish for a saved message says beside that it is saved. */
    private static Optional<Reason> said(WishEntry wish) {
        return wish.isUndo() && wish.isOpen()
                ? Optional.of(Reason.of(Reason.State.WAITS, Wishes.UNDONE))
                : Optional.ofNullable(wish.reason());
    }

    /** Whose the record is, once it is settled and as long as nobody takes it back. */
    private UndoBook.Standing standing(TenantId tenant, UserId user, MailEntry entry, Optional<WishEntry> wish) {
        boolean settled = entry.stage() == MailEntry.Stage.FILED || entry.stage() == MailEntry.Stage.DONE;
        boolean leaves = wish.filter(one -> one.isUndo() && one.isOpen()).isPresent();
        return !settled || leaves || entry.records().isEmpty()
                ? new UndoBook.Standing(false, false)
                : store.undos().standing(tenant, user, entry.messageKey(), entry.activity());
    }

    /** What was saved just now by mistake is taken back; what somebody has worked on since is not. */
    private boolean isSlip(MailEntry entry, Optional<WishEntry> wish) {
        return Undoing.isRecent(entry, clock.instant())
                && wish.filter(one -> one.kind() == WishEntry.Kind.LINK).isEmpty();
    }

    private Optional<UserId> saver(TenantId tenant, MailEntry entry) {
        return store.claims().savers(tenant, entry.messageKey()).stream().findFirst();
    }
}
