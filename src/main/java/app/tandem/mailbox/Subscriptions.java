package app.tandem.mailbox;

import app.tandem.account.User;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Change notifications, seen from the one who asks for them. Every method throws
 * {@link app.tandem.platform.RemoteFailureException} when the mailbox cannot be reached, refuses, or is throttled.
 */
public interface Subscriptions {

    /**
     * Asks for notifications of what is created, changed and removed. The service calls both addresses with a
     * {@code validationToken} <em>before</em> this returns, so they must answer meanwhile. A lost answer may leave a
     * subscription that nobody knows; its notifications carry a client state that nobody expects, and it expires.
     *
     * @param clientState comes back in every notification; at most 128 characters, unguessable, never logged
     * @param expires wish; the service may cut it to what it allows, see {@link Watch#life}
     */
    Subscription create(
            User user, Watch watch, URI notificationUrl, URI lifecycleUrl, String clientState, Instant expires);

    /** A later expiry; this also renews the authorisation, and so answers {@code reauthorizationRequired}. Empty when the subscription is not there any more: create anew, then read the feed. */
    Optional<Subscription> renew(User user, String id, Instant expires);

    /** Ends it; one that is gone already is fine. */
    void delete(User user, String id);
}
