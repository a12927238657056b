package app.tandem.sidebar.record;

import app.tandem.sidebar.frame.Icon;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;

/** Typed text is not thrown away before the person said so (pane U-56). */
final class Leaving {

    private Leaving() {}

    /**
     * Asks on top of the form.
     *
     * @param leave what happens when it may be thrown away
     */
    static void ask(Div notice, Words words, Runnable leave) {
        notice.removeAll();
        NativeButton discard = Parts.button(words.of("leave.discard"), () -> {
            notice.removeAll();
            leave.run();
        });
        Div question = Parts.box(
                "conflict",
                Parts.box("line-up", new Icon("warning"), Parts.text(words.of("leave.question"))),
                Parts.box("buttons", Parts.button(words.of("leave.keep"), notice::removeAll), discard));
        notice.add(question);
        discard.focus();
    }
}
