package app.tandem.sidebar.custom;

import app.tandem.sidebar.frame.CheckRow;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A setting that names types of records, each with a box to tick. */
final class Types implements SettingControl {

    private final Map<String, String> labels;
    private final Runnable changed;
    private final Div box = new Div();
    private final Map<String, CheckRow> rows = new LinkedHashMap<>();

    /**
     * @param labels what is offered, by what it is known by
     * @param changed called after the person ticked or unticked one
     */
    Types(Map<String, String> labels, Runnable changed) {
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
    public void lock() {
        rows.values().forEach(CheckRow::lock);
    }
}
