package app.tandem.item;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One side's version of an item that is kept in step.
 *
 * @param id the side's own, which lasts while the item stays where it is
 * @param version changes with every change of the item, and sometimes without one
 * @param modified when it was last changed, by the side's clock
 * @param fields canonical values of what is not blank
 * @param key of the {@link Stamp} it carries; null where it carries none
 */
public record StoredItem(
        String id,
        String version,
        Instant modified,
        Map<ItemField, String> fields,
        Set<Trait> traits,
        @Nullable String key) {

    public StoredItem {
        fields = Map.copyOf(fields);
        traits = Set.copyOf(traits);
    }

    /** The value of a field; blank where there is none. */
    public String value(ItemField field) {
        return fields.getOrDefault(field, "");
    }

    /** Whether it has that trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
