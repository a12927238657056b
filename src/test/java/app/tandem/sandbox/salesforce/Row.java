package app.tandem.sandbox.salesforce;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record. Values are String, Boolean, Long, BigDecimal, LocalDate, Instant or {@link Content}; what is null is absent.
 * The map is never changed, only replaced.
 */
final class Row {

    final String type;
    final String id;
    private Map<String, Object> values;

    Row(String type, String id, Map<String, Object> values) {
        this.type = type;
        this.id = id;
        this.values = Collections.unmodifiableMap(values);
    }

    @Nullable
    Object get(String field) {
        return values.get(field);
    }

    @Nullable
    String text(String field) {
        Object value = values.get(field);
        return value == null ? null : value.toString();
    }

    boolean is(String field) {
        return Boolean.TRUE.equals(values.get(field));
    }

    @Nullable
    Instant instant(String field) {
        return (Instant) values.get(field);
    }

    boolean deleted() {
        return is("IsDeleted");
    }

    Map<String, Object> values() {
        return values;
    }

    void replace(Map<String, Object> changed) {
        values = Collections.unmodifiableMap(changed);
    }

    /** The values with some changed; a null takes one away. */
    Map<String, Object> with(Map<String, ?> changes) {
        Map<String, Object> copy = new LinkedHashMap<>(values);
        changes.forEach((field, value) -> {
            if (value == null) {
                copy.remove(field);
            } else {
                copy.put(field, value);
            }
        });
        return copy;
    }
}
