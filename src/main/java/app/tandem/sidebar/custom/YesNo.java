package app.tandem.sidebar.custom;

import app.tandem.sidebar.frame.CheckRow;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;

/** A setting that is on or off. */
final class YesNo implements SettingControl {

    private final Words words;
    private final CheckRow row;

    /**
     * @param changed called after the person ticked or unticked it
     */
    YesNo(String title, String what, Words words, Runnable changed) {
        this.words = words;
        row = new CheckRow(title, what, false, changed);
    }

    @Override
    public Component component() {
        return row;
    }

    @Override
    public Object value() {
        return row.isTicked();
    }

    @Override
    public void show(Object value) {
        row.tick(value.equals(true));
    }

    @Override
    public String text(Object value) {
        return words.of(value.equals(true) ? "settings.on" : "settings.off");
    }

    @Override
    public void lock() {
        row.lock();
    }
}
