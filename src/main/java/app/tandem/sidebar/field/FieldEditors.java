package app.tandem.sidebar.field;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.SaveOutcome.FieldError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The fields that are being edited on one screen, and what they mean for each other. */
public final class FieldEditors {

    private final Map<String, FieldEditor> editors = new LinkedHashMap<>();
    private final Function<String, @Nullable Object> others;

    /**
     * @param others values of fields without an editor, by API name
     */
    public FieldEditors(Function<String, @Nullable Object> others) {
        this.others = others;
    }

    /** Takes an editor in; a dependent one is told what it depends on. */
    public void add(FieldEditor editor) {
        editors.put(editor.field().name(), editor);
        String controller = editor.field().controller();
        if (controller != null) {
            editor.depends(valueOf(controller));
        }
    }

    /** Forgets an editor. */
    public void remove(Field field) {
        editors.remove(field.name());
    }

    /** Forgets all. */
    public void clear() {
        editors.clear();
    }

    /** The editor of a field. */
    public Optional<FieldEditor> of(String field) {
        return Optional.ofNullable(editors.get(field));
    }

    /** All, in the order of the screen. */
    public Collection<FieldEditor> all() {
        return List.copyOf(editors.values());
    }

    /** Values depend on this field's: those that do not go with it any more are cleared (pane U-145). */
    public void changed(Field field) {
        all().stream()
                .filter(editor -> field.name().equals(editor.field().controller()))
                .forEach(editor -> editor.depends(valueOf(field.name())));
    }

    private @Nullable Object valueOf(String field) {
        FieldEditor editor = editors.get(field);
        return editor == null ? others.apply(field) : editor.value();
    }

    /**
     * What differs from the record, by API name; null clears. Empty where something entered cannot be stored: what it is stands
     * next to it then, and nothing may be sent, as an unreadable value must not clear a field.
     */
    public Optional<Map<String, @Nullable Object>> changes() {
        if (!areFine()) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        editors.values().stream()
                .filter(FieldEditor::isChanged)
                .forEach(editor -> changes.put(editor.field().name(), editor.value()));
        return Optional.of(changes);
    }

    /** What holds a value, by API name; empty under the same condition as {@link #changes}. */
    public Optional<Map<String, Object>> values() {
        if (!areFine()) {
            return Optional.empty();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        editors.values().forEach(editor -> {
            Object value = editor.value();
            if (value != null) {
                values.put(editor.field().name(), value);
            }
        });
        return Optional.of(values);
    }

    /** What was entered into these fields, in the order of the screen. */
    public Map<String, Kept> kept(Predicate<FieldEditor> which) {
        Map<String, Kept> kept = new LinkedHashMap<>();
        editors.values().stream()
                .filter(which)
                .forEach(editor -> kept.put(editor.field().name(), editor.keep()));
        return kept;
    }

    /** Goes on from what was entered, in the fields that are there. */
    public void resume(Map<String, Kept> kept) {
        kept.forEach((field, entered) -> of(field).ifPresent(editor -> editor.resume(entered)));
        kept.keySet().forEach(field -> of(field).ifPresent(editor -> changed(editor.field())));
    }

    /** Says next to each field what keeps it from being stored, and puts the cursor into the first (pane U-139). */
    boolean areFine() {
        List<FieldEditor> wrong =
                all().stream().filter(editor -> editor.problem().isPresent()).toList();
        if (!wrong.isEmpty()) {
            wrong.getFirst().enter();
        }
        return wrong.isEmpty();
    }

    /** Puts Salesforce's reasons next to the fields they name; what names none of these is returned, for the top (pane U-109). */
    public List<String> place(List<FieldError> errors) {
        List<String> rest = new ArrayList<>();
        List<FieldEditor> named = new ArrayList<>();
        for (FieldError error : errors) {
            List<FieldEditor> concerned = error.fields().stream()
                    .map(editors::get)
                    .filter(java.util.Objects::nonNull)
                    .toList();
            concerned.forEach(editor -> editor.say(error.message()));
            named.addAll(concerned);
            if (concerned.isEmpty()) {
                rest.add(error.message());
            }
        }
        if (!named.isEmpty()) {
            named.getFirst().enter();
        }
        return rest;
    }
}
