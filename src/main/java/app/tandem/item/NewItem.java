package app.tandem.item;

import java.util.Map;

/**
 * An item to be created on one side.
 *
 * @param fields canonical values; what the side cannot hold is cut or left out by its rules
 * @param stamp what finds it again after a lost answer; in the mailbox the item carries it for good
 */
public record NewItem(Map<ItemField, String> fields, Stamp stamp) {

    public NewItem {
        fields = Map.copyOf(fields);
    }
}
