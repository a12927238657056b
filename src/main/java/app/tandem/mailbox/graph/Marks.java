package app.tandem.mailbox.graph;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The category that says an item is in step (sync M-3), among those of its owner. */
final class Marks {

    static final String CATEGORY = "Salesforce";

    private Marks() {}

    /** Whether the item wears it. */
    static boolean on(JsonObject item) {
        return categories(item).stream().anyMatch(CATEGORY::equalsIgnoreCase);
    }

    /** The categories with, or without, ours; foreign ones stay in order (sync M-6). Empty when nothing is to change. */
    static Optional<List<String>> changed(JsonObject item, boolean marked) {
        if (on(item) == marked) {
            return Optional.empty();
        }
        List<String> wanted = categories(item);
        if (marked) {
            wanted.add(CATEGORY);
        } else {
            wanted.removeIf(CATEGORY::equalsIgnoreCase);
        }
        return Optional.of(wanted);
    }

    private static List<String> categories(JsonObject item) {
        List<String> categories = new ArrayList<>();
        JsonElement value = item.get("categories");
        if (value != null && value.isJsonArray()) {
            value.getAsJsonArray().forEach(one -> categories.add(one.getAsString()));
        }
        return categories;
    }
}
