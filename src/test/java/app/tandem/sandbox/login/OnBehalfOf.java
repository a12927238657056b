package app.tandem.sandbox.login;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** The on-behalf-of grant: a token that a user's client got for the product becomes one for Graph. */
final class OnBehalfOf implements AuthenticationProvider {

    static final AuthorizationGrantType GRANT =
            new AuthorizationGrantType("urn:ietf:params:oauth:grant-type:jwt-bearer");

    private final EntraState entra;
    private final OAuth2TokenGenerator<OAuth2Token> generator;

    OnBehalfOf(EntraState entra, OAuth2TokenGenerator<OAuth2Token> generator) {
        this.entra = entra;
        this.generator = generator;
    }

    /** The request: an assertion and the scopes wanted for it. */
    static final class Request extends OAuth2AuthorizationGrantAuthenticationToken {
        private static final long serialVersionUID = 1L;
        private final String assertion;
        private final transient Set<String> scopes;

        Request(Authentication client, String assertion, Set<String> scopes) {
            super(GRANT, client, Map.of());
            this.assertion = assertion;
            this.scopes = scopes;
        }
    }

    /** Reads the request; null for any other grant. */
    static @Nullable Authentication convert(HttpServletRequest request) {
        if (!GRANT.getValue().equals(request.getParameter("grant_type"))) {
            return null;
        }
        String assertion = request.getParameter("assertion");
        if (assertion == null || !"on_behalf_of".equals(request.getParameter("requested_token_use"))) {
            throw EntraErrors.refused(Aad.MALFORMED);
        }
        return new Request(
                SecurityContextHolder.getContext().getAuthentication(),
                assertion,
                EntraScopes.bare(EntraErrors.scopes(request.getParameter("scope"))));
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        Request request = (Request) authentication;
        if (!(request.getPrincipal() instanceof OAuth2ClientAuthenticationToken client) || !client.isAuthenticated()) {
            throw new OAuth2AuthenticationException("invalid_client");
        }
        RegisteredClient app = client.getRegisteredClient();
        String user = user(request.assertion, app.getClientId());
        Set<String> scopes = scopes(request.scopes, app.getClientId(), user);
        return issue(request, client, app, user, scopes);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return Request.class.isAssignableFrom(authentication);
    }

    private String user(String assertion, String client) {
        JWTClaimsSet claims = Signing.verified(assertion, entra.signing.publicKey())
                .orElseThrow(() -> EntraErrors.refused(Aad.ASSERTION_INVALID));
        boolean mine = claims.getAudience().contains(client) && claims.getClaim("scp") != null;
        if (!mine) {
            throw EntraErrors.refused(Aad.ASSERTION_INVALID);
        }
        Instant expires = claims.getExpirationTime().toInstant();
        if (!expires.isAfter(entra.kernel.clock.now())) {
            throw EntraErrors.refused(Aad.ASSERTION_EXPIRED);
        }
        String user = entra.world()
                .byEntraId(String.valueOf(claims.getClaim("oid")))
                .orElseThrow(() -> EntraErrors.refused(Aad.USER_UNKNOWN, claims.getClaim("oid")))
                .mail();
        if (entra.grants.isDisabled(user)) {
            throw EntraErrors.refused(Aad.DISABLED);
        }
        if (entra.stepUp.contains(user)) {
            throw EntraErrors.refused(Aad.STEP_UP);
        }
        return user;
    }

    private Set<String> scopes(Set<String> asked, String client, String user) {
        if (!EntraScopes.delegated().containsAll(asked) || asked.isEmpty()) {
            throw EntraErrors.refused(Aad.SCOPE_UNKNOWN, String.join(" ", asked));
        }
        Set<String> content = new java.util.LinkedHashSet<>(asked);
        content.removeAll(EntraScopes.SESSION);
        if (!entra.consented(client, user, content)) {
            throw EntraErrors.refused(entra.adminConsentRequired ? Aad.ADMIN_NEEDED : Aad.CONSENT_NEEDED, client);
        }
        return asked;
    }

    private Authentication issue(
            Request request,
            OAuth2ClientAuthenticationToken client,
            RegisteredClient app,
            String user,
            Set<String> scopes) {
        Authentication person = SignIn.authenticated(user, entra.kernel.clock.now());
        DefaultOAuth2TokenContext.Builder context = DefaultOAuth2TokenContext.builder()
                .registeredClient(app)
                .principal(person)
                .authorizationServerContext(AuthorizationServerContextHolder.getContext())
                .authorizedScopes(scopes)
                .authorizationGrantType(GRANT)
                .authorizationGrant(request);
        OAuth2Authorization.Builder grant = OAuth2Authorization.withRegisteredClient(app)
                .principalName(user)
                .authorizationGrantType(GRANT)
                .authorizedScopes(scopes)
                .attribute(Principal.class.getName(), person);
        Jwt jwt = (Jwt) generator.generate(
                context.tokenType(OAuth2TokenType.ACCESS_TOKEN).build());
        OAuth2AccessToken access = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER, jwt.getTokenValue(), jwt.getIssuedAt(), jwt.getExpiresAt(), scopes);
        grant.accessToken(access);
        OAuth2RefreshToken refresh = (OAuth2RefreshToken) generator.generate(
                context.tokenType(OAuth2TokenType.REFRESH_TOKEN).build());
        grant.refreshToken(refresh);
        Map<String, Object> more = new HashMap<>();
        if (scopes.contains("openid")) {
            Jwt id = (Jwt) generator.generate(
                    context.tokenType(new OAuth2TokenType("id_token")).build());
            grant.token(new OidcIdToken(id.getTokenValue(), id.getIssuedAt(), id.getExpiresAt(), id.getClaims()));
            more.put("id_token", id.getTokenValue());
        }
        entra.grants.save(grant.build());
        return new OAuth2AccessTokenAuthenticationToken(app, client, access, refresh, more);
    }
}
