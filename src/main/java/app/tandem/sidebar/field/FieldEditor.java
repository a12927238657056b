package app.tandem.sidebar.field;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A field with its label, its input, and next to it what is wrong (pane U-106, U-109, U-139, U-148). */
public final class FieldEditor extends Div {

    private final Field field;
    private final boolean required;
    private final Words words;
    private final Runnable changed;
    private final Control control;
    private final Span error = Parts.text("", "error");
    private @Nullable Object original;
    private String originalText = "";
    private Typed.Read current = new Typed.Value(null);
    private boolean touched;

    /**
     * @param required a value must be given
     * @param changed called after the person changed it
     */
    public FieldEditor(Field field, boolean required, Words words, LookUp lookUp, Runnable changed) {
        this.field = field;
        this.required = required;
        this.words = words;
        this.changed = changed;
        String id = "f-" + field.name();
        this.control = control(field, id, words, lookUp);
        addClassName("editor");
        getElement().setAttribute("data-field", field.name());
        control.input().setAttribute("id", id).setAttribute("aria-describedby", id + "-error");
        error.setId(id + "-error");
        error.getElement().setAttribute("role", "alert");
        NativeLabel label = new NativeLabel(Labels.of(field));
        label.setFor(id);
        if (required) {
            label.add(Parts.text(" *", "required"));
            control.input().setAttribute("aria-required", "true");
        }
        if (field.type() == FieldType.MULTI_PICKLIST) {
            control.component().getElement().setAttribute("aria-label", Labels.of(field));
        }
        add(label, control.component(), error);
        if (field.type() == FieldType.BOOLEAN) {
            addClassName("yes-no");
        }
        control.show(null, "");
    }

    private Control control(Field field, String id, Words words, LookUp lookUp) {
        Typed typed = new Typed(words.locale(), words.zone());
        return switch (field.type()) {
            case PICKLIST -> new PickControl(field, words.of("field.none"), this::read);
            case MULTI_PICKLIST -> new PicksControl(field, this::read);
            case BOOLEAN -> new YesControl(this::read);
            case REFERENCE -> new ReferenceControl(field, words, lookUp, this::read);
            default -> new TextControl(field, id, typed, this::read);
        };
    }

    private void read(Typed.Read now) {
        current = now;
        touched = true;
        say(now instanceof Typed.Wrong wrong ? words.of(wrong.why(), wrong.bound()) : "");
        changed.run();
    }

    /** The field. */
    public Field field() {
        return field;
    }

    /** Shows what the record has; it is no change. */
    public void start(@Nullable Object value, String text) {
        original = value;
        originalText = text;
        touched = false;
        set(new Typed.Value(value, text), text);
    }

    /** What was entered, to go on from in another editor of the field. */
    public Kept keep() {
        return new Kept(current, control.typed());
    }

    /** Goes on from there as if the person had entered it here; it is a change where it differs. */
    public void resume(Kept kept) {
        touched = true;
        set(kept.read(), kept.text());
        say(kept.read() instanceof Typed.Wrong wrong ? words.of(wrong.why(), wrong.bound()) : "");
    }

    private void set(Typed.Read read, String text) {
        current = read;
        control.show(value(), text);
        say("");
    }

    /** Back to what the record has (pane U-107). */
    public void revert() {
        start(original, originalText);
    }

    /** The value; null where there is none, or nothing that can be stored. */
    public @Nullable Object value() {
        return current instanceof Typed.Value good ? good.value() : null;
    }

    /** What people read for the value. */
    public String text() {
        return current instanceof Typed.Value good ? good.text() : "";
    }

    /** Whether it differs from what the record has. */
    public boolean isChanged() {
        return touched && (current instanceof Typed.Wrong || !Typed.same(value(), original));
    }

    /** Whether exactly this would be stored. */
    public boolean isAt(@Nullable Object value) {
        return current instanceof Typed.Value good && Typed.same(good.value(), value);
    }

    /** Whether it still is as it was at first: then something may be proposed. */
    public boolean isUntouched() {
        return !touched;
    }

    /** The controlling field has this value now (pane U-145); whether what was chosen goes with it. */
    public boolean depends(@Nullable Object controlling) {
        if (!(control instanceof PickControl picks)) {
            return true;
        }
        boolean fits = picks.depends(controlling == null ? null : controlling.toString());
        if (!fits) {
            read(new Typed.Value(null));
        }
        return fits;
    }

    /** What keeps it from being stored, said next to it as well (pane U-139, U-148). */
    public Optional<String> problem() {
        String why = switch (current) {
            case Typed.Wrong wrong -> words.of(wrong.why(), wrong.bound());
            case Typed.Value good when good.value() == null && required -> words.of("field.required", Labels.of(field));
            case Typed.Value good -> "";
        };
        say(why);
        return why.isEmpty() ? Optional.empty() : Optional.of(why);
    }

    /** Says what is wrong with it, or nothing. */
    public void say(String text) {
        error.setText(text);
        error.setVisible(!text.isEmpty());
        getElement().getClassList().set("wrong", !text.isEmpty());
        if (text.isEmpty()) {
            control.input().removeAttribute("aria-invalid");
        } else {
            control.input().setAttribute("aria-invalid", "true");
        }
    }

    /** Puts the cursor into it. */
    public void enter() {
        control.focus();
    }
}
