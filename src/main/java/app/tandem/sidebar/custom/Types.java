package app.tandem.sidebar.custom;

import app.tandem.sidebar.frame.CheckRow;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A setting that names types of records, each with a box to tick. */
final class Types implements SettingControl {

    private final Map<String, String> labels;
    private final Words words;
    private final Runnable changed;
    private final Div box = new Div();
    private final Map<String, CheckRow> rows = new LinkedHashMap<>();

    /**
     * @param labels what is offered, by what it is known by
     * @param changed called after the person ticked or unticked one
     */
    Types(Map<String, String> labels, Words words, Runnable changed) {
        this.words = words;
        this.labels = labels;
        this.changed = changed;
    }

    @Override
    public Component component() {
        return box;
    }

    @Override
    public Object value() {
        return rows.entrySet().stream()
                .filter(row -> row.getValue().isTicked())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A type that is named and not offered is shown too, or saving would take it away. */
    @Override
    public void show(Object value) {
        List<?> named = value instanceof List<?> list ? list : List.of();
        labels.forEach(this::offer);
        named.forEach(type -> offer(type.toString(), type.toString()));
        rows.forEach((type, row) -> row.tick(named.contains(type)));
    }

    private void offer(String type, String label) {
        if (!rows.containsKey(type)) {
            CheckRow row = new CheckRow(label, "", false, changed);
            rows.put(type, row);
            box.add(row);
        }
    }

    @Override
    public String text(Object value) {
        return value instanceof List<?> named && !named.isEmpty()
                ? named.stream()
                        .map(String::valueOf)
                        .map(type -> labels.getOrDefault(type, type))
                        .collect(Collectors.joining(", "))
                : words.of("settings.empty");
    }

    /** Whatever their order. */
    @Override
    public boolean isSame(Object one, Object other) {
        return one instanceof List<?> some && other instanceof List<?> others
                ? some.size() == others.size() && some.containsAll(others)
                : one.equals(other);
    }

    @Override
    public void lock() {
        rows.values().forEach(CheckRow::lock);
    }
}
