package app.tandem.sidebar.home;

import app.tandem.item.Address;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import java.util.List;

/** What Salesforce knows of the open item: status first, then people, then business records (pane U-38, U-58). */
final class HomeScreen extends Screen {

    private final Pane pane;
    private final Words words;
    private final Related related;
    private final Screens screens;
    private final Div records = Parts.box("related");
    private long version;

    HomeScreen(Pane pane, Related related, Screens screens) {
        this.pane = pane;
        this.words = pane.words();
        this.related = related;
        this.screens = screens;
        addClassName("home");
        OfficeItem item = pane.item();
        if (item.kind() == OfficeItem.Kind.NONE) {
            add(empty("home.none"));
        } else if (item.isService()) {
            add(empty("home.service"));
        } else {
            add(screens.status(pane), records);
            load();
        }
    }

    @Override
    public String title() {
        return words.of("home.title");
    }

    /** What was written meanwhile is shown (pane U-112). */
    @Override
    public void shown() {
        if (records.getParent().isPresent() && version != related.version(pane.user())) {
            load();
        }
    }

    @Override
    public List<Component> actions() {
        return List.of(Parts.icon("search", words.of("search"), () -> pane.open(screens.search(pane))));
    }

    private void load() {
        version = related.version(pane.user());
        records.removeAll();
        records.add(Parts.bones(words.of("home.loading"), 6));
        OfficeItem item = pane.item();
        String mailbox = pane.client().mailbox();
        pane.askOfItem("related", () -> related.of(pane.user(), mailbox, item), this::show, trouble -> {
            records.removeAll();
            records.add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::load));
        });
    }

    private void show(Related.Found found) {
        records.removeAll();
        found.records()
                .groups()
                .forEach(group -> records.add(new RecordGroupView(
                        group, words, card -> new CardView(card, words, () -> pane.open(screens.detail(pane, card))))));
        List<Address> unknown = found.people().outside().stream()
                .filter(person -> found.records().unknown().contains(person.address()))
                .toList();
        if (!unknown.isEmpty()) {
            records.addComponentAsFirst(suggestions(unknown));
        }
        if (found.records().groups().isEmpty()) {
            records.add(empty(found.people().outside().isEmpty() ? "home.internal" : "home.nothing"));
        }
    }

    /** Addresses that nobody in Salesforce has (pane U-113, U-114). */
    private Section suggestions(List<Address> unknown) {
        Section section = new Section(new H2(words.of("suggest.title")));
        section.addClassNames("group", "suggestions");
        unknown.forEach(person -> section.add(Parts.box(
                "card",
                Parts.box(
                        "text",
                        Parts.text(person.name() == null ? person.address() : person.name(), "name"),
                        Parts.text(person.address(), "line", "soft")))));
        return section;
    }

    private Component empty(String key) {
        return Parts.box("empty", Parts.text(words.of(key)));
    }
}
