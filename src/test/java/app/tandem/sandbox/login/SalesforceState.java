package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.kernel.Tokens.Token;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/** What the parts of the Salesforce login share: the users, the applications, who approved what. */
final class SalesforceState {

    /** Scopes and what the approval page says of them. */
    static final Map<String, String> SCOPES = new LinkedHashMap<>();

    static {
        SCOPES.put("id", "Access the identity URL service");
        SCOPES.put("api", "Manage user data via APIs");
        SCOPES.put("refresh_token", "Perform requests at any time");
        SCOPES.put("offline_access", "Perform requests at any time");
        SCOPES.put("openid", "Access unique user identifiers");
        SCOPES.put("profile", "Access your basic information");
        SCOPES.put("email", "Access your email address");
        SCOPES.put("chatter_api", "Access Connect REST API resources");
        SCOPES.put("web", "Manage user data via Web browsers");
        SCOPES.put("full", "Full access");
    }

    private static final Duration SESSION = Duration.ofHours(2);

    final Kernel kernel;
    final Apps apps;
    final Grants grants;
    final Consents consents = new Consents();
    final SignIn signIn;
    final Signing signing = Signing.fresh();
    /** Orgs whose administrator has not installed the application. */
    final Set<String> withoutApp = ConcurrentHashMap.newKeySet();
    /** Where the org is said to be; null for this server. */
    volatile @Nullable String instanceUrl;

    volatile Duration sessionLife = SESSION;
    private volatile World world;

    SalesforceState(Kernel kernel, World world, List<String> redirectUris) {
        this.kernel = kernel;
        this.world = world;
        this.signIn = new SignIn(kernel.clock);
        this.grants = new Grants(
                kernel,
                new Grants.Rules(
                        Service.SALESFORCE_LOGIN, Duration.ofMinutes(15), Duration.ofDays(30), 5, this::token));
        this.apps = new Apps(
                List.of(
                        new App(App.PRODUCT, "tandem-secret", "Tandem", SCOPES.keySet(), Set.of(), redirectUris),
                        new App(
                                App.TOOL,
                                "sandbox-tool-secret",
                                "Sandbox tool",
                                SCOPES.keySet(),
                                Set.of(),
                                redirectUris)),
                true,
                grants::rotates);
        reset(world);
    }

    /** Forgets everything but the applications and their certificates. */
    void reset(World next) {
        world = next;
        grants.clear();
        grants.rotate(false);
        consents.clear();
        withoutApp.clear();
        instanceUrl = null;
        sessionLife = SESSION;
        signIn.forgetAll();
    }

    World world() {
        return world;
    }

    /** Somebody by user name. */
    Optional<Person> person(@Nullable String name) {
        return name == null
                ? Optional.empty()
                : world.people().stream()
                        .filter(person -> person.mail().equalsIgnoreCase(name.strip()))
                        .findFirst();
    }

    /** The user a sign-in acts as; an application of its own acts as the first administrator. */
    Person actor(String principal) {
        return person(principal)
                .or(() -> world.people().stream()
                        .filter(person -> person.role().equals("admin"))
                        .findFirst())
                .orElseGet(() -> world.people().getFirst());
    }

    /** Whether the application may act for the user without asking. */
    boolean approved(String client, String user, Set<String> scopes) {
        return consents.covers(client, user, scopes);
    }

    /** Whether the user may meet the application at all: installed, or administrator, or approved before. */
    boolean admits(String client, Person person) {
        return !withoutApp.contains(person.orgId())
                || person.role().equals("admin")
                || consents.findById(client, person.mail()) != null;
    }

    /** The base of all calls of the org. */
    String instance(HttpServletRequest request) {
        String set = instanceUrl;
        return set == null ? origin(request) : set;
    }

    /** Scheme, host and port the caller used. */
    static String origin(HttpServletRequest request) {
        return request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort();
    }

    /** The identity URL of a user. */
    static String identityUrl(String origin, Person person) {
        return origin + "/id/" + person.orgId() + "/" + person.salesforceUserId();
    }

    /** Every session may ask who it belongs to; an application by itself asks for no scope and gets the interface. */
    private static Set<String> scopes(OAuth2Authorization grant, OAuth2AccessToken access) {
        Set<String> scopes = new TreeSet<>(access.getScopes());
        scopes.add("id");
        if (grant.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
            scopes.add("api");
        }
        return scopes;
    }

    private Token token(OAuth2Authorization grant, OAuth2AccessToken access) {
        Person person = actor(grant.getPrincipalName());
        return new Token(
                Service.SALESFORCE_LOGIN,
                access.getTokenValue(),
                grant.getRegisteredClientId(),
                person.mail(),
                scopes(grant, access),
                person.orgId(),
                access.getExpiresAt());
    }
}
