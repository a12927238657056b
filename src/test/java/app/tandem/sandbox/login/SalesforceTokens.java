package app.tandem.sandbox.login;

import app.tandem.sandbox.world.Person;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** Makes Salesforce's tokens: sessions that name their org, refresh tokens when asked for, id tokens. */
final class SalesforceTokens implements OAuth2TokenGenerator<OAuth2Token> {

    private final SalesforceState salesforce;
    private final JwtGenerator jwts;

    SalesforceTokens(SalesforceState salesforce) {
        this.salesforce = salesforce;
        this.jwts = new JwtGenerator(new NimbusJwtEncoder(salesforce.signing.source()));
        jwts.setClock(salesforce.kernel.clock.withZone(ZoneOffset.UTC));
        jwts.setJwtCustomizer(this::claims);
    }

    @Override
    public @Nullable OAuth2Token generate(OAuth2TokenContext context) {
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            return session(salesforce.actor(context.getPrincipal().getName()), context.getAuthorizedScopes());
        }
        if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
            return jwts.generate(context);
        }
        Set<String> scopes = context.getAuthorizedScopes();
        boolean asked = scopes.contains("refresh_token") || scopes.contains("offline_access");
        boolean again = AuthorizationGrantType.REFRESH_TOKEN.equals(context.getAuthorizationGrantType());
        return asked || again ? Codes.refreshToken("5Aep861") : null;
    }

    /** A session of the person: the org's id, an exclamation mark, and what nobody can guess. */
    OAuth2AccessToken session(Person person, Set<String> scopes) {
        Instant now = salesforce.kernel.clock.now();

        return new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                person.orgId().substring(0, 15) + "!AQEA" + Codes.random(66).replace('-', '.'),
                now,
                now.plus(salesforce.sessionLife),
                scopes);
    }

    private void claims(JwtEncodingContext context) {
        Person person = salesforce.actor(context.getPrincipal().getName());
        String origin = AuthorizationServerContextHolder.getContext().getIssuer();
        Instant now = salesforce.kernel.clock.now();
        context.getClaims()
                .issuer(origin)
                .subject(SalesforceState.identityUrl(origin, person))
                .expiresAt(now.plusSeconds(120))
                .claim("user_id", person.salesforceUserId())
                .claim("organization_id", person.orgId())
                .claim("preferred_username", person.mail())
                .claim("name", person.displayName())
                .claim("email", person.mail())
                .claim("zoneinfo", person.timeZone());
    }
}
