package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.kernel.Tokens.Token;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/** What the parts of the Entra service share: the directory, its applications, who agreed to what. */
final class EntraState {

    final Kernel kernel;
    final Apps apps;
    final Grants grants;
    final Consents consents = new Consents();
    final SignIn signIn;
    final Signing signing = Signing.fresh();
    /** Administrators only may consent. */
    volatile boolean adminConsentRequired;
    /** Users who must do a second step before they get another token. */
    final Set<String> stepUp = new ConcurrentSkipListSet<>(String.CASE_INSENSITIVE_ORDER);

    private final Supplier<String> issuer;
    private volatile World world;

    EntraState(Kernel kernel, World world, List<String> redirectUris, Supplier<String> issuer) {
        this.kernel = kernel;
        this.world = world;
        this.issuer = issuer;
        this.signIn = new SignIn(kernel.clock);
        Set<String> scopes = new java.util.LinkedHashSet<>(EntraScopes.delegated());
        scopes.add(EntraScopes.DEFAULT);
        this.apps = new Apps(
                List.of(
                        new App(
                                App.PRODUCT,
                                "tandem-secret",
                                "Tandem",
                                scopes,
                                EntraScopes.PRODUCT_ROLES,
                                redirectUris),
                        new App(
                                App.TOOL,
                                "sandbox-tool-secret",
                                "Sandbox tool",
                                scopes,
                                EntraScopes.ALL_ROLES,
                                redirectUris)),
                false,
                () -> true);
        this.grants = new Grants(
                kernel,
                new Grants.Rules(
                        Service.ENTRA, Duration.ofMinutes(10), Duration.ofDays(90), Integer.MAX_VALUE, this::token));
        reset(world);
    }

    /** Forgets everything but the applications. */
    void reset(World next) {
        world = next;
        grants.clear();
        consents.clear();
        stepUp.clear();
        adminConsentRequired = false;
        consents.forAll(App.TOOL, true);
        signIn.forgetAll();
    }

    World world() {
        return world;
    }

    /** The {@code iss} of every token for the product, whichever port it was asked at. */
    String issuer() {
        return issuer.get();
    }

    /** Somebody of the directory by sign-in name. */
    Optional<Person> person(@Nullable String mail) {
        return mail == null ? Optional.empty() : world.person(mail.strip());
    }

    boolean isAdmin(String mail) {
        return person(mail).filter(person -> person.role().equals("admin")).isPresent();
    }

    /** Whether the first segment of a path names the tenant. */
    static boolean isTenant(String segment) {
        return Set.of(World.TENANT, World.TENANT_ID, "organizations", "common")
                .contains(segment.toLowerCase(Locale.ROOT));
    }

    /** Whether the application may have these scopes of the user without asking. */
    boolean consented(String client, String user, Set<String> scopes) {
        return consents.covers(client, user, scopes);
    }

    /** The roles an application has by itself. */
    Set<String> roles(String client) {
        return consents.forAll(client) ? apps.find(client).map(App::roles).orElse(Set.of()) : Set.of();
    }

    private @Nullable Token token(OAuth2Authorization grant, OAuth2AccessToken access) {
        String user = grant.getPrincipalName();
        boolean person = user.contains("@");
        Set<String> scopes = person ? access.getScopes() : roles(user);
        return EntraScopes.ownApi(access.getScopes())
                ? null
                : new Token(
                        Service.ENTRA,
                        access.getTokenValue(),
                        grant.getRegisteredClientId(),
                        person ? user : null,
                        Set.copyOf(scopes),
                        World.TENANT,
                        access.getExpiresAt());
    }
}
