package app.tandem.sidebar.field;

import app.tandem.sidebar.frame.Tick;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Yes or no. */
final class YesControl implements Control {

    private final Tick tick;
    private final Div box;

    YesControl(Consumer<Typed.Read> changed) {
        tick = Tick.box(false, () -> tell(changed));
        box = new Div(tick);
    }

    private void tell(Consumer<Typed.Read> changed) {
        changed.accept(new Typed.Value(tick.isTicked()));
    }

    @Override
    public Component component() {
        return box;
    }

    @Override
    public Element input() {
        return tick.getElement();
    }

    @Override
    public void show(@Nullable Object value, String text) {
        tick.tick(Boolean.TRUE.equals(value));
    }
}
