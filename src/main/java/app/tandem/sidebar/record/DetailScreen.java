package app.tandem.sidebar.record;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.RecordDetail;
import app.tandem.crm.Records;
import app.tandem.crm.SaveOutcome;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.field.FieldEditor;
import app.tandem.sidebar.field.FieldEditors;
import app.tandem.sidebar.field.Kept;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Toast;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
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
final class DetailScreen extends FormScreen {

    private final RecordRef record;
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
        super(pane, screens, "detail.save", "detail");
        this.record = record;
        this.title = title;
        getElement().setAttribute("data-record", record.id());
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

    /** A form only while something is edited. */
    @Override
    public Optional<Form> form() {
        return editors.all().isEmpty() ? Optional.empty() : super.form();
    }

    @Override
    boolean isUnsaved() {
        return editors.all().stream().anyMatch(FieldEditor::isChanged);
    }

    @Override
    boolean isReady() {
        return detail != null;
    }

    /** Editing ends; the record stays open. */
    @Override
    public boolean discard() {
        List.copyOf(rows.values()).forEach(FieldRow::leave);
        notice.removeAll();
        return true;
    }

    @Override
    public Optional<Rest> rest() {
        Map<String, Kept> kept = editors.kept(FieldEditor::isChanged);
        RecordScreens makes = screens;
        RecordRef of = record;
        String name = title;
        return Optional.of(new Rest(name, Kept.size(kept), again -> new DetailScreen(again, makes, of, name, kept)));
    }

    /** What was written meanwhile is shown, unless something is being edited (pane U-112). */
    @Override
    public void shown() {
        if (version != screens.version(pane) && editors.all().isEmpty()) {
            load(Map.of());
        }
    }

    private @Nullable Object loadedValue(String field) {
        return detail == null ? null : detail.loaded().values().get(field);
    }

    /**
     * @param kept changes that go on being changes
     */
    private void load(Map<String, Kept> kept) {
        version = screens.version(pane);
        load("detail", "detail.loading", 8, () -> screens.records(pane).detail(record), found -> show(found, kept));
    }

    private void show(Optional<RecordDetail> found, Map<String, Kept> kept) {
        body.removeAll();
        editors.clear();
        rows.clear();
        detail = found.orElse(null);
        free();
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
        resume(kept);
        pane.refreshHeader();
    }

    /** Goes on with changes that outlive a new look at the record; what the record has by now is none any more. */
    private void resume(Map<String, Kept> kept) {
        List<FieldRow> concerned = rows.values().stream()
                .filter(row -> kept.containsKey(row.entry().field().name())
                        && row.entry().editable())
                .toList();
        concerned.forEach(FieldRow::edit);
        editors.resume(kept);
        concerned.stream().filter(row -> !row.edit().isChanged()).forEach(FieldRow::leave);
        rows.values().forEach(FieldRow::mark);
        concerned.stream()
                .filter(FieldRow::isEdited)
                .findFirst()
                .ifPresent(row -> row.edit().enter());
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

    @Override
    void send() {
        if (detail != null) {
            save(detail.loaded(), false);
        }
    }

    /**
     * @param seen the record that the person changes knowingly
     * @param insist against a duplicate rule
     */
    private void save(RecordDetail.Loaded seen, boolean insist) {
        Optional<Map<String, @Nullable Object>> fine = editors.changes();
        if (fine.isEmpty()) {
            return;
        }
        Map<String, @Nullable Object> changes = fine.get();
        if (changes.isEmpty()) {
            discard();
            return;
        }
        Records records = screens.records(pane);
        write(
                "update",
                () -> records.update(record, changes, seen, insist),
                outcome -> ended(outcome, changes, seen, insist),
                () -> save(seen, insist));
    }

    private void ended(
            SaveOutcome outcome, Map<String, @Nullable Object> sent, RecordDetail.Loaded seen, boolean insist) {
        switch (outcome) {
            case SaveOutcome.Done done -> {
                pane.toast(Toast.SUCCESS, words.of("detail.saved"));
                screens.written(pane);
                load(beside(sent));
            }
            case SaveOutcome.Changed changed ->
                notice.add(new ConflictNotice(changed, words, () -> save(changed.now(), insist), () -> {
                    notice.removeAll();
                    load(beside(changed));
                }));
            case SaveOutcome.Refused refused -> Notices.refused(notice, editors.place(refused.errors()), words);
            case SaveOutcome.Duplicates duplicates ->
                notice.add(new DuplicatesNotice(
                        duplicates,
                        words,
                        List.of(new DuplicatesNotice.Choice(
                                words.of("open"), card -> true, card -> open(card.ref(), card.name()))),
                        words.of("duplicates.save-anyway"),
                        () -> save(seen, true)));
            case SaveOutcome.Unknown unknown ->
                notice.add(Parts.failed(words.of("save.unknown"), words.of("detail.look"), this::reload));
            default -> refuse(outcome);
        }
    }

    private void reload() {
        notice.removeAll();
        load(Map.of());
    }

    /** What was entered and had not arrived when that was sent. */
    private Map<String, Kept> beside(Map<String, @Nullable Object> sent) {
        return editors.kept(editor -> editor.isChanged()
                && !(sent.containsKey(editor.field().name())
                        && editor.isAt(sent.get(editor.field().name()))));
    }

    /** My changes of fields that nobody else changed. */
    private Map<String, Kept> beside(SaveOutcome.Changed changed) {
        Set<String> theirs = changed.differences().stream()
                .map(difference -> difference.now().name())
                .collect(Collectors.toSet());
        return editors.kept(
                editor -> editor.isChanged() && !theirs.contains(editor.field().name()));
    }
}
