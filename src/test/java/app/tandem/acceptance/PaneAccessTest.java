package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.Absences;
import app.tandem.account.Accounts;
import app.tandem.account.Actor;
import app.tandem.account.User;
import app.tandem.account.Users;
import app.tandem.sandbox.browser.OutlookHost;
import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Getting in, staying in, and what the pane and the ribbon say when something is not connected (pane section 2). */
class PaneAccessTest extends AnnasPane {

    private static final String COOKIE = "__Host-tandem";

    /** What the pane's site keeps in the browser; nothing where the browser keeps nothing. */
    private static final String KEPT = """
            () => {
              try {
                return JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
              } catch {
                return "";
              }
            }
            """;

    private static Person ben;
    private static String known;

    @BeforeAll
    static void start() {
        ben = stage.person(1);
        stage.connect(ben);
        known = String.valueOf(stage.contact(anna).get("Email"));
    }

    /** Office-notes 7; pane U-51. */
    @Test
    void outlooksWordIsEnoughOnceThePersonAgreed() {
        deliver(anna, "By word", known);
        deliver(anna, "By word again", "stranger@nowhere.example");
        try (OutlookWindow outlook = stage.host.open(anna).select("By word again")) {
            FrameLocator pane = outlook.pane();
            outlook.nestedSignIn(OutlookWindow.NestedSignIn.CANCEL).press("Open Tandem");
            Locator microsoft = button(pane.locator("main"), "Continue with Microsoft");
            microsoft.click();
            assertThat(pane.locator(".sign-in [role=alert]")).containsText("cancelled");
            outlook.nestedSignIn(OutlookWindow.NestedSignIn.CONSENT);
            microsoft.click();
            button(outlook.question(), "Accept").click();
            assertThat(pane.locator(".home")).isVisible();
            assertThat(outlook.paneFrame().evaluate(KEPT)).asString().doesNotContain("msal", "token");

            outlook.page().context().clearCookies();
            outlook.closePane().press("Open Tandem");
            assertThat(pane.locator(".home")).isVisible();

            outlook.pin();
            endTheSession(outlook);
            outlook.message("By word").click();
            assertThat(pane.locator(".home")).isVisible();
        }
    }

    /** Pane U-167, U-66. */
    @Test
    void quickSaveSavesWithoutAPaneAndSaysSo() {
        deliver(anna, "Quickly saved", known);
        try (OutlookWindow outlook = stage.open(anna, "Quickly saved")) {
            outlook.closePane().press("Quick Save to Salesforce");
            assertThat(outlook.notices()).containsText("Saved, linked with");
            outlook.page().waitForCondition(() -> outlook.completed().size() == 1);
            assertThat(stage.query(anna, "SELECT Id FROM Task WHERE Subject LIKE '%Quickly saved%'"))
                    .isNotEmpty();
        }
    }

    /** Pane U-167: without related records nothing is queued. */
    @Test
    void quickSaveAsksForARecordFirst() {
        deliver(anna, "Nobody knows them", "stranger@nowhere.example");
        try (OutlookWindow outlook = stage.open(anna, "Nobody knows them")) {
            outlook.closePane().press("Quick Save to Salesforce");
            assertThat(outlook.notices()).containsText("create a record first");
            outlook.page().waitForCondition(() -> outlook.completed().size() == 1);
        }
    }

    /** Pane U-32: signing out holds, also for a command that could ask Outlook. */
    @Test
    void quickSaveDoesNotUndoSigningOut() {
        deliver(anna, "After signing out", known);
        try (OutlookWindow outlook = stage.open(anna, "After signing out")) {
            FrameLocator pane = outlook.pane();
            button(pane.locator("header"), "Menu").click();
            button(pane.locator("main"), "Sign out").click();
            assertThat(button(pane.locator("main"), "Sign in with Salesforce")).isVisible();
            outlook.closePane().nestedSignIn(OutlookWindow.NestedSignIn.CONSENT).press("Quick Save to Salesforce");
            assertThat(outlook.notices()).containsText("sign in there");
            outlook.press("Open Tandem");
            assertThat(button(pane.locator("main"), "Sign in with Salesforce")).isVisible();
        }
        assertThat(stage.query(anna, "SELECT Id FROM Task WHERE Subject LIKE '%After signing out%'"))
                .isEmpty();
    }

    /** Admin: an open pane shows at once that it is over, what to do, and the way back where there is one. */
    @Test
    void anOpenPaneEndsWithTheAccountsSwitch() {
        deliver(ben, "Switched off", known);
        User user = stage.tandem(Users.class)
                .byMailbox(World.TENANT_ID, ben.entraId())
                .getFirst();
        try (OutlookWindow outlook = stage.open(ben, "Switched off")) {
            FrameLocator pane = outlook.pane();
            stage.tandem(Accounts.class).disable(user.tenant(), user.id(), Actor.admin(user.id()));
            assertThat(pane.locator("[data-connection=SWITCHED_OFF]"))
                    .containsText("Your administrator " + user.connectedCrm().userName() + " switched");
            assertThat(pane.locator(".home")).hasCount(0);
            stage.tandem(Accounts.class).enable(user.tenant(), user.id(), Actor.SYSTEM);
            assertThat(pane.locator(".home")).isVisible();

            stage.tandem(Absences.class).retire(user.tenant(), user.id(), "UNUSED");
            assertThat(pane.locator("[data-connection=RETIRED]")).containsText("month");
            button(pane.locator("main"), "Switch on again").click();
            assertThat(pane.locator(".home")).isVisible();
        }
    }

    /** Pane U-2: every command ends, and says what to do. */
    @Test
    void quickSaveSaysWhereToSignIn() {
        deliver(anna, "Signed out", known);
        try (OutlookWindow outlook = stage.host.open(anna).select("Signed out")) {
            outlook.nestedSignIn(OutlookWindow.NestedSignIn.UNSUPPORTED).press("Quick Save to Salesforce");
            assertThat(outlook.notices()).containsText("sign in there");
            outlook.page().waitForCondition(() -> outlook.completed().size() == 1);
        }
    }

    /** Pane U-33, U-35: the pane follows the switch, wherever it was thrown. */
    @Test
    void aPauseIsSaidAtOnceAndEndsWithAClick() {
        deliver(anna, "While paused", known);
        try (OutlookWindow outlook = stage.open(anna, "While paused")) {
            FrameLocator pane = outlook.pane();
            stage.sandbox.tandem().pause(anna.mail());
            assertThat(pane.locator("[data-connection=PAUSED]")).isVisible();
            button(pane.locator(".notice"), "Resume").click();
            assertThat(pane.locator("[data-connection]")).hasCount(0);
            button(pane.locator("header"), "Menu").click();
            button(pane.locator("main"), "Sync").click();
            assertThat(pane.locator(".sync dl")).containsText("Last session");
            button(pane.locator(".sync"), "Pause").click();
            assertThat(pane.locator("[data-connection=PAUSED]")).isVisible();
            button(pane.locator(".notice"), "Resume").click();
            assertThat(pane.locator("[data-connection]")).hasCount(0);
        }
    }

    /** Pane U-27: only Salesforce is asked for, and the item stays. */
    @Test
    void salesforceIsConnectedAgainWithTheSameItemOpen() {
        deliver(ben, "Before it", "before@nowhere.example");
        deliver(ben, "Kept open", "stranger@nowhere.example");
        try (OutlookWindow outlook = stage.open(ben, "Before it")) {
            FrameLocator pane = outlook.pane();
            outlook.closePane().select("Kept open");
            stage.sandbox.revokeSalesforce(ben);
            outlook.press("Open Tandem");
            assertThat(pane.locator("[data-connection=CRM_LOST]")).isVisible();
            Page window = outlook.dialog(
                    () -> button(pane.locator("main"), "Reconnect").click());
            button(window.locator("main"), "Connect Salesforce again").click();
            Locator allow = window.getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions().setHasText("Allow"));
            window.waitForClose(() -> allow.first().click());
            assertThat(pane.locator(".suggestions")).containsText("stranger@nowhere.example");
        }
    }

    /** Pane section 2, Offline. */
    @Test
    void beingOfflineIsSaidAndUnsaidByItself() {
        deliver(anna, "Off the line", known);
        try (OutlookWindow outlook = stage.open(anna, "Off the line")) {
            Locator said = outlook.pane().locator(".offline");
            assertThat(said).isHidden();
            outlook.page().context().setOffline(true);
            assertThat(said).isVisible();
            outlook.page().context().setOffline(false);
            assertThat(said).isHidden();
        }
    }

    /** Several requests that fail at once leave the browser's side waiting for one that nobody sends again. */
    @Test
    void aPaneThatBelievesItselfLostBeginsAnewOnceTheServerAnswers() {
        deliver(anna, "Believed lost", known);
        try (OutlookWindow outlook = stage.open(anna, "Believed lost")) {
            Locator said = outlook.pane().locator(".offline");
            outlook.paneFrame().evaluate("() => { Vaadin.connectionState.state = 'reconnecting'; }");
            assertThat(said).isVisible();
            assertThat(said).isHidden();
            assertThat(outlook.pane().locator(".home")).isVisible();
            button(outlook.pane().locator("header"), "Create").click();
            outlook.pane().locator(".types [data-object=Contact]").click();
            Locator name = outlook.pane().locator(".field[data-field=LastName] input");
            name.fill("Typed before");
            outlook.paneFrame().evaluate("() => { Vaadin.connectionState.state = 'reconnecting'; }");
            assertThat(said).isVisible();
            assertThat(said).isHidden();
            assertThat(name).hasValue("Typed before");
        }
    }

    /** The browser has a cookie of a session that the server has forgotten. */
    private static void endTheSession(OutlookWindow outlook) {
        Cookie kept = outlook.page().context().cookies(OutlookHost.TANDEM).stream()
                .filter(cookie -> cookie.name.equals(COOKIE))
                .findFirst()
                .orElseThrow();
        kept.value = "0".repeat(32);
        outlook.page().context().addCookies(List.of(kept));
    }

    private static void deliver(Person person, String subject, String from) {
        stage.deliver(person, """
                From: Somebody <%s>
                To: %s
                Subject: %s
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <%s@access.example>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                Hello.
                """.formatted(from, person.mail(), subject, subject.replace(' ', '-')));
    }
}
