package app.tandem.sidebar.office;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.page.PendingJavaScriptResult;
import java.util.function.Consumer;

/** The pane's own part of the browser: what it is told to do, beside showing what is in the pane. */
public final class Browser {

    private static final String ARRIVE =
            "return import('tandem/session').then(session => session.door()).finally(() => location.reload())";
    private static final String LEAVE = "return import('tandem/session').then(session => session.leave())";
    private static final String START = "return import('tandem/bridge').then(bridge => bridge.start(this, $0, $1))";
    private static final String AGAIN = "import('tandem/bridge').then(bridge => bridge.again())";
    private static final String SAVE_DRAFT = "return import('tandem/bridge').then(bridge => bridge.saveDraft($0))";

    private final Component pane;

    /** @param pane what it calls */
    public Browser(Component pane) {
        this.pane = pane;
    }

    /** Begins to tell what is open in Outlook, wherever that is not the given item. */
    public void start(OfficeItem known) {
        run(START, known.seq(), known.selection());
    }

    /** Tells once more what is open. */
    public void again() {
        run(AGAIN);
    }

    /** Comes back as whoever signed in just now. */
    public void arrive() {
        run(ARRIVE);
    }

    /** Keeps nothing of whoever was signed in. */
    public void leave() {
        run(LEAVE);
    }

    /**
     * Lets Outlook store a draft.
     *
     * @param draft no other one is ever stored
     * @param stored gets the id it has from then on
     * @param failed it is not stored, or not open any more
     */
    public void saveDraft(OfficeItem draft, Consumer<String> stored, Runnable failed) {
        run(SAVE_DRAFT, draft.selection()).then(answer -> stored.accept(answer.asString()), error -> failed.run());
    }

    private PendingJavaScriptResult run(String script, Object... values) {
        return pane.getElement().executeJs(script, values);
    }
}
