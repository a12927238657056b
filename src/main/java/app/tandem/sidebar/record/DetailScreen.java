package app.tandem.sidebar.record;

import app.tandem.crm.Crms;
import app.tandem.crm.RecordDetail;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.words.Values;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import java.util.Optional;

/** All fields of a record as the user's page layout has them (pane U-105). */
public final class DetailScreen extends Screen {

    private final Pane pane;
    private final Words words;
    private final Crms crms;
    private final RecordRef record;
    private final Div body = Parts.box("detail");
    private String title;

    /** The screen of that record. */
    public DetailScreen(Pane pane, Crms crms, RecordRef record, String title) {
        this.pane = pane;
        this.words = pane.words();
        this.crms = crms;
        this.record = record;
        this.title = title;
        add(body);
        load();
    }

    @Override
    public String title() {
        return title;
    }

    private void load() {
        body.removeAll();
        body.add(Parts.bones(words.of("detail.loading"), 8));
        pane.ask("detail", () -> crms.records(pane.user()).detail(record), this::show, trouble -> {
            body.removeAll();
            body.add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::load));
        });
    }

    private void show(Optional<RecordDetail> found) {
        body.removeAll();
        if (found.isEmpty()) {
            body.add(Parts.box("empty", Parts.text(words.of("detail.gone"))));
            return;
        }
        RecordDetail detail = found.get();
        title = detail.card().name();
        pane.refreshHeader();
        detail.sections().forEach(section -> body.add(fields(section)));
    }

    private Section fields(RecordDetail.Section section) {
        Section part = new Section();
        part.addClassName("group");
        if (!section.heading().isBlank()) {
            part.add(new H2(section.heading()));
        }
        DescriptionList list = new DescriptionList();
        section.entries().forEach(entry -> {
            String value = Values.of(entry.value(), words);
            list.add(
                    new DescriptionList.Term(entry.field().label()),
                    new DescriptionList.Description(value.isBlank() ? "–" : value));
        });
        part.add(list);
        return part;
    }
}
