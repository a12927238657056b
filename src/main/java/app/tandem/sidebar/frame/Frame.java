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
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Header, the screen on top of those it covers, and notices (pane U-34, U-41, U-45, U-46). */
public final class Frame extends Div {

    private final Header header = new Header();
    private final Div notice = Parts.box("notice");
    private final Div question = Parts.box("question");
    private final Main content = new Main();
    private final Div toasts = Parts.box("toasts");
    private final Deque<Screen> screens = new ArrayDeque<>();
    private final Supplier<Words> words;
    private final Runnable menu;
    private final Consumer<Screen> closed;

    /**
     * @param words the texts, as the person's language may become known later
     * @param menu what the menu button does
     * @param closed a screen is left by Back or Cancel
     */
    public Frame(Supplier<Words> words, Runnable menu, Consumer<Screen> closed) {
        this.closed = closed;
        this.words = words;
        this.menu = menu;
        addClassName("frame");
        header.addClassName("bar");
        content.addClassName("content");
        toasts.getElement().setAttribute("role", "log").setAttribute("aria-live", "polite");
        toasts.getElement().setAttribute("aria-label", words.get().of("toasts"));
        question.getElement().setAttribute("role", "alert");
        add(header, offline(), notice, question, content, toasts);
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

    /** Closes that screen and what lies above it; false when it is not there, or is the first one. */
    public boolean close(Screen screen) {
        if (!screens.contains(screen) || screen == screens.peekLast()) {
            return false;
        }
        while (screens.pop() != screen) {
            // those above it go with it
        }
        show();
        return true;
    }

    /** Whether nothing lies above the first screen. */
    public boolean isAtFirst() {
        return screens.size() == 1;
    }

    /** Whether anything would be lost with the screens, shown or covered (pane U-56). */
    public boolean isUnfinished() {
        return screens.stream().anyMatch(Screen::isUnfinished);
    }

    /** Draws the header anew, when what it says has changed. */
    public void refresh() {
        Screen screen = Objects.requireNonNull(screens.peek(), "a screen is shown");
        header.removeAll();
        Optional<Screen.Form> form = screen.form();
        header.getElement().getClassList().set("form", form.isPresent());
        if (form.isPresent()) {
            NativeButton cancel = Parts.button(words.get().of("cancel"), () -> cancel(screen));
            cancel.setEnabled(!screen.isSending());
            screen.whenSending(() -> cancel.setEnabled(!screen.isSending()));
            header.add(cancel, title(screen), form.get().primary());
            return;
        }
        header.add(
                screens.size() > 1
                        ? Parts.icon("back", words.get().of("back"), () -> closed.accept(screen))
                        : Parts.icon("menu", words.get().of("menu"), menu),
                title(screen));
        screen.actions().forEach(header::add);
    }

    /** Typed text is not thrown away before the person said so (pane U-56). */
    private void cancel(Screen screen) {
        if (!screen.isUnfinished()) {
            leave(screen);
            return;
        }
        NativeButton discard = Parts.button(words.get().of("leave.discard"), () -> leave(screen));
        question.removeAll();
        question.add(Parts.box(
                "conflict",
                Parts.box("line-up", new Icon("warning"), Parts.text(words.get().of("leave.question"))),
                Parts.box("buttons", Parts.button(words.get().of("leave.keep"), question::removeAll), discard)));
        discard.focus();
    }

    private void leave(Screen screen) {
        question.removeAll();
        if (!screen.discard()) {
            closed.accept(screen);
        }
    }

    private static Component title(Screen screen) {
        H1 title = new H1(screen.title());
        title.getElement().setAttribute("tabindex", "-1");
        return title;
    }

    private void show() {
        Screen screen = Objects.requireNonNull(screens.peek(), "a screen is shown");
        question.removeAll();
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
