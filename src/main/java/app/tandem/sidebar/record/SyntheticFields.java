package app.tandem.sidebar.record;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.ObjectInfo.Pick;
import java.util.List;
import java.util.Set;

/** Inputs of forms that are no record's fields, edited like those. */
final class SyntheticFields {

    private SyntheticFields() {}

    static Field of(String name, String label, FieldType type) {
        return field(name, label, type, List.of(), List.of());
    }

    static Field reference(String name, String label, String object) {
        return field(name, label, FieldType.REFERENCE, List.of(), List.of(object));
    }

    static Field choice(String name, String label, List<String> values) {
        return field(
                name,
                label,
                FieldType.PICKLIST,
                values.stream()
                        .map(value -> new Pick(value, value, true, false, Set.of()))
                        .toList(),
                List.of());
    }

    private static Field field(String name, String label, FieldType type, List<Pick> picks, List<String> targets) {
        return new Field(name, label, type, 0, 0, 0, false, true, true, false, false, picks, null, targets, null);
    }
}
