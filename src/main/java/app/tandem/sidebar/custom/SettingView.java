package app.tandem.sidebar.custom;

import app.tandem.settings.OwnSettings.Standing;
import app.tandem.settings.Switch;
import app.tandem.settings.Switches.Source;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import java.util.function.Function;

/** One setting: what it does, what it stands at and where that comes from, and the way back to the default (pane U-378, U-393). */
final class SettingView extends Div {

    private final Standing standing;
    private final Words words;
    private final SettingControl control;
    private final Runnable changed;
    private final Span from = Parts.text("", "line", "soft");
    private final NativeButton reset;
    private boolean own;

    /**
     * @param control what it is changed with
     * @param changed called after every change
     */
    SettingView(
            Switch which,
            Standing standing,
            Words words,
            Function<Runnable, SettingControl> control,
            Runnable changed) {
        this.standing = standing;
        this.words = words;
        this.changed = changed;
        this.own = standing.isOwn();
        String title = words.of("settings." + which.number());
        addClassName("setting");
        getElement().setAttribute("data-setting", which.number());
        this.control = control.apply(this::touched);
        if (!(standing.value() instanceof Boolean)) {
            getElement().setAttribute("role", "group").setAttribute("aria-label", title);
            add(new H2(title), Parts.text(words.of("settings." + which.number() + ".what"), "line", "soft", "what"));
        }
        getElement().setAttribute("tabindex", "-1");
        reset = Parts.button(words.of("settings.reset"), () -> {
            reset();
            getElement().callJsFunction("focus");
        });
        reset.addClassName("plain");
        reset.getElement().setAttribute("aria-label", words.of("settings.reset.of", title));
        this.control.show(standing.value());
        add(this.control.component(), Parts.box("standing", from, reset));
        if (!standing.free()) {
            this.control.lock();
        }
        say();
    }

    /** What is to be saved: a value of the person's own, or none from now on; absent when nothing is. */
    Optional<Optional<Object>> change() {
        Object value = control.value();
        if (!own && standing.isOwn()) {
            return Optional.of(Optional.empty());
        }
        return control.isSame(value, standing.value()) ? Optional.empty() : Optional.of(Optional.of(value));
    }

    /** Whether something would be lost with it. */
    boolean isUnsaved() {
        return control.isTyped() || change().isPresent();
    }

    /** Takes what is typed; false, and says why, when it cannot be taken. */
    boolean settle() {
        return control.settle();
    }

    /** Goes back to what is given without a value of the person's own; still to be saved. */
    void reset() {
        if (standing.free() && own) {
            own = false;
            control.show(standing.fallback());
            say();
            changed.run();
        }
    }

    private void touched() {
        own = standing.isOwn() || !control.isSame(control.value(), standing.value());
        say();
        changed.run();
    }

    private void say() {
        Source source = own ? Source.USER : standing.given();
        String now =
                words.of(standing.free() || source == Source.DEFAULT ? "settings.from." + source : "settings.forced");
        from.setText(own ? now + " " + words.of("settings.default", control.text(standing.fallback())) : now);
        reset.setVisible(own && standing.free());
    }
}
