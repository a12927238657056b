package app.tandem.sidebar.frame;

import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Header, the screen on top of those it covers, and notices (pane U-34, U-41, U-45, U-46). It follows the item that is open
 * in Outlook, as far as nothing typed is lost by that (pane U-53 … U-57).
 */
public final class Frame extends Div {

    private static final String SHOWN = "import('tandem/frame').then(frame => frame.shown(this, $0))";

    private final Header header = new Header();
    private final Div notice = Parts.box("notice");
    private final Outlived outlived;
    private final Div question = Parts.box("question");
    private final Main content = new Main();
    private final Toasts toasts;
    private final Trail trail = new Trail();
    private final Supplier<Words> words;
    private final Runnable menu;
    private final Function<OfficeItem, Screen> lowest;
    private OfficeItem open = OfficeItem.none();
    private @Nullable Screen cover;
    private @Nullable Lead lead;
    private long screens;

    /**
     * @param words the texts, as the person's language may become known later
     * @param menu what the menu button does
     * @param lowest makes the screen below all others for an item
     */
    public Frame(Supplier<Words> words, Runnable menu, Function<OfficeItem, Screen> lowest) {
        this.words = words;
        this.menu = menu;
        this.lowest = lowest;
        this.outlived = new Outlived(words, () -> home(open));
        this.toasts = new Toasts(words);
        addClassName("frame");
        header.addClassName("bar");
        content.addClassName("content");
        question.getElement().setAttribute("role", "alert");
        add(header, offline(), notice, outlived, question, content, toasts);
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

    /** A notice. */
    public void toast(Toast kind, String text) {
        toasts.add(kind, text);
    }

    /** Begins anew with that item; whatever was typed is gone. */
    public void home(OfficeItem item) {
        open = item;
        cover = null;
        trail.start(item, numbered(lowest.apply(item)));
        show();
    }

    /** That is open in Outlook now: shown at once, unless something typed would be lost; that stays, and asks (pane U-57). */
    public void follow(OfficeItem item) {
        open = item;
        boolean another = !item.isSame(trail.item());
        if (another && trail.unfinished().isEmpty() || trail.isAtLowest() && !trail.isFreshFor(item)) {
            home(item);
        } else {
            refresh();
        }
    }

    /** What can be done has changed: all is covered by this screen now, or by none; below it all stays as it was (pane U-27). */
    public void cover(Optional<Screen> screen) {
        if (cover != null) {
            trail.close(cover);
            cover = null;
        }
        trail.age();
        if (trail.isAtLowest()) {
            home(open);
            return;
        }
        screen.ifPresent(over -> {
            cover = over;
            trail.open(numbered(over));
        });
        show();
    }

    /** Shows this screen above the present one. */
    public void open(Screen screen) {
        trail.open(numbered(screen));
        show();
    }

    /** Closes that screen and what lies above it; false when it is not there, or is the lowest. */
    public boolean close(Screen screen) {
        if (!trail.close(screen)) {
            return false;
        }
        if (trail.isAtLowest() && !trail.isFreshFor(open)) {
            home(open);
        } else {
            show();
        }
        return true;
    }

    /** The lowest screen is old: it is made anew, now or when it is shown next. */
    public void age() {
        trail.age();
        if (trail.isAtLowest()) {
            home(open);
        }
    }

    /** Whether anything would be lost with the screens, seen or not (pane U-56). */
    public boolean isUnfinished() {
        return trail.unfinished().isPresent();
    }

    /** What is typed in its screens, seen or not, and not under way, the lowest first. */
    List<Screen.Rest> rests() {
        return trail.rests();
    }

    /** What its screens are about. */
    OfficeItem item() {
        return trail.item();
    }

    /** Draws the header anew, when what it says has changed. */
    public void refresh() {
        Screen screen = top();
        if (hasNothingToStayFor(screen)) {
            home(open);
            return;
        }
        outlived.tell(screen == cover ? Optional.empty() : trail.unfinished(), trail.item(), open);
        Optional<Screen.Form> form = screen.form();
        header.getElement().getClassList().set("form", form.isPresent());
        Component leading = lead(screen, form.isPresent());
        header.getChildren().filter(part -> part != leading).toList().forEach(header::remove);
        if (leading.getParent().isEmpty()) {
            header.add(leading);
        }
        header.add(title(screen));
        form.ifPresentOrElse(
                shown -> header.add(shown.primary()), () -> screen.actions().forEach(header::add));
    }

    /** Stays while its screen is drawn anew, so that no press and no focus on it is lost. */
    private Component lead(Screen screen, boolean form) {
        Lead.Kind kind =
                form ? Lead.Kind.CANCEL : trail.isAtLowest() || screen == cover ? Lead.Kind.MENU : Lead.Kind.BACK;
        if (lead == null || lead.screen() != screen || lead.kind() != kind) {
            lead = new Lead(
                    screen,
                    kind,
                    switch (kind) {
                        case MENU -> Parts.icon("menu", words.get().of("menu"), menu);
                        case BACK -> Parts.icon("back", words.get().of("back"), () -> close(screen));
                        case CANCEL -> cancel(screen);
                    });
        }
        return lead.button();
    }

    /** The button that leads away from a screen. */
    private record Lead(Screen screen, Kind kind, Component button) {
        private enum Kind {
            MENU,
            BACK,
            CANCEL
        }
    }

    /** A screen that outlived its item for what was typed in it, and now that is saved or discarded (pane U-53). */
    private boolean hasNothingToStayFor(Screen screen) {
        return screen != cover
                && !open.isSame(trail.item())
                && screen.form().isEmpty()
                && trail.unfinished().isEmpty();
    }

    private NativeButton cancel(Screen screen) {
        NativeButton cancel = Parts.button(words.get().of("cancel"), () -> cancelled(screen));
        cancel.setEnabled(!screen.isSending());
        screen.whenSending(() -> {
            cancel.setEnabled(!screen.isSending());
            outlived.tell(trail.unfinished(), trail.item(), open);
        });
        return cancel;
    }

    /** Typed text is not thrown away before the person said so (pane U-56). */
    private void cancelled(Screen screen) {
        if (!screen.isUnfinished()) {
            leave(screen);
            return;
        }
        ask(() -> leave(screen));
    }

    /** Asks whether what was typed may go, wherever it lies (pane U-56). */
    public void ask(Runnable discarded) {
        NativeButton discard = Parts.button(words.get().of("leave.discard"), discarded);
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
            close(screen);
        }
    }

    private static Component title(Screen screen) {
        H1 title = new H1(screen.title());
        title.getElement().setAttribute("tabindex", "-1");
        return title;
    }

    private Screen numbered(Screen screen) {
        screen.getElement().setAttribute("data-screen", String.valueOf(++screens));
        return screen;
    }

    private Screen top() {
        return Objects.requireNonNull(trail.top().orElse(null), "a screen is shown");
    }

    private void show() {
        Screen screen = top();
        question.removeAll();
        content.getChildren().toList().forEach(content::remove);
        content.add(screen);
        refresh();
        if (screen == top()) {
            getElement().executeJs(SHOWN, screen.getElement().getAttribute("data-screen"));
            screen.shown();
        }
    }
}
