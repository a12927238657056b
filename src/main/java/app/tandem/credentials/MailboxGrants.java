package app.tandem.credentials;

import app.tandem.account.MailboxConnection;
import app.tandem.account.User;
import app.tandem.platform.SecretText;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Grants for mailboxes: taken in at a sign-in with Microsoft, forgotten at a disconnect. Failures are RemoteFailureException. */
public interface MailboxGrants {

    /** What binds the answer of a sign-in to the browser session that began it. */
    record Attempt(String state, String nonce, String verifier) implements Serializable {}

    /**
     * Who signed in and what was granted.
     *
     * @param missing permissions that are needed and were not given
     * @param grant to be kept once the mailbox is accepted
     */
    record SignedIn(MailboxConnection mailbox, List<String> missing, SecretText grant) {}

    /** Where to send the browser. */
    URI address(Attempt attempt, URI callback, @Nullable String loginHint);

    /** Where an administrator agrees for the whole directory; any directory while none is known. */
    URI adminConsent(@Nullable String directoryId, String state, URI callback);

    /** Trades the code of a sign-in; an answer to another attempt is AccessDenied with {@code FOREIGN_ANSWER}. */
    SignedIn redeem(Attempt attempt, String code, URI callback);

    /** Keeps the grant, in the caller's transaction. */
    void keep(User user, SignedIn signedIn);

    /** Forgets the grant, in the caller's transaction. */
    void drop(User user);

    /** A token for a whole directory by its administrator's grant. */
    SecretText forDirectory(String directoryId);
}
