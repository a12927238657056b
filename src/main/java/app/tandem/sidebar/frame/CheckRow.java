package app.tandem.sidebar.frame;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;

/** A row that is ticked or not; pressing anywhere in it toggles it (pane U-177). */
public final class CheckRow extends Div {

    private final Tick box;

    /**
     * @param title what is chosen
     * @param detail a second line; may be empty
     * @param changed called after the person ticked or unticked it
     */
    public CheckRow(String title, String detail, boolean ticked, Runnable changed) {
        this.box = Tick.box(ticked, changed);
        addClassName("check-row");
        NativeLabel label = new NativeLabel();
        Span text = Parts.text("", "text");
        text.add(Parts.text(title, "name"));
        if (!detail.isEmpty()) {
            text.add(Parts.text(detail, "line", "soft"));
        }
        label.add(box, text);
        add(label);
    }

    /** Whether it is ticked. */
    public boolean isTicked() {
        return box.isTicked();
    }

    /** Ticks or unticks it. */
    public void tick(boolean on) {
        box.tick(on);
    }

    /** Shows it as it is, not to be changed. */
    public void lock() {
        box.lock();
        addClassName("forbidden");
    }

    /** Shows it as not to be had, and why (pane U-199). */
    public void forbid(String reason) {
        box.forbid();
        addClassName("forbidden");
        add(Parts.text(reason, "line", "soft"));
    }
}
