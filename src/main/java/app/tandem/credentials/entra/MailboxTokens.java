package app.tandem.credentials.entra;

import app.tandem.account.MailboxConnection;
import app.tandem.account.User;
import app.tandem.credentials.vault.Owner;
import app.tandem.credentials.vault.Vault;
import app.tandem.platform.Installation;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.platform.SecretText;
import com.microsoft.aad.msal4j.ClaimsRequest;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.SilentParameters;
import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gets tokens for Graph by a user's grant or an administrator's, and keeps the user's grant. */
@Component
public class MailboxTokens {

    /** A token with its end. */
    public record Token(SecretText value, Instant expires) {}

    private final EntraApp app;
    private final Vault vault;
    private final Installation installation;
    private final InstantSource clock;

    MailboxTokens(EntraApp app, Vault vault, Installation installation, InstantSource clock) {
        this.app = app;
        this.vault = vault;
        this.installation = installation;
        this.clock = clock;
    }

    /**
     * A token by the user's own grant; not the refused one.
     *
     * @param claims what the service asked for beyond (base64), if it did
     */
    public Token byGrant(User user, @Nullable SecretText refused, @Nullable String claims) {
        return vault.exchange(
                        Owner.of(user, Owner.Provider.ENTRA),
                        grant -> trade(user.connectedMailbox(), grant, refused, claims))
                .orElseThrow(() -> new RemoteFailureException(new RemoteFailure.GrantRejected("no_grant")));
    }

    /** A token by the administrator's grant for that directory. */
    public Token byApplication(String directoryId) {
        ClientCredentialParameters parameters = ClientCredentialParameters.builder(
                        Set.of(GraphScopes.application(installation.graph())))
                .build();
        return token(await(app.client(directoryId, new EntraApp.Cache(null)).acquireToken(parameters)));
    }

    private Vault.Exchanged<Token> trade(
            MailboxConnection mailbox, SecretText sealed, @Nullable SecretText refused, @Nullable String claims) {
        EntraApp.Cache cache = new EntraApp.Cache(sealed);
        ConfidentialClientApplication client = app.client(mailbox.entraTenantId(), cache);
        IAccount account = account(client);
        Token token = token(await(silent(client, account, claims, false)));
        if (refused != null && token.value().equals(refused) && claims == null) {
            token = token(await(silent(client, account, null, true)));
        }
        return new Vault.Exchanged<>(cache.changed(), token);
    }

    private Future<IAuthenticationResult> silent(
            ConfidentialClientApplication client, IAccount account, @Nullable String claims, boolean force) {
        SilentParameters.SilentParametersBuilder parameters = SilentParameters.builder(
                        GraphScopes.delegated(installation.graph()), account)
                .forceRefresh(force);
        if (claims != null) {
            parameters.claims(ClaimsRequest.formatAsClaimsRequest(
                    new String(Base64.getDecoder().decode(claims), StandardCharsets.UTF_8)));
        }
        try {
            return client.acquireTokenSilently(parameters.build());
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the authority is not an address", e);
        }
    }

    private IAccount account(ConfidentialClientApplication client) {
        return await(client.getAccounts()).stream()
                .findFirst()
                .orElseThrow(() -> new RemoteFailureException(new RemoteFailure.GrantRejected("no_grant")));
    }

    private <T> T await(Future<T> future) {
        return await(future, clock);
    }

    static <T> T await(Future<T> future, InstantSource clock) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw EntraFailures.of(e, clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemoteFailureException(new RemoteFailure.Unreachable("INTERRUPTED"), e);
        }
    }

    private static Token token(IAuthenticationResult result) {
        return new Token(
                SecretText.of(result.accessToken()), result.expiresOnDate().toInstant());
    }
}
