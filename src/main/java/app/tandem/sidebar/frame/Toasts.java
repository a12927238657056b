package app.tandem.sidebar.frame;

import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.function.Supplier;

/** Notices at the bottom: what fades makes room for what comes, what went wrong stays until it is dismissed (pane U-41). */
final class Toasts extends Div {

    private static final int MOST = 3;
    private static final String FADES = "data-fades";

    private final Supplier<Words> words;

    Toasts(Supplier<Words> words) {
        this.words = words;
        addClassName("toasts");
        getElement().setAttribute("role", "log").setAttribute("aria-live", "polite");
        getElement().setAttribute("aria-label", words.get().of("toasts"));
    }

    /** Says it; what is said already and still stands is not said twice. */
    void add(Toast kind, String text) {
        getChildren()
                .filter(said -> !said.getElement().hasAttribute(FADES))
                .filter(said -> said.getElement().getTextRecursively().equals(text))
                .toList()
                .forEach(this::remove);
        Div toast = Parts.box("toast", new Icon(kind.style()), Parts.text(text, "selectable"));
        toast.addClassName(kind.style());
        toast.add(Parts.icon("close", words.get().of("dismiss"), toast::removeFromParent));
        if (!kind.stays()) {
            toast.getElement().setAttribute(FADES, "");
            toast.getElement().addEventListener("animationend", gone -> toast.removeFromParent());
        }
        add(toast);
        getChildren()
                .filter(said -> said != toast && said.getElement().hasAttribute(FADES))
                .limit(Math.max(0, getComponentCount() - MOST))
                .toList()
                .forEach(Component::removeFromParent);
    }
}
