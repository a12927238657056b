package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.HandlerServlet;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.world.World;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import tools.jackson.databind.json.JsonMapper;

/** Writes what Spring decided the way Entra says it. */
final class EntraAnswers {

    /** The scopes as the authorization request wrote them. */
    static final String ASKED = "asked_scope";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EntraState entra;
    private final EntraErrors errors;
    private final Page page;

    EntraAnswers(EntraState entra, EntraErrors errors, Page page) {
        this.entra = entra;
        this.errors = errors;
        this.page = page;
    }

    /** The token answer. */
    void tokens(HttpServletRequest request, HttpServletResponse response, Authentication result) throws IOException {
        OAuth2AccessTokenAuthenticationToken tokens = (OAuth2AccessTokenAuthenticationToken) result;
        String access = tokens.getAccessToken().getTokenValue();
        OAuth2Authorization grant = entra.grants.findByToken(access, OAuth2TokenType.ACCESS_TOKEN);
        Instant expires = tokens.getAccessToken().getExpiresAt();
        long seconds = Duration.between(entra.kernel.clock.now(), expires).toSeconds() + 1;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("token_type", "Bearer");
        boolean person = grant != null && grant.getPrincipalName().contains("@");
        if (person) {
            body.put("scope", EntraScopes.answer(tokens.getAccessToken().getScopes(), asked(request, grant)));
        }
        body.put("expires_in", seconds);
        body.put("ext_expires_in", seconds);
        body.put("access_token", access);
        if (tokens.getRefreshToken() != null) {
            body.put("refresh_token", tokens.getRefreshToken().getTokenValue());
        }
        if (tokens.getAdditionalParameters().containsKey("id_token")) {
            body.put("id_token", tokens.getAdditionalParameters().get("id_token"));
        }
        if (person && "1".equals(request.getParameter("client_info"))) {
            body.put("client_info", clientInfo(grant.getPrincipalName()));
        }
        Reply reply = Reply.json(200, JSON.writeValueAsString(body)).with("Cache-Control", "no-store, no-cache");
        HandlerServlet.send(reply, request, response);
    }

    /** A refusal of the token endpoint, in JSON. */
    void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        AadRefusal refusal = errors.explain(request, ((OAuth2AuthenticationException) refused).getError());
        HandlerServlet.send(
                refusal.json(entra.kernel.clock.now(), request.getHeader("client-request-id")), request, response);
    }

    /** A refusal of the authorize endpoint: back to the application, or a page when its address cannot be trusted. */
    void refuseAuthorize(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        OAuth2AuthorizationCodeRequestAuthenticationException authorize =
                (OAuth2AuthorizationCodeRequestAuthenticationException) refused;
        AadRefusal refusal = errors.explainAuthorize(request, authorize.getError());
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = authorize.getAuthorizationCodeRequestAuthentication();
        if (asked == null || asked.getRedirectUri() == null) {
            HandlerServlet.send(page(refusal), request, response);
            return;
        }
        response.sendRedirect(back(asked.getRedirectUri(), refusal, null, asked.getState()));
    }

    /** The page for a refusal that has nowhere to go. */
    Reply page(AadRefusal refusal) {
        String text =
                refusal.description(entra.kernel.clock.now(), UUID.randomUUID().toString());
        return page.show(
                refusal.aad().status,
                "Sorry, but we’re having trouble signing you in",
                Page.bad(refusal.words(), text));
    }

    /** The application's address with the refusal. */
    String back(String redirectUri, AadRefusal refusal, @Nullable String subcode, @Nullable String state) {
        String error = switch (refusal.aad()) {
            case CONSENT_NEEDED -> "consent_required";
            default -> refusal.aad().error;
        };
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error", error);
        if (subcode != null) {
            answer.put("error_subcode", subcode);
        }
        answer.put(
                "error_description",
                refusal.description(entra.kernel.clock.now(), UUID.randomUUID().toString()));
        answer.put("error_uri", "https://login.microsoftonline.com/error?code=" + refusal.code());
        if (state != null) {
            answer.put("state", state);
        }
        return Urls.with(redirectUri, answer);
    }

    private static String asked(HttpServletRequest request, OAuth2Authorization grant) {
        String now = request.getParameter("scope");
        OAuth2AuthorizationRequest first = grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        String before =
                first == null ? "" : (String) first.getAdditionalParameters().getOrDefault(ASKED, "");
        return now == null || now.isBlank() ? before : now + " " + before;
    }

    private String clientInfo(String user) {
        String oid = entra.person(user).orElseThrow().entraId();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"uid\":\"%s\",\"utid\":\"%s\"}"
                        .formatted(oid, World.TENANT_ID)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
