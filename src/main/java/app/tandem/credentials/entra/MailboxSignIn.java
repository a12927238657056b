package app.tandem.credentials.entra;

import app.tandem.credentials.MailboxGrants.Attempt;
import app.tandem.platform.Installation;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.platform.SecretText;
import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sign-in by which somebody connects a mailbox: authorization code with PKCE, state and nonce. */
@Component
public class MailboxSignIn {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Who signed in and what was granted.
     *
     * @param missing permissions that are needed and were not given
     * @param cache the grant, to be stored once the mailbox is accepted
     */
    public record Granted(
            String directoryId, String objectId, String address, List<String> missing, SecretText cache) {}

    private final EntraApp app;
    private final Installation installation;
    private final InstantSource clock;

    MailboxSignIn(EntraApp app, Installation installation, InstantSource clock) {
        this.app = app;
        this.installation = installation;
        this.clock = clock;
    }

    /** Where to send the browser. */
    public URI address(Attempt attempt, URI callback, @Nullable String hint) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", installation.entra().clientId());
        query.put("response_type", "code");
        query.put("response_mode", "query");
        query.put("redirect_uri", callback.toString());
        query.put("scope", GraphScopes.asked(installation.graph()));
        query.put("state", attempt.state());
        query.put("nonce", attempt.nonce());
        query.put("code_challenge", challenge(attempt.verifier()));
        query.put("code_challenge_method", "S256");
        query.put("prompt", "select_account");
        if (hint != null) {
            query.put("login_hint", hint);
        }
        return browser("/oauth2/v2.0/authorize", query);
    }

    /** Where an administrator agrees for the whole directory. */
    public URI adminConsent(@Nullable String directoryId, String state, URI callback) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", installation.entra().clientId());
        query.put("scope", GraphScopes.application(installation.graph()));
        query.put("redirect_uri", callback.toString());
        if (!state.isEmpty()) {
            query.put("state", state);
        }
        String tenant = directoryId == null ? installation.entra().tenant() : directoryId;
        return URI.create(base() + "/" + tenant + "/v2.0/adminconsent?" + encode(query));
    }

    /** Trades the code; fails with {@link app.tandem.platform.RemoteFailureException}. */
    public Granted redeem(Attempt attempt, String code, URI callback) {
        EntraApp.Cache cache = new EntraApp.Cache(null);
        ConfidentialClientApplication client = app.client(installation.entra().tenant(), cache);
        AuthorizationCodeParameters parameters = AuthorizationCodeParameters.builder(code, callback)
                .scopes(GraphScopes.delegated(installation.graph()))
                .codeVerifier(attempt.verifier())
                .build();
        IAuthenticationResult result = MailboxTokens.await(client.acquireToken(parameters), clock);
        JsonNode claims = claims(result.idToken());
        if (!attempt.nonce().equals(claims.path("nonce").asString(""))
                || !installation.entra().clientId().equals(claims.path("aud").asString(""))) {
            throw new RemoteFailureException(new RemoteFailure.AccessDenied("FOREIGN_ANSWER"));
        }
        return new Granted(
                claims.path("tid").asString(),
                claims.path("oid").asString(),
                claims.path("preferred_username").asString(""),
                GraphScopes.missing(result.scopes()),
                Objects.requireNonNull(cache.changed()));
    }

    private URI browser(String path, Map<String, String> query) {
        return URI.create(base() + "/" + installation.entra().tenant() + path + "?" + encode(query));
    }

    private String base() {
        return installation.entra().browserBase().toString().replaceAll("/+$", "");
    }

    /** It came from the token endpoint itself over TLS, so that its claims need no further proof (OpenID Connect 3.1.3.7). */
    private static JsonNode claims(String idToken) {
        return JSON.readTree(Base64.getUrlDecoder().decode(idToken.split("\\.")[1]));
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
