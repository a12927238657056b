package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.kernel.Tokens.Token;
import org.jspecify.annotations.Nullable;

/** Who may do what. */
final class Access {

    private Access() {}

    /** 401 without a token in force. */
    static Token token(@Nullable Token token, boolean presented) {
        if (token == null) {
            throw unauthorized(
                    presented
                            ? "Lifetime validation failed, the token is expired or revoked."
                            : "Access token is empty.");
        }
        return token;
    }

    static Problem unauthorized(String message) {
        return Problem.of(
                401,
                "InvalidAuthenticationToken",
                message,
                "WWW-Authenticate",
                "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\","
                        + " client_id=\"00000003-0000-0000-c000-000000000000\"");
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
