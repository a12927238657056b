package app.tandem.sync;

import app.tandem.item.AgreedItem;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.Reason;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import app.tandem.sync.Sight.Gone;
import app.tandem.sync.Sight.There;
import app.tandem.sync.Sight.Unchanged;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides about one pair: from what both sides agreed on and what each looks like now to the one step that brings them together.
 * Pure. A change is a change only when version and fingerprint differ.
 */
public final class PairPlanner {

    /** Why what was taken back is out of step. */
    public static final Reason UNDONE = Reason.of(Reason.State.LEFT_ALONE, "pane U-188");

    private static final String REFUSED = "sync X-23";

    private final PairRules rules;
    private final Prints prints;

    /** With that user's rules. */
    public PairPlanner(PairRules rules, Prints prints) {
        this.rules = rules;
        this.prints = prints;
    }

    /** The step for a pair; an item or record that nobody knew has the bond {@link Bond#none}. */
    public Step plan(Bond bond, Sight mailbox, Sight crm) {
        if (bond.dropped()) {
            return dropped(bond, mailbox, crm);
        }
        if (bond.crm() == null && crm instanceof Gone) {
            return withoutRecord(mailbox);
        }
        return bond.mailbox() == null && mailbox instanceof Gone ? withoutItem(crm) : both(bond, mailbox, crm);
    }

    /** The step for what a person took back: it stays out of step until somebody marks its item again (decision 038). */
    public Step undone(Bond bond, Sight mailbox, Sight crm) {
        if (mailbox instanceof There(StoredItem item) && !item.is(Trait.UNMARKED)) {
            return dropped(bond, mailbox, crm);
        }
        boolean nothingLeft = isGone(mailbox, bond.mailbox()) && isGone(crm, bond.crm());
        return nothingLeft ? new Step.Forget() : new Step.Rest(UNDONE);
    }

    /**
     * What becomes of a pair whose deletion a person refused (sync X-23): what is gone on one side comes back there; what only left the
     * scope, or may not come into the mailbox by itself, goes out of step.
     */
    public Step kept(Step deletion, Sight mailbox, Sight crm) {
        if (deletion instanceof Step.DeleteItem && mailbox instanceof There(StoredItem item) && crm instanceof Gone) {
            return new Step.CreateRecord(item, saved(REFUSED));
        }
        if (deletion instanceof Step.DeleteRecord && rules.down() && crm instanceof There(StoredItem record)) {
            return new Step.CreateItem(record, saved(REFUSED));
        }
        return new Step.Drop(deletion instanceof Step.DeleteItem, Reason.of(Reason.State.LEFT_ALONE, REFUSED));
    }

    /** An item without a record: nobody knew it, or its record could not be created yet. */
    private Step withoutRecord(Sight mailbox) {
        return switch (mailbox) {
            case There(StoredItem item) -> upward(item, creation());
            case Gone gone -> new Step.Forget();
            case Unchanged same -> new Step.Look();
        };
    }

    /** A record without an item: nobody knew it, or its item could not be created yet. */
    private Step withoutItem(Sight crm) {
        return switch (crm) {
            case There(StoredItem record) -> downward(record);
            case Gone gone -> new Step.Forget();
            case Unchanged same -> new Step.Look();
        };
    }

    /** What lies where a person put it goes up, unless its nature forbids it (sync T-2, T-8, K-3, K-7). */
    private Step upward(StoredItem item, String rule) {
        if (item.is(Trait.OUTSIDE)) {
            return new Step.Forget();
        }
        return unfit(item).<Step>map(Step.Rest::new).orElseGet(() -> new Step.CreateRecord(item, saved(rule)));
    }

    private Step downward(StoredItem record) {
        if (!rules.down() || record.is(Trait.OUTSIDE)) {
            return new Step.Forget();
        }
        return unfit(record)
                .<Step>map(Step.Rest::new)
                .orElseGet(() -> new Step.CreateItem(record, saved(isTask() ? "sync T-4" : "sync K-1")));
    }

    private Optional<Reason> unfit(StoredItem item) {
        if (item.is(Trait.RECURRING)) {
            return Optional.of(Reason.of(Reason.State.LEFT_ALONE, "sync T-8"));
        }
        return item.is(Trait.PRIVATE) ? Optional.of(Reason.of(Reason.State.LEFT_ALONE, "sync K-7")) : Optional.empty();
    }

    /** Back in its place by a person's hand it is in step again; whatever happens to it elsewhere is no business of ours. */
    private Step dropped(Bond bond, Sight mailbox, Sight crm) {
        if (mailbox instanceof There(StoredItem item) && !item.is(Trait.OUTSIDE)) {
            return switch (crm) {
                // Our own taking off of the mark is told as well; what is out of scope would leave again.
                case There(StoredItem record)
                when record.is(Trait.OUTSIDE) -> new Step.Rest(Reason.of(Reason.State.LEFT_ALONE, "sync X-19"));
                case There(StoredItem record) -> joined(bond, item, record);
                case Gone gone -> upward(item, creation());
                case Unchanged same -> bond.crm() == null ? upward(item, creation()) : new Step.Look();
            };
        }
        boolean nothingLeft = isGone(mailbox, bond.mailbox()) && isGone(crm, bond.crm());
        return nothingLeft ? new Step.Forget() : new Step.Rest(Reason.of(Reason.State.LEFT_ALONE, dropRule()));
    }

    private static boolean isGone(Sight sight, @Nullable AgreedItem agreed) {
        return sight instanceof Gone || (sight instanceof Unchanged && agreed == null);
    }

    private Step both(Bond bond, Sight mailbox, Sight crm) {
        if (mailbox instanceof Gone) {
            return bond.isUnmet() ? withoutItem(crm) : itemGone(crm);
        }
        if (crm instanceof Gone) {
            return recordGone(bond, mailbox);
        }
        if (mailbox.isOutside()) {
            return new Step.Drop(true, Reason.of(Reason.State.LEFT_ALONE, dropRule()));
        }
        if (crm.isOutside()) {
            return outOfScope(bond, mailbox);
        }
        return compared(bond, mailbox, crm);
    }

    /** sync; a deletion in the mailbox wins over a change in the CRM where it may delete at all (sync F-3). */
    private Step itemGone(Sight crm) {
        String rule = isTask() ? "sync X-12" : "sync X-13";
        return switch (crm) {
            case Gone gone -> new Step.Forget();
            case There(StoredItem record) when record.is(Trait.OUTSIDE) -> new Step.Forget();
            case Sight any when !rules.forbidRemove() -> new Step.DeleteRecord(saved(rule));
            case Sight any when !rules.down() -> new Step.Drop(false, Reason.of(Reason.State.LEFT_ALONE, rule));
            case There(StoredItem record) -> new Step.CreateItem(record, saved(rule));
            case Unchanged same -> new Step.Look();
        };
    }

    /** sync X-14; what a person changed meanwhile is not deleted with it (sync F-3). */
    private Step recordGone(Bond bond, Sight mailbox) {
        return switch (mailbox) {
            case There(StoredItem item)
            when item.is(Trait.OUTSIDE) -> new Step.Drop(true, Reason.of(Reason.State.LEFT_ALONE, dropRule()));
            case There(StoredItem item)
            when !prints.changed(bond.mailbox(), item).isEmpty() -> upward(item, "sync F-3");
            case There there -> new Step.DeleteItem(saved("sync X-14"));
            case Gone gone -> new Step.Forget();
            case Unchanged same -> new Step.Look();
        };
    }

    /** sync X-19: what came from the CRM leaves the mailbox again; what a person made there stays. */
    private Step outOfScope(Bond bond, Sight mailbox) {
        if (!bond.fromCrm()) {
            return new Step.Drop(true, Reason.of(Reason.State.LEFT_ALONE, "sync X-19"));
        }
        return switch (mailbox) {
            case Unchanged same -> new Step.Look();
            case There(StoredItem item)
            when !prints.changed(bond.mailbox(), item).isEmpty() ->
                new Step.Drop(true, Reason.of(Reason.State.LEFT_ALONE, "sync X-19"));
            default -> new Step.DeleteItem(saved("sync X-19"));
        };
    }

    private Step compared(Bond bond, Sight mailbox, Sight crm) {
        if (mailbox instanceof There(StoredItem item) && crm instanceof There(StoredItem record)) {
            return new Merging(bond.isUnmet() ? rules.wonByMailbox() : rules, bond.lacksMark(item), item, record)
                    .step(prints.changed(bond.mailbox(), item), prints.changed(bond.crm(), record));
        }
        return switch (mailbox) {
            case There(StoredItem item) -> fromMailbox(bond, item, prints.changed(bond.mailbox(), item));
            default ->
                crm instanceof There(StoredItem record)
                        ? fromCrm(record, prints.changed(bond.crm(), record))
                        : new Step.Rest(saved("sync F-1"));
        };
    }

    /** The CRM did not move. */
    private Step fromMailbox(Bond bond, StoredItem item, Set<ItemField> changed) {
        return changed.stream().anyMatch(PairRules::isDownOnly)
                ? new Step.Look()
                : Merging.step(Map.of(), values(item, changed), bond.lacksMark(item), List.of());
    }

    /** The mailbox did not move. */
    private Step fromCrm(StoredItem record, Set<ItemField> changed) {
        return Merging.step(values(record, changed), Map.of(), false, List.of());
    }

    private static Map<ItemField, String> values(StoredItem item, Set<ItemField> fields) {
        Map<ItemField, String> values = new EnumMap<>(ItemField.class);
        fields.forEach(field -> values.put(field, item.value(field)));
        return values;
    }

    /** Both are there and nothing was ever agreed: every difference is one that both made. */
    private Step joined(Bond bond, StoredItem item, StoredItem record) {
        return new Merging(rules, bond.lacksMark(item), item, record)
                .step(prints.changed(null, item), prints.changed(null, record));
    }

    private String creation() {
        return isTask() ? "sync T-2" : "sync K-3";
    }

    private String dropRule() {
        return isTask() ? "sync T-3" : "sync K-5";
    }

    private boolean isTask() {
        return rules.kind() == ItemKind.TASK;
    }

    private static Reason saved(String rule) {
        return Reason.of(Reason.State.SAVED, rule);
    }
}
