package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.Sandbox;
import app.tandem.sandbox.SandboxOptions;
import app.tandem.sandbox.SandboxPostgres;
import app.tandem.sandbox.browser.Browsers;
import app.tandem.sandbox.control.TandemOverHttp;
import app.tandem.sandbox.inside.SandboxedTandem;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The four steps of the start page in a real browser: both sign-ins, a dragged mail, the task with its file, the
 * category, the mail back in its folder. Pictures of every stop lie in {@code target/screenshots}.
 */
class StrangerTest {

    private static final String ANNA = "anna.keller@contoso.example";
    private static final String SUBJECT = "Drawings for the spring order";

    private static Sandbox sandbox;
    private static ConfigurableApplicationContext tandem;

    private int pictures;

    @BeforeAll
    static void start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        sandbox = Sandbox.start(SandboxOptions.free().with(1, 3));
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
    void aStrangerConnectsDragsAMailAndFindsTheTask() {
        deliver();
        try (BrowserContext browser = Browsers.chromium()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 800)
                        .setColorScheme(ColorScheme.LIGHT))) {
            connect(browser.newPage());
            long dragged = drag(browser.newPage());
            Page org = findTask(browser.newPage());
            System.out.printf("from the drag to the task on the Salesforce page: %d ms%n", now() - dragged);
            lookAtTask(org);
        }
    }

    private void connect(Page page) {
        page.navigate(sandbox.tandemUrl() + "/connect");
        look(page, "connect");
        button(page, "Connect Salesforce").click();
        signIn(page, "salesforce");
        page.waitForURL(url -> url.startsWith(sandbox.tandemUrl()));
        look(page, "salesforce connected");
        page.locator("main button.main")
                .filter(with("mailbox|Microsoft|Outlook"))
                .click();
        signIn(page, "microsoft");
        page.waitForURL(url -> url.startsWith(sandbox.tandemUrl()));
        assertThat(page.locator("main")).containsText("Salesforce Emails");
        look(page, "connected");
    }

    private void signIn(Page page, String whose) {
        Locator account = page.locator("button[name=username]").filter(new Locator.FilterOptions().setHasText(ANNA));
        Locator password = page.locator("input[type=password]");
        assertThat(account.or(page.locator("#username")).or(password).first()).isVisible();
        if (account.count() > 0) {
            look(page, whose + " account");
            account.click();
        } else if (page.locator("#username").count() > 0) {
            page.locator("#username").fill(ANNA);
        }
        assertThat(password).isVisible();
        password.fill("sandbox");
        look(page, whose + " password");
        password.press("Enter");
        Locator consent = page.locator("main button.main, form button.main").filter(with("Accept|Allow"));
        assertThat(consent).isVisible();
        look(page, whose + " consent");
        consent.click();
    }

    private long drag(Page page) {
        page.navigate(sandbox.outlookUrl() + "/mail/" + ANNA.replace("@", "%40") + "/");
        Locator folder = page.getByRole(AriaRole.TREEITEM).filter(with("Salesforce Emails"));
        assertThat(folder).isVisible();
        Locator mail = page.getByRole(AriaRole.OPTION).filter(new Locator.FilterOptions().setHasText(SUBJECT));
        mail.click();
        look(page, "mailbox before");
        long dragged = now();
        mail.dragTo(folder);
        assertThat(mail).hasCount(0);
        assertThat(mail).isVisible();
        assertThat(mail.locator(".chip")
                        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^Salesforce$"))))
                .isVisible();
        System.out.printf("from the drag to the mail back in the inbox with its category: %d ms%n", now() - dragged);
        mail.click();
        look(page, "mailbox after");
        return dragged;
    }

    private Page findTask(Page page) {
        page.navigate(
                sandbox.salesforceUrl() + "/org/" + anna().orgId() + "/list/Task?owner=" + anna().salesforceUserId());
        assertThat(page.getByRole(AriaRole.LINK).filter(with(SUBJECT)).first()).isVisible();
        look(page, "tasks in salesforce");
        return page;
    }

    private void lookAtTask(Page page) {
        page.getByRole(AriaRole.LINK).filter(with(SUBJECT)).first().click();
        assertThat(page.locator("main")).containsText("Completed");
        assertThat(page.locator("main")).containsText("drawings.pdf");
        look(page, "task in salesforce");
    }

    private void deliver() {
        String sender = String.valueOf(sandbox.salesforce().all(anna().orgId(), "Contact").stream()
                .map(contact -> contact.get("Email"))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseThrow());
        String mime = """
                From: A customer <%s>
                To: %s
                Subject: %s
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <drawings@customer.example>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=part

                --part
                Content-Type: text/html; charset=utf-8

                <p>Hello Anna,</p><p>here are the drawings we spoke of.</p>
                --part
                Content-Type: application/pdf; name=drawings.pdf
                Content-Disposition: attachment; filename=drawings.pdf

                %%PDF-1.4 drawings
                --part--
                """.formatted(sender, ANNA, SUBJECT).replace("\n", "\r\n");
        sandbox.deliver(anna(), "inbox", sandbox.kernel().clock.now(), mime.getBytes(StandardCharsets.UTF_8));
    }

    private static app.tandem.sandbox.world.Person anna() {
        return sandbox.world().person(ANNA).orElseThrow();
    }

    private static Locator.FilterOptions with(String pattern) {
        return new Locator.FilterOptions().setHasText(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
    }

    /** Keeps a picture, and holds the page against the accessibility rules. */
    private void look(Page page, String what) {
        Browsers.still(page.mainFrame());
        String name = "%02d %s.png".formatted(++pictures, what).replace(' ', '-');
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots", name)));
        // A mail's frame runs no scripts, so axe cannot answer from inside it.
        assertThat(new AxeBuilder(page)
                        .setLegacyMode(true)
                        .exclude("iframe")
                        .analyze()
                        .getViolations())
                .as("accessibility of " + what + " at " + page.url())
                .isEmpty();
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
