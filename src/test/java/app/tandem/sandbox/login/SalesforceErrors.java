package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.HandlerServlet;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Reply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import tools.jackson.databind.json.JsonMapper;

/** Finds Salesforce's words for what Spring refused. */
final class SalesforceErrors implements Kernel.Refusals {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SalesforceState salesforce;
    private final Page page;

    SalesforceErrors(SalesforceState salesforce, Page page) {
        this.salesforce = salesforce;
        this.page = page;
    }

    /** A refusal that already is in Salesforce's words. */
    private static final class Worded extends OAuth2Error {
        private static final long serialVersionUID = 1L;

        Worded(String code, String description) {
            super(code, description, null);
        }
    }

    static OAuth2Error worded(String code, String description) {
        return new Worded(code, description);
    }

    static OAuth2AuthenticationException refused(String code, String description) {
        return new OAuth2AuthenticationException(worded(code, description));
    }

    /** A refusal of the token endpoint: always 400. */
    void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        OAuth2Error error = explain(request, ((OAuth2AuthenticationException) refused).getError());
        HandlerServlet.send(json(400, error.getErrorCode(), error.getDescription()), request, response);
    }

    /** A refusal of the authorize endpoint: back to the application, or a page when its address cannot be trusted. */
    void refuseAuthorize(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        OAuth2AuthorizationCodeRequestAuthenticationException authorize =
                (OAuth2AuthorizationCodeRequestAuthenticationException) refused;
        OAuth2Error error = explainAuthorize(authorize.getError());
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = authorize.getAuthorizationCodeRequestAuthentication();
        if (asked == null || asked.getRedirectUri() == null) {
            String text = "error=" + error.getErrorCode() + " · error_description=" + error.getDescription();
            Reply reply = page.show(
                    400,
                    "We can’t authorize you because of an OAuth error",
                    "<p>For more information, contact your Salesforce administrator.</p>" + Page.bad(text));
            HandlerServlet.send(reply, request, response);
            return;
        }
        response.sendRedirect(back(asked.getRedirectUri(), error, asked.getState()));
    }

    /** The application's address with the refusal. */
    static String back(String redirectUri, OAuth2Error error, @Nullable String state) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error", error.getErrorCode());
        answer.put("error_description", error.getDescription());
        if (state != null) {
            answer.put("state", state);
        }
        return Urls.with(redirectUri, answer);
    }

    static Reply json(int status, String error, String description) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put("error_description", description);
        return Reply.json(status, JSON.writeValueAsString(body)).with("Cache-Control", "no-cache, no-store");
    }

    /** A fault rule's refusal; an outage without a code comes as HTML, as it does there. */
    @Override
    public Reply refuse(int status, @Nullable String code, @Nullable String retryAfter) {
        Reply reply = code == null && status >= 500
                ? Reply.html(status, "<html><head><title>Error</title></head><body>Service unavailable</body></html>")
                : json(status, code == null ? "unknown_error" : code, description(code));
        return retryAfter == null
                ? reply
                : reply.with("Retry-After", EntraErrors.RetryAfter.header(retryAfter, salesforce.kernel.clock));
    }

    private static String description(@Nullable String code) {
        return switch (code == null ? "" : code) {
            case "invalid_grant" -> "expired access/refresh token";
            case "inactive_user" -> "user is inactive";
            case "inactive_org" -> "organization is inactive";
            case "rate_limit_exceeded" -> "login rate exceeded";
            case "invalid_client" -> "invalid client credentials";
            case "invalid_client_id" -> "client identifier invalid";
            default -> "retry your request";
        };
    }

    private OAuth2Error explain(HttpServletRequest request, OAuth2Error error) {
        if (error instanceof Worded) {
            return error;
        }
        String what = error.getDescription() == null ? "" : error.getDescription();
        return switch (error.getErrorCode()) {
            case "invalid_client", "unauthorized_client" -> {
                String client = Caller.client(request);
                yield salesforce.apps.find(client).isEmpty()
                        ? worded("invalid_client_id", "client identifier invalid")
                        : worded("invalid_client", "invalid client credentials");
            }
            case "invalid_grant" -> grant(request, what);
            case "unsupported_grant_type" -> worded("unsupported_grant_type", "grant type not supported");
            case "invalid_scope" -> worded("invalid_scope", "the requested scope is not allowed");
            default ->
                request.getParameter("grant_type") == null
                                && request.getRequestURI().endsWith("/token")
                        ? worded("unsupported_grant_type", "grant type not supported")
                        : worded("invalid_request", "missing required parameter");
        };
    }

    private OAuth2Error grant(HttpServletRequest request, String what) {
        if (what.contains("code_verifier") || what.contains("code_challenge")) {
            return worded("invalid_grant", "invalid code verifier");
        }
        boolean code = "authorization_code".equals(request.getParameter("grant_type"));
        Grants.Fate fate = salesforce.grants.fate(request.getParameter(code ? "code" : "refresh_token"));
        return switch (fate) {
            case DISABLED -> worded("inactive_user", "user is inactive");
            case LIVE ->
                code
                        ? worded("redirect_uri_mismatch", "redirect_uri must match configuration")
                        : worded("invalid_grant", "expired access/refresh token");
            case UNKNOWN ->
                worded("invalid_grant", code ? "invalid authorization code" : "expired access/refresh token");
            case EXPIRED, REDEEMED, REVOKED ->
                worded("invalid_grant", code ? "expired authorization code" : "expired access/refresh token");
        };
    }

    private static OAuth2Error explainAuthorize(OAuth2Error error) {
        if (error instanceof Worded) {
            return error;
        }
        String what = error.getDescription() == null ? "" : error.getDescription();
        return switch (error.getErrorCode()) {
            case "invalid_scope" -> worded("invalid_scope", "the requested scope is not allowed");
            case "login_required" -> worded("login_required", "user is not logged in");
            case "consent_required" -> worded("consent_required", "user has not approved this application");
            case "unsupported_response_type" -> worded("unsupported_response_type", "response type not supported");
            default -> {
                if (what.contains("principal")) {
                    yield worded("login_required", "user is not logged in");
                }
                if (what.contains("client_id")) {
                    yield worded("invalid_client_id", "client identifier invalid");
                }
                yield what.contains("code_challenge")
                        ? worded("invalid_request", "missing required code challenge")
                        : worded("invalid_request", "missing or malformed parameter");
            }
        };
    }
}
