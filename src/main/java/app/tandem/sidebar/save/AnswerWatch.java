package app.tandem.sidebar.save;

import app.tandem.account.UserId;
import app.tandem.engine.ItemAnswerChanged;
import app.tandem.item.ItemId;
import com.vaadin.flow.shared.Registration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells open panes that the answer for their item may be another one now (pane U-66). */
@Component
public class AnswerWatch {

    private record Key(UserId user, ItemId item) {}

    private final Map<Key, Set<Runnable>> watchers = new ConcurrentHashMap<>();

    /** Calls {@code changed}, in any thread, whenever the user's answer for the item may have changed; end it. */
    public Registration watch(UserId user, ItemId item, Runnable changed) {
        Key key = new Key(user, item);
        watchers.computeIfAbsent(key, none -> ConcurrentHashMap.newKeySet()).add(changed);
        return () -> watchers.computeIfPresent(key, (same, set) -> {
            set.remove(changed);
            return set.isEmpty() ? null : set;
        });
    }

    @EventListener
    void changed(ItemAnswerChanged change) {
        watchers.getOrDefault(new Key(change.user(), change.item()), Set.of()).forEach(Runnable::run);
    }
}
