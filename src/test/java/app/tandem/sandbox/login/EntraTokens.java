package app.tandem.sandbox.login;

import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** Makes Entra's tokens: access tokens for Graph or the product, id tokens, refresh tokens. */
final class EntraTokens implements OAuth2TokenGenerator<OAuth2Token> {

    /** Stands in for the request when a token is made without one. */
    private record Here(String issuer) implements AuthorizationServerContext {
        @Override
        public String getIssuer() {
            return issuer;
        }

        @Override
        public AuthorizationServerSettings getAuthorizationServerSettings() {
            return AuthorizationServerSettings.builder().issuer(issuer).build();
        }
    }

    private final EntraState entra;
    private final JwtGenerator jwts;

    EntraTokens(EntraState entra) {
        this.entra = entra;
        this.jwts = new JwtGenerator(new NimbusJwtEncoder(entra.signing.source()));
        jwts.setClock(entra.kernel.clock.withZone(ZoneOffset.UTC));
        jwts.setJwtCustomizer(this::claims);
    }

    @Override
    public @Nullable OAuth2Token generate(OAuth2TokenContext context) {
        if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
            return jwts.generate(context);
        }
        boolean again = AuthorizationGrantType.REFRESH_TOKEN.equals(context.getAuthorizationGrantType());
        return again || context.getAuthorizedScopes().contains("offline_access") ? Codes.refreshToken("1.") : null;
    }

    /** The token that Office gives the task pane of the person: for the application's own interface. */
    String ssoToken(String mail, RegisteredClient client) {
        return unasked(mail, client, OAuth2TokenType.ACCESS_TOKEN);
    }

    /** The id token beside it. */
    String idToken(String mail, RegisteredClient client) {
        return unasked(mail, client, new OAuth2TokenType("id_token"));
    }

    private String unasked(String mail, RegisteredClient client, OAuth2TokenType type) {
        DefaultOAuth2TokenContext context = DefaultOAuth2TokenContext.builder()
                .registeredClient(client)
                .principal(SignIn.authenticated(mail, entra.kernel.clock.now()))
                .authorizationServerContext(new Here(entra.issuer()))
                .tokenType(type)
                .authorizationGrantType(AuthorizationGrantType.JWT_BEARER)
                .authorizedScopes(Set.of(EntraScopes.OWN_API))
                .build();
        return jwts.generate(context).getTokenValue();
    }

    private void claims(JwtEncodingContext context) {
        String client = context.getRegisteredClient().getClientId();
        Person person = entra.person(context.getPrincipal().getName()).orElse(null);
        JwtClaimsSet.Builder claims = context.getClaims();
        claims.claim("tid", World.TENANT_ID).claim("uti", Codes.random(16));
        if (person != null) {
            claims.claim("oid", person.entraId())
                    .claim("name", person.displayName())
                    .subject(pairwise(person, client));
        }
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            access(context, claims, client, person);
        } else {
            identity(claims, person);
        }
    }

    private void identity(JwtClaimsSet.Builder claims, @Nullable Person person) {
        Instant now = entra.kernel.clock.now();
        claims.issuer(entra.issuer()).claim("ver", "2.0").notBefore(now).expiresAt(now.plusSeconds(3600));
        if (person != null) {
            claims.claim("preferred_username", person.mail()).claim("email", person.mail());
        }
    }

    private void access(
            JwtEncodingContext context, JwtClaimsSet.Builder claims, String client, @Nullable Person person) {
        Instant now = entra.kernel.clock.now();
        Set<String> scopes = new TreeSet<>(context.getAuthorizedScopes());
        scopes.remove("offline_access");
        boolean own = EntraScopes.ownApi(scopes);
        // Entra picks a life between 60 and 90 minutes per token.
        claims.expiresAt(now.plusSeconds(ThreadLocalRandom.current().nextInt(3600, 5400)))
                .notBefore(now)
                .issuer(own ? entra.issuer() : "https://sts.windows.net/" + World.TENANT_ID + "/")
                .audience(java.util.List.of(own ? client : EntraScopes.GRAPH))
                .claim("ver", own ? "2.0" : "1.0")
                .claim(own ? "azp" : "appid", client)
                .claims(all -> all.remove("scope"));
        if (person == null) {
            claims.claim("roles", new TreeSet<>(entra.roles(client)))
                    .claim("idtyp", "app")
                    .claim("oid", objectId(client))
                    .subject(objectId(client));
        } else {
            claims.claim("scp", String.join(" ", own ? Set.of(EntraScopes.OWN_API) : scopes))
                    .claim(own ? "preferred_username" : "upn", person.mail());
        }
    }

    /** The object id of an application's service principal. */
    static String objectId(String client) {
        return UUID.nameUUIDFromBytes(("principal " + client).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** A subject that says nothing to any other application. */
    private static String pairwise(Person person, String client) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((person.entraId() + " " + client).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
