package app.tandem.sidebar.sync;

import app.tandem.engine.SyncDesk;
import app.tandem.sidebar.frame.Icon;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import java.util.function.Consumer;

/** Much is about to be removed at once: whether that is meant (sync X-23). */
final class RemovalNotice extends Div {

    /**
     * Of these removals.
     *
     * @param answered gets whether they are to go
     */
    RemovalNotice(SyncDesk.Removal removal, Words words, Consumer<Boolean> answered) {
        addClassNames("conflict");
        String what = "sync.removal." + removal.kind() + (removal.inMailbox() ? ".mailbox" : ".crm");
        Div question = Parts.box(
                "line-up", new Icon("warning"), Parts.text(words.of(what, removal.amount(), removal.among())));
        question.getElement().setAttribute("role", "alert");
        add(
                question,
                Parts.text(words.of("sync.removal.since", words.time(removal.since())), "soft"),
                Parts.box(
                        "buttons",
                        Parts.button(words.of("sync.removal.yes"), () -> answered.accept(true)),
                        Parts.button(words.of("sync.removal.no"), () -> answered.accept(false))));
    }
}
