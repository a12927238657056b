package app.tandem.crm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be filled in for a new record (pane U-136, U-137).
 *
 * @param recordTypeId the one whose layout and choices these are; null for the master type
 * @param recordTypes what the user may choose from, the default first
 */
public record RecordForm(
        ObjectHead object,
        @Nullable String recordTypeId,
        List<ObjectInfo.RecordType> recordTypes,
        List<Section> sections) {

    /** A part of the layout, its fields in tab order. */
    public record Section(String heading, List<Entry> entries) {}

    /**
     * A field to be filled in.
     *
     * @param field with the choices of the record type
     * @param group label of the whole that it is a part of, such as an address
     * @param required by layout or object
     * @param initial Salesforce's default, typed as in {@link FieldValue#value()}; null for none
     */
    public record Entry(
            ObjectInfo.Field field,
            @Nullable String group,
            boolean required,
            @Nullable Object initial) {}
}
