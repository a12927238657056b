package app.tandem.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.Browsers;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The administrator's page in a real browser: fits, is readable to axe, copies the address and hands out the file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddinPageTest {

    private ManifestNode node;
    private String path;

    @BeforeAll
    void starts() {
        node = new ManifestNode("http://localhost:8080", "");
        path = "/manifest/" + node.tenant().value();
    }

    @AfterAll
    void stops() {
        node.close();
    }

    @Test
    void itFitsAndIsReadableAtEveryWidthAndScheme() {
        for (int width : new int[] {320, 1280}) {
            for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                try (BrowserContext context = Browsers.chromium()
                        .newContext(new Browser.NewContextOptions()
                                .setViewportSize(width, 900)
                                .setColorScheme(scheme))) {
                    Page page = context.newPage();
                    page.navigate(node.home() + path);
                    String name = "addin-" + width + "-" + scheme;
                    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                            .as("%s does not scroll sideways", name)
                            .isTrue();
                    assertThat(new AxeBuilder(page).analyze().getViolations())
                            .as(name)
                            .isEmpty();
                    String pictures = System.getProperty("tandem.pictures", "");
                    if (!pictures.isEmpty()) {
                        page.screenshot(new Page.ScreenshotOptions()
                                .setFullPage(true)
                                .setPath(Path.of(pictures, name + ".png")));
                    }
                }
            }
        }
    }

    @Test
    void theButtonCopiesTheAddress() {
        try (BrowserContext context = Browsers.chromium()
                .newContext(
                        new Browser.NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")))) {
            Page page = context.newPage();
            page.navigate(node.home() + path);
            page.click("button:has-text('Copy the address')");
            page.waitForSelector("button:has-text('Copied')");
            assertThat(page.evaluate("navigator.clipboard.readText()"))
                    .isEqualTo("http://localhost:8080" + path + "/tandem.xml");
        }
    }

    @Test
    void theFileIsHandedOut() throws Exception {
        try (BrowserContext context = Browsers.chromium().newContext()) {
            Page page = context.newPage();
            page.route(
                    "http://localhost:8080/**",
                    route -> route.resume(new com.microsoft.playwright.Route.ResumeOptions()
                            .setUrl(route.request().url().replace("http://localhost:8080", node.home()))));
            page.navigate(node.home() + path);
            var download = page.waitForDownload(() -> page.click("a:has-text('Download the file')"));
            assertThat(download.suggestedFilename()).isEqualTo("tandem.xml");
            assertThat(Files.readString(download.path())).startsWith("<?xml").contains("<OfficeApp");
        }
    }
}
