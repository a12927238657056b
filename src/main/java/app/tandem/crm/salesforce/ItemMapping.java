package app.tandem.crm.salesforce;

import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.ItemField;
import app.tandem.item.NewItem;
import app.tandem.item.StoredItem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How items of a kind and records of an object become each other. */
interface ItemMapping {

    /** API name of the object. */
    String object();

    /** What is read of a record; only fields that are there. */
    List<String> fields();

    /** Which records are kept in step. */
    Where scope();

    /** A record as an item; its traits but {@link app.tandem.item.Trait#OUTSIDE}. */
    StoredItem item(Rec row);

    /**
     * What becomes of canonical values, by API name; null clears.
     *
     * @param now what is there; null where it is created
     */
    Map<String, @Nullable Object> values(Map<ItemField, String> fields, @Nullable StoredItem now);

    /** Records that these items may have become, where the org has no place for their keys. */
    Where likely(Collection<NewItem> items);

    /** Whether the record holds what the item would have become. */
    boolean isLike(StoredItem found, NewItem item);
}
