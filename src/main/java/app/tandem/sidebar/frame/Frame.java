package app.tandem.sidebar.frame;

import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeButton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Header, the screen on top of those it covers, and notices (pane U-34, U-41, U-45, U-46). */
public final class Frame extends Div {

    private final Header header = new Header();
    private final Div notice = Parts.box("notice");
    private final Main content = new Main();
    private final Div toasts = Parts.box("toasts");
    private final Deque<Screen> screens = new ArrayDeque<>();
    private final Supplier<Words> words;
    private final Runnable menu;

    /**
     * @param words the texts, as the person's language may become known later
     * @param menu what the menu button does
     */
    public Frame(Supplier<Words> words, Runnable menu) {
        this.words = words;
        this.menu = menu;
        addClassName("frame");
        header.addClassName("bar");
        content.addClassName("content");
        toasts.getElement().setAttribute("role", "log").setAttribute("aria-live", "polite");
        toasts.getElement().setAttribute("aria-label", words.get().of("toasts"));
        add(header, offline(), notice, content, toasts);
    }

    /** Shown by the browser alone when the server cannot be reached. */
    private Div offline() {
        NativeButton again = Parts.button(words.get().of("retry"), () -> {});
        again.getElement().setAttribute("data-again", true);
        Div offline =
                Parts.box("offline", new Icon("warning"), Parts.text(words.get().of("offline")), again);
        offline.addClassName("failed");
        offline.getElement().setAttribute("role", "alert");
        return offline;
    }

    /** Says something below the header until it is said otherwise. */
    public void notice(Optional<Component> said) {
        notice.removeAll();
        said.ifPresent(notice::add);
    }

    /** Shows this screen and forgets all others. */
    public void start(Screen screen) {
        screens.clear();
        open(screen);
    }

    /** Shows this screen above the present one. */
    public void open(Screen screen) {
        screens.push(screen);
        show();
    }

    /** Back to the screen below, as it was left. */
    public void back() {
        if (screens.size() > 1) {
            screens.pop();
            show();
        }
    }

    /** Back to the first screen. */
    public void home() {
        while (screens.size() > 1) {
            screens.pop();
        }
        show();
    }

    /** Whether nothing lies above the first screen. */
    public boolean isAtFirst() {
        return screens.size() == 1;
    }

    /** The screen that is shown. */
    public Optional<Screen> top() {
        return Optional.ofNullable(screens.peek());
    }

    /** Draws the header anew, when what it says has changed. */
    public void refresh() {
        Screen screen = Objects.requireNonNull(screens.peek(), "a screen is shown");
        header.removeAll();
        Optional<Screen.Form> form = screen.form();
        header.getElement().getClassList().set("form", form.isPresent());
        if (form.isPresent()) {
            NativeButton cancel = Parts.button(words.get().of("cancel"), () -> {
                if (!screen.cancelled()) {
                    back();
                }
            });
            header.add(cancel, title(screen), form.get().primary());
            return;
        }
        header.add(
                screens.size() > 1
                        ? Parts.icon("back", words.get().of("back"), this::back)
                        : Parts.icon("menu", words.get().of("menu"), menu),
                title(screen));
        screen.actions().forEach(header::add);
    }

    private static Component title(Screen screen) {
        H1 title = new H1(screen.title());
        title.getElement().setAttribute("tabindex", "-1");
        return title;
    }

    private void show() {
        Screen screen = Objects.requireNonNull(screens.peek(), "a screen is shown");
        content.getChildren().toList().forEach(content::remove);
        content.add(screen);
        refresh();
        screen.shown();
    }

    /** A notice. */
    public void toast(Toast kind, String text) {
        Div toast = Parts.box("toast", new Icon(kind.style()), Parts.text(text, "selectable"));
        toast.addClassName(kind.style());
        Runnable gone = () -> toasts.remove(toast);
        toast.add(Parts.icon("close", words.get().of("dismiss"), () -> {
            if (toast.getParent().isPresent()) {
                gone.run();
            }
        }));
        if (!kind.stays()) {
            toast.getElement().setAttribute("data-fades", "");
        }
        toasts.add(toast);
        while (toasts.getComponentCount() > 3) {
            toasts.remove(toasts.getComponentAt(0));
        }
    }
}
