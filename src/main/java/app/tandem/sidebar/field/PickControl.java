package app.tandem.sidebar.field;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.Pick;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One of a list; what may be chosen can depend on another field (pane U-145). */
final class PickControl implements Control {

    private final Div box = new Div();
    private final Element select = new Element("select");
    private final Field field;
    private final String none;
    private List<Pick> picks;
    private @Nullable Object chosen;

    /**
     * @param none what stands for no choice
     */
    PickControl(Field field, String none, Consumer<Typed.Read> changed) {
        this.field = field;
        this.none = none;
        this.picks = field.controller() == null ? field.picksFor(null) : List.of();
        box.getElement().appendChild(select);
        select.addEventListener("change", event -> {
                    chosen = valid(event.getEventData().path("element.value").asString(""));
                    changed.accept(new Typed.Value(chosen));
                })
                .addEventData("element.value");
    }

    private @Nullable Object valid(String value) {
        return picks.stream().map(Pick::value).filter(value::equals).findFirst().orElse(null);
    }

    /** Offers what goes with the controlling field's value; whether what was chosen goes with it still. */
    boolean depends(@Nullable String controlling) {
        picks = field.picksFor(controlling);
        boolean fits = chosen == null || valid(chosen.toString()) != null;
        if (!fits) {
            chosen = null;
        }
        draw();
        return fits;
    }

    @Override
    public Component component() {
        return box;
    }

    @Override
    public Element input() {
        return select;
    }

    @Override
    public void show(@Nullable Object value, String text) {
        chosen = value;
        draw();
    }

    /** A value that is not on the list any more stays until another is chosen. */
    private void draw() {
        select.removeAllChildren();
        select.appendChild(option("", none));
        picks.forEach(pick -> select.appendChild(option(pick.value(), pick.label())));
        if (chosen != null && valid(chosen.toString()) == null) {
            select.appendChild(option(chosen.toString(), field.labelOf(chosen.toString())));
        }
        select.setEnabled(field.controller() == null || !picks.isEmpty());
    }

    private Element option(String value, String label) {
        Element option = new Element("option").setAttribute("value", value).setText(label);
        if (value.equals(Objects.toString(chosen, ""))) {
            option.setAttribute("selected", true);
        }
        return option;
    }
}
