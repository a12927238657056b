package app.tandem.mailbox.graph;

import app.tandem.item.StoredItem;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.Map;

/** The keys that tasks carried when this node last saw them; for a caller who does not name them. */
final class TaskKeys {

    private static final int TASKS = 100_000;

    private final Cache<String, String> keys =
            Caffeine.newBuilder().maximumSize(TASKS).build();

    void saw(StoredItem item) {
        String key = item.key();
        if (key != null) {
            keys.put(item.id(), key);
        }
    }

    Map<String, String> keys(Collection<String> ids) {
        return keys.getAllPresent(ids);
    }
}
