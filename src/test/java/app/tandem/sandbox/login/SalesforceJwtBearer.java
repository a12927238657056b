package app.tandem.sandbox.login;

import app.tandem.sandbox.world.Person;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;

/** The JWT bearer grant: an application signs for a user who is pre-authorised, or who approved it before. */
final class SalesforceJwtBearer implements AuthenticationProvider {

    private static final AuthorizationGrantType GRANT =
            new AuthorizationGrantType("urn:ietf:params:oauth:grant-type:jwt-bearer");
    /** An assertion that ends later than this is refused. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final SalesforceState salesforce;
    private final SalesforceTokens tokens;

    SalesforceJwtBearer(SalesforceState salesforce, SalesforceTokens tokens) {
        this.salesforce = salesforce;
        this.tokens = tokens;
    }

    /** The request: nothing but the assertion. */
    static final class Request extends OAuth2AuthorizationGrantAuthenticationToken {
        private static final long serialVersionUID = 1L;
        private final String assertion;

        Request(String assertion) {
            super(GRANT, UsernamePasswordAuthenticationToken.unauthenticated("assertion", null), Map.of());
            this.assertion = assertion;
        }
    }

    /** Reads the request; null for any other grant. */
    static @Nullable Authentication convert(HttpServletRequest request) {
        if (!GRANT.getValue().equals(request.getParameter("grant_type"))) {
            return null;
        }
        String assertion = request.getParameter("assertion");
        if (assertion == null) {
            throw SalesforceErrors.refused("invalid_grant", "invalid assertion");
        }
        return new Request(assertion);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        String assertion = ((Request) authentication).assertion;
        String client = Caller.claim(assertion, "iss").orElse(null);
        RegisteredClient app = client == null ? null : salesforce.apps.findByClientId(client);
        if (app == null) {
            throw SalesforceErrors.refused("invalid_client_id", "client identifier invalid");
        }
        JWTClaimsSet claims = salesforce
                .apps
                .certificate(client)
                .map(X509Certificate::getPublicKey)
                .flatMap(key -> Signing.verified(assertion, (RSAPublicKey) key))
                .orElseThrow(() -> SalesforceErrors.refused("invalid_grant", "invalid assertion"));
        checkClaims(claims);
        Person person = person(claims.getSubject(), app.getClientId());
        return issue(app, person);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return Request.class.isAssignableFrom(authentication);
    }

    private void checkClaims(JWTClaimsSet claims) {
        Set<String> here = Set.of(
                "https://login.salesforce.com",
                "https://test.salesforce.com",
                AuthorizationServerContextHolder.getContext().getIssuer());
        if (claims.getAudience().stream().noneMatch(here::contains)) {
            throw SalesforceErrors.refused("invalid_grant", "audience is invalid");
        }
        Instant now = salesforce.kernel.clock.now();
        Instant expires = claims.getExpirationTime() == null
                ? Instant.MIN
                : claims.getExpirationTime().toInstant();
        if (expires.isBefore(now) || expires.isAfter(now.plus(LONGEST))) {
            throw SalesforceErrors.refused("invalid_grant", "invalid assertion");
        }
    }

    private Person person(@Nullable String name, String client) {
        Person person = salesforce
                .person(name)
                .orElseThrow(() -> SalesforceErrors.refused("invalid_grant", "user hasn't approved this consumer"));
        if (salesforce.grants.isDisabled(person.mail())) {
            throw SalesforceErrors.refused("inactive_user", "user is inactive");
        }
        boolean before = salesforce.approved(client, person.mail(), Set.of("refresh_token"))
                || salesforce.approved(client, person.mail(), Set.of("offline_access"));
        if (!before) {
            throw SalesforceErrors.refused("invalid_grant", "user hasn't approved this consumer");
        }
        if (!salesforce.admits(client, person)) {
            throw SalesforceErrors.refused("invalid_app_access", "user is not admin approved to access this app");
        }
        return person;
    }

    private Authentication issue(RegisteredClient app, Person person) {
        Authentication user = SignIn.authenticated(person.mail(), salesforce.kernel.clock.now());
        OAuth2AccessToken session = tokens.session(person, Set.of("api"));
        salesforce.grants.save(OAuth2Authorization.withRegisteredClient(app)
                .principalName(person.mail())
                .authorizationGrantType(GRANT)
                .authorizedScopes(session.getScopes())
                .attribute(Principal.class.getName(), user)
                .accessToken(session)
                .build());
        return new OAuth2AccessTokenAuthenticationToken(app, user, session);
    }
}
