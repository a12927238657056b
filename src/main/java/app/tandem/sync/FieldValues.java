package app.tandem.sync;

import app.tandem.crm.OrgProfile;
import app.tandem.safehtml.Characters;
import app.tandem.safehtml.Cuts;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values of a row: only fields that the user may write (sync Q-6, P-11), none longer than its field. */
final class FieldValues {

    static final String MORE = "…";

    /** What Salesforce takes for a date. */
    private static final Instant FIRST = Instant.parse("1700-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("3999-12-31T00:00:00Z");

    private final String object;
    private final OrgProfile profile;
    private final Map<String, Object> values = new TreeMap<>();

    FieldValues(String object, OrgProfile profile) {
        this.object = object;
        this.profile = profile;
    }

    Map<String, Object> toMap() {
        return Collections.unmodifiableMap(values);
    }

    boolean has(String field) {
        return profile.field(object, field).isPresent();
    }

    /** The greatest length of a field; endless where it has none. */
    int length(String field) {
        int length = profile.field(object, field).map(OrgProfile.Field::length).orElse(0);
        return length > 0 ? length : Integer.MAX_VALUE;
    }

    /** A flag, a time, a date or a list; null and empty lists are left out. */
    void put(String field, @Nullable Object value) {
        if (value != null && has(field) && !(value instanceof List<?> list && list.isEmpty())) {
            values.put(field, value);
        }
    }

    void time(String field, @Nullable Instant time) {
        put(field, isDate(time) ? time : null);
    }

    /** Whether Salesforce can store this time. */
    static boolean isDate(@Nullable Instant time) {
        return time != null && !time.isBefore(FIRST) && time.isBefore(LAST);
    }

    /** One line for people: cut visibly. */
    void line(String field, @Nullable String value) {
        if (value != null && has(field)) {
            put(field, Cuts.text(Characters.line(value), length(field), MORE));
        }
    }

    /** A value that is worth nothing when cut: an id, an address. Left out if it does not fit. */
    void whole(String field, @Nullable String value) {
        if (value != null
                && !value.isEmpty()
                && value.length() <= length(field)
                && value.equals(Characters.line(value))) {
            put(field, value);
        }
    }
}
