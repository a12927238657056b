package app.tandem.sandbox.control;

import app.tandem.sandbox.kernel.Certificates;
import app.tandem.sandbox.kernel.Sites;
import app.tandem.sandbox.login.Visitor;
import app.tandem.sandbox.login.Visitor.Stop;
import app.tandem.sandbox.world.Person;
import java.net.http.HttpClient;
import java.util.Map;
import org.jsoup.nodes.Element;

/** Connects a person as the person would: Tandem's page, the sign-in at Salesforce, the sign-in at Microsoft. */
public final class SignIns {

    private static final String SALESFORCE = "/connect/salesforce";
    private static final String MAILBOX = "/connect/mailbox";
    private final String tandem;
    private final Sites sites;
    private final Certificates certificates;

    /** For the Tandem there; whose https is that of the sandbox's certificates. */
    public SignIns(Sites sites, Certificates certificates) {
        this.sites = sites;
        this.certificates = certificates;
        this.tandem = sites.secure(sites.named());
    }

    /** Goes all the way; a page that says something is wrong ends it with what it says. */
    public void connect(Person person) {
        Visitor visitor =
                new Visitor("http", sites::secure, HttpClient.newBuilder().sslContext(certificates.trusting()));
        Stop stop = visitor.open(tandem + "/connect");
        if (form(stop, SALESFORCE) != null) {
            stop = signIn(visitor, press(visitor, stop, SALESFORCE), person);
        }
        if (form(stop, MAILBOX) != null) {
            stop = signIn(visitor, press(visitor, stop, MAILBOX), person);
        }
        if (stop.status() != 200 || !stop.url().startsWith(tandem) || stop.url().contains("/problem/")) {
            throw ControlError.conflict("the sign-in of " + person.mail() + " ended at "
                    + stop.url().replaceAll("\\?.*", "") + " (" + stop.status() + "): "
                    + stop.page().select("main").text());
        }
    }

    /** Somebody who is known already comes straight back. */
    private Stop signIn(Visitor visitor, Stop at, Person person) {
        return at.url().startsWith(tandem) ? at : visitor.signIn(at.url(), person.mail());
    }

    private static Stop press(Visitor visitor, Stop at, String action) {
        Element button = at.page().selectFirst("form[action$=" + action + "] button");
        if (button == null) {
            throw ControlError.conflict("Tandem's page at " + at.url() + " has no button for " + action);
        }
        return visitor.press(at, button.text(), Map.of());
    }

    private static Element form(Stop at, String action) {
        return at.page().selectFirst("form[action$=" + action + "]");
    }
}
