package app.tandem.sandbox.salesforce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way out. Values are those of {@link Row}, another Rec (a parent), {@link Rows} (a child list) or null.
 *
 * @param type the type as the answer names it; {@code AggregateResult} for groups
 */
record Rec(String type, @Nullable String realType, @Nullable String id, Map<String, @Nullable Object> values) {

    /** The answer to a sub-query. */
    record Rows(List<Rec> records) {}

    static Rec of(String type, @Nullable String realType, @Nullable String id) {
        return new Rec(type, realType, id, new LinkedHashMap<>());
    }

    boolean aggregate() {
        return type.equals("AggregateResult");
    }
}
