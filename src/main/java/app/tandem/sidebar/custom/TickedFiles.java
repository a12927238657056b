package app.tandem.sidebar.custom;

import app.tandem.settings.FileTicks;
import app.tandem.settings.FileTicks.Rule;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Select;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which files are ticked when a mail is saved: a rule, and for one of them the types of files (pane U-197). */
final class TickedFiles implements SettingControl {

    private static final String LONGEST = "500";

    private final Words words;
    private final Select rule;
    private final Input types = new Input(ValueChangeMode.EAGER);
    private final Span wrong = Parts.text("", "wrong");
    private final Div box;

    /**
     * @param title the setting's name
     * @param changed called after every change
     */
    TickedFiles(String title, Words words, Runnable changed) {
        this.words = words;
        this.rule = new Select(chosen -> {
            show();
            changed.run();
        });
        rule.getElement().setAttribute("aria-label", title);
        types.getElement()
                .setAttribute("aria-label", words.of("settings.S-23.types"))
                .setAttribute("maxlength", LONGEST)
                .setAttribute("autocomplete", "off")
                .setAttribute("autocapitalize", "none")
                .setAttribute("spellcheck", "false")
                .setAttribute("dir", "ltr");
        types.setPlaceholder(words.of("settings.S-23.hint"));
        types.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                say("");
                changed.run();
            }
        });
        wrong.getElement().setAttribute("role", "alert");
        box = Parts.box("entries", rule, types, wrong);
    }

    @Override
    public Component component() {
        return box;
    }

    @Override
    public Object value() {
        List<String> named = typed().stream()
                .map(FileTicks::type)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        Rule chosen = Rule.valueOf(rule.value());
        return new FileTicks(chosen, chosen == Rule.LISTED ? named : List.of()).stored();
    }

    private List<String> typed() {
        return Arrays.stream(types.getValue().split("[,;\\s]+"))
                .filter(one -> !one.isEmpty())
                .toList();
    }

    @Override
    public void show(Object value) {
        FileTicks ticks = FileTicks.of(value);
        rule.offer(
                Arrays.stream(Rule.values())
                        .map(one -> new Select.Option(one.name(), words.of("settings.S-23." + one)))
                        .toList(),
                ticks.rule().name());
        types.setValue(String.join(", ", ticks.types()));
        say("");
        show();
    }

    private void show() {
        types.setVisible(rule.value().equals(Rule.LISTED.name()));
    }

    @Override
    public String text(Object value) {
        FileTicks ticks = FileTicks.of(value);
        String rule = words.of("settings.S-23." + ticks.rule());
        return ticks.types().isEmpty() ? rule : rule + " (" + String.join(", ", ticks.types()) + ")";
    }

    @Override
    public boolean settle() {
        Optional<String> none = types.isVisible()
                ? typed().stream().filter(one -> FileTicks.type(one).isEmpty()).findFirst()
                : Optional.empty();
        say(none.map(one -> words.of("settings.S-23.wrong", one)).orElse(""));
        none.ifPresent(one -> types.focus());
        return none.isEmpty();
    }

    private void say(String text) {
        wrong.setText(text);
        types.getElement().setAttribute("aria-invalid", String.valueOf(!text.isEmpty()));
    }

    @Override
    public void lock() {
        rule.getElement().setEnabled(false);
        types.setEnabled(false);
    }
}
