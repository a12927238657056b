package app.tandem.sidebar.save;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.item.Wording;
import app.tandem.sidebar.field.FieldEditor;
import app.tandem.sidebar.field.FieldEditors;
import app.tandem.sidebar.field.LookUp;
import app.tandem.sidebar.field.SyntheticFields;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the activity is to say otherwise than the mail does (pane U-181). */
final class WordingBox extends Div {

    /** No field of the record: it stands above the mail's text. */
    private static final String COMMENT = "comment";

    private static final int LONGEST_COMMENT = 4_000;

    /**
     * What may be worded.
     *
     * @param entries in the order of the screen
     * @param comment whether a comment has a place in the activity
     */
    record Offer(List<Entry> entries, boolean comment) {}

    /** A field of the activity, and what it says if nobody changes it. */
    record Entry(Field field, String value) {}

    private final FieldEditors editors = new FieldEditors(field -> null);
    private final Words words;
    private final Runnable changed;

    /**
     * @param changed called after the person changed something
     */
    WordingBox(Offer offer, Words words, Runnable changed) {
        this.words = words;
        this.changed = changed;
        addClassNames("group", "fields", "wording");
        add(new H2(words.of("save.fields")));
        offer.entries()
                .forEach(
                        entry -> put(entry.field(), entry.value(), entry.field().labelOf(entry.value())));
        if (offer.comment()) {
            String label = words.of("save.comment");
            put(SyntheticFields.of(COMMENT, label, FieldType.LONG_TEXT, LONGEST_COMMENT), "", "");
        }
    }

    private void put(Field field, String value, String text) {
        FieldEditor editor = new FieldEditor(field, false, words, LookUp.NOWHERE, changed);
        editor.start(value.isEmpty() ? null : value, text);
        editors.add(editor);
        Div row = Parts.box("field", editor);
        row.getElement().setAttribute("data-field", field.name());
        add(row);
    }

    /** What the person changed; empty where something entered cannot be stored, which is said next to it then. */
    Optional<Wording> wording() {
        return editors.changes().map(changes -> {
            Map<String, String> fields = new LinkedHashMap<>();
            changes.forEach((field, value) -> fields.put(field, Objects.toString(value, "")));
            String comment = Objects.requireNonNullElse(fields.remove(COMMENT), "");
            return new Wording(fields, comment, Map.of());
        });
    }
}
