package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.world.World;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** The address by which an administrator agrees to an application for the whole tenant. */
final class AdminConsent {

    private final EntraState entra;
    private final Page page;
    private final EntraAnswers answers;

    AdminConsent(EntraState entra, Page page, EntraAnswers answers) {
        this.entra = entra;
        this.page = page;
        this.answers = answers;
    }

    Reply handle(Exchange exchange) {
        HttpServletRequest request = exchange.raw();
        String client = request.getParameter("client_id");
        Optional<App> app = entra.apps.find(client);
        if (app.isEmpty()) {
            return answers.page(AadRefusal.of(Aad.APP_UNKNOWN, client));
        }
        String back = request.getParameter("redirect_uri");
        if (back == null || !app.get().redirectUris().contains(back)) {
            return answers.page(AadRefusal.of(Aad.REDIRECT_UNKNOWN, back));
        }
        Optional<String> user = entra.signIn.user(request);
        if (user.isEmpty() || askedAgain(exchange)) {
            entra.signIn.out(request);
            return toLogin(request);
        }
        if (!entra.isAdmin(user.get())) {
            return notAdmin(user.get(), request);
        }
        return exchange.method().equals("POST")
                ? answered(request, app.get(), back)
                : ask(request, app.get(), user.get());
    }

    private static boolean askedAgain(Exchange exchange) {
        return exchange.method().equals("POST")
                && exchange.raw().getParameter("again") != null
                && exchange.raw().getParameter("answer") == null;
    }

    private Reply toLogin(HttpServletRequest request) {
        return Reply.empty(302)
                .with("Location", "/" + EntraSecurity.tenant(request) + "/login?flow=" + entra.signIn.begin(request));
    }

    private Reply ask(HttpServletRequest request, App app, String user) {
        return page.show(200, "Permissions requested", """
                <p class="who">%s</p><p><b>%s</b> asks for your organization, Contoso. As an administrator you agree \
                for everybody.</p><h2>With a signed-in user</h2>%s<h2>By itself, for all mailboxes</h2>%s
                <form method="post" action="">%s<div class="row"><button class="button" name="answer" value="cancel">\
                Cancel</button><button class="button main" name="answer" value="accept">Accept</button></div></form>
                """.formatted(
                        Page.text(user),
                        Page.text(app.name()),
                        Page.asks(EntraScopes.PRODUCT.stream()
                                .filter(scope -> !EntraScopes.SESSION.contains(scope))
                                .map(EntraScopes::words)
                                .toList()),
                        Page.asks(new TreeSet<>(app.roles())
                                .stream().map(EntraScopes::roleWords).toList()),
                        Page.hidden(carried(request))));
    }

    private Reply notAdmin(String user, HttpServletRequest request) {
        String text = AadRefusal.of(Aad.ADMIN_NEEDED)
                .description(entra.kernel.clock.now(), UUID.randomUUID().toString());
        return page.show(200, "Need admin approval", """
                <p class="who">%s</p><p>Only an administrator can agree for the whole organization.</p>
                <p class="small soft">%s</p><form method="post" action="">%s<div class="row">\
                <button class="button main" name="again" value="1">Sign in with an admin account</button></div></form>
                """.formatted(
                        Page.text(user), Page.text(text), Page.hidden(carried(request))));
    }

    private Reply answered(HttpServletRequest request, App app, String back) {
        String state = request.getParameter("state");
        if (!"accept".equals(request.getParameter("answer"))) {
            String declined = answers.back(back, AadRefusal.of(Aad.CONSENT_DECLINED), "cancel", state);
            return Reply.empty(302).with("Location", declined + "&admin_consent=True");
        }
        entra.consents.forAll(app.id(), true);
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("admin_consent", "True");
        answer.put("tenant", World.TENANT_ID);
        answer.put(
                "scope", request.getParameter("scope") == null ? EntraScopes.DEFAULT : request.getParameter("scope"));
        if (state != null) {
            answer.put("state", state);
        }
        return Reply.empty(302).with("Location", Urls.with(back, answer));
    }

    private static Map<String, String> carried(HttpServletRequest request) {
        Map<String, String> carried = new LinkedHashMap<>();
        for (String name : new String[] {"client_id", "redirect_uri", "state", "scope"}) {
            if (request.getParameter(name) != null) {
                carried.put(name, request.getParameter(name));
            }
        }
        return carried;
    }
}
