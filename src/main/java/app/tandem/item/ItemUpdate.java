package app.tandem.item;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of an item on one side.
 *
 * @param version the version the decision was made on; a newer one gives {@link WriteOutcome.Changed}
 * @param fields what becomes different; a blank value clears
 * @param marked whether it wears the category {@code Salesforce} from now on; null leaves that. The CRM knows no categories
 * @param stamp what it carries from now on; null leaves that. Records of the CRM carry none
 */
public record ItemUpdate(
        String id,
        String version,
        Map<ItemField, String> fields,
        @Nullable Boolean marked,
        @Nullable Stamp stamp) {

    public ItemUpdate {
        fields = Map.copyOf(fields);
    }
}
