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
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Gets tokens for Graph by a user's grant or an administrator's, and keeps the user's grant. */
@Component
public class MailboxTokens {

    /** A token with its end. */
    public record Token(SecretText value, Instant expires) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Logger LOG = LoggerFactory.getLogger(MailboxTokens.class);

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

    /**
     * A token by the administrator's grant for that directory.
     *
     * @param claims what the service asked for beyond (base64), if it did
     */
    public Token byApplication(String directoryId, @Nullable String claims) {
        ClientCredentialParameters.ClientCredentialParametersBuilder parameters =
                ClientCredentialParameters.builder(Set.of(GraphScopes.application(installation.graph())));
        asked(claims).map(ClaimsRequest::formatAsClaimsRequest).ifPresent(parameters::claims);
        return token(await(app.client(directoryId, new EntraApp.Cache(null)).acquireToken(parameters.build())));
    }

    private Vault.Exchanged<Token> trade(
            MailboxConnection mailbox, SecretText sealed, @Nullable SecretText refused, @Nullable String claims) {
        EntraApp.Cache cache = new EntraApp.Cache(sealed);
        ConfidentialClientApplication client = app.client(mailbox.entraTenantId(), cache);
        IAccount account = account(client);
        Set<String> scopes = GraphScopes.covered(installation.graph(), granted(sealed));
        Token token = token(await(silent(client, account, scopes, claims, false)));
        if (refused != null && token.value().equals(refused)) {
            token = token(await(silent(client, account, scopes, claims, true)));
        }
        return new Vault.Exchanged<>(cache.changed(), token);
    }

    /** The scopes of the tokens that a cache holds. */
    static String granted(SecretText cache) {
        return JSON.readTree(cache.reveal())
                .path("AccessToken")
                .valueStream()
                .map(token -> token.path("target").asString(""))
                .collect(Collectors.joining(" "));
    }

    private Future<IAuthenticationResult> silent(
            ConfidentialClientApplication client,
            IAccount account,
            Set<String> scopes,
            @Nullable String claims,
            boolean force) {
        SilentParameters.SilentParametersBuilder parameters =
                SilentParameters.builder(scopes, account).forceRefresh(force);
        asked(claims).ifPresent(json -> {
            parameters.claims(ClaimsRequest.formatAsClaimsRequest(json));
            // The library refreshes because of them and does not send them along (msal4j 1.26).
            parameters.extraQueryParameters(Map.of("claims", json));
        });
        try {
            return client.acquireTokenSilently(parameters.build());
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the authority is not an address", e);
        }
    }

    /**
     * The claims of a challenge as JSON, beside what this application can always do; one that cannot be read asks for nothing but
     * another token.
     */
    private static Optional<String> asked(@Nullable String claims) {
        try {
            if (claims != null && JSON.readTree(Base64.getDecoder().decode(claims)) instanceof ObjectNode json) {
                json.withObject("/access_token/xms_cc").putArray("values").add(EntraApp.CHALLENGES);
                return Optional.of(json.toString());
            }
        } catch (RuntimeException unreadable) {
            LOG.warn("a claims challenge could not be read");
        }
        return Optional.empty();
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
