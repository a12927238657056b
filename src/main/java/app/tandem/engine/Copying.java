package app.tandem.engine;

import app.tandem.crm.Candidates;
import app.tandem.crm.MailKey;
import app.tandem.crm.Row;
import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.CopyBook;
import app.tandem.journal.MailCopy;
import app.tandem.journal.MailEntry;
import app.tandem.journal.UndoBook;
import app.tandem.journal.WishEntry;
import app.tandem.platform.Hashes;
import app.tandem.safehtml.MailText;
import app.tandem.settings.SaveSettings;
import app.tandem.sync.Decision;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Retry;
import app.tandem.sync.StoredPicture;
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
 * Writes the further activities of saved messages that their wishes ask for (sync L-20, D-3; pane U-188, U-195): the
 * records that no activity of the message holds yet. As with the first one: intent, look-up, write, record.
 */
final class Copying {

    /** A message that is saved, and what is wished for it. */
    record Wanted(WishEntry wish, MailEntry entry, Mail mail) {}

    private record Order(Wanted wanted, Prepared prepared, Decision.Links links, MailCopy copy, Row row) {}

    /** Whoever takes the message back may not come to its end: nobody waits for that for ever. */
    private static final int MOST_LOOKS = 5;

    private final Conversation conversation;
    private final MailPlanner planner;
    private final CopyBook book;
    private final Desk desk;
    private final SaveSettings settings;
    private final UndoBook undos;

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
                wishes.add(waits(message.wish(), waiting("UNDOING"), null));
            } else if (isServed(message)) {
                wishes.add(message.wish().met(desk.now()));
            } else if (!settings.duplicates() || !message.wish().wish().duplicates()) {
                wishes.add(message.wish()
                        .refused(Reason.of(Reason.State.REFUSED, "sync L-21", "SAVED_ALREADY"), desk.now()));
            } else if (begun.add(message.entry().messageKey())) {
                wanting.add(message);
            } else {
                // Two copies of one message: what the first one writes may serve the second.
                wishes.add(waits(message.wish(), waiting("COPY"), null));
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
            rows.put(order(read.prepared().getFirst(), message, links).row(), copy);
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
            wishes.put(wish.item(), waits(wish, unread.reason(), unread.until()));
        });
        settle(orders(read.prepared(), byItem, wishes), wishes);
        return List.copyOf(wishes.values());
    }

    private List<Order> orders(List<Prepared> prepared, Map<ItemId, Wanted> byItem, Map<ItemId, WishEntry> wishes) {
        Map<ItemId, MailText> texts = new HashMap<>();
        prepared.forEach(one -> texts.put(one.candidate().mail().id(), one.text()));
        Candidates found = prepared.isEmpty()
                ? Candidates.none()
                : conversation
                        .crm()
                        .search(planner.search(
                                prepared.stream().map(Prepared::candidate).toList(), texts));
        List<Order> orders = new ArrayList<>();
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
    private List<Order> orders(Prepared one, Wanted wanted, Decision.Save save) {
        Set<RecordRef> held = held(wanted);
        List<Order> orders = new ArrayList<>();
        Stream.concat(Stream.of(save.links()), save.clones().stream()).forEach(links -> {
            List<RecordRef> records = new ArrayList<>(links.who());
            Optional.ofNullable(links.what()).ifPresent(records::add);
            records.retainAll(wanted.wish().wish().records());
            if (!held.containsAll(records)) {
                held.addAll(records);
                orders.add(order(one, wanted, links));
            }
        });
        return orders;
    }

    private Order order(Prepared one, Wanted wanted, Decision.Links links) {
        MailKey message = one.candidate().key();
        MailKey key = new MailKey(key(message, links), message.messageId());
        MailCopy copy = new MailCopy(
                wanted.entry().item(),
                desk.fingerprint(key),
                wanted.entry().messageKey(),
                links.who(),
                links.what(),
                null);
        return new Order(wanted, one, links, copy, row(one, links, Map.of()));
    }

    private Row row(Prepared one, Decision.Links links, Map<AttachmentId, StoredPicture> pictures) {
        MailKey message = one.candidate().key();
        return planner.row(
                        one.candidate().under(new MailKey(key(message, links), message.messageId())),
                        links,
                        one.stored(),
                        one.files(),
                        pictures,
                        conversation.crm().profile())
                .asCopy();
    }

    /** The same for every attempt at this activity, whoever makes it. */
    private static String key(MailKey message, Decision.Links links) {
        String who = links.who().stream().map(RecordRef::id).sorted().toList().toString();
        return Hashes.sha256(message.hash() + "/" + who + "/"
                + (links.what() == null ? "" : links.what().id()));
    }

    private void settle(List<Order> orders, Map<ItemId, WishEntry> wishes) {
        if (orders.isEmpty()) {
            return;
        }
        Set<String> begun = begun(orders);
        book.save(conversation.lease(), orders.stream().map(Order::copy).toList());
        List<Order> attempted = orders.stream()
                .filter(order -> begun.contains(order.copy().attemptKey()))
                .toList();
        Map<Row, RecordRef> done = attempted.isEmpty()
                ? Map.of()
                : conversation.crm().lookUp(attempted.stream().map(Order::row).toList());
        List<MailCopy> written = new ArrayList<>();
        List<Order> pending = new ArrayList<>();
        for (Order order : orders) {
            RecordRef record = done.get(order.row());
            if (record == null) {
                pending.add(order);
            } else {
                written.add(order.copy().written(record));
            }
        }
        create(pending, written, wishes);
        book.save(conversation.lease(), written);
    }

    /** A colleague's attempt at the same activity counts too. */
    private Set<String> begun(List<Order> orders) {
        return book.begun(
                conversation.user().tenant(),
                orders.stream().map(order -> order.copy().attemptKey()).toList());
    }

    /** A further activity shows the same pictures (sync A-15); it waits for those that cannot be had now. */
    private List<Order> withPictures(List<Order> orders, Map<ItemId, WishEntry> wishes) {
        TextPictures.Kept kept = new TextPictures(conversation, desk)
                .keep(orders.stream().map(Order::prepared).distinct().toList());
        List<Order> ready = new ArrayList<>();
        for (Order order : orders) {
            Prepared one = order.prepared();
            if (kept.waits(one)) {
                WishEntry wish = order.wanted().wish();
                wishes.put(
                        wish.item(),
                        waits(wish, waiting("PICTURES"), kept.until(one).orElse(null)));
            } else {
                Row row = row(one, order.links(), kept.of(one));
                ready.add(new Order(order.wanted(), one, order.links(), order.copy(), row));
            }
        }
        return ready;
    }

    private void create(List<Order> wanted, List<MailCopy> written, Map<ItemId, WishEntry> wishes) {
        List<Order> pending = withPictures(wanted, wishes);
        List<WriteOutcome> outcomes = pending.isEmpty()
                ? List.of()
                : conversation.crm().create(pending.stream().map(Order::row).toList());
        for (int i = 0; i < pending.size(); i++) {
            Order order = pending.get(i);
            WishEntry wish = order.wanted().wish();
            String type = order.row().type();
            switch (outcomes.get(i)) {
                case WriteOutcome.Done done -> written.add(order.copy().written(new RecordRef(type, done.id())));
                case WriteOutcome.Exists exists ->
                    Optional.ofNullable(exists.id())
                            .ifPresent(id -> written.add(order.copy().written(new RecordRef(type, id))));
                case WriteOutcome.Refused refused ->
                    wishes.put(
                            wish.item(),
                            wish.refused(
                                    new Reason(Reason.State.REFUSED, "sync Z-35", refused.code(), refused.fields()),
                                    desk.now()));
                case WriteOutcome.Later later ->
                    wishes.put(wish.item(), waits(wish, waiting(later.code()), later.until()));
                case WriteOutcome.Unknown unknown ->
                    wishes.put(wish.item(), waits(wish, waiting(unknown.code()), null));
                case WriteOutcome.Gone gone -> wishes.put(wish.item(), waits(wish, waiting("GONE"), null));
                case WriteOutcome.Changed changed -> wishes.put(wish.item(), waits(wish, waiting("CHANGED"), null));
            }
        }
    }

    private static Reason waiting(String code) {
        return Reason.of(Reason.State.WAITS, "sync L-20", code);
    }

    private WishEntry waits(WishEntry wish, Reason reason, java.time.@org.jspecify.annotations.Nullable Instant until) {
        return wish.waits(reason, Retry.later(wish.attempts(), until, desk.now()), desk.now());
    }
}
