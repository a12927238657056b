package app.tandem.sandbox.graph.notify;

import app.tandem.sandbox.graph.store.Mailbox;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's wish to hear of changes.
 *
 * @param folder the folder's number; null for the whole mailbox
 * @param immutableIds the kind of ids fixed when it was made
 */
public record Subscription(
        String id,
        String client,
        @Nullable String user,
        String resource,
        Mailbox mailbox,
        @Nullable Long folder,
        Set<String> changeTypes,
        String changeType,
        String url,
        @Nullable String lifecycleUrl,
        @Nullable String clientState,
        boolean immutableIds,
        Instant expires) {

    /** The same until another time. */
    Subscription until(Instant time, String target) {
        return new Subscription(
                id,
                client,
                user,
                resource,
                mailbox,
                folder,
                changeTypes,
                changeType,
                target,
                lifecycleUrl,
                clientState,
                immutableIds,
                time);
    }
}
