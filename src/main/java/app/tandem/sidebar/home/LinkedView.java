package app.tandem.sidebar.home;

import app.tandem.crm.RecordCard;
import app.tandem.engine.ItemAnswer;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.save.LinkedCards;
import app.tandem.sidebar.save.SaveScreens;
import app.tandem.sidebar.state.Connection;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A green check at every record that the open item is saved with, or a button that saves it with one at once; those
 * that no search found stand here (pane U-65, U-84, U-85, U-96).
 */
final class LinkedView extends Section {

    private final Pane pane;
    private final OfficeItem item;
    private final LinkedCards cards;
    private final Function<RecordCard, CardView> view;
    private final Consumer<RecordRef> open;
    private final Map<RecordRef, CardView> shown = new HashMap<>();
    private final Set<RecordRef> here = new HashSet<>();
    private final Map<RecordRef, NativeButton> checks = new HashMap<>();
    private final Map<RecordRef, NativeButton> quick = new HashMap<>();
    private final BiConsumer<RecordCard, Runnable> save;
    private @Nullable ItemAnswer answer;
    private boolean complete;

    /**
     * @param view makes the part that shows a card
     * @param open opens an activity
     * @param save saves the item with a record, or says why not and calls back
     */
    LinkedView(
            Pane pane,
            OfficeItem item,
            LinkedCards cards,
            Function<RecordCard, CardView> view,
            Consumer<RecordRef> open,
            BiConsumer<RecordCard, Runnable> save) {
        this.save = save;
        this.item = item;
        this.pane = pane;
        this.cards = cards;
        this.view = view;
        this.open = open;
        addClassNames("group", "linked");
        setVisible(false);
    }

    /** The related records are read anew. */
    void clear() {
        complete = false;
        shown.clear();
        checks.clear();
        quick.clear();
        here.clear();
    }

    /** A card for the list of related records, with its check. */
    CardView card(RecordCard card) {
        CardView face = view.apply(card);
        shown.put(card.ref(), face);
        if (item.mode() == OfficeItem.Mode.READ && item.kind() != OfficeItem.Kind.APPOINTMENT) {
            NativeButton button = Parts.icon("save", pane.words().of("card.save", card.name()), () -> save(card));
            button.addClassName("quick");
            quick.put(card.ref(), button);
            face.add(button);
        }
        mark(card.ref());
        return face;
    }

    /** Once until it is known how the item stands then. */
    private void save(RecordCard card) {
        quick.values().forEach(button -> button.setVisible(false));
        save.accept(card, () -> quick.keySet().forEach(this::mark));
    }

    private boolean canBeSaved() {
        return answer != null
                && SaveScreens.isDirect(answer)
                && pane.connection().allows(Connection.Need.SAVING);
    }

    /** All related records are shown now. */
    void complete() {
        complete = true;
        settle();
    }

    /** How the item stands; answers whether it is saved otherwise than it was when last heard of. */
    boolean stands(ItemAnswer now) {
        boolean changed = answer != null && !isSameAs(answer, now);
        answer = now;
        Set.copyOf(checks.keySet()).forEach(this::unmark);
        shown.keySet().forEach(this::mark);
        settle();
        return changed;
    }

    private static boolean isSameAs(ItemAnswer one, ItemAnswer other) {
        return linked(one).equals(linked(other)) && one.activities().equals(other.activities());
    }

    private static List<RecordRef> linked(@Nullable ItemAnswer answer) {
        return answer == null || answer.state() != ItemAnswer.State.SAVED ? List.of() : answer.records();
    }

    private void mark(RecordRef ref) {
        CardView face = shown.get(ref);
        NativeButton button = quick.get(ref);
        if (button != null) {
            button.setVisible(canBeSaved());
        }
        if (face != null && linked(answer).contains(ref)) {
            NativeButton check = Parts.icon("success", pane.words().of("home.linked.open"), this::openActivity);
            check.addClassName("check");
            NativeButton before = checks.put(ref, check);
            if (before != null) {
                before.removeFromParent();
            }
            face.add(check);
        }
    }

    private void unmark(RecordRef ref) {
        Optional.ofNullable(checks.remove(ref)).ifPresent(NativeButton::removeFromParent);
    }

    private void openActivity() {
        if (answer != null && !answer.activities().isEmpty()) {
            open.accept(answer.activities().getLast());
        }
    }

    private void settle() {
        removeAll();
        shown.keySet().removeAll(here);
        checks.keySet().removeAll(here);
        here.clear();
        List<RecordRef> missing = complete
                ? linked(answer).stream().filter(ref -> !shown.containsKey(ref)).toList()
                : List.of();
        setVisible(false);
        if (!missing.isEmpty()) {
            ItemAnswer asked = answer;
            pane.askOfItem(
                    item,
                    "linked",
                    () -> cards.of(pane.user(), missing, List.of()),
                    found -> {
                        if (asked == answer) {
                            show(found);
                        }
                    },
                    trouble -> {});
        }
    }

    private void show(List<RecordCard> found) {
        removeAll();
        Div list = Parts.box("cards");
        found.forEach(card -> {
            here.add(card.ref());
            list.add(card(card));
        });
        add(new H2(pane.words().of("home.linked")), list);
        setVisible(!found.isEmpty());
    }
}
