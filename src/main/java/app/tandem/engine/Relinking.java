package app.tandem.engine;

import app.tandem.crm.Candidates;
import app.tandem.crm.RecordTrace;
import app.tandem.crm.Relink;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.CopyBook;
import app.tandem.journal.MailCopy;
import app.tandem.journal.MailEntry;
import app.tandem.journal.UndoBook;
import app.tandem.journal.WishEntry;
import app.tandem.safehtml.MailText;
import app.tandem.sync.Decision;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Triage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives what is saved of a message other links, as its person wishes, before further activities are written (pane U-188,
 * U-209; sync E-21, E-22, L-21). Every step may be met done: the wish stays open until all of it is, and the same step again
 * changes nothing.
 *
 * @see "docs/decisions/020-links-of-saved-mail.md"
 */
final class Relinking {

    /** An activity as the journal knows it; the message's own one is no copy. */
    private record Held(
            RecordRef record,
            List<RecordRef> people,
            @Nullable RecordRef business,
            @Nullable MailCopy copy) {

        boolean isLike(Decision.Links links) {
            return new HashSet<>(people).equals(new HashSet<>(links.who())) && Objects.equals(business, links.what());
        }
    }

    /** An activity and the links it is to have. */
    private record Change(Held held, Decision.Links links) {

        Relink relink() {
            return Relink.exactly(held.record(), links.who(), links.what());
        }
    }

    /** What becomes of the activities that are there. */
    private record Plan(List<Change> kept, List<Held> surplus) {}

    private final Conversation conversation;
    private final MailPlanner planner;
    private final CopyBook book;
    private final UndoBook undos;
    private final Copying copying;
    private final Desk desk;

    Relinking(
            Conversation conversation, MailPlanner planner, CopyBook book, UndoBook undos, Copying copying, Desk desk) {
        this.conversation = conversation;
        this.planner = planner;
        this.book = book;
        this.undos = undos;
        this.copying = copying;
        this.desk = desk;
    }

    /** Answers the wishes as they are once the activities hold what is wished, as far as that could be. */
    List<WishEntry> serve(List<Copying.Wanted> messages) {
        List<WishEntry> after = new ArrayList<>();
        List<Copying.Wanted> further = new ArrayList<>();
        Set<String> changing = new HashSet<>();
        messages.stream()
                .filter(message -> message.wish().kind() == WishEntry.Kind.LINK)
                .forEach(message -> changing.add(message.entry().messageKey()));
        Set<String> begun = new HashSet<>();
        for (Copying.Wanted message : messages) {
            String key = message.entry().messageKey();
            if (!begun.add(key) && changing.contains(key)) {
                // Of several wishes for copies of one message the last word holds: each comes in its turn.
                after.add(waits(message.wish(), "COPY", null));
            } else if (isToBeChanged(message)) {
                change(message).ifPresentOrElse(after::add, () -> further.add(renewed(message)));
            } else {
                further.add(message);
            }
        }
        after.addAll(copying.copy(further));
        return after.stream().map(wish -> complete(wish, messages)).toList();
    }

    private boolean isToBeChanged(Copying.Wanted message) {
        return message.wish().kind() == WishEntry.Kind.LINK
                && message.wish().wish().chosen()
                && !message.entry().records().isEmpty()
                && undos.standing(
                                conversation.user().tenant(),
                                conversation.user().id(),
                                message.entry().messageKey(),
                                message.entry().activity())
                        .own();
    }

    private Copying.Wanted renewed(Copying.Wanted message) {
        ItemId item = message.entry().item();
        return new Copying.Wanted(
                message.wish(), desk.entries(List.of(item)).getOrDefault(item, message.entry()), message.mail());
    }

    /** Answers the wish where it ends or waits here. */
    private Optional<WishEntry> change(Copying.Wanted message) {
        if (!copying.isSettled(message)) {
            return Optional.of(waits(message.wish(), "COPY", null));
        }
        Triage.Candidate candidate =
                planner.candidate(message.mail(), Optional.of(message.wish().wish()));
        Candidates found = conversation.crm().search(planner.search(List.of(candidate), Map.of()));
        return switch (planner.decide(
                candidate,
                null,
                new MailText(null, ""),
                found,
                conversation.crm().profile())) {
            case Decision.Save save ->
                change(
                        message,
                        plan(
                                held(message.entry()),
                                Stream.concat(Stream.of(save.links()), save.clones().stream())
                                        .toList()));
            case Decision.Refuse refuse -> Optional.of(message.wish().refused(refuse.reason(), desk.now()));
            case Decision.Adopt adopt -> throw new IllegalStateException("nothing was offered for adoption");
        };
    }

    private List<Held> held(MailEntry entry) {
        List<Held> held = new ArrayList<>();
        held.add(new Held(entry.activity(), entry.people(), entry.business().orElse(null), null));
        for (MailCopy copy : copying.written(items(entry))) {
            RecordRef record = copy.record();
            if (record != null) {
                held.add(new Held(record, copy.people(), copy.business(), copy));
            }
        }
        return held;
    }

    /** What is right already stays as it is; the message's own activity always stays, and only further ones go. */
    private static Plan plan(List<Held> held, List<Decision.Links> wished) {
        List<Decision.Links> open = new ArrayList<>(wished);
        Held own = held.getFirst();
        List<Held> copies = held.subList(1, held.size());
        Decision.Links ofOwn = open.stream()
                .filter(own::isLike)
                .findFirst()
                .or(() -> open.stream()
                        .filter(links -> copies.stream().noneMatch(copy -> copy.isLike(links)))
                        .findFirst())
                .orElseGet(open::getFirst);
        open.remove(ofOwn);
        List<Change> kept = new ArrayList<>(List.of(new Change(own, ofOwn)));
        List<Held> loose = new ArrayList<>();
        for (Held copy : copies) {
            Optional<Decision.Links> same = open.stream().filter(copy::isLike).findFirst();
            same.ifPresentOrElse(
                    links -> {
                        open.remove(links);
                        kept.add(new Change(copy, links));
                    },
                    () -> loose.add(copy));
        }
        List<Held> surplus = new ArrayList<>();
        for (Held copy : loose) {
            if (open.isEmpty()) {
                surplus.add(copy);
            } else {
                kept.add(new Change(copy, open.removeFirst()));
            }
        }
        return new Plan(kept, surplus);
    }

    private Optional<WishEntry> change(Copying.Wanted message, Plan plan) {
        WishEntry wish = message.wish();
        List<RecordRef> surplus = plan.surplus().stream().map(Held::record).toList();
        if (isChanged(surplus)) {
            return Optional.of(refused(wish, "CHANGED"));
        }
        List<Change> changes = plan.kept().stream()
                .filter(change -> !change.held().isLike(change.links()))
                .toList();
        List<WriteOutcome> outcomes = changes.isEmpty()
                ? List.of()
                : conversation.crm().relink(changes.stream().map(Change::relink).toList());
        List<Change> done = new ArrayList<>();
        Optional<WishEntry> obstacle = Optional.empty();
        for (int i = 0; i < changes.size(); i++) {
            Optional<WishEntry> here = obstacle(wish, outcomes.get(i));
            if (here.isEmpty()) {
                done.add(changes.get(i));
            }
            obstacle = obstacle.or(() -> here);
        }
        note(message.entry(), done);
        return obstacle.or(() -> remove(message, surplus));
    }

    /** Somebody's own work on an activity is worth more than a tick. */
    private boolean isChanged(List<RecordRef> surplus) {
        return !surplus.isEmpty()
                && conversation.crm().trace(surplus).values().stream().anyMatch(RecordTrace::isChanged);
    }

    private void note(MailEntry entry, List<Change> done) {
        List<MailCopy> copies = new ArrayList<>();
        for (Change change : done) {
            MailCopy copy = change.held().copy();
            Decision.Links links = change.links();
            if (copy == null) {
                desk.save(entries(entry).stream()
                        .map(one -> Order.saved(one, change.held().record(), links))
                        .toList());
            } else {
                copies.add(new MailCopy(
                        copy.item(), copy.attemptKey(), copy.messageKey(), links.who(), links.what(), copy.record()));
            }
        }
        if (!copies.isEmpty()) {
            book.save(conversation.lease(), copies);
        }
    }

    private Optional<WishEntry> remove(Copying.Wanted message, List<RecordRef> surplus) {
        if (surplus.isEmpty()) {
            return Optional.empty();
        }
        List<WriteOutcome> outcomes = conversation.crm().delete(surplus);
        Set<RecordRef> gone = new HashSet<>();
        Optional<WishEntry> obstacle = Optional.empty();
        for (int i = 0; i < surplus.size(); i++) {
            if (outcomes.get(i) instanceof WriteOutcome.Gone) {
                gone.add(surplus.get(i));
            } else {
                Optional<WishEntry> here = obstacle(message.wish(), outcomes.get(i));
                if (here.isEmpty()) {
                    gone.add(surplus.get(i));
                }
                obstacle = obstacle.or(() -> here);
            }
        }
        undos.forgetCopies(conversation.lease(), items(message.entry()), gone);
        return obstacle;
    }

    /**
     * People who did not receive a mail are related beside its receivers (sync E-22): the record that was written knows only
     * those whose addresses stand in it.
     */
    private WishEntry complete(WishEntry wish, List<Copying.Wanted> messages) {
        Optional<Copying.Wanted> message = messages.stream()
                .filter(one -> one.wish().item().equals(wish.item()))
                .findFirst()
                .map(this::renewed);
        if (message.isEmpty()
                || wish.state() != WishEntry.State.MET
                || wish.wish().people().isEmpty()
                || message.get().entry().records().isEmpty()) {
            return wish;
        }
        List<Relink> relinks = held(message.get().entry()).stream()
                .filter(held -> held.record().type().equals("EmailMessage"))
                .filter(held -> wish.wish().people().containsAll(held.people()))
                .map(held -> Relink.also(held.record(), held.people()))
                .toList();
        return relinks.isEmpty()
                ? wish
                : conversation.crm().relink(relinks).stream()
                        .map(outcome -> obstacle(message.get().wish(), outcome))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(wish);
    }

    /** What stands against calling a change done. */
    private Optional<WishEntry> obstacle(WishEntry wish, WriteOutcome outcome) {
        return switch (outcome) {
            case WriteOutcome.Done done -> Optional.empty();
            case WriteOutcome.Gone gone -> Optional.of(refused(wish, "DELETED"));
            case WriteOutcome.Refused refused ->
                Optional.of(wish.refused(
                        new Reason(Reason.State.REFUSED, "sync L-21", refused.code(), refused.fields()), desk.now()));
            case WriteOutcome.Later later -> Optional.of(waits(wish, later.code(), later.until()));
            case WriteOutcome.Unknown unknown -> Optional.of(waits(wish, unknown.code(), null));
            case WriteOutcome.Changed changed -> Optional.of(waits(wish, "CHANGED", null));
            case WriteOutcome.Exists exists -> Optional.of(waits(wish, "EXISTS", null));
        };
    }

    private WishEntry refused(WishEntry wish, String code) {
        return wish.refused(Reason.of(Reason.State.REFUSED, "sync L-21", code), desk.now());
    }

    private WishEntry waits(WishEntry wish, String code, java.time.@Nullable Instant until) {
        return desk.putOff(wish, Reason.of(Reason.State.WAITS, "sync L-21", code), until);
    }

    private List<MailEntry> entries(MailEntry entry) {
        return undos.savedIn(
                conversation.user().tenant(), conversation.user().id(), entry.messageKey(), entry.activity());
    }

    /** All copies of the message in the mailbox: whichever of them a further activity was wished for by. */
    private List<ItemId> items(MailEntry entry) {
        return entries(entry).stream().map(MailEntry::item).toList();
    }
}
