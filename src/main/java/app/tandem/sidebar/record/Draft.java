package app.tandem.sidebar.record;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a new record begins with (pane U-140, U-141).
 *
 * @param object API name
 * @param titleKey key of the form's title; null for "New …"
 * @param values proposed for fields of the form, by API name; fields that the form has not are left out
 * @param fixed written whether the form shows the field or not
 */
public record Draft(String object, @Nullable String titleKey, Map<String, Proposal> values, Map<String, Object> fixed) {

    /**
     * A value for a field.
     *
     * @param value as in {@link app.tandem.crm.FieldValue#value()}
     * @param text what people read for it
     */
    public record Proposal(Object value, String text) {}

    /** An empty one. */
    public static Draft of(String object) {
        return new Draft(object, null, Map.of(), Map.of());
    }

    /** The same with a title of its own. */
    public Draft titled(String key) {
        return new Draft(object, key, values, fixed);
    }

    /** The same with a value for a field; an empty one changes nothing. */
    public Draft with(String field, @Nullable Object value) {
        return value == null || value.toString().isBlank() ? this : with(field, value, value.toString());
    }

    /** The same with a value and what people read for it. */
    public Draft with(String field, Object value, String text) {
        Map<String, Proposal> more = new LinkedHashMap<>(values);
        more.put(field, new Proposal(value, text));
        return new Draft(object, titleKey, more, fixed);
    }

    /** The same with a value that is written even if the form does not show its field. */
    public Draft always(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fixed);
        more.put(field, value);
        return new Draft(object, titleKey, values, more);
    }
}
