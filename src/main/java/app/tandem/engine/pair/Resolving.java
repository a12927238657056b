package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.item.AgreedItem;
import app.tandem.item.NewItem;
import app.tandem.item.Stamp;
import app.tandem.item.StoredItem;
import app.tandem.journal.Pair;
import app.tandem.sync.Sight;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out what became of creations whose answer was lost: adopted, or free to be tried again (reliability 2.4). */
final class Resolving {

    private final Ends ends;
    private final Sorting sorting;
    private final Settling settling;

    Resolving(Ends ends, Sorting sorting, Settling settling) {
        this.ends = ends;
        this.sorting = sorting;
        this.settling = settling;
    }

    /** Of these pairs; answers the sides where something may still be there that is not known. */
    Set<Side> resolve(List<Pair> pairs) {
        Set<Side> unclear = EnumSet.noneOf(Side.class);
        for (Side side : Side.values()) {
            Pair.Stage stage = side == Side.CRM ? Pair.Stage.CREATING_RECORD : Pair.Stage.CREATING_ITEM;
            List<Pair> open =
                    pairs.stream().filter(pair -> pair.stage() == stage).toList();
            if (!open.isEmpty() && !resolve(side, open)) {
                unclear.add(side);
            }
        }
        return unclear;
    }

    private boolean resolve(Side side, List<Pair> open) {
        List<Matter> matters =
                sorting.lookAt(open.stream().map(pair -> unresolved(side, pair)).toList());
        adopt(side, matters);
        return matters.size() == open.size();
    }

    private void adopt(Side side, List<Matter> matters) {
        Map<String, StoredItem> found =
                ends.lookUp(side, matters.stream().map(Resolving::wanted).toList());
        List<Matter> adopted = new ArrayList<>();
        List<Pair> free = new ArrayList<>();
        for (Matter matter : matters) {
            StoredItem item = found.get(matter.pair().key());
            if (item == null) {
                free.add(matter.pair().at(Pair.Stage.IDLE));
            } else {
                adopted.add(adopted(side, matter, item));
            }
        }
        ends.book().save(free);
        settling.settle(adopted);
    }

    /** What it was made of is to be looked at; what was made is not known. */
    private static Matter unresolved(Side side, Pair pair) {
        return side == Side.CRM
                ? new Matter(pair, true, new Sight.Unchanged(), new Sight.Gone())
                : new Matter(pair, true, new Sight.Gone(), new Sight.Unchanged());
    }

    private Matter adopted(Side side, Matter matter, StoredItem made) {
        Sight there = new Sight.There(made);
        AgreedItem agreed = matter.item()
                .or(matter::record)
                .map(source -> ends.prints().made(made, source))
                .orElseGet(() -> ends.agreed(made));
        Pair pair = matter.pair().at(Pair.Stage.IDLE);
        return side == Side.CRM
                ? new Matter(pair.with(pair.mailbox(), agreed), true, matter.mailbox(), there)
                : new Matter(pair.with(agreed, pair.crm()), true, there, matter.crm());
    }

    private static NewItem wanted(Matter matter) {
        return new NewItem(
                matter.item().or(matter::record).map(StoredItem::fields).orElse(Map.of()),
                new Stamp(matter.pair().key(), null));
    }
}
