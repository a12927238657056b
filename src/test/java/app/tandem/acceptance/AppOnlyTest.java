package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.SandboxPostgres;
import app.tandem.sandbox.browser.Browsers;
import app.tandem.sandbox.login.TestKey;
import app.tandem.sandbox.world.Person;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator grants for everybody; a colleague who never signed in anywhere has mail saved (admin A-98 … ). */
class AppOnlyTest {

    private static final int PEOPLE = 9;

    @Test
    void mailOfAColleagueWhoNeverSignedInIsSaved(@TempDir Path files) throws Exception {
        try (Stage stage = Stage.without(PEOPLE, SandboxPostgres.empty())) {
            Person admin = stage.person(0);
            Person colleague = stage.people().stream()
                    .filter(one -> one.orgId().equals(admin.orgId()) && !one.equals(admin))
                    .findFirst()
                    .orElseThrow();
            TestKey key = TestKey.make("Tandem");
            stage.sandbox.salesforceLogin().registerCertificate("tandem", key.certificate());
            stage.sandbox.salesforceLogin().preauthorize("tandem", true);
            stage.start(Map.of(
                    "tandem.admins",
                    admin.mail(),
                    "tandem.salesforce.jwt-key-file",
                    key.keyFile(files).toString()));
            activate(stage, admin, colleague);
            stage.untilQuiet();

            String contact = stage.org(colleague)
                    .query("SELECT Email FROM Contact WHERE Email != null AND AccountId != null LIMIT 1")
                    .getFirst()
                    .path("Email")
                    .asString();
            String id = stage.deliver(
                    colleague,
                    "inbox",
                    null,
                    Wire.utf8("From: <" + contact + ">\r\nTo: <" + colleague.mail()
                            + ">\r\nSubject: Nobody signed in\r\nMessage-ID: <app-only@customer.example>\r\n"
                            + "Date: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\nHello\r\n"));
            stage.mailboxes().mark(colleague.mail(), java.util.List.of(id));
            Wire.until(
                    "the task",
                    Stage.PATIENCE,
                    () -> stage.why(colleague, id).path("state").asString().equals("saved"));
            stage.untilQuiet();
            assertThat(stage.org(colleague).query("SELECT OwnerId FROM Task WHERE Subject LIKE '%Nobody signed in%'"))
                    .singleElement()
                    .satisfies(task ->
                            assertThat(task.path("OwnerId").asString()).isEqualTo(colleague.salesforceUserId()));
        }
    }

    private static void activate(Stage stage, Person admin, Person colleague) {
        stage.sandbox.connect(admin);
        try (BrowserContext browser = Browsers.chromium().newContext()) {
            Page page = browser.newPage();
            page.navigate(stage.sandbox.tandemUrl() + "/connect");
            button(page, "Connect Salesforce").click();
            signIn(page, admin);
            page.waitForURL(url -> url.startsWith(stage.sandbox.tandemUrl()));
            page.navigate(stage.sandbox.tandemUrl() + "/admin");
            button(page, "Grant mailbox access").click();
            signIn(page, admin);
            assertThat(page.locator("main")).containsText("Granted");
            page.navigate(stage.sandbox.tandemUrl() + "/admin");
            button(page, "Check and use it").click();
            assertThat(page.locator("main")).containsText("Check again");
            page.locator("textarea[name=people]").fill(colleague.mail());
            button(page, "Activate").click();
            assertThat(page.locator("h1"))
                    .hasText("Activation finished", new LocatorAssertions.HasTextOptions().setTimeout(60_000));
            assertThat(page.locator("main")).containsText("1 of 1 done");
        }
    }

    /** Whatever of account, password and consent is asked for. */
    private static void signIn(Page page, Person person) {
        Locator account =
                page.locator("button[name=username]").filter(new Locator.FilterOptions().setHasText(person.mail()));
        Locator name = page.locator("#username");
        Locator password = page.locator("input[type=password]");
        assertThat(account.or(name).or(password).first()).isVisible();
        if (account.count() > 0) {
            account.click();
        } else if (name.count() > 0) {
            name.fill(person.mail());
        }
        assertThat(password).isVisible();
        password.fill(Person.PASSWORD);
        password.press("Enter");
        Locator consent = page.locator("main button.main, form button.main")
                .filter(new Locator.FilterOptions().setHasText(java.util.regex.Pattern.compile("Accept|Allow")));
        assertThat(password).hasCount(0);
        page.waitForLoadState();
        if (consent.count() > 0) {
            consent.click();
        }
    }
}
