package app.tandem.crm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object as this user may use it; what the user cannot see is absent (pane U-104).
 *
 * @param nameField API name of the field that people call a record by
 * @param recordTypes those the user may choose, the default first; empty where there is only the master type
 * @param fields by API name, in the org's order
 */
public record ObjectInfo(ObjectHead head, String nameField, List<RecordType> recordTypes, Map<String, Field> fields) {

    /** A record type (pane U-136). */
    public record RecordType(String id, String name, boolean isDefault) {}

    /** How a field's value is to be shown and edited. */
    public enum FieldType {
        TEXT,
        LONG_TEXT,
        EMAIL,
        PHONE,
        URL,
        /** One of a list; see {@link Field#picksFor}. */
        PICKLIST,
        /** Several of a list. */
        MULTI_PICKLIST,
        /** A list that also takes any text. */
        COMBOBOX,
        BOOLEAN,
        INTEGER,
        DECIMAL,
        CURRENCY,
        PERCENT,
        DATE,
        DATE_TIME,
        TIME,
        /** A record; {@link Field#targets} says of which objects. */
        REFERENCE,
        ID,
        /** Parts put together by the platform, such as an address; never written. */
        COMPOUND,
        /** What the pane cannot edit. */
        OTHER
    }

    /**
     * A choice of a picklist.
     *
     * @param value what is stored
     * @param label what people read
     * @param validFor the controlling field's values with which it may be chosen (pane U-145); empty if it depends on none
     */
    public record Pick(String value, String label, boolean active, boolean isDefault, Set<String> validFor) {}

    /**
     * A field.
     *
     * @param length greatest length of a text in characters, 0 where it has none
     * @param precision digits of a number in all, 0 where it has none
     * @param scale digits after the point
     * @param required must be given when a record is created (pane U-137)
     * @param sortable may order a list
     * @param controller API name of the field its choices depend on
     * @param targets API names of the objects a reference may point at
     * @param relationship name under which a reference's record is reached
     */
    public record Field(
            String name,
            String label,
            FieldType type,
            int length,
            int precision,
            int scale,
            boolean required,
            boolean createable,
            boolean updateable,
            boolean filterable,
            boolean sortable,
            List<Pick> picks,
            @Nullable String controller,
            List<String> targets,
            @Nullable String relationship) {

        /** The choices that may be stored while the controlling field has that value (pane U-145). */
        public List<Pick> picksFor(@Nullable String controllingValue) {
            return picks.stream()
                    .filter(Pick::active)
                    .filter(pick -> controller == null
                            || controllingValue != null && pick.validFor().contains(controllingValue))
                    .toList();
        }

        /** What people read for a stored value. */
        public String labelOf(String value) {
            return picks.stream()
                    .filter(pick -> pick.value().equals(value))
                    .map(Pick::label)
                    .findFirst()
                    .orElse(value);
        }
    }

    /** API name. */
    public String name() {
        return head.name();
    }

    /** The field, if the user can see it. */
    public Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }
}
