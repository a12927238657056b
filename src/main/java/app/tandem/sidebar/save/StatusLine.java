package app.tandem.sidebar.save;

import app.tandem.engine.ItemAnswer;
import app.tandem.item.Mail;
import app.tandem.sidebar.frame.Icon;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.state.Connection;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.shared.Registration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the open item stands, always with the reason and, where there is one, the fix as a button (pane U-63 … U-67). It
 * follows a save to its end by itself.
 */
public final class StatusLine extends Div {

    private final Pane pane;
    private final OfficeItem item;
    private final Words words;
    private final Items items;
    private final AnswerWatch watch;
    private final Runnable save;
    private final Consumer<ItemAnswer> stands;
    private @Nullable Mail mail;
    private @Nullable Registration watching;
    private ItemAnswer.@Nullable State before;
    /** What stands there stays while nothing has changed, so that no press on it is lost. */
    private @Nullable ItemAnswer shown;

    private final Div thread = Parts.box("thread-line");

    /**
     * @param item the one that is told of, whatever is open later
     * @param save opens the choice of what to save
     * @param stands hears of every answer that is shown
     */
    StatusLine(Pane pane, OfficeItem item, Items items, AnswerWatch watch, Runnable save, Consumer<ItemAnswer> stands) {
        this.stands = stands;
        this.pane = pane;
        this.item = item;
        this.words = pane.words();
        this.items = items;
        this.watch = watch;
        this.save = save;
        addClassName("status");
        getElement().setAttribute("role", "status");
        if (item.kind() == OfficeItem.Kind.APPOINTMENT) {
            // The engine has no calendar lane yet (sync C-2): nothing is promised that nobody would do.
            say("info", words.of("status.meeting"), words.of("why.meeting"));
        } else if (pane.user().mailbox().isEmpty()) {
            say("warning", words.of("status.no-mailbox"), words.of("why.no-mailbox"));
        } else if (item.mode() == OfficeItem.Mode.COMPOSE && item.itemId() == null) {
            say("open", words.of("status.NOT_SAVED"), words.of("why.compose"));
            add(Parts.main(words.of("save"), save));
        } else {
            add(Parts.bones(words.of("status.loading"), 1));
            find();
        }
    }

    private void find() {
        pane.askOfItem(item, "item", () -> items.find(pane.user(), item), this::found, this::failed);
    }

    private void found(Optional<Mail> found) {
        mail = found.orElse(null);
        if (mail == null) {
            say("info", words.of("status.elsewhere"), words.of("why.elsewhere"));
            return;
        }
        getUI().ifPresent(ui -> watch(ui, found.get()));
        answer();
        askColleagues();
    }

    private void answer() {
        Mail open = mail;
        if (open != null) {
            pane.askOfItem(item, "answer", () -> items.answer(pane.user(), open), this::show, this::failed);
        }
    }

    /** What Salesforce says may come later, or not at all: what the journal says is shown meanwhile. */
    private void askColleagues() {
        Mail open = mail;
        if (open != null && !open.draft()) {
            pane.askOfItem(item, "colleagues", () -> items.ask(pane.user(), open), this::showLate, trouble -> {});
        }
    }

    /** It took a while: a save that began or ended meanwhile is known better already. */
    private void showLate(ItemAnswer answer) {
        boolean own = before == ItemAnswer.State.WILL_BE_SAVED || before == ItemAnswer.State.SAVED;
        if (!own || answer.state() == before) {
            show(answer);
        }
    }

    private void show(ItemAnswer answer) {
        if (before == ItemAnswer.State.WILL_BE_SAVED && answer.state() == ItemAnswer.State.SAVED) {
            pane.toast(Toast.SUCCESS, words.of("saved", answer.records().size()));
        }
        before = answer.state();
        stands.accept(answer);
        if (answer.equals(shown)) {
            askThread();
            return;
        }
        shown = answer;
        getElement().setAttribute("data-state", answer.state().name());
        say(icon(answer.state()), StatusText.of(answer, words), StatusText.why(answer, words));
        action(answer).ifPresent(this::add);
        if (answer.state() == ItemAnswer.State.SAVED && answer.undoable()) {
            add(Parts.icon("undo", words.of("save.undo"), this::undo));
        }
        add(thread);
        askThread();
    }

    /** Pane U-221: the conversation is being saved, and a way to stop that. */
    private void askThread() {
        Mail open = mail;
        if (open != null) {
            pane.askOfItem(
                    item,
                    "thread",
                    () -> items.thread(pane.user(), open),
                    marked -> {
                        thread.removeAll();
                        if (marked.isPresent()) {
                            thread.add(
                                    Parts.text(words.of("thread.marked"), "line", "soft"),
                                    Parts.button(words.of("thread.stop"), this::stopThread));
                        }
                    },
                    trouble -> {});
        }
    }

    private void stopThread() {
        Mail open = mail;
        if (open != null) {
            pane.askOfItem(
                    item,
                    "thread-stop",
                    () -> {
                        items.stopThread(pane.user(), open);
                        return open;
                    },
                    stopped -> {
                        pane.toast(Toast.SUCCESS, words.of("thread.stopped"));
                        askThread();
                    },
                    this::failed);
        }
    }

    private void undo() {
        Mail open = mail;
        if (open != null) {
            pane.askOfItem(
                    item,
                    "undo",
                    () -> {
                        items.undo(pane.user(), open);
                        return open;
                    },
                    begun -> answer(),
                    this::failed);
        }
    }

    private Optional<NativeButton> action(ItemAnswer answer) {
        return switch (answer.state()) {
            case NOT_SAVED, FAILED -> Optional.of(Parts.unless(refusal(), Parts.main(words.of("save"), save)));
            case WILL_BE_SAVED, CANNOT_BE_SAVED -> Optional.empty();
            case SAVED ->
                Optional.of(Parts.unless(
                        refusal(), Parts.button(words.of(answer.own() ? "save.change" : "save.again"), save)));
        };
    }

    private Optional<String> refusal() {
        return pane.connection().refusal(Connection.Need.SAVING, words);
    }

    private static String icon(ItemAnswer.State state) {
        return switch (state) {
            case SAVED -> "success";
            case WILL_BE_SAVED -> "clock";
            case NOT_SAVED -> "open";
            case CANNOT_BE_SAVED -> "blocked";
            case FAILED -> "error";
        };
    }

    private void say(String icon, String text, String why) {
        removeAll();
        NativeDetails line = new NativeDetails();
        line.setSummary(new Icon(icon), Parts.text(text, "state"));
        line.setContent(Parts.text(why, "why", "selectable"));
        add(line);
    }

    private void failed(RuntimeException trouble) {
        shown = null;
        removeAll();
        add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::find));
    }

    private void watch(UI ui, Mail open) {
        unwatch();
        watching = watch.watch(pane.user().id(), open.id(), () -> {
            if (ui.isAttached()) {
                ui.access(this::answer);
            }
        });
    }

    private void unwatch() {
        if (watching != null) {
            watching.remove();
            watching = null;
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        if (mail != null) {
            watch(event.getUI(), mail);
            answer();
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        unwatch();
    }
}
