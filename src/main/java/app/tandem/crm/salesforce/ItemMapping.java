package app.tandem.crm.salesforce;

import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.ItemField;
import app.tandem.item.NewItem;
import app.tandem.item.StoredItem;
import app.tandem.item.Written;
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

    /** Looks up what {@link #item} will need to know, for all of them at once. */
    default void look(List<Rec> rows) {}

    /** A record as an item; its traits but {@link app.tandem.item.Trait#OUTSIDE}. */
    StoredItem item(Rec row);

    /** Looks up what {@link #values} will need to know, for all of them at once. */
    default void prepare(Collection<Map<ItemField, String>> wanted) {}

    /** Those that are there already, though not under their keys: to be adopted or refused. */
    default Map<NewItem, Written> present(Collection<NewItem> items) {
        return Map.of();
    }

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
