package app.tandem.sidebar.custom;

import app.tandem.settings.Blocked;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The person's blocklist: addresses and domains, to add and to take away (sync B-1, B-2; pane U-116). */
final class Entries implements SettingControl {

    private static final String LONGEST = "320";

    private final Words words;
    private final Runnable changed;
    private final List<String> entries = new ArrayList<>();
    private final UnorderedList list = new UnorderedList();
    private final Span wrong = Parts.text("", "wrong");
    private final Input input = new Input(ValueChangeMode.EAGER);
    private final Div add;
    private final Div box;
    private boolean locked;

    /**
     * @param title the setting's name
     * @param company what is left out for everybody; shown only
     * @param changed called after the person added one or took one away
     */
    Entries(String title, List<String> company, Words words, Runnable changed) {
        this.words = words;
        this.changed = changed;
        input.getElement()
                .setAttribute("aria-label", words.of("settings.S-12.add"))
                .setAttribute("maxlength", LONGEST)
                .setAttribute("autocomplete", "off")
                .setAttribute("autocapitalize", "none")
                .setAttribute("spellcheck", "false")
                .setAttribute("dir", "ltr");
        input.setPlaceholder(words.of("settings.S-12.hint"));
        input.getElement().addEventListener("keydown", event -> settle()).setFilter("event.key === 'Enter'");
        input.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                say("");
                changed.run();
            }
        });
        wrong.getElement().setAttribute("role", "alert");
        list.getElement().setAttribute("aria-label", title).setAttribute("tabindex", "-1");
        add = Parts.box("add", input, Parts.button(words.of("settings.add"), this::settle));
        box = Parts.box("entries", list, add, wrong);
        if (!company.isEmpty()) {
            box.add(Parts.text(words.of("settings.S-12.company", String.join(", ", company)), "line", "soft"));
        }
    }

    @Override
    public Component component() {
        return box;
    }

    @Override
    public Object value() {
        return List.copyOf(entries);
    }

    @Override
    public void show(Object value) {
        entries.clear();
        if (value instanceof List<?> values) {
            values.forEach(one -> entries.add(one.toString()));
        }
        input.setValue("");
        say("");
        draw();
    }

    @Override
    public String text(Object value) {
        return value instanceof List<?> values && !values.isEmpty()
                ? values.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : words.of("settings.empty");
    }

    @Override
    public void lock() {
        locked = true;
        box.remove(add);
        draw();
    }

    private void draw() {
        list.removeAll();
        if (entries.isEmpty()) {
            list.add(new ListItem(Parts.text(words.of("settings.S-12.none"), "soft")));
        }
        entries.forEach(entry -> list.add(row(entry)));
    }

    private ListItem row(String entry) {
        Span text = Parts.text(entry, "selectable");
        text.getElement().setAttribute("dir", "ltr");
        ListItem row = new ListItem(text);
        if (!locked) {
            NativeButton remove = Parts.icon("close", words.of("settings.S-12.remove", entry), () -> remove(entry));
            row.add(remove);
        }
        return row;
    }

    private void remove(String entry) {
        entries.remove(entry);
        draw();
        list.getElement().callJsFunction("focus");
        changed.run();
    }

    @Override
    public boolean isTyped() {
        return !input.getValue().isBlank();
    }

    @Override
    public boolean settle() {
        if (!isTyped()) {
            return true;
        }
        Optional<String> entry = Blocked.read(input.getValue());
        if (entry.isEmpty()) {
            say(words.of("settings.wrong.NO_ADDRESS"));
            input.focus();
            return false;
        }
        input.setValue("");
        say("");
        if (!entries.contains(entry.get())) {
            entries.add(entry.get());
            draw();
        }
        changed.run();
        return true;
    }

    private void say(String text) {
        wrong.setText(text);
        input.getElement().setAttribute("aria-invalid", String.valueOf(!text.isEmpty()));
    }
}
