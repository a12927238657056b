package app.tandem.sidebar.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Section;
import java.util.List;
import java.util.Optional;

/** A screen of the pane; one is shown at a time and others wait below it (pane U-46). */
public abstract class Screen extends Section {

    /** What a form is for: the button that carries it out, and whether something would be lost. */
    public record Form(Component primary, boolean unsaved) {}

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

    /** Cancel was pressed; whether the screen has dealt with it and stays. */
    public boolean cancelled() {
        return false;
    }

    /** Shown, for the first time or again. */
    public void shown() {}

    /** Another item is open in Outlook now; whether the screen stays. Home follows the item, forms stay (pane U-54, U-57). */
    public boolean follows() {
        return form().filter(Form::unsaved).isPresent();
    }
}
