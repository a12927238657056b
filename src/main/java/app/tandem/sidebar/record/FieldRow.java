package app.tandem.sidebar.record;

import app.tandem.crm.RecordDetail;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.field.FieldEditor;
import app.tandem.sidebar.field.Labels;
import app.tandem.sidebar.frame.Icon;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Values;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field of a record: its value, and on demand its editor in the same place (pane U-106, U-107). */
final class FieldRow extends Div {

    private final RecordDetail.Entry entry;
    private final boolean recordEditable;
    private final Words words;
    private final BiConsumer<RecordRef, String> open;
    private final Function<FieldRow, FieldEditor> begin;
    private @Nullable FieldEditor editor;
    private Runnable left = () -> {};

    /**
     * @param recordEditable whether anything of the record may be changed; else nothing is marked as read-only
     * @param open opens a referenced record
     * @param begin makes the editor when the person wants to change the field
     */
    FieldRow(
            RecordDetail.Entry entry,
            boolean recordEditable,
            Words words,
            BiConsumer<RecordRef, String> open,
            Function<FieldRow, FieldEditor> begin) {
        this.entry = entry;
        this.recordEditable = recordEditable;
        this.words = words;
        this.open = open;
        this.begin = begin;
        addClassName("field");
        getElement().setAttribute("data-field", entry.field().name());
        read();
    }

    RecordDetail.Entry entry() {
        return entry;
    }

    boolean isEdited() {
        return editor != null;
    }

    void whenLeft(Runnable then) {
        left = then;
    }

    private void read() {
        removeAll();
        removeClassName("edited");
        Div text = Parts.box("text", Parts.text(Labels.of(entry.field()), "line", "soft"), value());
        add(text);
        if (entry.editable()) {
            add(Parts.icon("edit", words.of("detail.edit", Labels.of(entry.field())), () -> edit().enter()));
        } else if (recordEditable) {
            add(locked());
        }
    }

    private Component locked() {
        Div lock = Parts.box("locked", new Icon("lock"), Parts.text(words.of("detail.locked"), "visually-hidden"));
        lock.getElement().setAttribute("title", words.of("detail.locked"));
        return lock;
    }

    private Component value() {
        String text = Values.of(entry.value(), words);
        if (text.isBlank()) {
            return Parts.text("–", "soft");
        }
        return switch (entry.field().type()) {
            case EMAIL -> link("mailto:" + text, text);
            case PHONE -> link("tel:" + text.replaceAll("[^+0-9]", ""), text);
            case URL -> link(address(text), text);
            case REFERENCE ->
                entry.value().value() instanceof RecordRef ref ? reference(ref, text) : Parts.text(text, "value");
            default -> Parts.text(text, "value");
        };
    }

    /** Only addresses of the web become links: anything else in the field stays a text, and has none. */
    static String address(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean web = lower.startsWith("https://") || lower.startsWith("http://");
        return web ? text : lower.contains(":") ? "" : "https://" + text;
    }

    private static Component link(String href, String text) {
        if (href.isEmpty()) {
            return Parts.text(text, "value");
        }
        Anchor link = new Anchor(href, text);
        link.addClassName("value");
        if (href.startsWith("http")) {
            link.setTarget("_blank");
            link.getElement().setAttribute("rel", "noopener noreferrer");
        }
        return link;
    }

    private Component reference(RecordRef ref, String text) {
        NativeButton button = Parts.button(text, () -> open.accept(ref, text));
        button.addClassNames("link", "value");
        return button;
    }

    /** Begins editing, if it has not begun. */
    FieldEditor edit() {
        if (editor == null) {
            editor = begin.apply(this);
            removeAll();
            addClassName("edited");
            add(editor, Parts.icon("undo", words.of("detail.revert", Labels.of(entry.field())), this::leave));
            mark();
        }
        return editor;
    }

    /** Whether it differs is shown by more than colour. */
    void mark() {
        getElement().getClassList().set("changed", editor != null && editor.isChanged());
    }

    /** Back to what the record has (pane U-107). */
    void leave() {
        if (editor != null) {
            editor = null;
            read();
            left.run();
            mark();
        }
    }
}
