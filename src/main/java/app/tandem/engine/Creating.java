package app.tandem.engine;

import app.tandem.crm.OrgProfile;
import app.tandem.crm.Row;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.AttachmentEntry;
import app.tandem.journal.Claim;
import app.tandem.journal.MailEntry;
import app.tandem.sync.MailPlanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Carries orders out together: claims, intents, a look for what earlier attempts left, pictures, one write for all, outcomes. Every
 * step of the crash table (design.md section 3) is recorded before the next begins.
 */
final class Creating {

    private final Conversation conversation;
    private final MailPlanner planner;
    private final OrgProfile profile;
    private final Desk desk;
    private final Tally tally;

    /** Messages that somebody may have written already. */
    private final Set<String> attempted = new HashSet<>();

    Creating(Conversation conversation, MailPlanner planner, OrgProfile profile, Desk desk, Tally tally) {
        this.conversation = conversation;
        this.planner = planner;
        this.profile = profile;
        this.desk = desk;
        this.tally = tally;
    }

    void create(List<Order> orders) {
        List<Order> ours = claim(orders);
        tally.record();
        intend(ours);
        List<Order> pending = withPictures(adoptEarlierAttempts(ours));
        if (pending.isEmpty()) {
            return;
        }
        desk.save(
                pending.stream().filter(this::isAttempted).map(Order::intended).toList());
        List<WriteOutcome> outcomes =
                conversation.crm().create(pending.stream().map(Order::row).toList());
        List<MailEntry> recorded = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            recorded.add(after(outcomes.get(i), pending.get(i)));
        }
        desk.record(recorded);
        desk.release(recorded.stream()
                .filter(entry -> entry.stage() == MailEntry.Stage.IDLE)
                .map(MailEntry::messageKey)
                .toList());
    }

    private boolean isAttempted(Order order) {
        return attempted.contains(order.messageKey());
    }

    /** Leaves to colleagues what they are saving right now (sync D-5), and tells what somebody may have written already. */
    private List<Order> claim(List<Order> orders) {
        if (orders.isEmpty()) {
            return orders;
        }
        Set<String> keys = new HashSet<>();
        orders.forEach(order -> keys.add(order.messageKey()));
        Map<String, Claim> claims = desk.claim(keys);
        List<Order> ours = new ArrayList<>();
        for (Order order : orders) {
            Claim claim = claims.get(order.messageKey());
            RecordRef record = claim == null ? null : claim.record();
            if (claim == null || claim.user().equals(conversation.user().id())) {
                ours.add(order);
                if (claim == null || claim.attempted() || order.entry().stage() == MailEntry.Stage.INTENDED) {
                    attempted.add(order.messageKey());
                }
            } else if (record != null && claim.filed()) {
                tally.adopt(order.prepared().candidate(), record);
            } else if (record != null) {
                tally.adoptUnfiled(order.prepared().candidate(), record);
            } else {
                tally.waitForColleague(order);
            }
        }
        return ours;
    }

    /** An earlier attempt's links stay noted until it is known that nothing came of it. */
    private void intend(List<Order> orders) {
        desk.save(orders.stream()
                .map(order -> isAttempted(order) ? order.entry().at(MailEntry.Stage.INTENDED) : order.intended())
                .map(entry -> entry.retry(desk.now()))
                .toList());
    }

    /** Look before repeat: an earlier attempt, ours or a colleague's, may have reached the CRM although its answer got lost. */
    private List<Order> adoptEarlierAttempts(List<Order> orders) {
        if (attempted.isEmpty()) {
            return orders;
        }
        Map<Row, RecordRef> done = conversation
                .crm()
                .lookUp(orders.stream()
                        .filter(this::isAttempted)
                        .map(Order::row)
                        .toList());
        List<MailEntry> adopted = new ArrayList<>();
        List<Order> pending = new ArrayList<>();
        for (Order order : orders) {
            RecordRef record = done.get(order.row());
            if (record == null) {
                pending.add(order);
            } else {
                adopted.add(tally.found(order, record));
            }
        }
        desk.record(adopted);
        return pending;
    }

    /** What is shown is stored before (sync E-4); a message whose pictures cannot be had now waits with them. */
    private List<Order> withPictures(List<Order> orders) {
        TextPictures.Kept kept = new TextPictures(conversation, desk)
                .keep(orders.stream().map(Order::prepared).toList());
        List<Order> ready = new ArrayList<>();
        List<MailEntry> waiting = new ArrayList<>();
        for (Order order : orders) {
            Prepared one = order.prepared();
            if (kept.waits(one)) {
                waiting.add(tally.waits(
                        order,
                        AttachmentEntry.SHOWN,
                        "PICTURES",
                        kept.until(one).orElse(null)));
            } else if (kept.of(one).isEmpty()) {
                ready.add(order);
            } else {
                ready.add(order.with(
                        planner.row(one.candidate(), order.links(), one.stored(), one.files(), kept.of(one), profile)));
            }
        }
        desk.record(waiting);
        desk.release(waiting.stream().map(MailEntry::messageKey).toList());
        return ready;
    }

    private MailEntry after(WriteOutcome outcome, Order order) {
        return switch (outcome) {
            case WriteOutcome.Done done ->
                tally.created(order, new RecordRef(order.row().type(), done.id()));
            case WriteOutcome.Exists exists -> tally.exists(order, exists.id());
            case WriteOutcome.Refused refused -> tally.refused(order, refused);
            case WriteOutcome.Later later -> tally.waits(order, "sync Y-12", later.code(), later.until());
            case WriteOutcome.Unknown unknown -> tally.uncertain(order, unknown.code());
            case WriteOutcome.Gone gone -> tally.uncertain(order, "GONE");
            case WriteOutcome.Changed changed -> tally.uncertain(order, "CHANGED");
        };
    }
}
