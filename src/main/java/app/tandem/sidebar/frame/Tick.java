package app.tandem.sidebar.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;

/**
 * A native box or a radio button to tick. What the person makes of it is kept as the element's own state, so that it is drawn
 * again as they left it, whatever screen covered it meanwhile (pane U-179).
 */
@Tag("input")
public final class Tick extends Component {

    private static final String CHECKED = "checked";

    private Tick(String type, boolean ticked, Runnable changed) {
        getElement().setAttribute("type", type);
        tick(ticked);
        getElement().addPropertyChangeListener(CHECKED, "change", event -> {
            if (event.isUserOriginated()) {
                changed.run();
            }
        });
    }

    /**
     * A box.
     *
     * @param changed called after the person ticked or unticked it
     */
    public static Tick box(boolean ticked, Runnable changed) {
        return new Tick("checkbox", ticked, changed);
    }

    /**
     * One of a group; the browser tells only of the one that is ticked, so whoever owns the group unticks the others.
     *
     * @param group name of the group, unique on its screen
     * @param chosen called after the person chose it
     */
    public static Tick radio(String group, boolean ticked, Runnable chosen) {
        Tick radio = new Tick("radio", ticked, chosen);
        radio.getElement().setAttribute("name", group);
        return radio;
    }

    /** Whether it is ticked. */
    public boolean isTicked() {
        return getElement().getProperty(CHECKED, false);
    }

    /** Ticks or unticks it without telling anybody. */
    public void tick(boolean on) {
        getElement().setProperty(CHECKED, on);
    }

    /** Stays as it is, whatever the browser says. */
    public void lock() {
        getElement().setEnabled(false);
    }

    /** Neither shown as to be had nor taken from the browser any more. */
    public void forbid() {
        tick(false);
        lock();
    }
}
