package app.tandem.sidebar.sync;

import app.tandem.account.Side;
import app.tandem.engine.PairDesk;
import app.tandem.engine.PairDesk.What;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;

/** What the next session would do to tasks on both sides, without its being done (decision 038). */
final class RehearsalScreen extends Screen {

    /** So many names are enough to see what it is about. */
    private static final int MOST_NAMES = 100;

    private final Pane pane;
    private final Words words;
    private final PairView view;

    RehearsalScreen(Pane pane, PairView view) {
        this.pane = pane;
        this.words = pane.words();
        this.view = view;
        addClassName("sync");
    }

    @Override
    public String title() {
        return words.of("pairs.rehearsal");
    }

    @Override
    public void shown() {
        removeAll();
        add(Parts.bones(words.of("pairs.rehearsal.runs"), 5));
        pane.ask("rehearsal", () -> view.rehearse(pane.user()), this::show, trouble -> {
            removeAll();
            add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::shown));
        });
    }

    private void show(PairDesk.Rehearsed rehearsed) {
        removeAll();
        add(Parts.text(words.of(rehearsed.lines().isEmpty() ? "pairs.rehearsal.nothing" : "pairs.rehearsal.only")));
        for (Side side : Side.values()) {
            List<PairDesk.Line> there = rehearsed.lines().stream()
                    .filter(line -> line.side() == side)
                    .toList();
            if (!there.isEmpty()) {
                add(new H2(words.of("pairs.rehearsal.in", words.of("pairs.side." + side))), list(there));
            }
        }
        if (rehearsed.held() > 0) {
            add(Parts.text(words.of("pairs.rehearsal.held", rehearsed.held())));
        }
    }

    private UnorderedList list(List<PairDesk.Line> lines) {
        UnorderedList kinds = new UnorderedList();
        for (What what : What.values()) {
            List<PairDesk.Line> those =
                    lines.stream().filter(line -> line.what() == what).toList();
            if (!those.isEmpty()) {
                NativeDetails details = new NativeDetails(words.of("pairs.would." + what, those.size()));
                details.setContent(names(those));
                kinds.add(new ListItem(details));
            }
        }
        return kinds;
    }

    private UnorderedList names(List<PairDesk.Line> lines) {
        UnorderedList names = new UnorderedList();
        lines.stream().limit(MOST_NAMES).forEach(line -> {
            ListItem name = new ListItem(line.name().isBlank() ? words.of("pairs.unnamed") : line.name());
            name.getElement().setAttribute("dir", "auto");
            names.add(name);
        });
        if (lines.size() > MOST_NAMES) {
            names.add(new ListItem(words.of("pairs.rehearsal.more", lines.size() - MOST_NAMES)));
        }
        return names;
    }
}
