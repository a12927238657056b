package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.item.AgreedItem;
import app.tandem.item.ItemUpdate;
import app.tandem.item.NewItem;
import app.tandem.item.Reason;
import app.tandem.item.Stamp;
import app.tandem.item.StoredItem;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import app.tandem.journal.Pair;
import app.tandem.sync.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Creates what one side lacks: the intent is noted first, so that a lost answer is looked up and never repeated blindly. */
final class Creating {

    /** A pair, what its other half is made from, and why. */
    private record Begun(Pair pair, StoredItem from, Reason reason) {}

    private static final WriteOutcome TAKEN = new WriteOutcome.Refused("EXISTS_IN_STEP", List.of());

    private final Ends ends;
    private final Set<String> adopted = new HashSet<>();
    private boolean unclear;

    Creating(Ends ends) {
        this.ends = ends;
    }

    boolean isUnclear() {
        return unclear;
    }

    /** Whether this record of somebody else was taken for an item in this cycle (sync D-7). */
    boolean hasAdopted(String record) {
        return adopted.contains(record);
    }

    /** Records of these items, which then get category and stamp. */
    void records(List<Plan.Planned<Step.CreateRecord>> planned) {
        stamp(create(
                Side.CRM,
                planned.stream()
                        .map(plan -> begun(
                                plan.matter(),
                                Side.CRM,
                                plan.step().from(),
                                plan.step().reason()))
                        .toList()));
    }

    /** Items of these records; they are created with category and stamp. */
    void items(List<Plan.Planned<Step.CreateItem>> planned) {
        create(
                Side.MAILBOX,
                planned.stream()
                        .map(plan -> begun(
                                plan.matter(),
                                Side.MAILBOX,
                                plan.step().from(),
                                plan.step().reason()))
                        .toList());
    }

    private Begun begun(Matter matter, Side side, StoredItem from, Reason reason) {
        boolean record = side == Side.CRM;
        Pair pair = matter.pair()
                .with(record ? ends.agreed(from) : null, record ? null : ends.agreed(from))
                .creating(
                        record ? Pair.Stage.CREATING_RECORD : Pair.Stage.CREATING_ITEM,
                        Reason.of(Reason.State.WAITS, reason.rule()),
                        ends.book().now());
        return new Begun(pair, from, reason);
    }

    /** Answers those which exist now. */
    private List<Begun> create(Side side, List<Begun> begun) {
        if (begun.isEmpty()) {
            return List.of();
        }
        ends.book().save(begun.stream().map(Begun::pair).toList());
        List<NewItem> wanted = begun.stream()
                .map(one -> new NewItem(one.from().fields(), stamp(side, one)))
                .toList();
        List<Written> written =
                unclaimed(side, begun, adopted(side, wanted, ends.store(side).create(wanted)));
        List<Begun> created = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < begun.size(); i++) {
            Begun one = begun.get(i);
            if (isStranger(one, written.get(i))) {
                pairs.add(adopted(side, one, written.get(i).item().orElseThrow()));
            } else if (written.get(i).item().isPresent()) {
                Begun done = created(side, one, written.get(i));
                created.add(done);
                pairs.add(done.pair());
            } else {
                pairs.add(not(one.pair(), written.get(i).outcome()));
            }
        }
        ends.book().save(pairs);
        return created;
    }

    private Stamp stamp(Side side, Begun one) {
        return new Stamp(
                one.pair().key(),
                side == Side.MAILBOX ? ends.recordUrl().apply(one.from().id()) : null);
    }

    /** What was there already under its key is looked at; it is ours. */
    private List<Written> adopted(Side side, List<NewItem> wanted, List<Written> written) {
        List<NewItem> there = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (written.get(i).outcome() instanceof WriteOutcome.Exists
                    && written.get(i).item().isEmpty()) {
                there.add(wanted.get(i));
            }
        }
        if (there.isEmpty()) {
            return written;
        }
        Map<String, StoredItem> found = ends.lookUp(side, there);
        List<Written> adopted = new ArrayList<>(written);
        for (int i = 0; i < wanted.size(); i++) {
            StoredItem item = found.get(wanted.get(i).stamp().key());
            if (item != null) {
                adopted.set(i, new Written(written.get(i).outcome(), Optional.of(item)));
            }
        }
        return adopted;
    }

    /** Somebody made it before we came. */
    private static boolean isStranger(Begun one, Written written) {
        return written.outcome() instanceof WriteOutcome.Exists
                && written.item()
                        .filter(item -> !one.pair().key().equals(item.key()))
                        .isPresent();
    }

    /** What others made is taken once: what is in step already stays with its pair (sync D-7). */
    private List<Written> unclaimed(Side side, List<Begun> begun, List<Written> written) {
        List<String> strangers = new ArrayList<>();
        for (int i = 0; i < begun.size(); i++) {
            if (isStranger(begun.get(i), written.get(i))) {
                strangers.add(written.get(i).item().orElseThrow().id());
            }
        }
        Map<String, Pair> owners = ends.book().owners(side, strangers);
        Set<String> claimed = new HashSet<>();
        List<Written> free = new ArrayList<>(written);
        List<String> forgotten = new ArrayList<>();
        for (int i = 0; i < begun.size(); i++) {
            if (isStranger(begun.get(i), written.get(i))) {
                String id = written.get(i).item().orElseThrow().id();
                Pair owner = owners.get(id);
                if (!claimed.add(id) || owner != null && PairLane.isInStep(owner)) {
                    free.set(i, Written.not(TAKEN));
                } else if (owner != null) {
                    forgotten.add(owner.key());
                }
            }
        }
        ends.book().save(List.of(), forgotten);
        return free;
    }

    /**
     * Nothing was ever agreed between the two: due at once, they are looked at and brought together (sync D-16). What was in the
     * mailbox already is a person's, and stays when its record leaves (sync X-19).
     */
    private Pair adopted(Side side, Begun one, StoredItem there) {
        AgreedItem source = AgreedItem.unmet(one.from().id());
        AgreedItem taken = AgreedItem.unmet(there.id());
        if (side == Side.CRM) {
            adopted.add(there.id());
        }
        Pair pair = side == Side.MAILBOX ? one.pair().fromMailbox() : one.pair();
        return pair.with(side == Side.CRM ? source : taken, side == Side.CRM ? taken : source)
                .at(Pair.Stage.IDLE)
                .failed(one.reason(), ends.book().now(), ends.book().now());
    }

    /** A record's item still lacks category and stamp: it is due until it has them. */
    private Begun created(Side side, Begun one, Written written) {
        StoredItem created = written.item().orElseThrow();
        boolean adopted = written.outcome() instanceof WriteOutcome.Exists;
        AgreedItem made = adopted ? ends.prints().made(created, one.from()) : ends.agreed(created);
        AgreedItem source = ends.agreed(one.from());
        boolean record = side == Side.CRM;
        Pair pair = one.pair()
                .with(record ? source : made, record ? made : source)
                .at(Pair.Stage.IDLE)
                .settled(one.reason(), ends.book().now());
        Pair noted = record || adopted
                ? pair.failed(one.reason(), ends.book().now(), ends.book().now())
                : pair;
        return new Begun(noted, one.from(), one.reason());
    }

    private Pair not(Pair pair, WriteOutcome outcome) {
        boolean lost = outcome instanceof WriteOutcome.Unknown;
        unclear |= lost;
        return Trouble.after(
                lost ? pair : pair.at(Pair.Stage.IDLE), outcome, ends.book().now());
    }

    private void stamp(List<Begun> created) {
        if (created.isEmpty()) {
            return;
        }
        List<Written> written = ends.mailbox()
                .update(created.stream()
                        .map(one -> new ItemUpdate(
                                one.from().id(), one.from().version(), Map.of(), true, stamp(one.pair())))
                        .toList());
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < created.size(); i++) {
            Begun one = created.get(i);
            Written stamped = written.get(i);
            pairs.add(stamped.item()
                    .map(item -> one.pair()
                            .with(stamped(one, item), one.pair().crm())
                            .settled(one.reason(), ends.book().now()))
                    .orElseGet(() -> Trouble.after(
                            one.pair(), stamped.outcome(), ends.book().now())));
        }
        ends.book().save(pairs);
    }

    /** Against what the record was made from: what a person has changed in it since is a change. */
    private AgreedItem stamped(Begun one, StoredItem item) {
        AgreedItem source = ends.agreed(one.from());
        return ends.prints().agreed(source, item, ends.prints().changed(source, item));
    }

    private Stamp stamp(Pair pair) {
        return new Stamp(
                pair.key(),
                pair.crm() == null ? null : ends.recordUrl().apply(pair.crm().id()));
    }
}
