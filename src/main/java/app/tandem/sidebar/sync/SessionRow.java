package app.tandem.sidebar.sync;

import app.tandem.engine.PairDesk;
import app.tandem.engine.PairDesk.What;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Arrays;
import java.util.stream.Collectors;

/** One session: how much it did; opened, what; and the way to take it back, asked once more, with how far that came. */
final class SessionRow extends ListItem {

    private final Pane pane;
    private final Words words;
    private final PairView view;
    private final long number;
    private final Runnable changed;
    private final Span counts = Parts.text("");
    private final Div deeds = Parts.box("deeds");
    private final Div undo = Parts.box("undo");

    SessionRow(Pane pane, PairView view, long number, Runnable changed) {
        this.changed = changed;
        this.pane = pane;
        this.words = pane.words();
        this.view = view;
        this.number = number;
        NativeDetails details = new NativeDetails(counts);
        details.setContent(deeds);
        details.addToggleListener(toggle -> {
            if (toggle.isOpened()) {
                open();
            }
        });
        undo.getElement().setAttribute("role", "status");
        add(details, undo);
    }

    /** As it stands now; what was opened stays open. */
    SessionRow show(PairDesk.Session session) {
        counts.setText(words.of("pairs.session", words.time(session.began()), did(session, words)));
        undo.removeAll();
        if (session.asked() > 0) {
            undo.add(Parts.text(words.of("pairs.undo.running", session.asked()), "line"));
        } else {
            if (session.takenBack() + session.stays() > 0) {
                undo.add(Parts.text(result(session), "line"));
            }
            if (session.undoable() > 0) {
                undo.add(Parts.button(words.of("pairs.undo"), () -> confirm(session)));
            }
        }
        return this;
    }

    /** Such as "3 created, 1 changed". */
    static String did(PairDesk.Session session, Words words) {
        return Arrays.stream(What.values())
                .filter(what -> session.counts().getOrDefault(what, 0) > 0)
                .map(what -> words.of("pairs.count." + what, session.counts().getOrDefault(what, 0)))
                .collect(Collectors.joining(", "));
    }

    private String result(PairDesk.Session session) {
        String back = words.of("pairs.undo.back", session.takenBack());
        return session.stays() == 0 ? back : back + " " + words.of("pairs.undo.stays", session.stays());
    }

    private void open() {
        deeds.removeAll();
        deeds.add(Parts.bones(words.of("sync.loading"), 2));
        pane.ask("deeds", () -> view.open(pane.user(), number), this::opened, trouble -> {
            deeds.removeAll();
            deeds.add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::open));
        });
    }

    private void opened(PairView.Opened opened) {
        UnorderedList list = new UnorderedList();
        opened.deeds().forEach(did -> {
            ListItem one = new ListItem(
                    Parts.text(opened.names().getOrDefault(did.place(), words.of("pairs.unnamed")), "name"),
                    Parts.text(said(did), "line", "soft"));
            one.getElement().getChild(0).setAttribute("dir", "auto");
            list.add(one);
        });
        deeds.removeAll();
        deeds.add(list);
    }

    private String said(PairDesk.Did did) {
        String done = words.of(
                "pairs.did." + did.what(),
                words.of("pairs.side." + did.place().side()),
                did.fields().size());
        if (did.takenBack()) {
            return done + ". " + words.of("pairs.taken-back");
        }
        return did.stays()
                .map(code -> done + ". "
                        + words.find("pairs.stays." + code).orElseGet(() -> words.of("pairs.stays.other", code)))
                .orElse(done);
    }

    private void confirm(PairDesk.Session session) {
        undo.removeAll();
        Div row = Parts.box("row");
        row.add(
                Parts.main(words.of("pairs.undo.yes"), this::undo),
                Parts.button(words.of("cancel"), () -> show(session)));
        undo.add(Parts.text(words.of("pairs.undo.ask", session.undoable()), "line"), row);
        row.getComponentAt(0).getElement().callJsFunction("focus");
    }

    private void undo() {
        pane.ask(
                "undo",
                () -> view.undo(pane.user(), number),
                asked -> changed.run(),
                trouble -> pane.toast(Toast.ERROR, pane.trouble(trouble)));
    }
}
