package app.tandem.connect;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.Browsers;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The pages in a real browser: at 320 and 1280 px, light and dark, without sideways scrolling, readable to axe. */
class PagesLookTest {

    private static final List<String> OPEN =
            List.of("/connect", Problem.ADMIN_CONSENT.path(), Problem.MAILBOX_TAKEN.path());
    private static final List<String> OWN = List.of("/connect", "/connect/done", "/status", "/admin");

    @Test
    void everyPageFitsAndIsReadableAtEveryWidthAndScheme() {
        try (Outside outside = new Outside();
                ConfigurableApplicationContext node = outside.node(
                        Map.of("tandem.admins", outside.world.people().get(0).mail()))) {
            Browser browser = Browsers.chromium();
            for (int width : new int[] {320, 1280}) {
                for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                    BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                            .setViewportSize(width, 900)
                            .setColorScheme(scheme));
                    Page page = context.newPage();
                    look(outside, page, OPEN, "out-" + width + "-" + scheme);
                    signIn(outside, page);
                    look(outside, page, OWN, "in-" + width + "-" + scheme);
                    context.close();
                }
            }
        }
    }

    private static void signIn(Outside outside, Page page) {
        String mail = outside.world.people().get(0).mail();
        page.navigate(outside.home + "/connect");
        page.click("button:has-text('Connect Salesforce')");
        log(page, mail, "Allow");
        page.waitForURL("**/connect");
        if (page.locator("button:has-text('Connect mailbox')").count() > 0) {
            page.click("button:has-text('Connect mailbox')");
            log(page, mail, "Accept");
            page.waitForURL("**/connect/done");
        }
    }

    private static void log(Page page, String mail, String yes) {
        page.click("ul.people button:has-text('" + mail + "')");
        page.fill("#password", "sandbox");
        page.click("button.main");
        if (page.locator("button:has-text('" + yes + "')").count() > 0) {
            page.click("button:has-text('" + yes + "')");
        }
    }

    private static void look(Outside outside, Page page, List<String> paths, String name) {
        for (String path : paths) {
            page.navigate(outside.home + path);
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .as("%s does not scroll sideways at %s", path, name)
                    .isTrue();
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .as("%s at %s", path, name)
                    .isEmpty();
            String pictures = System.getProperty("tandem.pictures", "");
            if (!pictures.isEmpty()) {
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(pictures, name + path.replace('/', '_') + ".png")));
            }
        }
    }
}
