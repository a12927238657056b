package app.tandem.sidebar.custom;

import app.tandem.account.User;
import app.tandem.crm.ObjectView;
import app.tandem.settings.ObjectCard;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Which objects the pane shows, in which order, and what their cards say (pane U-381, U-383). */
final class ShownObjects implements SettingControl {

    private final Pane pane;
    private final Words words;
    private final Customization customization;
    private final Map<String, String> labels;
    private final Runnable changed;
    private final Div box = new Div();
    private final Span said = new Span();
    private final Div rows = new Div();
    private final List<ObjectRow> order = new ArrayList<>();
    private boolean locked;

    /**
     * @param labels what is offered, by API name, in the usual order
     * @param changed called after every change
     */
    ShownObjects(Pane pane, Customization customization, Map<String, String> labels, Runnable changed) {
        this.pane = pane;
        this.words = pane.words();
        this.customization = customization;
        this.labels = labels;
        this.changed = changed;
        box.addClassName("objects");
        said.addClassName("wrong");
        said.getElement().setAttribute("role", "alert");
        box.add(rows, said);
    }

    @Override
    public Component component() {
        return box;
    }

    /** The usual ones in the usual order are kept as nothing, so that they stay the usual ones. */
    @Override
    public Object value() {
        List<ObjectCard> shown =
                order.stream().filter(ObjectRow::isShown).map(ObjectRow::card).toList();
        return shown.equals(usual())
                ? List.of()
                : shown.stream().map(ObjectCard::stored).toList();
    }

    private static List<ObjectCard> usual() {
        return ObjectView.standard().stream()
                .map(view -> new ObjectCard(view.object(), view.fields()))
                .toList();
    }

    @Override
    public void show(Object value) {
        List<ObjectCard> chosen = chosen(value);
        Map<String, List<String>> fields = new LinkedHashMap<>();
        chosen.forEach(card -> fields.put(card.object(), card.fields()));
        usual().forEach(card -> fields.putIfAbsent(card.object(), card.fields()));
        order.clear();
        fields.forEach((object, names) -> order.add(new ObjectRow(
                new ObjectCard(object, names),
                labels.getOrDefault(object, object),
                chosen.stream().anyMatch(card -> card.object().equals(object)),
                this,
                words)));
        said.setText("");
        draw();
    }

    private static List<ObjectCard> chosen(Object value) {
        List<ObjectCard> chosen = ObjectCard.of(value);
        return chosen.isEmpty() ? usual() : chosen;
    }

    private void draw() {
        rows.removeAll();
        order.forEach(rows::add);
        for (int i = 0; i < order.size(); i++) {
            order.get(i).place(i > 0 && !locked, i < order.size() - 1 && !locked);
            if (locked) {
                order.get(i).lock();
            }
        }
    }

    /** The row's box was ticked or unticked; one at least stays (pane U-381). */
    void ticked(ObjectRow row) {
        boolean none = order.stream().noneMatch(ObjectRow::isShown);
        if (none) {
            row.tick();
        }
        said.setText(none ? words.of("settings.U-381.last") : "");
        changed.run();
    }

    /** Moves it by one place; the button that was pressed keeps the focus as far as it is still there. */
    void move(ObjectRow row, int by) {
        int from = order.indexOf(row);
        int to = from + by;
        if (to >= 0 && to < order.size()) {
            Collections.swap(order, from, to);
            draw();
            row.focus(by);
            changed.run();
        }
    }

    void touched() {
        changed.run();
    }

    /** Asks what can stand on that object's cards. */
    void fields(String object, Consumer<Map<String, String>> known, Consumer<String> trouble) {
        User user = pane.user();
        pane.ask(
                "fields",
                () -> customization.fields(user, object),
                known,
                failure -> trouble.accept(pane.trouble(failure)));
    }

    @Override
    public String text(Object value) {
        return chosen(value).stream()
                .map(card -> labels.getOrDefault(card.object(), card.object()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public void lock() {
        locked = true;
        draw();
    }
}
