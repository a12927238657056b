package app.tandem.sidebar.record;

import app.tandem.crm.RecordForm;
import app.tandem.crm.SaveOutcome;
import app.tandem.sidebar.field.FieldEditor;
import app.tandem.sidebar.field.FieldEditors;
import app.tandem.sidebar.field.Kept;
import app.tandem.sidebar.frame.CheckRow;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The fields of a record that is to be made: at first those that matter, filled with what is known (pane U-137, U-140). */
final class NewFields extends Div {

    private final Pane pane;
    private final RecordScreens screens;
    private final Runnable changed;
    private final FieldEditors editors = new FieldEditors(field -> null);
    private final Map<String, Div> rows = new LinkedHashMap<>();
    private final Set<String> required = new HashSet<>();
    private final CheckRow important;
    private Draft draft;
    private Map<String, Kept> entered = Map.of();

    /**
     * @param draft what the fields begin with
     * @param changed called after the person changed one
     */
    NewFields(Pane pane, RecordScreens screens, Draft draft, Runnable changed) {
        this.pane = pane;
        this.screens = screens;
        this.draft = draft;
        this.changed = changed;
        this.important = new CheckRow(pane.words().of("create.important"), "", true, this::filter);
        important.addClassName("important");
    }

    FieldEditors editors() {
        return editors;
    }

    /** What the fields begin with by now. */
    Draft draft() {
        return draft;
    }

    /** What the person entered. */
    Map<String, Kept> entered() {
        return editors.kept(editor -> !editor.isUntouched());
    }

    /** The form's fields will go on from what was entered once before. */
    void resume(Map<String, Kept> before) {
        entered = before;
    }

    /** Shows the form's fields; what was entered into those of another one goes on in them (pane U-136). */
    void show(RecordForm form) {
        if (!editors.all().isEmpty()) {
            entered = entered();
        }
        editors.clear();
        rows.clear();
        required.clear();
        removeAll();
        add(important);
        form.sections().forEach(section -> add(section(section)));
        editors.resume(entered);
        fill();
        filter();
    }

    /** Proposes further values, for fields that nobody filled meanwhile (pane U-158). */
    void propose(Draft more) {
        for (Map.Entry<String, Draft.Proposal> one : more.values().entrySet()) {
            if (!draft.values().containsKey(one.getKey())) {
                draft = draft.with(
                        one.getKey(), one.getValue().value(), one.getValue().text());
            }
        }
        fill();
        filter();
    }

    private void fill() {
        draft.values()
                .forEach((field, proposal) -> editors.of(field)
                        .filter(FieldEditor::isUntouched)
                        .ifPresent(editor -> {
                            editor.start(proposal.value(), proposal.text());
                            editors.changed(editor.field());
                        }));
    }

    private Section section(RecordForm.Section section) {
        Section part = new Section();
        part.addClassNames("group", "fields");
        if (!section.heading().isBlank()) {
            part.add(new H2(section.heading()));
        }
        section.entries().forEach(entry -> part.add(row(entry)));
        return part;
    }

    private Div row(RecordForm.Entry entry) {
        String name = entry.field().name();
        FieldEditor editor = new FieldEditor(
                entry.field(), entry.required(), pane.words(), new PaneLookUp(pane, screens), () -> changed(entry));
        Object initial = entry.initial();
        editor.start(initial, initial == null ? "" : entry.field().labelOf(initial.toString()));
        editors.add(editor);
        if (entry.required()) {
            required.add(name);
        }
        Div row = Parts.box("field", editor);
        row.getElement().setAttribute("data-field", name);
        rows.put(name, row);
        return row;
    }

    private void changed(RecordForm.Entry entry) {
        editors.changed(entry.field());
        changed.run();
    }

    /** Shows required, important and filled fields, or all; a section without any is left out (pane U-137). */
    private void filter() {
        rows.forEach((field, row) -> row.setVisible(!important.isTicked() || matters(field)));
        getChildren()
                .filter(Section.class::isInstance)
                .forEach(section -> section.setVisible(
                        section.getChildren().anyMatch(row -> row instanceof Div && row.isVisible())));
    }

    private boolean matters(String field) {
        return required.contains(field)
                || Important.is(draft.object(), field)
                || draft.values().containsKey(field)
                || editors.of(field).filter(FieldEditor::isChanged).isPresent();
    }

    /** A field that is named must be seen. */
    void reveal(SaveOutcome.Refused refused) {
        boolean hidden = refused.errors().stream()
                .flatMap(error -> error.fields().stream())
                .map(rows::get)
                .anyMatch(row -> row != null && !row.isVisible());
        if (hidden) {
            important.tick(false);
            filter();
        }
    }

    /** What the person or the item filled in, without what every form holds from the start. */
    Map<String, Kept> filled() {
        return editors.kept(editor -> editor.value() != null
                && (editor.isChanged()
                        || draft.values().containsKey(editor.field().name())));
    }
}
