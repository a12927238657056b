package app.tandem.sidebar.field;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.Pick;
import app.tandem.sidebar.frame.Select;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One of a list; what may be chosen can depend on another field (pane U-145). */
final class PickControl implements Control {

    private final Select select;
    private final Div box;
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
        this.select = new Select(value -> {
            chosen = value.isEmpty() ? null : value;
            changed.accept(new Typed.Value(chosen));
        });
        this.box = new Div(select);
    }

    private boolean isOffered(Object value) {
        return picks.stream().map(Pick::value).anyMatch(value::equals);
    }

    /** Offers what goes with the controlling field's value; whether what was chosen goes with it still. */
    boolean depends(@Nullable String controlling) {
        picks = field.picksFor(controlling);
        boolean fits = chosen == null || isOffered(chosen);
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
        return select.getElement();
    }

    @Override
    public void show(@Nullable Object value, String text) {
        chosen = value;
        draw();
    }

    /** A value that is not on the list any more stays until another is chosen. */
    private void draw() {
        List<Select.Option> options = new ArrayList<>();
        options.add(new Select.Option("", none));
        picks.forEach(pick -> options.add(new Select.Option(pick.value(), pick.label())));
        String now = Objects.toString(chosen, "");
        if (chosen != null && !isOffered(chosen)) {
            options.add(new Select.Option(now, field.labelOf(now)));
        }
        select.offer(options, now);
        select.getElement().setEnabled(field.controller() == null || !picks.isEmpty());
    }
}
