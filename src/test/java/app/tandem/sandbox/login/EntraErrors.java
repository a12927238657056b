package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** Finds Entra's words for what Spring refused: Spring says which parameter, the register of grants says why. */
final class EntraErrors implements Kernel.Refusals {

    private final EntraState entra;

    EntraErrors(EntraState entra) {
        this.entra = entra;
    }

    /** A refusal that already is in Entra's words. */
    static final class Refused extends OAuth2AuthenticationException {
        private static final long serialVersionUID = 1L;
        final transient AadRefusal refusal;

        Refused(AadRefusal refusal) {
            super(new Worded(refusal));
            this.refusal = refusal;
        }
    }

    private static final class Worded extends OAuth2Error {
        private static final long serialVersionUID = 1L;
        private final transient AadRefusal refusal;

        Worded(AadRefusal refusal) {
            super(refusal.aad().error);
            this.refusal = refusal;
        }
    }

    static Refused refused(Aad aad, Object... details) {
        return new Refused(AadRefusal.of(aad, details));
    }

    /** What the token endpoint says. */
    AadRefusal explain(HttpServletRequest request, OAuth2Error error) {
        if (error instanceof Worded worded) {
            return worded.refusal;
        }
        String client = Caller.client(request);
        String what = error.getDescription() == null ? "" : error.getDescription();
        return switch (error.getErrorCode()) {
            case "invalid_client" -> client(request, client, what);
            case "invalid_grant" -> grant(request, what);
            case "invalid_scope" -> scope(request, client);
            case "unsupported_grant_type" -> grantType(request);
            case "unauthorized_client" -> AadRefusal.of(Aad.APP_UNKNOWN, client);
            default -> request.getParameter("grant_type") == null ? grantType(request) : AadRefusal.of(Aad.MALFORMED);
        };
    }

    /** What the authorize endpoint says. */
    AadRefusal explainAuthorize(HttpServletRequest request, OAuth2Error error) {
        if (error instanceof Worded worded) {
            return worded.refusal;
        }
        String what = error.getDescription() == null ? "" : error.getDescription();
        String client = String.valueOf(request.getParameter("client_id"));
        return switch (error.getErrorCode()) {
            case "login_required" -> AadRefusal.of(Aad.SIGN_IN_NEEDED);
            case "consent_required" ->
                AadRefusal.of(entra.adminConsentRequired ? Aad.ADMIN_NEEDED : Aad.CONSENT_NEEDED, client);
            case "invalid_scope" -> scopeUnknown(request);
            case "access_denied" -> AadRefusal.of(Aad.CONSENT_DECLINED);
            default -> {
                if (what.contains("principal")) {
                    yield AadRefusal.of(Aad.SIGN_IN_NEEDED);
                }
                yield what.contains("client_id")
                        ? AadRefusal.of(Aad.APP_UNKNOWN, client)
                        : AadRefusal.of(Aad.MALFORMED);
            }
        };
    }

    /** A fault rule's refusal, in the shape of the token endpoint; the code may be any AADSTS number. */
    @Override
    public Reply refuse(int status, @Nullable String code, @Nullable String retryAfter) {
        boolean numbered = code != null && code.matches("(AADSTS)?\\d{4,8}");
        AadRefusal refusal = numbered
                ? AadRefusal.ofNumber(Integer.parseInt(code.replace("AADSTS", "")))
                : AadRefusal.of(Aad.TRANSIENT);
        Reply json = refusal.json(entra.kernel.clock.now(), null);
        Reply reply = new Reply(status, json.headers(), json.body(), -1);
        return retryAfter == null
                ? reply
                : reply.with("Retry-After", RetryAfter.header(retryAfter, entra.kernel.clock));
    }

    private AadRefusal client(HttpServletRequest request, @Nullable String client, String what) {
        if (client == null || entra.apps.find(client).isEmpty()) {
            return AadRefusal.of(Aad.APP_UNKNOWN, client);
        }
        boolean secret = request.getParameter("client_secret") != null || request.getHeader("Authorization") != null;
        if (request.getParameter("client_assertion") != null) {
            return AadRefusal.of(Aad.ASSERTION_WRONG);
        }
        return AadRefusal.of(secret || what.contains("client_secret") ? Aad.SECRET_WRONG : Aad.SECRET_MISSING, client);
    }

    private AadRefusal grant(HttpServletRequest request, String what) {
        if (what.contains("code_verifier") || what.contains("code_challenge")) {
            return AadRefusal.of(Aad.PROOF_WRONG);
        }
        boolean code = "authorization_code".equals(request.getParameter("grant_type"));
        Grants.Fate fate = entra.grants.fate(request.getParameter(code ? "code" : "refresh_token"));
        return switch (fate) {
            case EXPIRED -> AadRefusal.of(code ? Aad.CODE_EXPIRED : Aad.REFRESH_EXPIRED);
            case REDEEMED -> AadRefusal.of(Aad.CODE_REDEEMED);
            case REVOKED -> AadRefusal.of(Aad.REVOKED);
            case DISABLED -> AadRefusal.of(Aad.DISABLED);
            case LIVE ->
                code
                        ? AadRefusal.of(Aad.REDIRECT_UNKNOWN, request.getParameter("redirect_uri"))
                        : AadRefusal.of(Aad.CODE_INVALID);
            case UNKNOWN -> AadRefusal.of(Aad.CODE_INVALID);
        };
    }

    private AadRefusal scope(HttpServletRequest request, @Nullable String client) {
        if ("client_credentials".equals(request.getParameter("grant_type"))) {
            String scope = String.valueOf(request.getParameter("scope"));
            return scope.endsWith("/.default")
                    ? AadRefusal.of(Aad.RESOURCE_UNKNOWN, scope.substring(0, scope.length() - 9))
                    : AadRefusal.of(Aad.SCOPE_NOT_DEFAULT, scope);
        }
        Set<String> asked = EntraScopes.bare(scopes(request.getParameter("scope")));
        return EntraScopes.delegated().containsAll(asked)
                ? AadRefusal.of(entra.adminConsentRequired ? Aad.ADMIN_NEEDED : Aad.CONSENT_NEEDED, client)
                : scopeUnknown(request);
    }

    private static AadRefusal scopeUnknown(HttpServletRequest request) {
        Set<String> unknown = new LinkedHashSet<>(EntraScopes.bare(scopes(request.getParameter("scope"))));
        unknown.removeAll(EntraScopes.delegated());
        return AadRefusal.of(Aad.SCOPE_UNKNOWN, "The scope " + String.join(" ", unknown) + " does not exist.");
    }

    private static AadRefusal grantType(HttpServletRequest request) {
        String type = request.getParameter("grant_type");
        return type == null ? AadRefusal.of(Aad.GRANT_TYPE_MISSING) : AadRefusal.of(Aad.GRANT_TYPE_UNKNOWN, type);
    }

    /** A space-separated list of scopes. */
    static Set<String> scopes(@Nullable String list) {
        return list == null || list.isBlank()
                ? Set.of()
                : new LinkedHashSet<>(List.of(list.strip().split("\\s+")));
    }

    /** How a rule's {@code retryAfter} becomes a header. */
    static final class RetryAfter {
        private RetryAfter() {}

        static String header(String retryAfter, java.time.InstantSource clock) {
            if (!retryAfter.startsWith("date:")) {
                return retryAfter;
            }
            return DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant()
                    .plus(java.time.Duration.parse(retryAfter.substring(5)))
                    .atZone(ZoneOffset.UTC));
        }
    }
}
