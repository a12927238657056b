package app.tandem.credentials;

import app.tandem.account.CrmConnection;
import app.tandem.account.User;
import app.tandem.platform.SecretText;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Grants for Salesforce: taken in at a sign-in, given back at a disconnect. Failures are RemoteFailureException. */
public interface CrmGrants {

    /** A sign-in whose signature was right: who it is, and the grant to be kept. */
    record SignedIn(CrmConnection connection, Optional<SecretText> refreshToken, SecretText session) {}

    /** Checks a token answer and asks who it is for. */
    SignedIn verified(URI loginUrl, Map<String, ?> tokenAnswer);

    /** Keeps the grant in the caller's transaction; one before it is revoked once that committed (admin A-141). */
    void keep(User user, SignedIn signedIn);

    /** Revokes and forgets the grant, with the caller's transaction. */
    void drop(User user);

    /** Revokes a grant that nobody keeps. */
    void discard(SignedIn signedIn);

    /** Whether users can be activated without their own sign-in: the operator gave a key. */
    boolean byAdministratorAvailable();

    /** Who a user name is, by the administrator's grant. */
    CrmConnection byAdministrator(URI loginUrl, String userName);
}
