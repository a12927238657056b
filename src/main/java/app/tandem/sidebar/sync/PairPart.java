package app.tandem.sidebar.sync;

import app.tandem.engine.PairDesk;
import app.tandem.item.Reason;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.shared.Registration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tasks and contacts on the screen of the sync: what is not in step, why, and the way out; then what sessions did. */
final class PairPart extends Div {

    /** Codes that say something else of an item than of a mail. */
    private static final Set<String> OF_MAIL = Set.of("CHANGED", "GONE", "DELETED", "DISCARDED", "INTERNAL", "BLOCKED");

    private final Pane pane;
    private final Words words;
    private final PairView view;
    private final Map<Long, SessionRow> rows = new HashMap<>();
    private @Nullable Registration watching;
    private long loads;

    PairPart(Pane pane, PairView view) {
        this.pane = pane;
        this.words = pane.words();
        this.view = view;
        addClassName("pairs");
    }

    private void load() {
        long asked = ++loads;
        pane.ask("pairs", () -> view.look(pane.user()), shown -> latest(asked, () -> show(shown)), trouble -> {
            latest(asked, () -> {
                removeAll();
                add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::load));
            });
        });
    }

    /** An answer that a later question has overtaken is not shown. */
    private void latest(long asked, Runnable shows) {
        if (asked == loads) {
            shows.run();
        }
    }

    private void show(PairView.Shown shown) {
        removeAll();
        if (!shown.issues().isEmpty()) {
            UnorderedList issues = new UnorderedList();
            shown.issues().forEach(issue -> issues.add(row(issue, shown)));
            add(new H2(words.of("pairs.unsettled", shown.issues().size())), issues);
        }
        if (!shown.sessions().isEmpty()) {
            UnorderedList sessions = new UnorderedList();
            shown.sessions()
                    .forEach(session -> sessions.add(rows.computeIfAbsent(
                                    session.number(), number -> new SessionRow(pane, view, number, this::load))
                            .show(session)));
            add(new H2(words.of("pairs.sessions")), sessions);
        }
        add(
                new H2(words.of("pairs.rehearsal")),
                Parts.text(words.of("pairs.rehearsal.what"), "soft"),
                Parts.box(
                        "row",
                        Parts.button(words.of("pairs.rehearse"), () -> pane.open(new RehearsalScreen(pane, view)))));
    }

    private ListItem row(PairDesk.Issue issue, PairView.Shown shown) {
        String name = issue.places().stream()
                .map(shown.names()::get)
                .filter(found -> found != null)
                .findFirst()
                .orElse(words.of("pairs.unnamed"));
        NativeDetails help = new NativeDetails(words.of("sync.resolve"));
        help.setContent(Parts.text(words.of("pairs.help." + issue.reason().state()), "soft", "selectable"));
        ListItem row = new ListItem(
                Parts.text(name, "name"),
                Parts.text(reason(issue.reason(), words), "line", "selectable"),
                Parts.text(
                        issue.again() == null
                                ? words.of("sync.since", words.time(issue.since()))
                                : words.of("sync.again", words.time(issue.since()), words.time(issue.again())),
                        "line",
                        "soft"),
                help,
                buttons(issue));
        row.getElement().getChild(0).setAttribute("dir", "auto");
        return row;
    }

    private Div buttons(PairDesk.Issue issue) {
        Div buttons = Parts.box("row");
        if (issue.again() != null) {
            buttons.add(Parts.button(words.of("pairs.again"), () -> again(issue)));
        }
        PairView.record(pane.user(), issue)
                .ifPresent(url -> buttons.add(new Anchor(url, words.of("pairs.open"), AnchorTarget.BLANK)));
        return buttons;
    }

    private void again(PairDesk.Issue issue) {
        pane.ask(
                "again",
                () -> view.again(pane.user(), issue.key()),
                waits -> {
                    pane.toast(Toast.SUCCESS, words.of("pairs.forced"));
                    load();
                },
                trouble -> pane.toast(Toast.ERROR, pane.trouble(trouble)));
    }

    /** Why a pair stands where it stands, in plain words; where there are none, as for mail. */
    static String reason(Reason reason, Words words) {
        String code = reason.code() == null ? "" : reason.code();
        return words.find("pairs.code." + code)
                .or(() -> OF_MAIL.contains(code)
                        ? Optional.empty()
                        : words.find("why.code." + code, String.join(", ", reason.fields())))
                .or(() -> words.find("pairs.rule." + reason.rule().replace(' ', '-') + "." + reason.state(), code))
                .orElseGet(() -> words.of("pairs.other", reason.rule(), code));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        watching = view.watch(pane.user(), () -> {
            if (ui.isAttached()) {
                ui.access(this::load);
            }
        });
        load();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (watching != null) {
            watching.remove();
            watching = null;
        }
    }
}
