package app.tandem.item;

import java.util.Map;

/**
 * One side of an item as both sides last agreed on it. No content.
 *
 * @param version the side's version of it then
 * @param prints keyed fingerprints of the fields that were not blank, as that side held them
 */
public record AgreedItem(String id, String version, Map<ItemField, String> prints) {

    public AgreedItem {
        prints = Map.copyOf(prints);
    }

    /** Of something that was there before we came: nothing is agreed about it yet. */
    public static AgreedItem unmet(String id) {
        return new AgreedItem(id, "", Map.of());
    }

    /** Whether nothing is agreed about it. */
    public boolean isUnmet() {
        return version.isEmpty() && prints.isEmpty();
    }
}
