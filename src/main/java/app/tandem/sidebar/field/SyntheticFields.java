package app.tandem.sidebar.field;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.ObjectInfo.Pick;
import java.util.List;
import java.util.Set;

/** Inputs of forms that are no record's fields, edited like those. */
public final class SyntheticFields {

    private SyntheticFields() {}

    /** A text. */
    public static Field of(String name, String label, FieldType type) {
        return of(name, label, type, 0);
    }

    /** A text of at most so many characters; 0 for any number. */
    public static Field of(String name, String label, FieldType type, int longest) {
        return field(name, label, type, longest, List.of(), List.of());
    }

    /** A record of that object. */
    public static Field reference(String name, String label, String object) {
        return field(name, label, FieldType.REFERENCE, 0, List.of(), List.of(object));
    }

    /** One of these. */
    public static Field choice(String name, String label, List<String> values) {
        return field(
                name,
                label,
                FieldType.PICKLIST,
                0,
                values.stream()
                        .map(value -> new Pick(value, value, true, false, Set.of()))
                        .toList(),
                List.of());
    }

    private static Field field(
            String name, String label, FieldType type, int longest, List<Pick> picks, List<String> targets) {
        return new Field(name, label, type, longest, 0, 0, false, true, true, false, false, picks, null, targets, null);
    }
}
