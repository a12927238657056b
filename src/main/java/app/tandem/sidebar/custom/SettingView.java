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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One setting: what it does, what it stands at and where that comes from, and the way back to the default (pane U-378, U-393). */
final class SettingView extends Div {

    private final Standing standing;
    private final Words words;
    private final Map<String, String> types;
    private final SettingControl control;
    private final Runnable changed;
    private final Span from = Parts.text("", "line", "soft");
    private final NativeButton reset;
    private boolean own;

    /**
     * @param types labels of types by what they are known by
     * @param company what is left out for everybody (S-34)
     * @param changed called after every change
     */
    SettingView(
            Switch which,
            Standing standing,
            Words words,
            Map<String, String> types,
            List<String> company,
            Runnable changed) {
        this.standing = standing;
        this.words = words;
        this.types = types;
        this.changed = changed;
        this.own = standing.isOwn();
        String title = words.of("settings." + which.number());
        String what = words.of("settings." + which.number() + ".what");
        addClassName("setting");
        getElement().setAttribute("data-setting", which.number());
        if (standing.value() instanceof Boolean) {
            control = new YesNo(title, what, this::touched);
        } else {
            control = which == Switch.USER_BLOCKLIST
                    ? new Entries(title, company, words, this::touched)
                    : new Types(types, this::touched);
            getElement().setAttribute("role", "group").setAttribute("aria-label", title);
            add(new H2(title), Parts.text(what, "line", "soft", "what"));
        }
        reset = Parts.button(words.of("settings.reset"), this::reset);
        reset.addClassName("plain");
        reset.getElement().setAttribute("aria-label", words.of("settings.reset.of", title));
        control.show(standing.value());
        add(control.component(), Parts.box("standing", from, reset));
        if (!standing.free()) {
            control.lock();
        }
        say();
    }

    /** What is to be saved: a value of the person's own, or none from now on; absent when nothing is. */
    Optional<Optional<Object>> change() {
        Object value = control.value();
        if (!own && standing.isOwn()) {
            return Optional.of(Optional.empty());
        }
        return isSame(value, standing.value()) ? Optional.empty() : Optional.of(Optional.of(value));
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
        own = standing.isOwn() || !isSame(control.value(), standing.value());
        say();
        changed.run();
    }

    private void say() {
        Source source = own ? Source.USER : standing.given();
        String now = words.of(standing.free() || source == Source.DEFAULT ? "settings.from." + source : "settings.forced");
        from.setText(own ? now + " " + words.of("settings.default", text(standing.fallback())) : now);
        reset.setVisible(own && standing.free());
    }

    private String text(Object value) {
        if (value instanceof Boolean on) {
            return words.of(on ? "settings.on" : "settings.off");
        }
        List<?> list = value instanceof List<?> some ? some : List.of();
        return list.isEmpty()
                ? words.of("settings.empty")
                : list.stream()
                        .map(String::valueOf)
                        .map(one -> types.getOrDefault(one, one))
                        .collect(Collectors.joining(", "));
    }

    /** Lists are compared whatever their order. */
    private static boolean isSame(Object one, Object other) {
        return one instanceof Collection<?> some && other instanceof Collection<?> others
                ? some.size() == others.size() && some.containsAll(others)
                : one.equals(other);
    }
}
