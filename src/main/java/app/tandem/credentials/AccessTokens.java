package app.tandem.credentials;

import app.tandem.account.User;
import app.tandem.platform.SecretText;
import java.net.URI;

/**
 * Access tokens for calls, refreshed when due and by one node at a time. All methods throw
 * {@link app.tandem.platform.RemoteFailureException}: GrantRejected when the grant is dead, Throttled, Unreachable.
 */
public interface AccessTokens {

    /** A Salesforce session and the instance it belongs to. */
    record CrmSession(SecretText sessionId, URI instanceUrl) {}

    /** A token for Graph calls into the user's mailbox. */
    SecretText forMailbox(User user);

    /** A session for Partner API calls as the user. */
    CrmSession forCrm(User user);

    /** The service refused this very token; the next request for one refreshes. */
    void refused(User user, SecretText token);

    /** The service wants more (a claims challenge, base64 from WWW-Authenticate); the next token carries the claims. */
    void challenged(User user, SecretText token, String claims);
}
