package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Handler;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.world.Person;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** The pages that a person sees on the way through the Salesforce login, and the calls Spring does not serve. */
final class SalesforcePages {

    private final SalesforceState salesforce;
    private final Page page;
    private final AccountPages accounts;
    private final Identity identity;
    private final Handler rest;

    SalesforcePages(SalesforceState salesforce, Page page, Handler rest) {
        this.salesforce = salesforce;
        this.page = page;
        this.accounts = new AccountPages(page, salesforce.signIn, "Log In", "Username", this::check);
        this.identity = new Identity(salesforce);
        this.rest = rest;
    }

    /** Login paths are served here, everything else by the org. */
    Reply handle(Exchange exchange) throws Exception {
        String path = exchange.rawPath();
        if (path.startsWith("/id/")) {
            return identity.url(exchange);
        }
        return switch (path) {
            case "/login" -> login(exchange);
            case "/login/approve" -> exchange.method().equals("POST") ? denied(exchange) : approve(exchange);
            case "/secur/logout.jsp" -> logout(exchange);
            case "/services/oauth2/revoke" -> revoke(exchange);
            case "/services/oauth2/userinfo" -> identity.userInfo(exchange);
            default -> rest.handle(exchange);
        };
    }

    private Reply login(Exchange exchange) {
        String flow = exchange.raw().getParameter("flow");
        return salesforce.signIn.waits(exchange.raw(), flow)
                ? accounts.handle(exchange, flow, salesforce.world().people())
                : page.show(
                        400,
                        "Start again",
                        "<p>This login has ended. Go back to the application and log in from there.</p>");
    }

    private Optional<AccountPages.Refusal> check(String name, String password) {
        Optional<Person> person = salesforce.person(name);
        boolean good = person.isPresent()
                && Person.PASSWORD.equals(password)
                && !salesforce.grants.isDisabled(person.get().mail());
        return good
                ? Optional.empty()
                : Optional.of(new AccountPages.Refusal(
                        "Please check your username and password. If you still can't log in, contact your"
                                + " Salesforce administrator.",
                        ""));
    }

    private Reply logout(Exchange exchange) {
        salesforce.signIn.out(exchange.raw());
        return page.show(200, "You are logged out", "<p>Close this window, or go back to the application.</p>");
    }

    private Reply approve(Exchange exchange) {
        String state = exchange.query("state").orElse("");
        OAuth2Authorization waiting = salesforce.grants.findByToken(state, new OAuth2TokenType("state"));
        String user = salesforce.signIn.user(exchange.raw()).orElse("");
        if (waiting == null || !waiting.getPrincipalName().equals(user)) {
            return page.show(400, "Start again", "<p>This login has ended. Go back to the application.</p>");
        }
        App app = salesforce.apps.find(waiting.getRegisteredClientId()).orElseThrow();
        OAuth2AuthorizationRequest asked = waiting.getAttribute(OAuth2AuthorizationRequest.class.getName());
        Person person = salesforce.actor(user);
        return page.show(200, "Allow access?", question(app, person, asked, state));
    }

    private String question(App app, Person person, OAuth2AuthorizationRequest asked, String state) {
        Set<String> scopes = asked.getScopes();
        StringBuilder fields = new StringBuilder(Page.hidden(Map.of("client_id", app.id(), "state", state)));
        scopes.forEach(scope -> fields.append(Page.hidden(Map.of("scope", scope))));
        return """
                <p><b>%s</b> is asking to:</p>%s
                <p class="small soft">Do you want to allow access for <b>%s</b> (%s)? \
                <a href="%s">Not you?</a></p>
                <form method="post" action="/services/oauth2/authorize" id="yes">%s</form>
                <form method="post" action="/login/approve" id="no">%s</form>
                <div class="row"><button class="button" form="no">Deny</button>
                <button class="button main" form="yes">Allow</button></div>
                """.formatted(
                        Page.text(app.name()),
                        Page.asks(scopes.stream()
                                .map(SalesforceState.SCOPES::get)
                                .collect(Collectors.toCollection(java.util.LinkedHashSet::new))),
                        Page.text(person.mail()),
                        Page.text(salesforce.world().org(person.orgId()).name),
                        Page.text(SignIn.asSomebodyElse(asked)),
                        fields,
                        Page.hidden(Map.of("state", state)));
    }

    private Reply denied(Exchange exchange) {
        String state = String.valueOf(exchange.raw().getParameter("state"));
        OAuth2Authorization waiting = salesforce.grants.findByToken(state, new OAuth2TokenType("state"));
        if (waiting == null) {
            return page.show(400, "Start again", "<p>This login has ended. Go back to the application.</p>");
        }
        salesforce.grants.remove(waiting);
        OAuth2AuthorizationRequest asked = waiting.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return Reply.empty(302)
                .with(
                        "Location",
                        SalesforceErrors.back(
                                asked.getRedirectUri(),
                                SalesforceErrors.worded("access_denied", "end-user denied authorization"),
                                asked.getState()));
    }

    /** Anybody who has a token may revoke it; no client has to show who it is. */
    private Reply revoke(Exchange exchange) {
        String token = exchange.raw().getParameter("token");
        return token != null && salesforce.grants.revokeValue(token)
                ? Reply.empty(200)
                : SalesforceErrors.json(400, "invalid_token", "invalid token");
    }
}
