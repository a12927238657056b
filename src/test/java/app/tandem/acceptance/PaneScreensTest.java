package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static app.tandem.acceptance.Hands.open;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.browser.OutlookWindow.Theme;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ForcedColors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every screen of the pane in Outlook, 320 px wide: a picture of it in {@code target/screens} with an index page, nothing
 * wider than the pane (pane U-47), and nothing that axe objects to (pane U-421 … U-424).
 */
class PaneScreensTest extends AnnasPane {

    private static final Path FOLDER = Path.of("target/screens");
    private static final List<String> PICTURES = new ArrayList<>();

    private static final String WITH_FILE = """
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=part

            --part

            Hello.
            --part
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="Offer for the second half of the year.pdf"

            content
            --part--
            """;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(FOLDER);
    }

    @AfterAll
    static void stop() throws IOException {
        StringBuilder index = new StringBuilder("<!doctype html><meta charset=utf-8><title>Screens</title>"
                + "<style>body{font:14px system-ui;background:#888;display:flex;flex-wrap:wrap;gap:16px}"
                + "figure{margin:0}img{display:block}</style>");
        PICTURES.forEach(name ->
                index.append("<figure><figcaption>%1$s</figcaption><img src=\"%1$s.png\"></figure>".formatted(name)));
        Files.writeString(FOLDER.resolve("index.html"), index);
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void everyScreenIsNarrowAndWithoutBarriers(Theme theme) {
        Map<String, Object> contact = stage.contact(anna);
        String known = "A friend, " + theme;
        String unknown = "A stranger, " + theme;
        stage.deliver(anna, mail(known, String.valueOf(contact.get("Email"))));
        stage.deliver(anna, mail(unknown, "first.stranger@unknown-company.example"));
        try (OutlookWindow outlook = stage.host.open(anna)) {
            outlook.theme(theme).select(known).press("Open Tandem");
            FrameLocator pane = outlook.pane();
            assertThat(pane.locator(".sign-in")).isVisible();
            look(outlook, theme, "sign in");
            stage.signIn(outlook, anna);
            outlook.pin();
            assertThat(pane.locator("[data-object=Contact] .card")).isVisible();
            assertThat(pane.locator(".status .state")).isVisible();
            look(outlook, theme, "home");
            Locator contacts = pane.locator("[data-object=Contact]").first();
            contacts.locator("h2 .unfold").click();
            contacts.locator(".card summary").first().click();
            assertThat(contacts.locator(".card-menu a").first()).isVisible();
            contacts.locator(".card .face").first().hover();
            look(outlook, theme, "what a card does");
            contacts.locator(".card summary").first().click();
            contacts.locator("h2 .unfold").click();
            pane.locator(".status summary").click();
            assertThat(pane.locator(".status .why")).isVisible();
            look(outlook, theme, "why");
            button(pane.locator(".status"), "Save").click();
            assertThat(pane.locator(".check-row").first()).isVisible();
            look(outlook, theme, "save");
            pane.locator(".file-row .icon-button").first().click();
            pane.locator(".rename input").fill("A friend writes");
            pane.locator(".wording textarea").fill("Good to know before the visit.");
            look(outlook, theme, "save worded");
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
            look(outlook, theme, "saved");
            button(pane.locator(".toast"), "Dismiss").click();
            pane.locator("[data-object=Contact] .face").first().click();
            assertThat(pane.locator("dl, .detail").first()).isVisible();
            look(outlook, theme, "record");
            button(pane.locator("header"), "Back").click();
            button(pane.locator("header"), "Search").click();
            pane.locator("input[type=search]").fill("nobody has this name");
            assertThat(pane.locator(".results .empty")).isVisible();
            look(outlook, theme, "nothing found");
            button(pane.locator("header"), "Back").click();
            button(pane.locator("header"), "Menu").click();
            assertThat(pane.locator(".menu")).isVisible();
            look(outlook, theme, "menu");
            button(pane.locator("main"), "Help").click();
            pane.locator(".help summary").first().click();
            look(outlook, theme, "help");
            button(pane.locator("header"), "Back").click();
            button(pane.locator("main"), "About Tandem, report a problem").click();
            look(outlook, theme, "about");
            button(pane.locator("header"), "Back").click();
            assertThat(pane.locator(".menu")).isVisible();
            button(pane.locator(".menu"), "Settings").click();
            assertThat(pane.locator(".setting").first()).isVisible();
            look(outlook, theme, "settings");
            pane.locator("[data-setting=S-12] input").fill("*@example.com");
            button(pane.locator("[data-setting=S-12]"), "Add").click();
            pane.locator("[data-setting=S-16] .check-row input").first().check();
            assertThat(button(pane.locator("header"), "Save")).isVisible();
            look(outlook, theme, "settings changed");
            button(pane.locator("header"), "Cancel").click();
            button(pane.locator(".question"), "Discard").click();
            button(pane.locator("header"), "Back").click();
            assertThat(pane.locator(".menu")).isVisible();
            button(pane.locator("header"), "Back").click();
            pane.locator("[data-object=Contact] .face").first().click();
            pane.locator(".field[data-field=Title] .icon-button").click();
            pane.locator(".field[data-field=Title] input").fill("Typed");
            outlook.select(unknown);
            assertThat(pane.locator(".outlived button").first()).isVisible();
            look(outlook, theme, "typed for another mail");
            button(pane.locator("header"), "Cancel").click();
            look(outlook, theme, "discard");
            button(pane.locator(".question"), "Discard").click();
            assertThat(pane.locator(".suggestions")).isVisible();
            look(outlook, theme, "unknown people");
            outlook.folder("Archive");
            assertThat(pane.locator("main .empty")).isVisible();
            look(outlook, theme, "nothing selected");
        }
    }

    /** Pane U-43, U-421: what is hard to see for some is as complete: strong contrast, the system's own colours, twice the size. */
    @ParameterizedTest
    @EnumSource(Look.class)
    void theMainScreensAreAsCompleteInEveryLook(Look look) {
        String known = "A friend, " + look;
        stage.deliver(anna, mail(known, String.valueOf(stage.contact(anna).get("Email")), WITH_FILE));
        Browser.NewContextOptions options = new Browser.NewContextOptions().setDeviceScaleFactor(look.scale);
        try (OutlookWindow outlook =
                stage.open(anna, known, look == Look.FORCED ? options.setForcedColors(ForcedColors.ACTIVE) : options)) {
            if (look == Look.CONTRAST) {
                outlook.theme(Theme.CONTRAST);
            }
            outlook.paneColumn()
                    .locator(".addin-slot")
                    .evaluate(
                            "(slot, width) => slot.parentElement.style.width = slot.style.width = width + 'px'",
                            look.width);
            FrameLocator pane = outlook.pane();
            assertThat(pane.locator("[data-object=Contact] .card")).isVisible();
            assertThat(pane.locator(".status .state")).isVisible();
            look(outlook, look, "home");
            button(pane.locator(".status"), "Save").click();
            assertThat(pane.locator(".check-row").first()).isVisible();
            look(outlook, look, "save");
            button(pane.locator("header"), "Cancel").click();
            open(pane, "Contact");
            pane.locator(".field[data-field=Title] .icon-button").click();
            pane.locator(".field[data-field=Title] input").fill("Typed");
            look(outlook, look, "record");
            button(pane.locator("header"), "Cancel").click();
            button(pane.locator(".question"), "Discard").click();
            button(pane.locator("header"), "Back").click();
            button(pane.locator("header"), "Menu").click();
            look(outlook, look, "menu");
            button(pane.locator(".menu"), "Settings").click();
            assertThat(pane.locator(".setting").first()).isVisible();
            look(outlook, look, "settings");
        }
    }

    /** How the pane may have to look; at twice the size half as much fits, where the pane is made as wide as it was. */
    private enum Look {
        CONTRAST(320, 1),
        FORCED(320, 1),
        TWICE(160, 2);

        private final int width;
        private final double scale;

        Look(int width, double scale) {
            this.width = width;
            this.scale = scale;
        }
    }

    private static void look(OutlookWindow outlook, Look look, String what) {
        look(outlook, what + " " + look.name().toLowerCase(java.util.Locale.ROOT), look.width);
    }

    private static void look(OutlookWindow outlook, Theme theme, String what) {
        look(outlook, what + " " + theme.name().toLowerCase(java.util.Locale.ROOT), 320);
    }

    private static void look(OutlookWindow outlook, String what, int width) {
        String name = "%02d %s".formatted(PICTURES.size() + 1, what);
        PICTURES.add(name);
        outlook.paneColumn().screenshot(new Locator.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
        Frame pane = outlook.paneFrame();
        assertThat((Integer) pane.evaluate("document.documentElement.scrollWidth"))
                .as(name)
                .isLessThanOrEqualTo(width);
        assertThat(Axe.objections(pane)).as(name).isEmpty();
    }

    private static String mail(String subject, String from) {
        return mail(subject, from, "\nHello.\n");
    }

    /**
     * @param rest what follows the usual headers
     */
    private static String mail(String subject, String from, String rest) {
        return """
                From: Somebody with a name <%s>
                To: %s
                Subject: %s
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <%s@screens.example>
                %s""".formatted(from, anna.mail(), subject, subject.replaceAll("\\W+", "-"), rest);
    }
}
