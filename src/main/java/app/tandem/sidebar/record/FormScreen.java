package app.tandem.sidebar.record;

import app.tandem.crm.SaveOutcome;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A form that is written to Salesforce: one write at a time, and what went wrong on top with a way to go on (pane U-45, U-109,
 * U-135).
 */
abstract class FormScreen extends Screen {

    final Pane pane;
    final Words words;
    final RecordScreens screens;
    final Div notice = Parts.box("notices");
    final Div body;
    final NativeButton primary;

    /**
     * @param primary key of what the form's button says
     * @param kind of the box around the form's parts
     */
    FormScreen(Pane pane, RecordScreens screens, String primary, String kind) {
        this.pane = pane;
        this.words = pane.words();
        this.screens = screens;
        this.body = Parts.box(kind);
        this.primary = Parts.main(words.of(primary), this::send);
        notice.getElement().setAttribute("role", "alert");
        addClassName("record");
        add(notice, body);
    }

    /** The form's button was pressed. */
    abstract void send();

    /** Whether leaving would lose something. */
    abstract boolean isUnsaved();

    /** Whether there is something to send. */
    abstract boolean isReady();

    @Override
    public Optional<Form> form() {
        return Optional.of(new Form(primary, isUnsaved()));
    }

    /** The button can be pressed when there is something to send and nothing is under way. */
    final void judge() {
        primary.setEnabled(isReady() && !isSending());
    }

    /**
     * Writes, unless a write is under way. After one that succeeded the form stays shut until it is closed, or until
     * {@link #free}: nobody sends it a second time in between.
     *
     * @param what names the call
     * @param ended gets how it ended; what was said on top before is gone then
     * @param again what trying again does
     */
    final void write(String what, Supplier<SaveOutcome> write, Consumer<SaveOutcome> ended, Runnable again) {
        if (isSending()) {
            return;
        }
        notice.removeAll();
        busy(true);
        pane.ask(
                what,
                write,
                outcome -> {
                    if (!(outcome instanceof SaveOutcome.Done || outcome instanceof SaveOutcome.Converted)) {
                        free();
                    }
                    ended.accept(outcome);
                },
                trouble -> {
                    free();
                    notice.add(Parts.failed(pane.trouble(trouble), words.of("retry"), again));
                });
    }

    /** The next write may begin. */
    final void free() {
        busy(false);
    }

    private void busy(boolean now) {
        sending(now);
        judge();
    }

    /** Asks for what the form is made of, into its place. */
    final <T> void load(String what, String said, int lines, Supplier<T> question, Consumer<T> shown) {
        body.removeAll();
        body.add(Parts.bones(words.of(said), lines));
        pane.ask(what, question, shown, trouble -> {
            free();
            body.removeAll();
            body.add(Parts.failed(
                    pane.trouble(trouble), words.of("retry"), () -> load(what, said, lines, question, shown)));
        });
    }

    /** What everybody says of an outcome that is none of the form's own. */
    final void refuse(SaveOutcome outcome) {
        switch (outcome) {
            case SaveOutcome.Refused refused ->
                refused.errors().forEach(error -> notice.add(Notices.error(error.message())));
            case SaveOutcome.Unknown unknown -> notice.add(Notices.error(words.of("save.unknown")));
            case SaveOutcome.Changed changed -> notice.add(Notices.error(words.of("save.refused")));
            default -> notice.add(Notices.error(words.of("detail.gone")));
        }
    }
}
