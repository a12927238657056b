package app.tandem.connect;

import app.tandem.sandbox.login.Visitor;
import app.tandem.sandbox.login.Visitor.Stop;
import app.tandem.sandbox.world.Person;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Somebody with a browser at Tandem's pages and both sign-ins. */
public final class PageVisitor {

    final Visitor at;
    private final Outside outside;

    public PageVisitor(Outside outside) {
        this.outside = outside;
        this.at = outside.browser();
    }

    Stop open(String path) {
        return at.open(outside.home + path);
    }

    /** Goes through both sign-ins. */
    public Stop connectBoth(Person person) {
        connectSalesforce(person);
        return connectMailbox(person);
    }

    Stop connectSalesforce(Person person) {
        return agree(logInAtSalesforce(person), "Allow");
    }

    Stop connectMailbox(Person person) {
        return agree(logInAtMicrosoft(person), "Accept");
    }

    /** The page of this problem has the one button. */
    Stop logInAtSalesforce(Person person) {
        return logIn(at.press(open(Problem.OTHER_PERSON.path()), "Connect Salesforce", Map.of()), person);
    }

    Stop logInAtMicrosoft(Person person) {
        return logIn(at.press(open(Problem.WRONG_MAILBOX.path()), "Connect mailbox", Map.of()), person);
    }

    /** Goes back from the suggested account and picks another one. */
    Stop pickAnotherAtMicrosoft(Person person) {
        outside.entra.reset(outside.world);
        Stop suggested = at.press(open(Problem.WRONG_MAILBOX.path()), "Connect mailbox", Map.of());
        String back = suggested.page().select("a.button").attr("href");
        return agree(
                logIn(
                        at.open(URI.create(suggested.url())
                                .resolve(URI.create(suggested.url()).getRawPath() + back)
                                .toString()),
                        person),
                "Accept");
    }

    Stop agree(Stop stop, String yes) {
        return stop.page().select("button:contains(" + yes + ")").isEmpty() ? stop : at.press(stop, yes, Map.of());
    }

    private Stop logIn(Stop start, Person person) {
        Stop stop = start;
        if (stop.page().selectFirst("input[type=password]") == null
                && stop.page().selectFirst("ul.people") != null) {
            stop = at.press(stop, "Use another account", Map.of());
        }
        if (stop.page().selectFirst("input[type=password]") == null) {
            return stop;
        }
        Map<String, String> values = new LinkedHashMap<>();
        if (stop.page().getElementById("username") != null) {
            values.put("username", person.mail());
        }
        values.put("password", Person.PASSWORD);
        return at.press(stop, stop.page().select("button.main").text(), values);
    }
}
