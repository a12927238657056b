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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Tandem's own add-in in the sandbox's Outlook: deployed by its manifest, framed on a site of its own. */
class TandemInOutlookTest {

    private static Sandbox sandbox;
    private static ConfigurableApplicationContext tandem;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.free().with(1, 3).inOutlook());
        Map<String, String> settings = new HashMap<>(sandbox.tandemProperties(SandboxPostgres.empty()));
        settings.put("logging.level.root", "INFO");
        settings.put("logging.level.org.springframework.security", "TRACE");
        tandem = SandboxedTandem.start(settings);
        sandbox.beside(new TandemOverHttp(sandbox.tandemUrl(), sandbox.insideSecret()));
    }

    @AfterAll
    static void stop() {
        tandem.close();
        sandbox.close();
    }

    @Test
    void thePaneOpensFromTheRibbonThatTheManifestDescribes() {
        Person anna = sandbox.world().people().getFirst();
        try {
            sandbox.connect(anna);
        } finally {
            sandbox.kernel()
                    .calls
                    .since(0)
                    .forEach(c -> System.out.println(
                            "CALL " + c.facts().service() + " " + c.facts().method() + " "
                                    + c.facts().path() + " " + c.facts().operation() + " " + c.status()));
        }
        try (OutlookHost host = OutlookHost.start(sandbox);
                OutlookWindow outlook = host.open(anna)) {
            outlook.page().locator(".message").first().click();
            outlook.page().locator(".addin").first().waitFor();
            System.out.println(outlook.page().locator(".addin").allInnerTexts());
            outlook.page().locator(".addin").first().click();
            assertThat(outlook.pane().locator("main")).isVisible();
            outlook.page()
                    .screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                            .setPath(java.nio.file.Path.of("/tmp/tandem-pane.png")));
            System.out.println(outlook.problems());
            System.out.println(outlook.pane().locator("body").innerText());
        }
    }
}
