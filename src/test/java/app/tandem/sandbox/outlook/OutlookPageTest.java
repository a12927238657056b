package app.tandem.sandbox.outlook;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.Browsers;
import app.tandem.sandbox.world.Person;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutlookPageTest extends OutlookPages {

    @Test
    void theStartPageListsEverybodyWithTheirDoors() {
        Page page = open(1280, ColorScheme.LIGHT);
        page.navigate(sandbox.outlookUrl());
        for (Person person : sandbox.world().people()) {
            assertThat(page.getByRole(AriaRole.LINK, named("Open mailbox of " + person.displayName())))
                    .isVisible();
            assertThat(page.getByRole(AriaRole.LINK, named("Connect of " + person.displayName())))
                    .hasAttribute("href", Pattern.compile(sandbox.tandemUrl() + "/.*"));
            assertThat(page.getByRole(AriaRole.LINK, named("Open Salesforce of " + person.displayName())))
                    .hasAttribute("href", Pattern.compile(sandbox.salesforceUrl() + "/.*"));
        }
    }

    @Test
    void foldersShowCountsAndTheInboxShowsItsMails() {
        Page page = mailbox(person(0));
        assertThat(page.getByRole(AriaRole.TREEITEM)).not().hasCount(0);
        assertThat(page.locator("#list-count")).hasText(Pattern.compile("\\d+ messages"));
        assertThat(page.locator(".message").first()).isVisible();
    }

    @Test
    void newMailArrivesByItselfAndStandsOut() {
        Page page = mailbox(person(0));
        deliver(person(0), "It arrived", "text/plain", "Hello");
        Locator fresh = option(page, "It arrived");
        assertThat(fresh).isVisible();
        assertThat(fresh).hasClass(Pattern.compile(".*unread.*fresh.*"));
    }

    @Test
    void aMailIsDraggedToAFolder() {
        deliver(person(0), "Drag me", "text/plain", "Hello");
        Page page = mailbox(person(0));
        option(page, "Drag me").dragTo(folder(page, "Archive"));
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Moved to Archive");
        assertThat(option(page, "Drag me")).hasCount(0);
        folder(page, "Archive").click();
        assertThat(option(page, "Drag me")).isVisible();
    }

    @Test
    void aMailIsMovedCategorisedAndDeletedWithTheKeyboardAlone() {
        deliver(person(1), "By keyboard", "text/plain", "Hello");
        Page page = mailbox(person(1));
        String role = "";
        for (int presses = 0; presses < 20 && !role.equals("option"); presses++) {
            page.keyboard().press("Tab");
            role = String.valueOf(page.evaluate("document.activeElement.getAttribute('role')"));
        }
        assertThat(role).as("the list is reached with the Tab key").isEqualTo("option");
        option(page, "By keyboard").focus();
        page.keyboard().press("c");
        page.keyboard().press("Enter");
        assertThat(option(page, "By keyboard").locator(".chip")).hasCount(1);
        page.keyboard().press("v");
        page.keyboard().type("archi");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Moved to Archive");
        folder(page, "Archive").focus();
        page.keyboard().press("Enter");
        option(page, "By keyboard").focus();
        page.keyboard().press("Delete");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Moved to Deleted Items");
    }

    @Test
    void aCategoryIsShownInItsColourAndTakenAway() {
        deliver(person(1), "Colourful", "text/plain", "Hello");
        Page page = mailbox(person(1));
        option(page, "Colourful").click();
        page.getByRole(AriaRole.BUTTON, button("Categorize")).click();
        page.getByRole(AriaRole.MENUITEMCHECKBOX).first().click();
        Locator chip = page.locator("#reading .chip");
        assertThat(chip).hasCount(1);
        assertThat(chip.evaluate("c => getComputedStyle(c).backgroundColor")).isNotEqualTo("rgba(0, 0, 0, 0)");
        chip.getByRole(AriaRole.BUTTON).click();
        assertThat(chip).hasCount(0);
        assertThat(option(page, "Colourful").locator(".chip")).hasCount(0);
    }

    @Test
    void aMailShowsItsOwnPicturesButRunsNothingAndFetchesNothing() throws Exception {
        Queue<String> fetched = new ConcurrentLinkedQueue<>();
        HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            fetched.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        stranger.start();
        try {
            String foreign = "http://localhost:" + stranger.getAddress().getPort();
            showDangerous(foreign);
            // What was asked for before has arrived once this has.
            open(1280, ColorScheme.LIGHT).navigate(foreign + "/afterwards");
            assertThat(fetched).allMatch(path -> path.equals("/afterwards") || path.equals("/favicon.ico"));
            assertThat(fetched).contains("/afterwards");
        } finally {
            stranger.stop(0);
        }
    }

    private void showDangerous(String foreign) {
        String html = "<p>Look <img src=\"cid:pic\" id=\"own\"></p><script>top.document.title='owned'</script>"
                + "<img src=\"" + foreign + "/pixel.gif\"><img src=x onerror=\"top.document.title='owned'\">"
                + "<style>@import url(" + foreign + "/style.css);</style>"
                + "<form action=\"/\"><button>Send</button></form><iframe src=\"" + foreign + "/frame\"></iframe>";
        String picture =
                "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC";
        sandbox.deliver(
                person(2),
                "inbox",
                sandbox.kernel().clock.now(),
                ("From: x@y.example\r\nSubject: Dangerous\r\nMIME-Version: 1.0\r\n"
                                + "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
                                + html
                                + "\r\n--b\r\nContent-Type: image/png\r\nContent-ID: <pic>\r\nContent-Disposition: inline; filename=p.png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                                + picture + "\r\n--b--\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        Page page = open(1280, ColorScheme.LIGHT);
        page.navigate(sandbox.outlookUrl() + "/mail/" + person(2).mail() + "/");
        option(page, "Dangerous").click();
        Locator own = page.frameLocator(".mail-frame").locator("#own");
        assertThat(own).hasAttribute("src", Pattern.compile("data:image/png;base64,.+"));
        assertThat(page.locator(".note")).containsText("not shown");
        assertThat(page.locator("#list-title")).hasText("Inbox");
        assertThat(page.title()).doesNotContain("owned");
    }

    @Test
    void anAttachmentIsDownloadedByteForByte() throws Exception {
        byte[] content = {0, 1, 2, (byte) 0xff, '\n', '\r', 0x7f};
        sandbox.deliver(
                person(2),
                "inbox",
                sandbox.kernel().clock.now(),
                ("From: x@y.example\r\nSubject: With a file\r\nMIME-Version: 1.0\r\n"
                                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\nContent-Type: application/octet-stream; name=data.bin\r\n"
                                + "Content-Disposition: attachment; filename=data.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                                + Base64.getEncoder().encodeToString(content) + "\r\n--b--\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        Page page = mailbox(person(2));
        option(page, "With a file").click();
        Download download = page.waitForDownload(() -> page.locator(".file").click());
        assertThat(download.suggestedFilename()).isEqualTo("data.bin");
        try (InputStream in = download.createReadStream()) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void searchFindsWhatAMailSays() {
        deliver(person(0), "Needle", "text/plain", "the quokka crossed the road");
        Page page = mailbox(person(0));
        page.getByRole(AriaRole.SEARCHBOX).fill("quokka");
        page.keyboard().press("Enter");
        assertThat(page.locator("#list-count")).hasText("1 found");
        assertThat(option(page, "Needle")).isVisible();
    }

    @Test
    void everyMailOfTheWorldOpens() {
        Page page = mailbox(person(0));
        List<String> failures = new ArrayList<>();
        page.onPageError(failures::add);
        int count = page.locator(".message").count();
        for (int i = 0; i < count; i++) {
            page.locator(".message").nth(i).click();
            assertThat(page.locator("#reading .body > :last-child")).isVisible();
        }
        assertThat(count).isGreaterThan(15);
        assertThat(failures).isEmpty();
    }

    @Test
    void somebodyElsesPageCannotChangeTheMailbox() {
        Page page = open(1280, ColorScheme.LIGHT);
        page.navigate(sandbox.controlUrl() + "/clock");
        Object status = page.evaluate(
                "url => fetch(url, {method: 'POST', body: '{}'}).then(a => a.status, () => 'refused')",
                sandbox.outlookUrl() + "/mail/" + person(0).mail() + "/graph/v1.0/$batch");
        assertThat(status).isEqualTo("refused");
        assertThat(sandbox.kernel().calls.since(0))
                .noneMatch(call -> call.facts().method().equals("POST")
                        && call.facts().path().equals("/$batch")
                        && call.facts().bytesIn() == 2);
    }

    @ParameterizedTest
    @CsvSource({"1280,LIGHT", "1280,DARK", "400,LIGHT", "400,DARK"})
    void thePagesAreAccessibleAndFitTheWindow(int width, ColorScheme scheme) {
        Page page = open(width, scheme);
        page.navigate(sandbox.outlookUrl());
        check(page, width);
        page.navigate(sandbox.outlookUrl() + "/mail/" + person(0).mail() + "/");
        page.locator(".message").first().waitFor();
        check(page, width);
        page.locator(".message").nth(2).click();
        page.locator("#reading .body > *").first().waitFor();
        check(page, width);
        page.getByRole(AriaRole.BUTTON, button("Move to")).click();
        page.getByRole(AriaRole.MENU).waitFor();
        check(page, width);
    }

    private static void check(Page page, int width) {
        Browsers.still(page.mainFrame());
        List<Rule> violations = new AxeBuilder(page)
                .setLegacyMode(true)
                .exclude("iframe")
                .analyze()
                .getViolations();
        assertThat(violations)
                .as(() -> violations.stream()
                        .map(rule -> rule.getId() + ": "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList()
                        .toString())
                .isEmpty();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
    }

    private Page mailbox(Person person) {
        Page page = open(1280, ColorScheme.LIGHT);
        page.navigate(sandbox.outlookUrl() + "/mail/" + person.mail() + "/");
        page.locator(".message").first().waitFor();
        return page;
    }

    private static void deliver(Person person, String subject, String type, String text) {
        sandbox.deliver(
                person,
                "inbox",
                sandbox.kernel().clock.now(),
                ("From: Pat <pat@outside.example>\r\nTo: " + person.mail() + "\r\nSubject: " + subject
                                + "\r\nMIME-Version: 1.0\r\nContent-Type: " + type + "\r\n\r\n" + text + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static Locator option(Page page, String subject) {
        return page.locator(".message").filter(new Locator.FilterOptions().setHasText(subject));
    }

    private static Locator folder(Page page, String name) {
        return page.locator(".folder").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
