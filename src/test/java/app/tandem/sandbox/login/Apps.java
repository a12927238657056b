package app.tandem.sandbox.login;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The applications a login server knows, and the certificates they sign with. */
final class Apps implements RegisteredClientRepository {

    private static final AuthorizationGrantType JWT_BEARER =
            new AuthorizationGrantType("urn:ietf:params:oauth:grant-type:jwt-bearer");

    private final Map<String, App> apps = new ConcurrentHashMap<>();
    private final Map<String, X509Certificate> certificates = new ConcurrentHashMap<>();
    private final boolean proofKey;
    private final BooleanSupplier newRefreshToken;

    /**
     * @param proofKey whether the web flow demands PKCE
     * @param newRefreshToken whether a refresh answers with a new refresh token
     */
    Apps(List<App> apps, boolean proofKey, BooleanSupplier newRefreshToken) {
        apps.forEach(app -> this.apps.put(app.id(), app));
        this.proofKey = proofKey;
        this.newRefreshToken = newRefreshToken;
    }

    Optional<App> find(@Nullable String id) {
        return Optional.ofNullable(id == null ? null : apps.get(id));
    }

    Collection<App> all() {
        return apps.values();
    }

    void certificate(String clientId, X509Certificate certificate) {
        certificates.put(clientId, certificate);
    }

    Optional<X509Certificate> certificate(@Nullable String clientId) {
        return Optional.ofNullable(clientId == null ? null : certificates.get(clientId));
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("applications are given at start");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return find(id).map(this::client).orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return findById(clientId);
    }

    private RegisteredClient client(App app) {
        return RegisteredClient.withId(app.id())
                .clientId(app.id())
                .clientSecret(app.secret())
                .clientName(app.name())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .authorizationGrantType(JWT_BEARER)
                .redirectUris(uris -> uris.addAll(app.redirectUris()))
                .scopes(scopes -> scopes.addAll(app.scopes()))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(proofKey)
                        .requireAuthorizationConsent(true)
                        .tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.RS256)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .reuseRefreshTokens(!newRefreshToken.getAsBoolean())
                        .build())
                .build();
    }
}
