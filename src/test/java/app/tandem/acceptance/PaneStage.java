package app.tandem.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import app.tandem.sandbox.Sandbox;
import app.tandem.sandbox.SandboxOptions;
import app.tandem.sandbox.SandboxPostgres;
import app.tandem.sandbox.browser.OutlookHost;
import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.control.TandemOverHttp;
import app.tandem.sandbox.inside.SandboxedTandem;
import app.tandem.sandbox.inside.SlowOutside;
import app.tandem.sandbox.world.Person;
import app.tandem.settings.Switches;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Session;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Outlook with Tandem's pane in it, and what a person does there. Real office.js, two sites, cookies as in production. */
final class PaneStage implements AutoCloseable {

    /** Milliseconds; machines that build are slower than people's. */
    private static final double PATIENCE = 30_000;

    final Sandbox sandbox;
    final OutlookHost host;
    private final ConfigurableApplicationContext tandem;
    private final Map<String, Org> orgs = new LinkedHashMap<>();

    /** A world of so many people, nobody connected. */
    PaneStage(int people) {
        sandbox = Sandbox.start(SandboxOptions.free().with(1, people).inOutlook());
        Map<String, String> settings = new LinkedHashMap<>(sandbox.tandemProperties(SandboxPostgres.empty()));
        settings.put("logging.level.root", "WARN");
        tandem = SandboxedTandem.start(settings);
        sandbox.beside(new TandemOverHttp(sandbox.tandemUrl(), sandbox.insideSecret()));
        host = OutlookHost.start(sandbox);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    @Override
    public void close() {
        host.close();
        tandem.close();
        sandbox.close();
    }

    Person person(int number) {
        return sandbox.world().people().get(number);
    }

    /** Connects both sides of a person, as they would; the company's add-in is deployed with the first one. */
    void connect(Person person) {
        sandbox.connect(person);
        untilQuiet();
    }

    void untilQuiet() {
        Wire.until(
                "quiet",
                Stage.PATIENCE,
                () -> Wire.send("GET", sandbox.controlUrl() + "/tandem/quiet", null)
                                .status()
                        == 200);
    }

    /** Delivers a mail into the person's inbox. */
    void deliver(Person person, String mime) {
        sandbox.deliver(
                person,
                "inbox",
                sandbox.kernel().clock.now(),
                mime.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A part of Tandem, for what happens without a person at the pane. */
    <T> T tandem(Class<T> part) {
        return tandem.getBean(part);
    }

    /** Ends every session on the server, as time does. */
    void endSessions() {
        TomcatWebServer server = (TomcatWebServer) ((WebServerApplicationContext) tandem).getWebServer();
        for (Container part : server.getTomcat().getHost().findChildren()) {
            for (Session session : ((Context) part).getManager().findSessions()) {
                session.expire();
            }
        }
    }

    /** How slow the outside is for the pane. */
    SlowOutside outside() {
        return tandem.getBean(SlowOutside.class);
    }

    /** The switches of this installation. */
    Switches switches() {
        return tandem.getBean(Switches.class);
    }

    /** A contact of the person's org that has a mail address. */
    Map<String, Object> contact(Person person) {
        return sandbox.salesforce().all(person.orgId(), "Contact").stream()
                .filter(contact -> contact.get("Email") != null && contact.get("AccountId") != null)
                .findFirst()
                .orElseThrow();
    }

    /** What the org holds, as its administrator sees it. */
    List<JsonNode> query(Person person, String soql) {
        return org(person).query(soql);
    }

    /** The person's org, as its administrator uses it. */
    Org org(Person person) {
        Person admin = sandbox.world().people().stream()
                .filter(one -> one.orgId().equals(person.orgId()) && one.role().equals("admin"))
                .findFirst()
                .orElseThrow();
        return orgs.computeIfAbsent(person.orgId(), id -> new Org(sandbox.salesforceUrl(), admin.mail()));
    }

    /** The person's mailbox with the message open and the pane beside it, signed in. */
    OutlookWindow open(Person person, String subject, Browser.NewContextOptions options) {
        OutlookWindow outlook = host.open(person, options);
        outlook.nestedSignIn(OutlookWindow.NestedSignIn.UNSUPPORTED)
                .select(subject)
                .press("Open Tandem");
        signIn(outlook, person);
        return outlook;
    }

    OutlookWindow open(Person person, String subject) {
        return open(person, subject, new Browser.NewContextOptions());
    }

    /** Signs in through the window that the pane opens; for somebody connected already it closes by itself. */
    void signIn(OutlookWindow outlook, Person person) {
        Page window = outlook.dialog(() -> outlook.pane()
                .getByRole(AriaRole.BUTTON)
                .filter(new Locator.FilterOptions().setHasText("Sign in with Salesforce"))
                .click());
        Locator begin = window.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Connect Salesforce"));
        Locator account =
                window.locator("button[name=username]").filter(new Locator.FilterOptions().setHasText(person.mail()));
        Locator password = window.locator("input[type=password]");
        Locator name = window.locator("#username");
        begin.or(account).or(password).or(name).first().waitFor();
        if (begin.isVisible()) {
            begin.click();
            account.or(password).or(name).first().waitFor();
        }
        if (account.isVisible()) {
            account.click();
        } else if (name.isVisible()) {
            name.fill(person.mail());
        }
        password.fill("sandbox");
        window.waitForClose(() -> password.press("Enter"));
        assertThat(outlook.pane().locator(".home")).isVisible();
    }
}
