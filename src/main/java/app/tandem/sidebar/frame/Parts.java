package app.tandem.sidebar.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;

/** Small parts that screens are built from. Native elements, so that keyboard and screen readers know them already. */
public final class Parts {

    private Parts() {}

    /** A button with a text. */
    public static NativeButton button(String text, Runnable pressed) {
        NativeButton button = new NativeButton(text, event -> pressed.run());
        button.getElement().setAttribute("type", "button");
        return button;
    }

    /** The one button that a screen is for. */
    public static NativeButton main(String text, Runnable pressed) {
        NativeButton button = button(text, pressed);
        button.addClassName("main");
        return button;
    }

    /** A button that shows only a picture; its name is for screen readers and as a hint (pane U-422). */
    public static NativeButton icon(String icon, String name, Runnable pressed) {
        NativeButton button = button("", pressed);
        button.addClassName("icon-button");
        button.getElement().setAttribute("aria-label", name).setAttribute("title", name);
        button.add(new Icon(icon));
        return button;
    }

    /** The button, or, when there is a reason why not, the same one shut and saying why (pane U-33). */
    public static NativeButton unless(Optional<String> refusal, NativeButton button) {
        refusal.ifPresent(reason -> {
            button.setEnabled(false);
            button.getElement().setAttribute("title", reason);
        });
        return button;
    }

    /** A line of text of some kind, such as {@code soft}. */
    public static Span text(String text, String... kinds) {
        Span span = new Span(text);
        span.addClassNames(kinds);
        return span;
    }

    /** A box of some kind around its parts. */
    public static Div box(String kind, Component... parts) {
        Div box = new Div(parts);
        box.addClassName(kind);
        return box;
    }

    /** Grey bars where something is on its way; said once to screen readers (pane U-58, U-423). */
    public static Div bones(String said, int lines) {
        Div bones = box("bones");
        bones.getElement().setAttribute("role", "status").setAttribute("aria-label", said);
        for (int i = 0; i < lines; i++) {
            bones.add(text("", "bone"));
        }
        return bones;
    }

    /** What went wrong in one part of a screen, with a way to try again (pane U-59). */
    public static Div failed(String text, String again, Runnable retry) {
        Div box = box("failed", new Icon("warning"), text(text), button(again, retry));
        box.getElement().setAttribute("role", "alert");
        return box;
    }
}
