package app.tandem.sidebar.field;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Yes or no. */
final class YesControl implements Control {

    private final Div box = new Div();
    private final Element tick = new Element("input").setAttribute("type", "checkbox");

    YesControl(Consumer<Typed.Read> changed) {
        box.getElement().appendChild(tick);
        tick.addEventListener("change", event -> {
                    boolean on = event.getEventData().path("element.checked").asBoolean(false);
                    tick.setProperty("checked", on);
                    changed.accept(new Typed.Value(on));
                })
                .addEventData("element.checked");
    }

    @Override
    public Component component() {
        return box;
    }

    @Override
    public Element input() {
        return tick;
    }

    @Override
    public void show(@Nullable Object value, String text) {
        tick.setProperty("checked", Boolean.TRUE.equals(value));
    }
}
