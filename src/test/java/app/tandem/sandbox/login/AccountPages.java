package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.world.Person;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Picking an account and giving its password; works without scripts. */
final class AccountPages {

    /** More would be a page nobody reads; the others type their name. */
    private static final int OFFERED = 24;

    /** What the person reads, and what a help desk wants to know. */
    record Refusal(String message, String detail) {
        private static final Refusal NONE = new Refusal("", "");
    }

    /** Why somebody may not sign in; empty when they may. */
    interface Check {
        Optional<Refusal> refusal(String name, String password);
    }

    private final Page page;
    private final SignIn signIn;
    private final String title;
    private final String nameLabel;
    private final Check check;

    AccountPages(Page page, SignIn signIn, String title, String nameLabel, Check check) {
        this.page = page;
        this.signIn = signIn;
        this.title = title;
        this.nameLabel = nameLabel;
        this.check = check;
    }

    /** The page that is due: picker, password, or on to where the browser wanted to go. */
    Reply handle(Exchange exchange, String flow, List<Person> people) {
        HttpServletRequest request = exchange.raw();
        String name = request.getParameter("username");
        if (exchange.method().equals("POST")) {
            return submit(request, flow, name == null ? "" : name.strip(), people);
        }
        if (request.getParameter("other") != null) {
            return form(flow, "", false, Refusal.NONE);
        }
        String hint = name != null || request.getParameter("pick") != null
                ? name
                : signIn.wanted(request, flow, "login_hint");
        return hint == null || hint.isBlank() ? picker(flow, people) : form(flow, hint, true, Refusal.NONE);
    }

    private Reply submit(HttpServletRequest request, String flow, String name, List<Person> people) {
        String password = request.getParameter("password");
        Optional<Refusal> refusal = check.refusal(name, password == null ? "" : password);
        if (refusal.isPresent()) {
            boolean known = people.stream().anyMatch(person -> person.mail().equalsIgnoreCase(name));
            return form(flow, name, known, refusal.get());
        }
        String resume = signIn.resume(request, flow);
        String mail = people.stream()
                .filter(person -> person.mail().equalsIgnoreCase(name)
                        || person.aliases().stream().anyMatch(alias -> alias.equalsIgnoreCase(name)))
                .findFirst()
                .map(Person::mail)
                .orElse(name);
        signIn.in(request, mail);
        return Reply.empty(302).with("Location", resume);
    }

    private Reply picker(String flow, List<Person> people) {
        StringBuilder list = new StringBuilder();
        for (Person person : people.subList(0, Math.min(OFFERED, people.size()))) {
            list.append("""
                    <li><button name="username" value="%s"><i class="face" aria-hidden="true">\
                    %s</i><span>%s<small>%s</small></span></button></li>
                    """.formatted(
                            Page.text(person.mail()),
                            Page.text(initials(person)),
                            Page.text(person.displayName()),
                            Page.text(person.mail())));
        }
        return page.show(200, title, """
                <p class="soft">Pick an account</p><form method="get" action=""><input type="hidden" name="flow" \
                value="%s"><ul class="people">%s<li><button name="other" value="1"><i class="face" aria-hidden="true" \
               >+</i><span>Use another account</span></button></li></ul></form>
                """.formatted(Page.text(flow), list));
    }

    /** @param fixed whether the name was picked and only the password is asked */
    private Reply form(String flow, String name, boolean fixed, Refusal refusal) {
        String who = fixed
                ? "<p class=\"who\">%s</p>".formatted(Page.text(name)) + Page.hidden(Map.of("username", name))
                : """
                <label for="username">%s</label><input type="text" id="username" name="username" value="%s" \
                autocomplete="username" autocapitalize="none" spellcheck="false" required %s>
                """.formatted(nameLabel, Page.text(name), name.isEmpty() ? "autofocus" : "");
        String invalid = refusal.message().isEmpty() ? "" : "aria-invalid=\"true\" aria-describedby=\"bad\"";
        return page.show(200, title, """
                %s<form method="post" action="?flow=%s">%s<label for="password">Password</label>\
                <input type="password" id="password" name="password" autocomplete="current-password" required %s %s>\
                <div class="row"><a class="button" href="?flow=%s&amp;pick=1">Back</a>\
                <button class="button main">%s</button></div></form>
                """.formatted(
                        Page.bad(refusal.message(), refusal.detail()),
                        Urls.encode(flow),
                        who,
                        invalid,
                        name.isEmpty() ? "" : "autofocus",
                        Urls.encode(flow),
                        title));
    }

    private static @Nullable String first(String name) {
        return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
    }

    private static String initials(Person person) {
        return first(person.firstName()) + first(person.lastName());
    }
}
