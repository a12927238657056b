package app.tandem.sidebar.home;

import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.function.Function;

/** The records of one object under its plural name and their number; the first five, and more on demand (pane U-82, U-89). */
public final class RecordGroupView extends Section {

    private final Words words;
    private final Function<RecordCard, Component> view;
    private final Div list = Parts.box("cards");
    private final List<RecordCard> cards;
    private final H2 heading = new H2();
    private int shown;

    /**
     * @param view makes the part that shows a card
     */
    public RecordGroupView(RecordGroup group, Words words, Function<RecordCard, Component> view) {
        this.words = words;
        this.view = view;
        this.cards = group.cards();
        addClassName("group");
        getElement().setAttribute("data-object", group.object().name());
        heading.add(group.object().pluralLabel());
        Span count = Parts.text(Integer.toString(group.total()), "count");
        heading.add(count);
        add(heading, list);
        more(RecordGroup.FIRST);
    }

    /** Something that can be done with the group as a whole, beside its name (pane U-90). */
    void offer(Component action) {
        heading.add(action);
    }

    /**
     * What else can be done with the group, unfolded on demand (pane U-90).
     *
     * @param name of the button that unfolds it
     */
    void unfold(String name, NativeButton... actions) {
        Div row = Parts.box("actions", actions);
        row.getElement().setAttribute("role", "group").setAttribute("aria-label", name);
        row.setVisible(false);
        NativeButton button = Parts.icon("more", name, () -> {});
        button.addClassName("unfold");
        button.getElement().setAttribute("aria-expanded", "false");
        button.addClickListener(pressed -> {
            row.setVisible(!row.isVisible());
            button.getElement().setAttribute("aria-expanded", String.valueOf(row.isVisible()));
        });
        heading.add(button);
        addComponentAtIndex(1, row);
    }

    private void more(int step) {
        int until = Math.min(cards.size(), shown + step);
        cards.subList(shown, until).forEach(card -> list.add(view.apply(card)));
        shown = until;
        getChildren()
                .filter(child -> child.getElement().getClassList().contains("more"))
                .toList()
                .forEach(this::remove);
        if (shown < cards.size()) {
            Component more = Parts.button(words.of("more"), () -> more(RecordGroup.STEP));
            more.getElement().getClassList().add("more");
            more.getElement().getClassList().add("plain");
            add(more);
        }
    }
}
