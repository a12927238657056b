package app.tandem.sidebar.save;

import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.frame.CheckRow;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The records that may be linked, people and business in one list, each with a tick (pane U-177 … U-179). */
final class RecordPicks extends Div {

    private record Pick(RecordCard card, CheckRow row, boolean linked) {}

    private final Words words;
    private final Runnable changed;
    private final Map<RecordRef, Pick> picks = new LinkedHashMap<>();
    private final Deque<SaveChoice.Offer> later = new ArrayDeque<>();
    private final Div list = Parts.box("choices");
    private final CheckRow all;
    private final NativeButton more;

    /**
     * @param changed called after every change of what is ticked
     */
    RecordPicks(Words words, Runnable changed) {
        this.words = words;
        this.changed = changed;
        this.all = new CheckRow(words.of("save.all"), "", false, this::tickAll);
        this.more = Parts.button(words.of("more"), this::more);
        all.addClassName("all");
        more.addClassNames("plain", "more");
        add(all, list, more);
    }

    /** Offers these. */
    void offer(List<SaveChoice.Offer> offers) {
        offers.forEach(offer -> {
            if (offer.early()) {
                add(offer);
            } else {
                later.add(offer);
            }
        });
        settle();
    }

    /** A record found by a person's own search joins what is ticked; what was ticked before stays (pane U-179). */
    void choose(RecordCard card) {
        Pick there = picks.get(card.ref());
        if (there == null) {
            later.removeIf(offer -> offer.card().ref().equals(card.ref()));
            add(new SaveChoice.Offer(card, true, false, true));
        } else {
            there.row().tick(true);
        }
        settle();
        changed.run();
    }

    private void add(SaveChoice.Offer offer) {
        RecordCard card = offer.card();
        String detail = offer.linked() ? words.of("save.linked", card.objectLabel()) : card.objectLabel();
        CheckRow row = new CheckRow(card.name(), detail, offer.ticked(), this::ticked);
        row.getElement().setAttribute("data-record", card.ref().id());
        row.getElement().getClassList().set("linked", offer.linked());
        picks.put(card.ref(), new Pick(card, row, offer.linked()));
        list.add(row);
    }

    private void more() {
        for (int i = 0; i < RecordGroup.STEP && !later.isEmpty(); i++) {
            add(later.remove());
        }
        settle();
    }

    private void ticked() {
        settle();
        changed.run();
    }

    private void tickAll() {
        boolean on = all.isTicked();
        picks.values().forEach(pick -> pick.row().tick(on));
        changed.run();
    }

    private void settle() {
        more.setVisible(!later.isEmpty());
        all.setVisible(picks.size() > 1);
        all.tick(picks.values().stream().allMatch(pick -> pick.row().isTicked()));
    }

    /** Names of those that hold the item and are not ticked any more. */
    List<String> leaving() {
        return picks.values().stream()
                .filter(pick -> pick.linked() && !pick.row().isTicked())
                .map(pick -> pick.card().name())
                .toList();
    }

    /** Whether somebody is to be taken off the item. */
    boolean isAnybodyLeaving() {
        return picks.values().stream()
                .anyMatch(pick -> pick.linked() && !pick.row().isTicked() && SaveChoice.isPerson(pick.card()));
    }

    /** Names of ticked people whose address is not among those of the item, as far as is known. */
    List<String> outsiders() {
        return picks.values().stream()
                .filter(pick -> pick.row().isTicked() && !pick.linked() && SaveChoice.isPerson(pick.card()))
                .map(Pick::card)
                .filter(card -> card.foundBy().isEmpty())
                .map(RecordCard::name)
                .toList();
    }

    /** The ticked people. */
    List<RecordRef> people() {
        return ticked(true);
    }

    /** The ticked records that are nobody. */
    List<RecordRef> business() {
        return ticked(false);
    }

    private List<RecordRef> ticked(boolean people) {
        return picks.values().stream()
                .filter(pick -> pick.row().isTicked())
                .map(Pick::card)
                .filter(card -> SaveChoice.isPerson(card) == people)
                .map(RecordCard::ref)
                .toList();
    }
}
