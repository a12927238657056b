package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.create;
import static app.tandem.acceptance.Hands.edit;
import static app.tandem.acceptance.Hands.open;
import static app.tandem.acceptance.Hands.press;
import static app.tandem.acceptance.Hands.value;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** Pane U-51: what somebody typed is there again after the pane has gone, however it went. */
class PaneTypedTextTest extends AnnasPane {

    /** The pane is loaded again: the form is offered, goes on, and is saved as if nothing had been. */
    @Test
    void aFormOutlivesAReload() {
        try (OutlookWindow outlook = mail("Reloaded")) {
            FrameLocator pane = outlook.pane();
            typeContact(pane, "Typed-Before-Reload");
            outlook.paneFrame().evaluate("() => location.reload()");
            Locator offer = pane.locator(".left-behind");
            assertThat(offer).containsText("You had not finished this here: New Contact");
            press(offer, "Go on");
            assertThat(value(pane, "LastName")).hasValue("Typed-Before-Reload");
            press(pane.locator("header"), "Create");
            assertThat(pane.locator(".toast.success")).isVisible();
            assertThat(offer).hasCount(0);
        }
        assertThat(stage.query(anna, "SELECT Id FROM Contact WHERE LastName = 'Typed-Before-Reload'"))
                .hasSize(1);
    }

    /** The server forgot the session: whoever signs in again, and nobody else, is offered what was typed; the memo too. */
    @Test
    void aRecordsChangesOutliveTheSession() {
        try (OutlookWindow outlook = mail("Forgotten")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Contact");
            edit(pane, "Title").fill("Typed before the end");
            assertThat(pane.locator("header.form")).isVisible();
            press(pane.locator(".actions"), "Quick memo");
            pane.locator("textarea").fill("A memo half written");
            assertThat(pane.locator("header.form")).isVisible();
            settled(pane);
            stage.endSessions();
            Page window = outlook.dialog(() -> press(pane.locator("main"), "Sign in with Salesforce"));
            window.waitForClose(() -> press(window.locator("main"), "Connect Salesforce"));
            press(pane.locator(".left-behind"), "Go on");
            assertThat(pane.locator("textarea")).hasValue("A memo half written");
            press(pane.locator("header"), "Cancel");
            press(pane.locator(".question"), "Discard");
            assertThat(value(pane, "Title")).hasValue("Typed before the end");
        }
    }

    /** Outlook closes a pane that is not pinned when another mail is opened; what was typed waits at its own mail. */
    @Test
    void aFormWaitsAtItsOwnMail() {
        mail("Another mail").close();
        try (OutlookWindow outlook = mail("Left open")) {
            FrameLocator pane = outlook.pane();
            typeContact(pane, "Typed-And-Left");
            outlook.select("Another mail").press("Open Tandem");
            assertThat(pane.locator("[data-object=Contact] .card").first()).isVisible();
            assertThat(pane.locator(".left-behind")).hasCount(0);
            outlook.select("Left open").press("Open Tandem");
            press(pane.locator(".left-behind"), "Discard");
            assertThat(pane.locator(".left-behind")).hasCount(0);
            outlook.closePane().press("Open Tandem");
            assertThat(pane.locator("[data-object=Contact] .card").first()).isVisible();
            assertThat(pane.locator(".left-behind")).hasCount(0);
        }
    }

    private static void typeContact(FrameLocator pane, String name) {
        create(pane, "Contact");
        value(pane, "LastName").fill(name);
        settled(pane);
    }

    /** The server knows what is typed as soon as somebody stops: then leaving would ask. */
    private static void settled(FrameLocator pane) {
        press(pane.locator("header"), "Cancel");
        press(pane.locator(".question"), "Keep editing");
    }

    private static OutlookWindow mail(String subject) {
        stage.deliver(
                anna, """
                From: Somebody <%s>
                To: %s
                Subject: %s
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <%s@typed.example>

                Hello.
                """.formatted(stage.contact(anna).get("Email"), anna.mail(), subject, subject.replace(' ', '-')));
        return stage.open(anna, subject);
    }
}
