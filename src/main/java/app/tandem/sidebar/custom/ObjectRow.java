package app.tandem.sidebar.custom;

import app.tandem.settings.ObjectCard;
import app.tandem.sidebar.frame.CheckRow;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Select;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One object: whether it is shown, its place among the others, and the fields of its cards. */
final class ObjectRow extends Div {

    private static final int MOST_FIELDS = 4;

    private final String object;
    private final String label;
    private final ShownObjects objects;
    private final Words words;
    private final CheckRow shown;
    private final NativeButton up;
    private final NativeButton down;
    private final NativeDetails details = new NativeDetails();
    private final List<Select> selects = new ArrayList<>();
    private List<String> fields;

    ObjectRow(ObjectCard card, String label, boolean ticked, ShownObjects objects, Words words) {
        this.object = card.object();
        this.fields = card.fields();
        this.label = label;
        this.objects = objects;
        this.words = words;
        this.shown = new CheckRow(label, "", ticked, () -> objects.ticked(this));
        this.up = Parts.icon("up", words.of("settings.U-381.up", label), () -> objects.move(this, -1));
        this.down = Parts.icon("down", words.of("settings.U-381.down", label), () -> objects.move(this, 1));
        addClassName("object");
        getElement().setAttribute("data-object", object);
        details.setSummary(Parts.text(words.of("settings.U-383"), "line"));
        details.getSummary().getElement().setAttribute("aria-label", words.of("settings.U-383.of", label));
        details.addToggleListener(event -> {
            if (event.isOpened() && selects.isEmpty()) {
                load();
            }
        });
        add(Parts.box("head", shown, up, down), details);
    }

    boolean isShown() {
        return shown.isTicked();
    }

    ObjectCard card() {
        return new ObjectCard(object, fields);
    }

    void tick() {
        shown.tick(true);
    }

    /** Where it can be moved to. */
    void place(boolean higher, boolean lower) {
        up.setEnabled(higher);
        down.setEnabled(lower);
    }

    void focus(int by) {
        (by < 0 == up.isEnabled() ? up : down).focus();
    }

    void lock() {
        shown.lock();
        details.setVisible(false);
    }

    private void load() {
        details.setContent(Parts.bones(words.of("create.loading"), 2));
        objects.fields(
                object,
                this::offer,
                trouble -> details.setContent(Parts.failed(trouble, words.of("retry"), this::load)));
    }

    private void offer(Map<String, String> known) {
        List<Select.Option> options = new ArrayList<>();
        options.add(new Select.Option("", words.of("field.none")));
        known.forEach((name, text) -> options.add(new Select.Option(name, text)));
        List<String> now = fields.stream().filter(known::containsKey).toList();
        Div box = Parts.box("fields");
        selects.clear();
        for (int i = 0; i < MOST_FIELDS; i++) {
            Select select = new Select(value -> choose());
            select.offer(options, i < now.size() ? now.get(i) : "");
            selects.add(select);
            NativeLabel row = new NativeLabel();
            row.add(new Span(words.of("settings.U-383.field", i + 1)), select);
            box.add(row);
        }
        details.setContent(box);
    }

    /** The same field twice says nothing more. */
    private void choose() {
        fields = selects.stream()
                .map(Select::value)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        objects.touched();
    }
}
