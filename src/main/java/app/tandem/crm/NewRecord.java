package app.tandem.crm;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record to be created (pane U-135).
 *
 * @param recordTypeId null for the user's default
 * @param fields values by API name, typed as in {@link FieldValue#value()}; references also as ids
 * @param allowDuplicates the user insists (pane U-153)
 * @param assign the org's assignment rules choose the owner; for Case and Lead (pane U-142)
 */
public record NewRecord(
        String object,
        @Nullable String recordTypeId,
        Map<String, Object> fields,
        boolean allowDuplicates,
        boolean assign) {

    /** A record of the default type, with duplicate rules heard. */
    public static NewRecord of(String object, Map<String, Object> fields) {
        return new NewRecord(object, null, fields, false, false);
    }

    /** The same, insisted on. */
    public NewRecord anyway() {
        return new NewRecord(object, recordTypeId, fields, true, assign);
    }
}
