package app.tandem.engine;

import app.tandem.crm.MailKey;
import app.tandem.crm.Row;
import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.CopyBook;
import app.tandem.journal.MailCopy;
import app.tandem.journal.WishEntry;
import app.tandem.platform.Hashes;
import app.tandem.sync.Decision;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.StoredPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes further activities of saved messages together. As with the first one: intent, look-up of what earlier attempts left,
 * pictures, one write for all, record.
 */
final class FurtherActivities {

    /** One of them: which records it brings, and the row that goes out. */
    record Order(Copying.Wanted wanted, Prepared prepared, Decision.Links links, MailCopy copy, Row row) {}

    private final Conversation conversation;
    private final MailPlanner planner;
    private final CopyBook book;
    private final Desk desk;

    FurtherActivities(Conversation conversation, MailPlanner planner, CopyBook book, Desk desk) {
        this.conversation = conversation;
        this.planner = planner;
        this.book = book;
        this.desk = desk;
    }

    Order order(Prepared one, Copying.Wanted wanted, Decision.Links links) {
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

    /** Writes them; notes what becomes of the wishes that are not met by it. */
    void write(List<Order> orders, Map<ItemId, WishEntry> wishes) {
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
                        desk.putOff(
                                wish,
                                Copying.waiting("PICTURES"),
                                kept.until(one).orElse(null)));
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
                    wishes.put(wish.item(), desk.putOff(wish, Copying.waiting(later.code()), later.until()));
                case WriteOutcome.Unknown unknown ->
                    wishes.put(wish.item(), desk.putOff(wish, Copying.waiting(unknown.code()), null));
                case WriteOutcome.Gone gone ->
                    wishes.put(wish.item(), desk.putOff(wish, Copying.waiting("GONE"), null));
                case WriteOutcome.Changed changed ->
                    wishes.put(wish.item(), desk.putOff(wish, Copying.waiting("CHANGED"), null));
            }
        }
    }
}
