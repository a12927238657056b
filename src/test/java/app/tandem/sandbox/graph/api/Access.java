package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.kernel.Tokens;
import app.tandem.sandbox.kernel.Tokens.Token;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Who may do what. */
final class Access {

    private static final String REALM =
            "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\","
                    + " client_id=\"00000003-0000-0000-c000-000000000000\"";

    private Access() {}

    /** 401 without a token in force, and with one that lacks what is demanded since. */
    static Token token(Tokens tokens, @Nullable Token found, boolean presented) {
        Token token = token(found, presented);
        tokens.lacking(token).ifPresent(claims -> {
            throw Problem.of(
                    401,
                    "InvalidAuthenticationToken",
                    "Continuous access evaluation resulted in challenge with result: InteractionRequired and code:"
                            + " TokenIssuedBeforeRevocationTimestamp",
                    "WWW-Authenticate",
                    REALM + ", error=\"insufficient_claims\", claims=\""
                            + Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "\"");
        });
        return token;
    }

    private static Token token(@Nullable Token token, boolean presented) {
        if (token == null) {
            throw unauthorized(
                    presented
                            ? "Lifetime validation failed, the token is expired or revoked."
                            : "Access token is empty.");
        }
        return token;
    }

    static Problem unauthorized(String message) {
        return Problem.of(401, "InvalidAuthenticationToken", message, "WWW-Authenticate", REALM);
    }

    /** 403 without one of these delegated scopes or application roles. */
    static void needs(Token token, String... scopes) {
        for (String scope : scopes) {
            if (token.scopes().contains(scope) || token.scopes().contains("https://graph.microsoft.com/" + scope)) {
                return;
            }
        }
        throw Problem.denied();
    }

    /** A person's token opens that person's mailbox only: nothing is shared here. */
    static void own(Token token, Mailbox mailbox) {
        if (token.user() != null
                && !token.user().equalsIgnoreCase(mailbox.person().mail())) {
            throw Problem.denied();
        }
    }
}
