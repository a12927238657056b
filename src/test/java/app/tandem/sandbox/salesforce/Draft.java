package app.tandem.sandbox.salesforce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as a caller sends it.
 *
 * @param values by field name as sent: text, {@link Content}, a list of texts (repeated elements) or another draft (a parent
 *     named by its external id)
 * @param nulls fields to be cleared
 */
record Draft(String type, @Nullable String id, Map<String, Object> values, List<String> nulls) {

    static Draft of(String type, Map<String, Object> values) {
        return new Draft(type, null, values, List.of());
    }

    Draft without(String field) {
        Map<String, Object> rest = new LinkedHashMap<>(values);
        rest.keySet().removeIf(field::equalsIgnoreCase);
        return new Draft(type, id, rest, nulls);
    }

    Draft withId(String newId) {
        return new Draft(type, newId, values, nulls);
    }

    /** The value of a field, case aside. */
    @Nullable
    Object value(String field) {
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(field)) {
                return entry.getValue();
            }
        }
        return null;
    }

    boolean contains(String text) {
        return values.values().stream().anyMatch(value -> value instanceof String s && s.contains(text));
    }
}
