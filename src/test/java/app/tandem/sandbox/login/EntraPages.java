package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;

/** The pages that a person sees on the way through Entra ID. */
final class EntraPages {

    /** Refusals in words for people. */
    private static final Map<Aad, String> PLAIN = Map.of(
            Aad.PASSWORD_WRONG, "Your account or password is incorrect.",
            Aad.USER_UNKNOWN, "This account does not exist in Contoso. Enter a different account.",
            Aad.DISABLED, "Your account has been locked. Contact your support person to unlock it.");

    private final EntraState entra;
    private final EntraMetadata metadata;
    private final EntraAnswers answers;
    private final Page page;
    private final AccountPages accounts;
    private final AdminConsent admin;

    EntraPages(EntraState entra, EntraMetadata metadata, EntraAnswers answers, Page page) {
        this.entra = entra;
        this.metadata = metadata;
        this.answers = answers;
        this.page = page;
        this.accounts = new AccountPages(page, entra.signIn, "Sign in", "Email address", this::check);
        this.admin = new AdminConsent(entra, page, answers);
    }

    /** Everything that is not the protocol itself. */
    Reply handle(Exchange exchange) {
        String[] path = exchange.rawPath().split("/", 3);
        String tenant = path.length > 1 ? path[1] : "";
        String rest = path.length > 2 ? path[2] : "";
        if (tenant.isEmpty()) {
            return page.show(200, "Entra ID", "<p>Applications send people here to sign in.</p>");
        }
        if (tenant.equals("consent")) {
            return exchange.method().equals("POST") ? declined(exchange) : consent(exchange);
        }
        if (!EntraState.isTenant(tenant)) {
            return answers.page(AadRefusal.of(Aad.TENANT_UNKNOWN, tenant));
        }
        return switch (rest) {
            case "login" -> login(exchange);
            case "v2.0/adminconsent", "adminconsent" -> admin.handle(exchange);
            case "oauth2/v2.0/logout" -> logout(exchange);
            case "discovery/instance" -> metadata.instances(exchange);
            default -> Reply.html(404, "<!doctype html><title>Not found</title><p>There is no such page.</p>");
        };
    }

    /** Remembers an administrator's agreement for everybody. */
    static void agree(OAuth2AuthorizationConsentAuthenticationContext context, EntraState entra) {
        OAuth2AuthorizationConsentAuthenticationToken answer = context.getAuthentication();
        if (answer.getAdditionalParameters().containsKey("for_all")
                && entra.isAdmin(context.getAuthorization().getPrincipalName())) {
            entra.consents.forAll(context.getRegisteredClient().getClientId(), true);
        }
    }

    private Reply login(Exchange exchange) {
        HttpServletRequest request = exchange.raw();
        String flow = request.getParameter("flow");
        if (!entra.signIn.waits(request, flow)) {
            return page.show(
                    400,
                    "Start again",
                    "<p>This sign-in has ended. Go back to the application and sign in from there.</p>");
        }
        List<Person> people = entra.world().people();
        String domain = entra.signIn.wanted(request, flow, "domain_hint");
        List<Person> offered = people.stream()
                .filter(person -> domain == null || person.mail().endsWith("@" + domain))
                .toList();
        return accounts.handle(exchange, flow, offered.isEmpty() ? people : offered);
    }

    private Optional<AccountPages.Refusal> check(String mail, String password) {
        Optional<Person> person = entra.person(mail);
        Aad refusal = null;
        if (person.isEmpty()) {
            refusal = Aad.USER_UNKNOWN;
        } else if (!Person.PASSWORD.equals(password)) {
            refusal = Aad.PASSWORD_WRONG;
        } else if (entra.grants.isDisabled(person.get().mail())) {
            refusal = Aad.DISABLED;
        }
        return Optional.ofNullable(refusal).map(aad -> {
            AadRefusal words = AadRefusal.of(aad, mail);
            return new AccountPages.Refusal(
                    PLAIN.getOrDefault(aad, words.words()),
                    words.description(
                            entra.kernel.clock.now(), UUID.randomUUID().toString()));
        });
    }

    private Reply logout(Exchange exchange) {
        entra.signIn.out(exchange.raw());
        Optional<String> back = exchange.query("post_logout_redirect_uri");
        Set<String> known = new LinkedHashSet<>();
        entra.apps.all().forEach(app -> known.addAll(app.redirectUris()));
        return back.filter(uri -> known.stream().anyMatch(one -> one.startsWith(origin(uri))))
                .map(uri -> Reply.empty(302).with("Location", uri))
                .orElseGet(() ->
                        page.show(200, "You signed out", "<p>It’s a good idea to close all browser windows.</p>"));
    }

    private static String origin(String uri) {
        int slash = uri.indexOf('/', "https://".length());
        return slash < 0 ? uri : uri.substring(0, slash + 1);
    }

    private Reply consent(Exchange exchange) {
        String state = exchange.query("state").orElse("");
        OAuth2Authorization waiting = entra.grants.findByToken(state, new OAuth2TokenType("state"));
        String user = entra.signIn.user(exchange.raw()).orElse("");
        if (waiting == null || !waiting.getPrincipalName().equals(user)) {
            return answers.page(AadRefusal.of(Aad.MALFORMED));
        }
        App app = entra.apps.find(waiting.getRegisteredClientId()).orElseThrow();
        OAuth2AuthorizationRequest asked = waiting.getAttribute(OAuth2AuthorizationRequest.class.getName());
        boolean administrator = entra.isAdmin(user);
        return entra.adminConsentRequired && !administrator
                ? approvalNeeded(app, user, state)
                : ask(app, user, state, asked, administrator);
    }

    private Reply ask(App app, String user, String state, OAuth2AuthorizationRequest asked, boolean administrator) {
        Set<String> scopes = asked.getScopes();
        StringBuilder fields = new StringBuilder(Page.hidden(Map.of("client_id", app.id(), "state", state)));
        scopes.forEach(scope -> fields.append(Page.hidden(Map.of("scope", scope))));
        String forAll = administrator
                ? "<label class=\"check\"><input type=\"checkbox\" name=\"for_all\" value=\"1\"><span>Consent on"
                        + " behalf of your organization. Nobody else will be asked.</span></label>"
                : "";
        return page.show(200, "Permissions requested", """
                <p class="who">%s · <a href="%s">use another account</a></p><p><b>%s</b> would like to:</p>%s
                <p class="small soft">Accepting means that you allow this app to use your data as described. \
                You can change these permissions later.</p>
                <form method="post" action="/%s/oauth2/v2.0/authorize" id="yes">%s%s</form>
                <form method="post" action="/consent" id="no">%s</form>
                <div class="row"><button class="button" form="no">Cancel</button>
                <button class="button main" form="yes">Accept</button></div>
                """.formatted(
                        Page.text(user),
                        Page.text(SignIn.asSomebodyElse(asked)),
                        Page.text(app.name()),
                        Page.asks(scopes.stream()
                                .filter(scope -> !scope.equals("openid"))
                                .map(EntraScopes::words)
                                .toList()),
                        World.TENANT,
                        fields,
                        forAll,
                        Page.hidden(Map.of("state", state))));
    }

    private Reply approvalNeeded(App app, String user, String state) {
        String text = AadRefusal.of(Aad.ADMIN_NEEDED)
                .description(entra.kernel.clock.now(), UUID.randomUUID().toString());
        return page.show(200, "Need admin approval", """
                <p class="who">%s</p><p><b>%s</b> needs permission to access resources in your organization that only \
                an admin can grant. Please ask an admin to grant permission to this app before you can use it.</p>
                <p class="small soft">%s</p>
                <form method="post" action="/consent">%s<div class="row">\
                <button class="button main">Return to the application without granting consent</button></div></form>
                """.formatted(
                        Page.text(user),
                        Page.text(app.name()),
                        Page.text(text),
                        Page.hidden(Map.of("state", state, "admin", "1"))));
    }

    private Reply declined(Exchange exchange) {
        HttpServletRequest request = exchange.raw();
        String state = String.valueOf(request.getParameter("state"));
        OAuth2Authorization waiting = entra.grants.findByToken(state, new OAuth2TokenType("state"));
        if (waiting == null) {
            return answers.page(AadRefusal.of(Aad.MALFORMED));
        }
        entra.grants.remove(waiting);
        OAuth2AuthorizationRequest asked = waiting.getAttribute(OAuth2AuthorizationRequest.class.getName());
        Aad aad = request.getParameter("admin") == null ? Aad.CONSENT_DECLINED : Aad.ADMIN_NEEDED;
        return Reply.empty(302)
                .with("Location", answers.back(asked.getRedirectUri(), AadRefusal.of(aad), "cancel", asked.getState()));
    }
}
