package app.tandem.sandbox.salesforce;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A part of an answer by field name; {@link Calls} puts the fields in order and refuses what the type does not have. */
final class Struct extends LinkedHashMap<String, @Nullable Object> {

    /** Names the derived type an element carries as xsi:type. */
    static final String TYPE = "@type";

    private static final long serialVersionUID = 1;

    /** Names and values in turn. */
    static Struct of(@Nullable Object... pairs) {
        Struct struct = new Struct();
        for (int i = 0; i < pairs.length; i += 2) {
            struct.put((String) java.util.Objects.requireNonNull(pairs[i]), pairs[i + 1]);
        }
        return struct;
    }

    Struct and(String name, @Nullable Object value) {
        put(name, value);
        return this;
    }
}
