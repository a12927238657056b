package app.tandem.sidebar.field;

import com.vaadin.flow.component.Component;
import org.jspecify.annotations.Nullable;

/** The native input of a field. Tells through its constructor's consumer what the person makes of it. */
interface Control {

    /** What is put on the screen. */
    Component component();

    /** The element that has the focus and is described by the field's label, hint and error. */
    com.vaadin.flow.dom.Element input();

    /**
     * Shows a value without telling anybody.
     *
     * @param text what people read for it; without a value, what was typed and means none
     */
    void show(@Nullable Object value, String text);

    /** What stands in it as it was typed; empty where nothing is typed. */
    default String typed() {
        return "";
    }

    /** Takes the focus. */
    default void focus() {
        input().callJsFunction("focus");
    }
}
