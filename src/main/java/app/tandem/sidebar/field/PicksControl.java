package app.tandem.sidebar.field;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.Pick;
import app.tandem.sidebar.frame.Tick;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several of a list, each with a box to tick. */
final class PicksControl implements Control {

    private final Div box = new Div();
    private final Map<String, Tick> ticks = new LinkedHashMap<>();

    PicksControl(Field field, Consumer<Typed.Read> changed) {
        box.addClassName("picks");
        box.getElement().setAttribute("role", "group");
        for (Pick pick : field.picksFor(null)) {
            Tick tick = Tick.box(false, () -> changed.accept(new Typed.Value(value())));
            ticks.put(pick.value(), tick);
            NativeLabel label = new NativeLabel();
            label.add(tick, new Span(pick.label()));
            box.add(label);
        }
    }

    /** In the list's order, as Salesforce keeps it. */
    private @Nullable List<String> value() {
        List<String> ordered = ticks.entrySet().stream()
                .filter(one -> one.getValue().isTicked())
                .map(Map.Entry::getKey)
                .toList();
        return ordered.isEmpty() ? null : ordered;
    }

    @Override
    public Component component() {
        return box;
    }

    @Override
    public Element input() {
        return ticks.isEmpty()
                ? box.getElement()
                : ticks.values().iterator().next().getElement();
    }

    @Override
    public void show(@Nullable Object value, String text) {
        List<?> values = value instanceof List<?> several ? several : List.of();
        ticks.forEach((pick, tick) -> tick.tick(values.contains(pick)));
    }
}
