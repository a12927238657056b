package app.tandem.sidebar.save;

import app.tandem.engine.FileChoice;
import app.tandem.item.Attachment;
import app.tandem.settings.FileTicks;
import app.tandem.sidebar.frame.CheckRow;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Sizes;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Optional;

/** A file that may be stored: a tick, and a pencil that lets the person give it another name (pane U-196). */
final class FileRow extends Div {

    /** Leaves room for every extension. */
    private static final int LONGEST_NAME = 200;

    private final String stem;
    private final CheckRow row;
    private final Input input = new Input(ValueChangeMode.EAGER);

    FileRow(FileChoice file, FileTicks ticks, Words words, Runnable changed) {
        Attachment attachment = file.attachment();
        boolean whole = attachment.kind() == Attachment.Kind.MESSAGE;
        String name = file.name();
        int dot = name.lastIndexOf('.');
        this.stem = dot > 0 ? name.substring(0, dot) : name;
        this.row = new CheckRow(
                name,
                whole ? words.of("save.mail-itself") : Sizes.of(attachment.size(), words),
                !whole && ticks.takes(name, attachment.size()),
                changed);
        addClassName("file-row");
        Div rename = rename(name, dot > 0 ? name.substring(dot) : "", words, changed);
        NativeButton pencil = Parts.icon("edit", words.of("save.rename", name), () -> {
            rename.setVisible(!rename.isVisible());
            if (rename.isVisible()) {
                input.focus();
            }
        });
        add(row, pencil, rename);
    }

    private Div rename(String name, String extension, Words words, Runnable changed) {
        input.setValue(stem);
        input.getElement()
                .setAttribute("aria-label", words.of("save.new-name", name))
                .setAttribute("maxlength", String.valueOf(LONGEST_NAME))
                .setAttribute("autocomplete", "off");
        input.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                row.tick(true);
                changed.run();
            }
        });
        Span after = Parts.text(extension, "soft");
        after.getElement().setAttribute("aria-hidden", "true");
        Div rename = Parts.box("rename", input, after);
        rename.setVisible(false);
        return rename;
    }

    boolean isTicked() {
        return row.isTicked();
    }

    /** Another name than it has, without its extension. */
    Optional<String> newName() {
        String value = input.getValue();
        String typed = (value.length() > LONGEST_NAME ? value.substring(0, LONGEST_NAME) : value).strip();
        return typed.isEmpty() || typed.equals(stem) ? Optional.empty() : Optional.of(typed);
    }
}
