package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.press;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.world.Person;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the pane's frame keeps while screens come and go: typed text, the place somebody was at, what went wrong. */
class PaneFrameTest extends AnnasPane {

    private static Person ben;

    @BeforeAll
    static void start() {
        ben = stage.person(1);
        stage.connect(ben);
    }

    /** Pane U-27, U-51, U-56: Salesforce ends the grant while somebody types; after the new sign-in they go on where they were. */
    @Test
    void typedTextOutlivesALostGrant() {
        try (OutlookWindow outlook = mail(ben, "While typing")) {
            FrameLocator pane = outlook.pane();
            openContact(pane);
            pane.locator(".field[data-field=Title] .icon-button").click();
            Locator title = pane.locator(".field[data-field=Title] input");
            title.fill("Kept over a sign-in");
            stage.sandbox.revokeSalesforce(ben);
            press(pane.locator("header"), "Save changes");
            assertThat(pane.locator("main [data-connection=CRM_LOST]")).isVisible();
            assertThat(header(pane, "Back")).hasCount(0);
            Page window = outlook.dialog(() -> press(pane.locator("main"), "Reconnect"));
            press(window.locator("main"), "Connect Salesforce again");
            Locator allow = window.getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions().setHasText("Allow"));
            window.waitForClose(() -> allow.first().click());
            assertThat(title).hasValue("Kept over a sign-in");
            press(pane.locator("header"), "Save changes");
            assertThat(pane.locator(".toast.success")).isVisible();
        }
        assertThat(stage.query(ben, "SELECT Id FROM Contact WHERE Title = 'Kept over a sign-in'"))
                .hasSize(1);
    }

    /** Pane U-46: Back comes to the same place, and to what was pressed there. */
    @Test
    void backComesToTheSamePlace() {
        try (OutlookWindow outlook = mail(anna, "Far below")) {
            outlook.page().setViewportSize(1200, 420);
            FrameLocator pane = outlook.pane();
            openContact(pane);
            Locator content = pane.locator(".content");
            content.evaluate("content => content.scrollTop = 150");
            Locator task = pane.locator(".actions button").first();
            task.evaluate("button => button.focus({ preventScroll: true })");
            task.press("Enter");
            assertThat(pane.locator("header h1")).hasText("New task");
            assertThat((Integer) content.evaluate("content => content.scrollTop"))
                    .isZero();
            press(pane.locator("header"), "Cancel");
            assertThat(task).isFocused();
            assertThat((Integer) content.evaluate("content => content.scrollTop"))
                    .isEqualTo(150);
        }
    }

    /** Pane U-41: notices take no click that is not meant for them. */
    @Test
    void noticesDoNotSwallowClicks() {
        try (OutlookWindow outlook = mail(anna, "Under a notice")) {
            FrameLocator pane = outlook.pane();
            openContact(pane);
            pane.locator(".field[data-field=Title] .icon-button").click();
            pane.locator(".field[data-field=Title] input").fill("Under a notice");
            press(pane.locator("header"), "Save changes");
            assertThat(pane.locator(".toast.success")).isVisible();
            Object hit = pane.locator(".toasts").evaluate("""
                    toasts => {
                      const box = toasts.getBoundingClientRect();
                      toasts.style.paddingTop = '40px';
                      const taller = toasts.getBoundingClientRect();
                      return !toasts.contains(document.elementFromPoint(taller.left + taller.width / 2, taller.top + 10));
                    }
                    """);
            assertThat(hit).isEqualTo(true);
            assertThat(pane.locator(".toast")).hasCount(0);
        }
    }

    /** Pane U-35, U-37, U-429: everything that is not about the item; Refresh reads it anew. */
    @Test
    void theMenuLeadsToHelpFactsAndAFreshLook() {
        try (OutlookWindow outlook = mail(anna, "With a menu")) {
            FrameLocator pane = outlook.pane();
            Locator title = pane.locator("[data-object=Contact] .name").first();
            assertThat(title).isVisible();
            String name = title.textContent();
            press(pane.locator("header"), "Menu");
            assertThat(pane.locator(".menu .who")).containsText(anna.mail());
            press(pane.locator("main"), "Help");
            pane.locator(".help summary").first().click();
            assertThat(pane.locator(".help details").first()).containsText("shows their records");
            press(pane.locator("header"), "Back");
            press(pane.locator("main"), "About Tandem, report a problem");
            assertThat(pane.locator(".about")).containsText("Version");
            assertThat(pane.locator(".about")).not().containsText("With a menu");
            press(pane.locator("header"), "Back");

            String id = String.valueOf(stage.contact(anna).get("Id"));
            stage.org(anna).change("Contact", id, Map.of("LastName", "Renamed-Meanwhile"));
            press(pane.locator("main"), "Refresh");
            assertThat(title).containsText("Renamed-Meanwhile");
            assertThat(title).not().hasText(name);

            press(pane.locator("header"), "Menu");
            press(pane.locator("main"), "Sign out");
            assertThat(pane.locator(".sign-in")).isVisible();
            press(pane.locator("header"), "Menu");
            assertThat(pane.locator(".menu button")).hasText(new String[] {"Help", "About Tandem, report a problem"});
        }
    }

    private static OutlookWindow mail(Person person, String subject) {
        stage.deliver(person, """
                From: Somebody <%s>
                To: %s
                Subject: %s
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <%s@frame.example>

                Hello.
                """.formatted(
                        stage.contact(person).get("Email"), person.mail(), subject, subject.replace(' ', '-')));
        return stage.open(person, subject);
    }

    private static void openContact(FrameLocator pane) {
        pane.locator("[data-object=Contact] .face").first().click();
        pane.locator(".field").first().waitFor();
    }

    private static Locator header(FrameLocator pane, String name) {
        return pane.locator("header")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
