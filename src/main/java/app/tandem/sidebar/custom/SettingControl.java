package app.tandem.sidebar.custom;

import com.vaadin.flow.component.Component;

/** What a person changes a setting with. */
interface SettingControl {

    /** What is shown; native elements. */
    Component component();

    /** What it stands at, as the setting's value. */
    Object value();

    /** Stands at that value, without telling anybody. */
    void show(Object value);

    /** A value of this setting in words. */
    String text(Object value);

    /** Whether two values of this setting mean the same. */
    default boolean isSame(Object one, Object other) {
        return one.equals(other);
    }

    /** Whether something is typed that is not taken yet. */
    default boolean isTyped() {
        return false;
    }

    /** Takes what is typed; false, and says why, when it cannot be taken. */
    default boolean settle() {
        return true;
    }

    /** Stays as it is: an administrator decides. */
    void lock();
}
