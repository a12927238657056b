package app.tandem.sidebar.sync;

import app.tandem.engine.SyncDesk;
import app.tandem.item.Mail;
import app.tandem.item.ReadOutcome;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.save.StatusText;
import app.tandem.sidebar.state.Connection;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Optional;
import java.util.function.Supplier;

/** How the sync stands, when it ran and runs, what is not saved and why; pause, resume and a session at once (pane U-35). */
final class SyncScreen extends Screen {

    private final Pane pane;
    private final Words words;
    private final SyncView view;
    private final PairView pairs;

    SyncScreen(Pane pane, SyncView view, PairView pairs) {
        this.pairs = pairs;
        this.pane = pane;
        this.words = pane.words();
        this.view = view;
        addClassName("sync");
    }

    @Override
    public String title() {
        return words.of("sync.title");
    }

    @Override
    public void shown() {
        load();
    }

    private void load() {
        removeAll();
        add(Parts.bones(words.of("sync.loading"), 5));
        pane.ask("sync", () -> view.look(pane.user(), pane.client().mailbox()), this::show, trouble -> {
            removeAll();
            add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::load));
        });
    }

    private void show(SyncView.Shown shown) {
        removeAll();
        shown.removals().forEach(removal -> add(new RemovalNotice(removal, words, remove -> answer(removal, remove))));
        add(facts(shown), buttons(shown.connection()));
        if (shown.unsettled().isEmpty()) {
            add(Parts.text(words.of("sync.settled"), "soft"));
        } else {
            UnorderedList list = new UnorderedList();
            shown.unsettled().forEach(one -> list.add(row(one, shown)));
            add(new H2(words.of("sync.unsettled", shown.unsettled().size())), list);
        }
        add(new PairPart(pane, pairs));
    }

    private DescriptionList facts(SyncView.Shown shown) {
        SyncDesk.Sessions sessions = shown.sessions();
        Connection connection = shown.connection();
        DescriptionList facts = new DescriptionList();
        fact(
                facts,
                "sync.state",
                connection.state() == Connection.State.WELL
                        ? words.of(sessions.running() ? "sync.running" : "sync.well")
                        : connection.text(words));
        fact(facts, "sync.last", last(sessions, words));
        fact(
                facts,
                "sync.next",
                sessions.next() == null || !goesOn(connection) ? words.of("sync.none") : words.time(sessions.next()));
        return facts;
    }

    /** When the last session ended, and how, where it did not end well (sync G-2). */
    static String last(SyncDesk.Sessions sessions, Words words) {
        if (sessions.ended() == null) {
            return words.of("sync.never");
        }
        String ended = words.time(sessions.ended());
        if (sessions.well()) {
            return words.of("sync.last.well", ended);
        }
        return sessions.wanting()
                .map(calls -> words.of(
                        "sync.last.calls",
                        ended,
                        amount(calls.actual(), calls, words),
                        amount(calls.limit(), calls, words)))
                .orElseGet(() -> words.of("sync.last.failed", ended, String.valueOf(sessions.result())));
    }

    private static String amount(long number, SyncDesk.CallsLeft calls, Words words) {
        return words.of(calls.percent() ? "sync.calls.percent" : "sync.calls.number", number);
    }

    private void fact(DescriptionList facts, String key, String value) {
        facts.add(new DescriptionList.Term(words.of(key)), new DescriptionList.Description(value));
    }

    private static boolean goesOn(Connection connection) {
        Connection.State state = connection.state();
        return state == Connection.State.WELL || state == Connection.State.ELSEWHERE;
    }

    private Div buttons(Connection connection) {
        Div row = Parts.box("row");
        Optional<String> refusal = goesOn(connection) ? Optional.empty() : Optional.of(connection.text(words));
        row.add(Parts.unless(refusal, Parts.button(words.of("sync.force"), this::force)));
        if (connection.state() == Connection.State.PAUSED) {
            row.add(Parts.main(words.of("connection.do.PAUSED"), () -> change(() -> view.resume(pane.user()))));
        } else if (goesOn(connection)) {
            row.add(Parts.button(words.of("sync.pause"), () -> change(() -> view.pause(pane.user()))));
        }
        return row;
    }

    private void force() {
        pane.ask(
                "force",
                () -> view.force(pane.user()),
                asked -> {
                    pane.toast(asked ? Toast.SUCCESS : Toast.INFO, words.of(asked ? "sync.forced" : "sync.just"));
                    load();
                },
                trouble -> pane.toast(Toast.ERROR, pane.trouble(trouble)));
    }

    private void answer(SyncDesk.Removal removal, boolean remove) {
        pane.ask(
                "removal",
                () -> view.answer(pane.user(), removal, remove),
                asked -> {
                    String done = remove ? "sync.removal.removing" : "sync.removal.keeping";
                    pane.toast(asked ? Toast.SUCCESS : Toast.INFO, words.of(asked ? done : "sync.removal.over"));
                    load();
                },
                trouble -> pane.toast(Toast.ERROR, pane.trouble(trouble)));
    }

    private void change(Supplier<Boolean> switched) {
        pane.ask("switch", switched, done -> load(), trouble -> pane.toast(Toast.ERROR, pane.trouble(trouble)));
    }

    private ListItem row(SyncDesk.Unsettled one, SyncView.Shown shown) {
        String subject = shown.subjects().get(one.item()) instanceof ReadOutcome.Found<Mail>(Mail mail)
                        && !mail.subject().isBlank()
                ? mail.subject()
                : words.of("sync.unnamed");
        NativeDetails help = new NativeDetails(words.of("sync.resolve"));
        help.setContent(Parts.text(words.of("sync.help"), "soft", "selectable"));
        ListItem row = new ListItem(
                Parts.text(subject, "name"),
                Parts.text(StatusText.reason(one.reason(), words), "line", "selectable"),
                Parts.text(
                        one.again() == null
                                ? words.of("sync.since", words.time(one.since()))
                                : words.of("sync.again", words.time(one.since()), words.time(one.again())),
                        "line",
                        "soft"),
                help);
        row.getElement().getChild(0).setAttribute("dir", "auto");
        return row;
    }
}
