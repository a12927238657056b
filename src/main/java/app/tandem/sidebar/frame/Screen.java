package app.tandem.sidebar.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Section;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A screen of the pane; one is shown at a time and others wait below it (pane U-46). */
public abstract class Screen extends Section {

    /**
     * What somebody typed and did not send; it outlives screen and pane, so it holds neither.
     *
     * @param title of the screen
     * @param size about how many characters it is
     * @param again makes the screen anew, as it was left
     */
    public record Rest(String title, long size, Function<Pane, Screen> again) {}

    /** What a form is for: the button that carries it out, and whether something would be lost. */
    public record Form(Component primary, boolean unsaved) {}

    private Runnable heard = () -> {};
    private boolean sending;

    /** What the header says while this screen is shown. */
    public abstract String title();

    /** Buttons in the header beside the title. */
    public List<Component> actions() {
        return List.of();
    }

    /** Present when the screen is a form: then the header holds Cancel and this (pane U-45). */
    public Optional<Form> form() {
        return Optional.empty();
    }

    /** Throws away what was typed, for the person said so; whether the screen stays, such as a record that is only read then. */
    public boolean discard() {
        return false;
    }

    /** How to go on with what is typed once this screen is gone with its pane (pane U-51). */
    public Optional<Rest> rest() {
        return Optional.empty();
    }

    /** Shown, for the first time or again. */
    public void shown() {}

    /** Whether something would be lost with it: what was typed, or what is on its way (pane U-56, U-57). */
    public final boolean isUnfinished() {
        return sending || form().filter(Form::unsaved).isPresent();
    }

    /** Whether it waits for what it sent. */
    public final boolean isSending() {
        return sending;
    }

    /** What was typed is on its way, or has been answered: in between nothing in it can be pressed or typed, and it stays. */
    protected final void sending(boolean now) {
        sending = now;
        getElement().setAttribute("inert", now).setAttribute("aria-busy", String.valueOf(now));
        heard.run();
    }

    /** Calls back whenever sending begins or ends. */
    final void whenSending(Runnable heard) {
        this.heard = heard;
    }
}
