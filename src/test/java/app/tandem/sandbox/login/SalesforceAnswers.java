package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.HandlerServlet;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.Tokens.Token;
import app.tandem.sandbox.world.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import tools.jackson.databind.json.JsonMapper;

/** Writes what Spring decided the way Salesforce says it. */
final class SalesforceAnswers {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SalesforceState salesforce;

    SalesforceAnswers(SalesforceState salesforce) {
        this.salesforce = salesforce;
    }

    /** The token answer: no {@code expires_in}, and a refresh token only when there is a new one. */
    void tokens(HttpServletRequest request, HttpServletResponse response, Authentication result) throws IOException {
        OAuth2AccessTokenAuthenticationToken tokens = (OAuth2AccessTokenAuthenticationToken) result;
        String access = tokens.getAccessToken().getTokenValue();
        Token token = salesforce.kernel.tokens.find(access).orElseThrow();
        Person person = salesforce.person(token.user()).orElseThrow();
        String id = SalesforceState.identityUrl(SalesforceState.origin(request), person);
        String issuedAt = Long.toString(salesforce.kernel.clock.now().toEpochMilli());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", access);
        OAuth2RefreshToken refresh = tokens.getRefreshToken();
        boolean again = "refresh_token".equals(request.getParameter("grant_type"));
        if (refresh != null && (!again || salesforce.grants.rotates())) {
            body.put("refresh_token", refresh.getTokenValue());
        }
        body.put("signature", signature(id + issuedAt, app(tokens).secret()));
        body.put("scope", String.join(" ", token.scopes()));
        if (tokens.getAdditionalParameters().containsKey("id_token")) {
            body.put("id_token", tokens.getAdditionalParameters().get("id_token"));
        }
        body.put("instance_url", salesforce.instance(request));
        body.put("id", id);
        body.put("token_type", "Bearer");
        body.put("issued_at", issuedAt);
        Reply reply = Reply.json(200, JSON.writeValueAsString(body)).with("Cache-Control", "no-cache, no-store");
        HandlerServlet.send(reply, request, response);
    }

    /** Back to the application with the code, whose last characters have to be percent-encoded. */
    void code(HttpServletRequest request, HttpServletResponse response, Authentication result) throws IOException {
        OAuth2AuthorizationCodeRequestAuthenticationToken granted =
                (OAuth2AuthorizationCodeRequestAuthenticationToken) result;
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", granted.getAuthorizationCode().getTokenValue());
        if (granted.getState() != null) {
            answer.put("state", granted.getState());
        }
        response.sendRedirect(Urls.with(granted.getRedirectUri(), answer));
    }

    /** The introspection answer. */
    void introspection(HttpServletRequest request, HttpServletResponse response, Authentication result)
            throws IOException {
        String value = request.getParameter("token");
        Map<String, Object> body = new LinkedHashMap<>();
        Optional<Token> session = salesforce.kernel.tokens.find(value);
        boolean live = salesforce.grants.fate(value) == Grants.Fate.LIVE;
        body.put("active", session.isPresent() || live);
        session.ifPresent(token -> {
            Person person = salesforce.person(token.user()).orElseThrow();
            body.put("scope", String.join(" ", token.scopes()));
            body.put("client_id", token.client());
            body.put("username", token.user());
            body.put("sub", SalesforceState.identityUrl(SalesforceState.origin(request), person));
            body.put("token_type", "access_token");
            body.put("exp", token.expires().getEpochSecond());
            body.put("iat", token.expires().minus(salesforce.sessionLife).getEpochSecond());
            body.put("nbf", token.expires().minus(salesforce.sessionLife).getEpochSecond());
        });
        if (session.isEmpty() && live) {
            body.put("token_type", "refresh_token");
            body.put("username", salesforce.grants.userOf(value).orElse(""));
        }
        HandlerServlet.send(Reply.json(200, JSON.writeValueAsString(body)), request, response);
    }

    private App app(OAuth2AccessTokenAuthenticationToken tokens) {
        return salesforce.apps.find(tokens.getRegisteredClient().getClientId()).orElseThrow();
    }

    /** By which a client can tell that the identity URL came from Salesforce. */
    static String signature(String text, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
