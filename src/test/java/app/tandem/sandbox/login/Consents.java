package app.tandem.sandbox.login;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;

/** Who agreed to what: people for themselves, administrators for everybody. */
final class Consents implements OAuth2AuthorizationConsentService {

    private record Key(String client, String user) {}

    private final Map<Key, OAuth2AuthorizationConsent> own = new ConcurrentHashMap<>();
    private final Set<String> forAll = ConcurrentHashMap.newKeySet();

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        own.put(new Key(consent.getRegisteredClientId(), consent.getPrincipalName()), consent);
    }

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {
        own.remove(new Key(consent.getRegisteredClientId(), consent.getPrincipalName()));
    }

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String client, String user) {
        return own.get(new Key(client, user));
    }

    /** An administrator agrees for everybody, or takes it back. */
    void forAll(String client, boolean on) {
        if (on) {
            forAll.add(client);
        } else {
            forAll.remove(client);
        }
    }

    boolean forAll(String client) {
        return forAll.contains(client);
    }

    /** A person agrees to more. */
    void add(String client, String user, Set<String> scopes) {
        OAuth2AuthorizationConsent before = findById(client, user);
        OAuth2AuthorizationConsent.Builder more = before == null
                ? OAuth2AuthorizationConsent.withId(client, user)
                : OAuth2AuthorizationConsent.from(before);
        scopes.forEach(more::scope);
        save(more.build());
    }

    /** Whether the application may have all these scopes of this user. */
    boolean covers(String client, String user, Set<String> scopes) {
        OAuth2AuthorizationConsent consent = findById(client, user);
        return forAll(client) || (consent != null && consent.getScopes().containsAll(scopes));
    }

    /** The user's own agreement is gone. */
    void forget(String user) {
        own.keySet().removeIf(key -> key.user().equalsIgnoreCase(user));
    }

    void clear() {
        own.clear();
        forAll.clear();
    }
}
