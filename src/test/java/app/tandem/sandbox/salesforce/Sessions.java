package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.kernel.Tokens.Token;
import app.tandem.sandbox.world.Person;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sessions: looked up, opened by login(), ended. */
final class Sessions {

    static final Duration LIFETIME = Duration.ofHours(2);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Kernel kernel;
    private final Orgs orgs;

    Sessions(Kernel kernel, Orgs orgs) {
        this.kernel = kernel;
        this.orgs = orgs;
    }

    /** The session of that id, in any org; empty when it is unknown, expired or of somebody inactive. */
    Optional<Session> find(@Nullable String id) {
        return kernel.tokens
                .find(id)
                .filter(token -> token.issuer() == Service.SALESFORCE_LOGIN && token.user() != null)
                .flatMap(this::session);
    }

    /** The session for a call over the API, or the refusal the platform gives. */
    Session require(@Nullable String id) {
        if (id == null || id.isBlank()) {
            throw invalid("Session not found, missing session key");
        }
        if (id.chars().filter(c -> c == '.').count() == 2 && !id.contains("!")) {
            throw invalid("Session not found, missing session hash: (token)");
        }
        Session session = find(id).orElseThrow(() -> invalid("Session not found, missing session hash: " + hash(id)));
        Set<String> scopes = session.token().scopes();
        if (!scopes.isEmpty() && !scopes.contains("api") && !scopes.contains("full") && !scopes.contains("web")) {
            throw Refusal.of("INVALID_SESSION_ID", "This session is not valid for use with the API");
        }
        return session;
    }

    static Refusal invalid(String why) {
        return Refusal.of("INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader: Illegal Session. " + why);
    }

    /** Opens a session by user name and password, as login() does. */
    Session login(Person person, String client) {
        byte[] random = new byte[48];
        RANDOM.nextBytes(random);
        String id = person.orgId().substring(0, 15)
                + "!AR0A"
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(random)
                        .replace('-', '.')
                        .replace('_', '.');
        Token token = new Token(
                Service.SALESFORCE_LOGIN,
                id,
                client,
                person.mail(),
                Set.of("full"),
                person.orgId(),
                kernel.clock.now().plus(LIFETIME));
        kernel.tokens.issue(token);
        return session(token)
                .orElseThrow(() ->
                        Refusal.of("INVALID_LOGIN", "Invalid username, password, security token; or user locked out."));
    }

    void end(Session session) {
        kernel.tokens.revoke(token -> token.value().equals(session.token().value()));
    }

    private Optional<Session> session(Token token) {
        Person person = orgs.world().person(String.valueOf(token.user())).orElse(null);
        if (person == null || !person.orgId().equals(token.realm())) {
            return Optional.empty();
        }
        OrgStore store = orgs.store(token.realm());
        store.lock.readLock().lock();
        try {
            Row user = store.find(person.salesforceUserId());
            if (user == null || !user.is("IsActive")) {
                return Optional.empty();
            }
            Viewer viewer = Users.viewer(store, user.id, token.client());
            return Optional.of(new Session(token, person, store, viewer));
        } finally {
            store.lock.readLock().unlock();
        }
    }

    private static String hash(String id) {
        return Integer.toHexString(id.hashCode());
    }
}
