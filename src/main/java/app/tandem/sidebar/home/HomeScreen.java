package app.tandem.sidebar.home;

import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.engine.ItemAnswer;
import app.tandem.item.Address;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What Salesforce knows of the open item: status first, then people, then business records (pane U-38, U-58). */
final class HomeScreen extends Screen {

    private final Pane pane;
    private final OfficeItem item;
    private final Words words;
    private final Related related;
    private final Screens screens;
    private final Div records = Parts.box("related");
    private final Div activities = Parts.box("timelines");
    private final LinkedView linked;
    private Runnable timeline = () -> {};
    private final List<RecordCard> fresh = new ArrayList<>();
    private long version;
    private boolean templates;

    /**
     * @param item whose home it is; what is done here means it, whatever is open later (pane U-55)
     */
    HomeScreen(Pane pane, OfficeItem item, Related related, Screens screens) {
        this.pane = pane;
        this.item = item;
        this.words = pane.words();
        this.related = related;
        this.screens = screens;
        addClassName("home");
        this.linked = screens.linked(pane, item, card -> screens.card(pane, card, item.subject()));
        if (item.kind() == OfficeItem.Kind.NONE) {
            add(empty("home.none"));
        } else if (item.isService()) {
            add(empty("home.service"));
        } else {
            add(screens.status(pane, item, this::stands), linked, records);
            load();
            screens.offerTemplates(pane, item, this::offerTemplates);
        }
    }

    @Override
    public String title() {
        return words.of("home.title");
    }

    /** What was written meanwhile is shown (pane U-112). */
    @Override
    public void shown() {
        if (records.getParent().isPresent() && version != screens.version(pane)) {
            load();
        }
    }

    @Override
    public List<Component> actions() {
        List<Component> actions = new ArrayList<>();
        if (templates) {
            actions.add(Parts.icon("template", words.of("templates"), () -> pane.open(screens.templates(pane, item))));
        }
        actions.add(Parts.icon("search", words.of("search"), () -> pane.open(screens.search(pane))));
        actions.add(Parts.icon("add", words.of("create"), () -> pane.open(screens.create(pane, this::created))));
        return actions;
    }

    private void offerTemplates() {
        templates = true;
        pane.refreshHeader();
    }

    /** What was saved, undone or linked otherwise is shown at once (pane U-84, U-112, U-207). */
    private void stands(ItemAnswer answer) {
        if (linked.stands(answer)) {
            timeline.run();
        }
    }

    private void load() {
        linked.clear();
        version = screens.version(pane);
        records.removeAll();
        records.add(Parts.bones(words.of("home.loading"), 6));
        String mailbox = pane.client().mailbox();
        pane.askOfItem(item, "related", () -> related.of(pane.user(), mailbox, item), this::show, trouble -> {
            records.removeAll();
            records.add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::load));
        });
    }

    private void show(Related.Found found) {
        records.removeAll();
        found.records().groups().stream()
                .map(this::withoutFresh)
                .filter(group -> group.total() > 0)
                .forEach(group -> records.add(group(group)));
        List<Address> unknown = found.people().outside().stream()
                .filter(person -> found.records().unknown().contains(person.address()))
                .filter(person ->
                        fresh.stream().noneMatch(card -> card.foundBy().contains(person.address())))
                .toList();
        timeline(found);
        if (!unknown.isEmpty()) {
            records.addComponentAsFirst(
                    screens.suggestions(pane, item, unknown, person -> account(person, found), this::created));
        }
        if (!fresh.isEmpty()) {
            records.addComponentAsFirst(created());
        }
        if (found.records().groups().isEmpty()) {
            records.add(nothing(found));
        }
        linked.complete();
    }

    private void timeline(Related.Found found) {
        Set<RecordRef> refs = found.records().groups().stream()
                .flatMap(group -> group.first().stream())
                .map(RecordCard::ref)
                .collect(Collectors.toSet());
        timeline = () -> {
            activities.removeAll();
            if (!refs.isEmpty()) {
                activities.add(screens.timeline(pane, item, refs, found.person()));
            }
        };
        timeline.run();
        records.add(activities);
    }

    /** The Account of somebody else of the same company (pane U-141). */
    private static Optional<RecordCard> account(Address person, Related.Found found) {
        String at = "@" + person.domain();
        return found.people().domains().contains(person.domain())
                ? found.records().group("Account").stream()
                        .flatMap(group -> group.cards().stream())
                        .filter(card -> card.foundBy().stream().anyMatch(address -> address.endsWith(at)))
                        .findFirst()
                : Optional.empty();
    }

    private RecordGroupView group(RecordGroup group) {
        RecordGroupView view = new RecordGroupView(group, words, linked::card);
        String object = group.object().name();
        if (group.object().createable()) {
            view.offer(Parts.icon(
                    "add",
                    words.of("create.of", group.object().label()),
                    () -> pane.open(screens.create(pane, object, this::created))));
        }
        view.unfold(
                words.of("card.more", group.object().pluralLabel()),
                Parts.button(words.of("group.top"), () -> screens.move(pane, object, true, this::load)),
                Parts.button(words.of("group.bottom"), () -> screens.move(pane, object, false, this::load)));
        return view;
    }

    /** A new record stands on top, however long the search index takes to know it (pane U-152). */
    private void created(RecordCard card) {
        fresh.remove(card);
        fresh.addFirst(card);
        load();
    }

    /** What stands on top as just created is not shown twice. */
    private RecordGroup withoutFresh(RecordGroup group) {
        List<RecordCard> others = group.cards().stream()
                .filter(card -> fresh.stream().noneMatch(one -> one.ref().equals(card.ref())))
                .toList();
        return new RecordGroup(
                group.object(), others, group.total() - (group.cards().size() - others.size()));
    }

    private Section created() {
        Section section = new Section(new H2(words.of("home.created")));
        section.addClassNames("group", "created");
        fresh.forEach(card -> section.add(screens.card(pane, card, item.subject())));
        if (item.kind() != OfficeItem.Kind.APPOINTMENT && item.mode() == OfficeItem.Mode.READ) {
            section.add(Parts.button(words.of("home.link"), () -> pane.open(screens.save(pane, item, fresh))));
        }
        return section;
    }

    /** Why nothing is found, which may be the person's own wish (pane U-70, U-116). */
    private Component nothing(Related.Found found) {
        People.Sorted people = found.people();
        if (!found.records().unknown().containsAll(people.addresses())) {
            return settable("home.hidden");
        }
        if (!people.outside().isEmpty()) {
            return empty("home.nothing");
        }
        if (people.blocked().isEmpty()) {
            return empty("home.internal");
        }
        String who = people.blocked().stream().map(Address::address).collect(Collectors.joining(", "));
        return settable("home.blocked", who);
    }

    /** What is so by a setting of the person's own, with the way there. */
    private Component settable(String key, Object... values) {
        return Parts.box(
                "empty",
                Parts.text(words.of(key, values)),
                Parts.button(words.of("settings.title"), () -> screens.settings(pane)));
    }

    private Component empty(String key) {
        return Parts.box("empty", Parts.text(words.of(key)));
    }
}
