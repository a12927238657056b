package app.tandem.sandbox.salesforce;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object type as one org has it. */
record ObjectType(
        String name, String prefix, String label, List<String> calls, List<Child> children, Map<String, Field> byName) {

    /** A list of records that point here through a field. */
    record Child(String relationship, String object, String field) {}

    static ObjectType of(
            String name,
            String prefix,
            String label,
            List<String> calls,
            List<Child> children,
            Collection<Field> fields) {
        Map<String, Field> byName = new LinkedHashMap<>();
        fields.forEach(field -> byName.put(field.name().toLowerCase(Locale.ROOT), field));
        return new ObjectType(name, prefix, label, calls, children, byName);
    }

    Collection<Field> fields() {
        return byName.values();
    }

    /** The field of that name, case aside. */
    @Nullable
    Field field(String field) {
        return byName.get(field.toLowerCase(Locale.ROOT));
    }

    /** The reference behind a parent relationship's name, case aside. */
    Optional<Field> parent(String relationship) {
        return fields().stream()
                .filter(field -> relationship.equalsIgnoreCase(field.rel()))
                .findFirst();
    }

    /** The child relationship of that name, case aside. */
    Optional<Child> child(String relationship) {
        return children.stream()
                .filter(child -> child.relationship().equalsIgnoreCase(relationship))
                .findFirst();
    }

    boolean accepts(String call) {
        return calls.contains(call);
    }

    boolean has(String field) {
        return field(field) != null;
    }
}
