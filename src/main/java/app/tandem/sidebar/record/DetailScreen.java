package app.tandem.sidebar.record;

import app.tandem.crm.FieldValue;
import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.RecordDetail;
import app.tandem.crm.SaveOutcome;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.field.FieldEditor;
import app.tandem.sidebar.field.FieldEditors;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All fields of a record as the user's page layout has them; each is edited where it stands and all changes are saved together
 * (pane U-105 … U-112).
 */
final class DetailScreen extends Screen {

    private final Pane pane;
    private final Words words;
    private final RecordScreens screens;
    private final RecordRef record;
    private final Div body = Parts.box("detail");
    private final Div notice = Parts.box("notices");
    private final NativeButton save;
    private final FieldEditors editors = new FieldEditors(this::loadedValue);
    private final Map<String, FieldRow> rows = new LinkedHashMap<>();
    private @Nullable RecordDetail detail;
    private String title;
    private long version;

    DetailScreen(Pane pane, RecordScreens screens, RecordRef record, String title) {
        this(pane, screens, record, title, Map.of());
    }

    /**
     * @param kept changes to begin with; nothing is saved yet
     */
    DetailScreen(Pane pane, RecordScreens screens, RecordRef record, String title, Map<String, Kept> kept) {
        this.pane = pane;
        this.words = pane.words();
        this.screens = screens;
        this.record = record;
        this.title = title;
        this.save = Parts.main(words.of("detail.save"), () -> save(false));
        notice.getElement().setAttribute("role", "alert");
        addClassName("record");
        getElement().setAttribute("data-record", record.id());
        add(notice, body);
        load(kept);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public List<Component> actions() {
        return pane.user()
                .crm()
                .<List<Component>>map(crm -> List.of(new SalesforceLink(crm, record, words)))
                .orElse(List.of());
    }

    @Override
    public Optional<Form> form() {
        return editors.all().isEmpty() ? Optional.empty() : Optional.of(new Form(save, isDirty()));
    }

    /** Editing ends; the record stays open. */
    @Override
    public boolean discard() {
        leave();
        return true;
    }

    private void leave() {
        List.copyOf(rows.values()).forEach(FieldRow::leave);
        notice.removeAll();
    }

    /** What was written meanwhile is shown, unless something is being edited (pane U-112). */
    @Override
    public void shown() {
        if (version != screens.version(pane) && editors.all().isEmpty()) {
            load(Map.of());
        }
    }

    private boolean isDirty() {
        return editors.all().stream().anyMatch(FieldEditor::isChanged);
    }

    private @Nullable Object loadedValue(String field) {
        return detail == null ? null : detail.loaded().values().get(field);
    }

    /**
     * @param kept changes that go on being changes
     */
    private void load(Map<String, Kept> kept) {
        version = screens.version(pane);
        body.removeAll();
        body.add(Parts.bones(words.of("detail.loading"), 8));
        pane.ask("detail", () -> screens.records(pane).detail(record), found -> show(found, kept), trouble -> {
            body.removeAll();
            body.add(Parts.failed(pane.trouble(trouble), words.of("retry"), () -> load(kept)));
        });
    }

    /** A change that outlives a new look at the record. */
    record Kept(@Nullable Object value, String text) {}

    private void show(Optional<RecordDetail> found, Map<String, Kept> kept) {
        body.removeAll();
        editors.clear();
        rows.clear();
        detail = found.orElse(null);
        if (found.isEmpty()) {
            body.add(Parts.box("empty", Parts.text(words.of("detail.gone"))));
            pane.refreshHeader();
            return;
        }
        RecordDetail now = found.get();
        title = now.card().name();
        body.add(new RecordActions(pane, this, screens, now, this::reload));
        if (!now.editable()) {
            body.add(Parts.text(words.of("detail.read-only"), "line", "soft", "hint"));
        }
        now.sections().forEach(section -> body.add(fields(section, now)));
        if (now.sections().isEmpty()) {
            body.add(Parts.box("empty", Parts.text(words.of("detail.no-fields"))));
        }
        now.relatedLists().stream()
                .filter(list -> list.count() > 0)
                .forEach(list -> body.add(new RelatedListView(
                        list, words, card -> pane.open(screens.detail(pane, card.ref(), card.name())))));
        if (RecordActions.hasActivities(record)) {
            body.add(screens.timeline(
                    pane, Set.of(record), ActivityDrafts.Links.to(now.card()), ActivityDrafts.Start.record()));
        }
        kept.forEach(this::keep);
        rows.values().forEach(FieldRow::mark);
        pane.refreshHeader();
    }

    private void keep(String field, Kept kept) {
        FieldRow row = rows.get(field);
        if (row != null && row.entry().editable() && row.differs(kept.value())) {
            row.edit().put(kept.value(), kept.text());
        }
    }

    private Section fields(RecordDetail.Section section, RecordDetail now) {
        Section part = new Section();
        part.addClassNames("group", "fields");
        if (!section.heading().isBlank()) {
            part.add(new H2(section.heading()));
        }
        section.entries().forEach(entry -> {
            FieldRow row = new FieldRow(entry, now.editable(), words, this::open, this::editor);
            rows.put(entry.field().name(), row);
            part.add(row);
        });
        return part;
    }

    private void open(RecordRef ref, String name) {
        pane.open(screens.detail(pane, ref, name));
    }

    /** A field begins or ends being edited. */
    private FieldEditor editor(FieldRow row) {
        Field field = row.entry().field();
        FieldEditor editor = new FieldEditor(
                field, row.entry().required(), words, new PaneLookUp(pane, screens), () -> changed(row));
        row.whenLeft(() -> {
            editors.remove(field);
            pane.refreshHeader();
        });
        editor.start(row.entry().value().value(), row.entry().value().text());
        editors.add(editor);
        pane.refreshHeader();
        return editor;
    }

    /** What depends on a changed field is opened too, as it may have to be chosen anew (pane U-145). */
    private void changed(FieldRow row) {
        Field field = row.entry().field();
        rows.values().stream()
                .filter(other -> field.name().equals(other.entry().field().controller()))
                .filter(other -> other.entry().editable() && !other.isEdited())
                .forEach(FieldRow::edit);
        editors.changed(field);
        rows.values().forEach(FieldRow::mark);
        pane.refreshHeader();
    }

    private void save(boolean despiteDuplicates) {
        if (detail != null && !isSending() && editors.areFine()) {
            save(detail.loaded(), despiteDuplicates);
        }
    }

    private void save(RecordDetail.Loaded seen, boolean despiteDuplicates) {
        Map<String, @Nullable Object> changes = editors.changes();
        if (changes.isEmpty()) {
            leave();
            return;
        }
        busy(true);
        notice.removeAll();
        pane.ask(
                "update",
                () -> screens.records(pane).update(record, changes, seen, despiteDuplicates),
                outcome -> {
                    busy(false);
                    ended(outcome);
                },
                trouble -> {
                    busy(false);
                    notice.add(Parts.failed(
                            pane.trouble(trouble), words.of("retry"), () -> save(seen, despiteDuplicates)));
                });
    }

    private void busy(boolean now) {
        save.setEnabled(!now);
        sending(now);
    }

    private void ended(SaveOutcome outcome) {
        switch (outcome) {
            case SaveOutcome.Done done -> {
                pane.toast(Toast.SUCCESS, words.of("detail.saved"));
                screens.written(pane);
                reload();
            }
            case SaveOutcome.Changed changed ->
                notice.add(new ConflictNotice(
                        changed, words, () -> save(changed.now(), false), () -> load(keptWithout(changed))));
            case SaveOutcome.Refused refused -> Notices.refused(notice, editors.place(refused.errors()), words);
            case SaveOutcome.Duplicates duplicates ->
                notice.add(new DuplicatesNotice(
                        duplicates,
                        words,
                        List.of(new DuplicatesNotice.Choice(words.of("open"), card -> open(card.ref(), card.name()))),
                        words.of("duplicates.save-anyway"),
                        () -> save(true)));
            case SaveOutcome.Gone gone -> notice.add(Notices.error(words.of("detail.gone")));
            case SaveOutcome.Unknown unknown ->
                notice.add(Parts.failed(words.of("save.unknown"), words.of("detail.look"), () -> {
                    notice.removeAll();
                    load(Map.of());
                }));
            case SaveOutcome.Converted converted -> reload();
        }
    }

    private void reload() {
        notice.removeAll();
        load(Map.of());
    }

    /** My changes of fields that nobody else changed. */
    private Map<String, Kept> keptWithout(SaveOutcome.Changed changed) {
        notice.removeAll();
        Set<String> theirs = changed.differences().stream()
                .map(SaveOutcome.Difference::now)
                .map(FieldValue::name)
                .collect(Collectors.toSet());
        Map<String, Kept> kept = new HashMap<>();
        editors.all().stream()
                .filter(editor ->
                        editor.isChanged() && !theirs.contains(editor.field().name()))
                .forEach(editor -> kept.put(editor.field().name(), new Kept(editor.value(), editor.text())));
        return kept;
    }
}
