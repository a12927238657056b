package app.tandem.sandbox.outlook;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.Sandbox;
import app.tandem.sandbox.SandboxOptions;
import app.tandem.sandbox.SandboxPostgres;
import app.tandem.sandbox.browser.OutlookHost;
import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.control.TandemOverHttp;
import app.tandem.sandbox.inside.SandboxedTandem;
import app.tandem.sandbox.world.Person;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Tandem's own add-in in the sandbox's Outlook: deployed by its manifest, framed on a site of its own. */
class TandemInOutlookTest {

    /** The first pane of a fresh JVM takes its time. */
    private static final double FIRST_START = 30_000;

    private static Sandbox sandbox;
    private static ConfigurableApplicationContext tandem;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.free().with(1, 3).inOutlook());
        Map<String, String> settings = new HashMap<>(sandbox.tandemProperties(SandboxPostgres.empty()));
        settings.put("logging.level.root", "WARN");
        tandem = SandboxedTandem.start(settings);
        sandbox.beside(new TandemOverHttp(sandbox.tandemUrl(), sandbox.insideSecret()));
    }

    @AfterAll
    static void stop() {
        tandem.close();
        sandbox.close();
    }

    @Test
    void thePaneOpensFromTheRibbonThatTheManifestDescribesAndKeepsItsSignIn() {
        Person anna = sandbox.world().people().getFirst();
        sandbox.connect(anna);
        try (OutlookHost host = OutlookHost.start(sandbox);
                OutlookWindow outlook = host.open(anna)) {
            outlook.page().locator(".message").first().click();
            outlook.press("Open Tandem");
            Locator signIn = outlook.pane().getByText(Pattern.compile("Sign in"));
            assertThat(signIn.first()).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(FIRST_START));
            Page dialog = outlook.dialog(() -> outlook.pane()
                    .getByRole(AriaRole.BUTTON)
                    .filter(new Locator.FilterOptions().setHasText("Sign in with Salesforce"))
                    .click());
            dialog.getByRole(AriaRole.BUTTON)
                    .filter(new Locator.FilterOptions().setHasText("Salesforce"))
                    .first()
                    .click();
            dialog.locator("button[name=username]")
                    .filter(new Locator.FilterOptions().setHasText(anna.mail()))
                    .click();
            dialog.locator("input[type=password]").fill("sandbox");
            dialog.waitForClose(() -> dialog.locator("input[type=password]").press("Enter"));
            assertThat(signIn).hasCount(0);
            outlook.closePane().press("Open Tandem");
            assertThat(outlook.pane().locator("main")).isVisible();
            assertThat(signIn).hasCount(0);
            assertThat(outlook.page().context().cookies(OutlookHost.TANDEM))
                    .anySatisfy(cookie -> assertThat(cookie.partitionKey).isEqualTo("https://office.com"));
            assertThat(outlook.problems()).isEmpty();
        }
    }
}
