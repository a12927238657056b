package app.tandem.sidebar.frame;

import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says that what is being typed belongs to another item than the open one, and asks once what to do about it (pane U-57). */
final class Outlived extends Div {

    /** What is said just now. */
    private record Said(Screen screen, boolean sending) {}

    private final Supplier<Words> words;
    private final Runnable discard;
    private @Nullable Said said;
    private @Nullable Screen kept;

    /**
     * @param discard throws away what was typed and shows what is open
     */
    Outlived(Supplier<Words> words, Runnable discard) {
        this.words = words;
        this.discard = discard;
        addClassName("outlived");
        getElement().setAttribute("role", "alert");
    }

    /**
     * Says it, or nothing when there is nothing to say.
     *
     * @param typed where somebody typed, if anywhere
     * @param of the item that it belongs to
     * @param open in Outlook
     */
    void tell(Optional<Screen> typed, OfficeItem of, OfficeItem open) {
        Said now = typed.filter(screen -> !of.isSame(open))
                .map(screen -> new Said(screen, screen.isSending()))
                .orElse(null);
        if (now == null) {
            kept = null;
        }
        if (now == null ? said == null : now.equals(said)) {
            return;
        }
        said = now;
        removeAll();
        if (now != null) {
            say(now, of);
        }
    }

    private void say(Said now, OfficeItem of) {
        Words texts = words.get();
        String subject = of.subject().isBlank() ? texts.of("outlived.unnamed") : of.subject();
        Div box = Parts.box(
                "conflict",
                Parts.box(
                        "line-up",
                        new Icon("warning"),
                        Parts.text(texts.of("outlived.text", now.screen().title(), subject))));
        if (!now.sending() && now.screen() != kept) {
            NativeButton keep = Parts.button(texts.of("leave.keep"), () -> {});
            Div buttons = Parts.box("buttons", keep, Parts.button(texts.of("outlived.discard"), discard));
            keep.addClickListener(pressed -> {
                kept = now.screen();
                box.remove(buttons);
            });
            box.add(buttons);
        }
        add(box);
    }
}
