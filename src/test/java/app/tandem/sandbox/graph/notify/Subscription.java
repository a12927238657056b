package app.tandem.sandbox.graph.notify;

import app.tandem.sandbox.graph.store.Changes;
import app.tandem.sandbox.graph.store.Mailbox;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's wish to hear of changes.
 *
 * @param folder the number of the folder or task list; null for every message of the mailbox
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

    /** Whether a change is one of what it is about. */
    boolean covers(Changes.Change change) {
        return mailbox == change.mailbox()
                && (folder == null ? Subscriptions.isMessage(change) : folder == change.collection());
    }

    /** Life-cycle events of tasks say only that the authorisation is to be renewed. */
    boolean hears(String event) {
        return !Watched.isTasks(resource) || event.equals("reauthorizationRequired");
    }

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
