package app.tandem.sidebar.record;

import app.tandem.crm.TimelineEntry;
import app.tandem.crm.TimelineFilter;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.frame.Icon;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Select;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.server.VaadinSession;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tasks, events, calls and saved mails around records: what is to come, then what was (pane U-242 … U-247). */
final class TimelineView extends Section {

    private static final int FIRST = 8;
    private static final int STEP = 20;

    private final Pane pane;
    private final Words words;
    private final RecordScreens screens;
    private final Set<RecordRef> records;
    private final ActivityDrafts.Links links;
    private final ActivityDrafts.Start start;
    private final Div list = Parts.box("activities");
    private TimelineFilter filter;
    private int asked;

    /**
     * @param links what new activities are about
     */
    TimelineView(
            Pane pane,
            RecordScreens screens,
            Set<RecordRef> records,
            ActivityDrafts.Links links,
            ActivityDrafts.Start start) {
        this.pane = pane;
        this.words = pane.words();
        this.screens = screens;
        this.records = records;
        this.links = links;
        this.start = start;
        this.filter = remembered();
        addClassNames("group", "timeline");
        add(new H2(words.of("timeline")), filters(), list);
        load();
    }

    /** As it was chosen last in this session (pane U-243). */
    private static TimelineFilter remembered() {
        TimelineFilter last = VaadinSession.getCurrent().getAttribute(TimelineFilter.class);
        return last == null ? TimelineFilter.everything() : last;
    }

    private Div filters() {
        return Parts.box(
                "filters",
                select(
                        "timeline.which",
                        TimelineFilter.State.class,
                        filter.state(),
                        state -> new TimelineFilter(state, filter.span())),
                select(
                        "timeline.when",
                        TimelineFilter.Span.class,
                        filter.span(),
                        span -> new TimelineFilter(filter.state(), span)));
    }

    private <E extends Enum<E>> Select select(String key, Class<E> type, E now, Function<E, TimelineFilter> chosen) {
        Select select = new Select(value -> choose(chosen.apply(Enum.valueOf(type, value))));
        select.getElement().setAttribute("aria-label", words.of(key));
        select.offer(
                Stream.of(type.getEnumConstants())
                        .map(one -> new Select.Option(one.name(), words.of(key + "." + one.name())))
                        .toList(),
                now.name());
        return select;
    }

    private void choose(TimelineFilter now) {
        filter = now;
        VaadinSession.getCurrent().setAttribute(TimelineFilter.class, now);
        load();
    }

    private void load() {
        int now = ++asked;
        list.removeAll();
        list.add(Parts.bones(words.of("timeline.loading"), 4));
        TimelineFilter wanted = filter;
        pane.ask(
                "timeline",
                () -> screens.records(pane).timeline(records, wanted),
                entries -> ifStill(now, () -> show(entries)),
                trouble -> ifStill(now, () -> {
                    list.removeAll();
                    list.add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::load));
                }));
    }

    private void ifStill(int then, Runnable shown) {
        if (then == asked) {
            shown.run();
        }
    }

    private void show(List<TimelineEntry> entries) {
        list.removeAll();
        if (entries.isEmpty()) {
            list.add(Parts.box(
                    "empty",
                    Parts.text(words.of("timeline.empty")),
                    Parts.box(
                            "buttons",
                            Parts.button(words.of("task.new"), () -> screens.openTask(pane, links, start)),
                            Parts.button(words.of("task.call"), () -> screens.openCall(pane, links)))));
            return;
        }
        more(entries, 0, FIRST);
    }

    private void more(List<TimelineEntry> entries, int from, int to) {
        entries.subList(from, Math.min(to, entries.size())).forEach(entry -> list.add(row(entry)));
        if (to < entries.size()) {
            Div rest = Parts.box("rest");
            NativeButton more = Parts.button(words.of("more"), () -> {
                list.remove(rest);
                more(entries, to, to + STEP);
            });
            more.addClassName("plain");
            rest.add(more);
            list.add(rest);
        }
    }

    private Div row(TimelineEntry entry) {
        String subject = entry.subject().isBlank() ? words.of("timeline.no-subject") : entry.subject();
        NativeButton face = Parts.button("", () -> pane.open(screens.detail(pane, entry.ref(), subject)));
        face.addClassName("row");
        face.add(Parts.text(subject), Parts.text(about(entry), "line", "soft"));
        Icon icon = new Icon(icon(entry.kind()));
        Div row = Parts.box("activity", icon, face);
        row.getElement().setAttribute("data-record", entry.ref().id());
        if (entry.overdue()) {
            row.addClassName("overdue");
        }
        if (entry.open() && entry.ref().type().equals("Task")) {
            row.add(Parts.icon(
                    "success",
                    words.of("task.complete.of", subject),
                    () -> screens.complete(pane, entry.ref(), this::load)));
        }
        return row;
    }

    /** When, how it stands, and with whom; what kind it is said in words, as the picture is for the eye only. */
    private String about(TimelineEntry entry) {
        String when = entry.at() != null
                ? words.time(entry.at())
                : entry.day() != null ? words.day(entry.day()) : words.of("timeline.no-day");
        return Stream.of(
                        words.of("timeline.kind." + entry.kind()),
                        when,
                        entry.overdue() ? words.of("timeline.overdue") : entry.status(),
                        entry.who().name(),
                        entry.what().name())
                .filter(Objects::nonNull)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" · "));
    }

    private static String icon(TimelineEntry.Kind kind) {
        return switch (kind) {
            case TASK -> "task";
            case CALL -> "phone";
            case EVENT -> "calendar";
            case EMAIL -> "mail";
        };
    }
}
