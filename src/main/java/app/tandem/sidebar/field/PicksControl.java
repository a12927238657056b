package app.tandem.sidebar.field;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.Pick;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several of a list, each with a box to tick. */
final class PicksControl implements Control {

    private final Div box = new Div();
    private final Map<String, Element> boxes = new LinkedHashMap<>();
    private final Set<String> chosen = new LinkedHashSet<>();

    PicksControl(Field field, Consumer<Typed.Read> changed) {
        box.addClassName("picks");
        box.getElement().setAttribute("role", "group");
        for (Pick pick : field.picksFor(null)) {
            Element tick = new Element("input").setAttribute("type", "checkbox");
            tick.addEventListener("change", event -> {
                        boolean on =
                                event.getEventData().path("element.checked").asBoolean(false);
                        tick.setProperty("checked", on);
                        if (on ? chosen.add(pick.value()) : chosen.remove(pick.value())) {
                            changed.accept(new Typed.Value(value()));
                        }
                    })
                    .addEventData("element.checked");
            NativeLabel label = new NativeLabel();
            label.getElement().appendChild(tick, new Span(pick.label()).getElement());
            boxes.put(pick.value(), tick);
            box.add(label);
        }
    }

    /** In the list's order, as Salesforce keeps it. */
    private @Nullable List<String> value() {
        List<String> ordered = boxes.keySet().stream().filter(chosen::contains).toList();
        return ordered.isEmpty() ? null : ordered;
    }

    @Override
    public Component component() {
        return box;
    }

    @Override
    public Element input() {
        return boxes.isEmpty() ? box.getElement() : boxes.values().iterator().next();
    }

    @Override
    public void show(@Nullable Object value, String text) {
        chosen.clear();
        if (value instanceof List<?> values) {
            values.forEach(one -> chosen.add(one.toString()));
        }
        boxes.forEach((pick, tick) -> tick.setProperty("checked", chosen.contains(pick)));
    }
}
