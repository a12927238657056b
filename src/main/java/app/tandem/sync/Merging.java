package app.tandem.sync;

import app.tandem.item.ItemField;
import app.tandem.item.Reason;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings the fields of an item and its record together, both known whole: what one side changed goes to the other; what both
 * changed has one winner, and the loser's value is named (sync F-1).
 */
final class Merging {

    private final PairRules rules;
    private final boolean mark;
    private final StoredItem item;
    private final StoredItem record;
    private final Map<ItemField, String> toMailbox = new EnumMap<>(ItemField.class);
    private final Map<ItemField, String> toCrm = new EnumMap<>(ItemField.class);
    private final List<Loss> losses = new ArrayList<>();

    Merging(PairRules rules, boolean mark, StoredItem item, StoredItem record) {
        this.rules = rules;
        this.mark = mark;
        this.item = item;
        this.record = record;
    }

    /** From what changed on either side since they agreed. */
    Step step(Set<ItemField> inMailbox, Set<ItemField> inCrm) {
        Set<ItemField> any = EnumSet.noneOf(ItemField.class);
        any.addAll(inMailbox);
        any.addAll(inCrm);
        for (ItemField field : any) {
            if (!item.value(field).equals(record.value(field))) {
                decide(field, inMailbox.contains(field), inCrm.contains(field));
            }
        }
        return step(toMailbox, toCrm, mark, losses);
    }

    /** The step that writes these; resting where there is nothing to write. */
    static Step step(Map<ItemField, String> toMailbox, Map<ItemField, String> toCrm, boolean mark, List<Loss> losses) {
        if (toMailbox.isEmpty() && toCrm.isEmpty() && !mark) {
            return new Step.Rest(Reason.of(Reason.State.SAVED, "sync F-1"));
        }
        boolean onlyMark = toMailbox.isEmpty() && toCrm.isEmpty();
        return new Step.Merge(
                toMailbox,
                toCrm,
                mark,
                List.copyOf(losses),
                Reason.of(Reason.State.SAVED, onlyMark ? "sync T-3" : "sync F-1"));
    }

    private void decide(ItemField field, boolean inMailbox, boolean inCrm) {
        if (PairRules.isDownOnly(field) || record.is(Trait.READ_ONLY)) {
            crmWins(field, inMailbox);
        } else if (item.is(Trait.READ_ONLY)) {
            mailboxWins(field, inCrm);
        } else if (inMailbox && inCrm) {
            dispute(field);
        } else if (inMailbox) {
            mailboxWins(field, false);
        } else {
            crmWins(field, false);
        }
    }

    private void dispute(ItemField field) {
        boolean mailbox = switch (rules.winner()) {
            case MAILBOX -> true;
            case CRM -> false;
            case NEWER -> item.modified().isAfter(record.modified());
        };
        if (mailbox) {
            mailboxWins(field, true);
        } else {
            crmWins(field, true);
        }
    }

    private void mailboxWins(ItemField field, boolean otherChanged) {
        toCrm.put(field, item.value(field));
        lose(field, record.value(field), otherChanged, false);
    }

    private void crmWins(ItemField field, boolean otherChanged) {
        toMailbox.put(field, record.value(field));
        lose(field, item.value(field), otherChanged && !PairRules.isDownOnly(field), true);
    }

    private void lose(ItemField field, String value, boolean changed, boolean inMailbox) {
        if (changed && !value.isBlank()) {
            losses.add(new Loss(field, value, inMailbox));
        }
    }
}
