package app.tandem.sidebar.field;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.RecordCard;
import app.tandem.crm.TextSearch;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A record of another object, found by typing; the latest ones are offered before anything is typed (pane U-143, U-144). What is
 * offered are buttons below the box, so that Tab and Enter choose.
 */
final class ReferenceControl implements Control {

    private static final int TYPING = 300;
    private static final int LONGEST = 200;
    private static final int MOST = 8;

    private final Div box = Parts.box("reference");
    private final Div chosen = Parts.box("chosen");
    private final Input input = new Input(ValueChangeMode.LAZY);
    private final UnorderedList offers = new UnorderedList();
    private final Div said = Parts.box("said");
    private final Field field;
    private final Words words;
    private final LookUp lookUp;
    private final Consumer<Typed.Read> changed;
    private int asked;

    ReferenceControl(Field field, Words words, LookUp lookUp, Consumer<Typed.Read> changed) {
        this.field = field;
        this.words = words;
        this.lookUp = lookUp;
        this.changed = changed;
        input.setType("search");
        input.setPlaceholder(words.of("field.find"));
        input.setValueChangeTimeout(TYPING);
        input.getElement().setAttribute("maxlength", "" + LONGEST).setAttribute("autocomplete", "off");
        input.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                look();
            }
        });
        input.getElement().addEventListener("focus", event -> look());
        said.getElement().setAttribute("role", "status");
        said.addClassNames("line", "soft");
        offers.addClassName("offers");
        box.add(chosen, input, said, offers);
        chosen.setVisible(false);
    }

    private void look() {
        String text = input.getValue().strip();
        int now = ++asked;
        if (!text.isEmpty() && text.length() < TextSearch.SHORTEST) {
            offer(List.of(), words.of("search.short"));
            return;
        }
        input.addClassName("waiting");
        lookUp.find(
                field.targets(),
                text,
                found -> {
                    if (now == asked) {
                        offer(found, found.isEmpty() && !text.isEmpty() ? words.of("search.nothing", text) : "");
                    }
                },
                trouble -> {
                    if (now == asked) {
                        offer(List.of(), trouble);
                    }
                });
    }

    private void offer(List<RecordCard> found, String note) {
        input.removeClassName("waiting");
        offers.removeAll();
        said.setText(note);
        found.stream().limit(MOST).forEach(card -> offers.add(new ListItem(offer(card))));
        lookUp.createable(field.targets())
                .forEach(object -> offers.add(new ListItem(
                        plain(words.of("field.new." + object), () -> lookUp.create(object, this::choose)))));
    }

    private NativeButton offer(RecordCard card) {
        NativeButton button = plain("", () -> choose(card));
        String detail = card.fields().stream()
                .filter(value -> !value.text().isBlank() && !value.text().equals(card.name()))
                .map(app.tandem.crm.FieldValue::text)
                .limit(2)
                .reduce((one, other) -> one + " · " + other)
                .orElse("");
        button.add(
                Parts.text(card.name()),
                Parts.text(
                        field.targets().size() > 1 || detail.isEmpty()
                                ? card.objectLabel() + (detail.isEmpty() ? "" : " · " + detail)
                                : detail,
                        "line",
                        "soft"));
        return button;
    }

    private static NativeButton plain(String text, Runnable pressed) {
        NativeButton button = Parts.button(text, pressed);
        button.addClassName("offer");
        return button;
    }

    private void choose(RecordCard card) {
        show(card.ref(), card.name());
        changed.accept(new Typed.Value(card.ref(), card.name()));
    }

    private void clear() {
        show(null, "");
        changed.accept(new Typed.Value(null));
        input.focus();
    }

    @Override
    public Component component() {
        return box;
    }

    @Override
    public Element input() {
        return input.getElement();
    }

    @Override
    public void focus() {
        if (chosen.isVisible()) {
            chosen.getElement().getChild(1).callJsFunction("focus");
        } else {
            input.focus();
        }
    }

    @Override
    public void show(@Nullable Object value, String text) {
        asked++;
        offers.removeAll();
        said.setText("");
        input.setValue("");
        chosen.removeAll();
        if (value != null) {
            String name = text.isBlank() && value instanceof RecordRef ref ? ref.type() : text;
            chosen.add(Parts.text(name), Parts.icon("close", words.of("field.take-away", name), this::clear));
        }
        chosen.setVisible(value != null);
        input.setVisible(value == null);
    }
}
