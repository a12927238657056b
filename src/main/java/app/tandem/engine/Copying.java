package app.tandem.engine;

import app.tandem.crm.Candidates;
import app.tandem.crm.Row;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.journal.CopyBook;
import app.tandem.journal.MailCopy;
import app.tandem.journal.MailEntry;
import app.tandem.journal.UndoBook;
import app.tandem.journal.WishEntry;
import app.tandem.safehtml.MailText;
import app.tandem.settings.SaveSettings;
import app.tandem.sync.Decision;
import app.tandem.sync.MailPlanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sees to the further activities of saved messages that their wishes ask for (sync L-20, D-3; pane U-188, U-195): for the records
 * that no activity of the message holds yet.
 */
final class Copying {

    /** A message that is saved, and what is wished for it. */
    record Wanted(WishEntry wish, MailEntry entry, Mail mail) {}

    /** Whoever takes the message back may not come to its end: nobody waits for that for ever. */
    private static final int MOST_LOOKS = 5;

    private final Conversation conversation;
    private final MailPlanner planner;
    private final CopyBook book;
    private final Desk desk;
    private final SaveSettings settings;
    private final UndoBook undos;
    private final FurtherActivities further;

    Copying(
            Conversation conversation,
            MailPlanner planner,
            CopyBook book,
            UndoBook undos,
            Desk desk,
            SaveSettings settings) {
        this.undos = undos;
        this.conversation = conversation;
        this.planner = planner;
        this.book = book;
        this.desk = desk;
        this.settings = settings;
        this.further = new FurtherActivities(conversation, planner, book, desk);
    }

    /** Answers the wishes as they are afterwards. */
    List<WishEntry> copy(List<Wanted> messages) {
        List<WishEntry> wishes = new ArrayList<>();
        List<Wanted> wanting = new ArrayList<>();
        Set<String> begun = new HashSet<>();
        for (Wanted message : messages) {
            if (message.wish().wish().chosen()
                    && message.wish().attempts() < MOST_LOOKS
                    && undos.isUnderWay(
                            conversation.user().tenant(), message.entry().messageKey())) {
                // What is left of what somebody takes back is known afterwards only.
                wishes.add(desk.putOff(message.wish(), waiting("UNDOING"), null));
            } else if (isServed(message)) {
                wishes.add(message.wish().met(desk.now()));
            } else if (!settings.duplicates() || !message.wish().wish().duplicates()) {
                wishes.add(message.wish()
                        .refused(Reason.of(Reason.State.REFUSED, "sync L-21", "SAVED_ALREADY"), desk.now()));
            } else if (begun.add(message.entry().messageKey())) {
                wanting.add(message);
            } else {
                // Two copies of one message: what the first one writes may serve the second.
                wishes.add(desk.putOff(message.wish(), waiting("COPY"), null));
            }
        }
        if (!wanting.isEmpty()) {
            wishes.addAll(write(wanting));
        }
        return new CopiedFiles(conversation, planner, book, desk).linked(wishes, messages);
    }

    /** The further activities that this user's wishes for these messages have written, or may have written. */
    List<MailCopy> written(java.util.Collection<ItemId> items) {
        return book.copies(conversation.user().tenant(), conversation.user().id(), items);
    }

    /**
     * Learns whether further activities whose answers were lost are there; those that are not are forgotten. False while that
     * cannot be told.
     */
    boolean isSettled(Wanted message) {
        List<ItemId> item = List.of(message.entry().item());
        List<MailCopy> lost =
                written(item).stream().filter(copy -> copy.record() == null).toList();
        if (lost.isEmpty()) {
            return true;
        }
        Reading.Read read = new Reading(
                        conversation, planner, conversation.crm().profile())
                .read(List.of(planner.candidate(message.mail())));
        if (read.prepared().isEmpty()) {
            return false;
        }
        Map<Row, MailCopy> rows = new LinkedHashMap<>();
        lost.forEach(copy -> {
            Decision.Links links = new Decision.Links(copy.people(), copy.business(), null);
            rows.put(further.order(read.prepared().getFirst(), message, links).row(), copy);
        });
        List<MailCopy> found = new ArrayList<>();
        conversation
                .crm()
                .lookUp(List.copyOf(rows.keySet()))
                .forEach((row, record) ->
                        found.add(Objects.requireNonNull(rows.get(row)).written(record)));
        book.save(conversation.lease(), found);
        undos.forgetUnwritten(conversation.lease(), item);
        return true;
    }

    private boolean isServed(Wanted message) {
        SaveWish wish = message.wish().wish();
        return !wish.chosen() || held(message).containsAll(wish.records());
    }

    /** The records that activities of the message are linked with, whoever wrote them. */
    private Set<RecordRef> held(Wanted message) {
        Set<RecordRef> held = new HashSet<>();
        for (MailCopy copy :
                book.written(conversation.user().tenant(), message.entry().messageKey())) {
            held.addAll(copy.people());
            if (copy.business() != null) {
                held.add(copy.business());
            }
        }
        // The record was adopted before whoever wrote it heard of it.
        if (held.isEmpty()) {
            held.addAll(desk.promised(message.entry().messageKey()));
        }
        return held;
    }

    private List<WishEntry> write(List<Wanted> messages) {
        Map<ItemId, Wanted> byItem = new LinkedHashMap<>();
        messages.forEach(message -> byItem.put(message.entry().item(), message));
        Reading.Read read = new Reading(
                        conversation, planner, conversation.crm().profile())
                .read(messages.stream()
                        .map(message -> planner.candidate(
                                message.mail(), Optional.of(message.wish().wish())))
                        .toList());
        Map<ItemId, WishEntry> wishes = new LinkedHashMap<>();
        read.unread().forEach(unread -> {
            WishEntry wish = Objects.requireNonNull(
                            byItem.get(unread.candidate().mail().id()))
                    .wish();
            wishes.put(wish.item(), desk.putOff(wish, unread.reason(), unread.until()));
        });
        further.write(orders(read.prepared(), byItem, wishes), wishes);
        return List.copyOf(wishes.values());
    }

    private List<FurtherActivities.Order> orders(
            List<Prepared> prepared, Map<ItemId, Wanted> byItem, Map<ItemId, WishEntry> wishes) {
        Map<ItemId, MailText> texts = new HashMap<>();
        prepared.forEach(one -> texts.put(one.candidate().mail().id(), one.text()));
        Candidates found = prepared.isEmpty()
                ? Candidates.none()
                : conversation
                        .crm()
                        .search(planner.search(
                                prepared.stream().map(Prepared::candidate).toList(), texts));
        List<FurtherActivities.Order> orders = new ArrayList<>();
        for (Prepared one : prepared) {
            Wanted wanted =
                    Objects.requireNonNull(byItem.get(one.candidate().mail().id()));
            switch (planner.decide(
                    one.candidate(), null, one.text(), found, conversation.crm().profile())) {
                case Decision.Save save -> {
                    wishes.put(wanted.wish().item(), wanted.wish().met(desk.now()));
                    orders.addAll(orders(one, wanted, save));
                }
                case Decision.Refuse refuse ->
                    wishes.put(wanted.wish().item(), wanted.wish().refused(refuse.reason(), desk.now()));
                case Decision.Adopt adopt -> throw new IllegalStateException("nothing was offered for adoption");
            }
        }
        return orders;
    }

    /** An activity is needed when it brings a record that no other one holds. */
    private List<FurtherActivities.Order> orders(Prepared one, Wanted wanted, Decision.Save save) {
        Set<RecordRef> held = held(wanted);
        List<FurtherActivities.Order> orders = new ArrayList<>();
        Stream.concat(Stream.of(save.links()), save.clones().stream()).forEach(links -> {
            List<RecordRef> records = new ArrayList<>(links.who());
            Optional.ofNullable(links.what()).ifPresent(records::add);
            records.retainAll(wanted.wish().wish().records());
            if (!held.containsAll(records)) {
                held.addAll(records);
                orders.add(further.order(one, wanted, links));
            }
        });
        return orders;
    }

    /** Why a wish for further records waits. */
    static Reason waiting(String code) {
        return Reason.of(Reason.State.WAITS, "sync L-20", code);
    }
}
