package app.tandem.sandbox.outlook;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.sandbox.Sandbox;
import app.tandem.sandbox.SandboxOptions;
import app.tandem.sandbox.browser.OutlookHost;
import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.world.Person;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sandbox's Outlook as a host of the unmodified office.js, seen by a tiny add-in on a site of its own. */
class OutlookHostTest {

    private static Sandbox sandbox;
    private static SampleAddIn addIn;
    private static OutlookHost host;

    private OutlookWindow outlook;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.free().with(3, 3).withoutContent());
        addIn = new SampleAddIn();
        host = OutlookHost.start(sandbox, Map.of(SampleAddIn.HOST, addIn.port()));
        sandbox.outlook().addIns().deploy(SampleAddIn.manifest());
        deliver("First letter", "The first body");
        deliver("Second letter", "The second body");
    }

    @AfterAll
    static void stop() {
        host.close();
        addIn.close();
        sandbox.close();
    }

    @AfterEach
    void leave() {
        if (outlook != null) {
            outlook.close();
        }
    }

    @Test
    void thePaneStartsWithTheUnmodifiedLibraryAndKnowsTheItem() {
        paneOn("First letter");
        assertThat(outlook.pane().locator("#subject")).hasText("First letter");
        Object seen = outlook.paneFrame().evaluate("""
                async () => {
                  const { mailbox } = Office.context;
                  const { item } = mailbox;
                  return [mailbox.userProfile.emailAddress, item.from.emailAddress, item.internetMessageId, item.itemClass,
                    await call((done) => item.body.getAsync("text", done)).then((text) => text.trim()), typeof history.pushState].join("|");
                }
                """);
        assertThat(seen)
                .isEqualTo(person().mail() + "|pat@outside.example|<First-letter@outside.example>|IPM.Note|"
                        + "The first body|function");
    }

    @Test
    void idsOfExchangeAreThoseOfGraphInOtherLetters() {
        paneOn("First letter");
        Object subject = outlook.page()
                .evaluate(
                        "async id => (await (await fetch('graph/v1.0/me/messages/' + id + '?$select=subject')).json()).subject",
                        outlook.paneFrame()
                                .evaluate(
                                        "Office.context.mailbox.convertToRestId(Office.context.mailbox.item.itemId, 'v2.0')"));
        assertThat(subject).isEqualTo("First letter");
    }

    @Test
    void aPinnedPaneFollowsTheSelectionAndLearnsThatThereIsNone() {
        paneOn("First letter");
        outlook.pin().select("Second letter");
        assertThat(outlook.pane().locator("#subject")).hasText("Second letter");
        outlook.folder("Archive");
        assertThat(outlook.pane().locator("#subject")).hasText("nothing selected");
        outlook.folder("Inbox").select("First letter");
        assertThat(outlook.pane().locator("#subject")).hasText("First letter");
    }

    @Test
    void anUnpinnedPaneClosesWithItsMessage() {
        paneOn("First letter");
        assertThat(outlook.addInButton("Open sample")).hasAttribute("aria-pressed", "true");
        outlook.select("Second letter");
        assertThat(outlook.paneColumn()).isHidden();
        assertThat(outlook.addInButton("Open sample")).hasAttribute("aria-pressed", "false");
    }

    @Test
    void thePaneIsAsWideAsInOutlookOnTheWeb() {
        paneOn("First letter");
        assertThat(outlook.paneFrame().evaluate("innerWidth")).isEqualTo(320);
    }

    @Test
    void onlyThePartitionedCookieComesBackInThePane() {
        paneOn("First letter");
        Object sent = outlook.paneFrame().evaluate("() => fetch('/cookies').then(answer => answer.text())");
        assertThat(sent).isEqualTo("__Host-partitioned=1");
    }

    @Test
    void aDialogIsAWindowOfItsOwnThatTalksWithThePaneAndKnowsNothingOfItsCookies() {
        paneOn("First letter");
        Page dialog = outlook.dialog(() -> outlook.pane().locator("#dialog").click());
        assertThat(outlook.pane().locator("#said")).hasText("hello from the dialog");
        assertThat(dialog.locator("#heard")).hasText("heard");
        assertThat(dialog.evaluate("() => fetch('/cookies').then(answer => answer.text())"))
                .isEqualTo("");
        dialog.close();
        assertThat(outlook.pane().locator("#said")).hasText("closed 12006");
    }

    @Test
    void aCommandRunsWithoutAPaneAndLeavesANoteAboveTheMessage() {
        outlook = host.open(person()).select("First letter").press("Leave a note");
        assertThat(outlook.notices()).containsText("Noted: First letter");
        outlook.page().waitForFunction("() => outlook.completed.length === 1");
        assertThat(outlook.completed().getFirst()).containsEntry("call", "note").containsEntry("status", 0);
        outlook.select("Second letter").select("First letter");
        assertThat(outlook.notices()).hasCount(0);
    }

    @Test
    void thePaneFollowsOutlooksTheme() {
        paneOn("First letter");
        assertThat(outlook.pane().locator("#theme")).hasText("#ffffff");
        outlook.theme(OutlookWindow.Theme.CONTRAST);
        assertThat(outlook.pane().locator("#theme")).hasText("#000000");
        assertThat(outlook.paneFrame().evaluate("log")).isEqualTo(List.of("theme #000000"));
    }

    @Test
    void inAnotherLanguageButtonsAndPaneSpeakIt() {
        outlook = host.open(person()).language("Deutsch").select("First letter").press("Muster öffnen");
        paneReady();
        assertThat(outlook.paneFrame().evaluate("Office.context.displayLanguage"))
                .isEqualTo("de-DE");
        assertThat(outlook.paneColumn().locator("h2")).hasText("Muster");
    }

    @Test
    void categoriesSetByTheAddInAreThoseOfTheMailbox() {
        paneOn("Second letter");
        Object names = outlook.paneFrame().evaluate("""
                async () => {
                  const { mailbox } = Office.context;
                  await call((done) => mailbox.masterCategories.addAsync([{ displayName: "Filed", color: "Preset4" }], done));
                  await call((done) => mailbox.item.categories.addAsync(["Filed"], done));
                  return (await call((done) => mailbox.item.categories.getAsync(done))).map((one) => one.displayName + one.color).join();
                }
                """);
        assertThat(names).isEqualTo("FiledPreset4");
        assertThat(outlook.message("Second letter").locator(".chip")).hasText("Filed");
        outlook.paneFrame()
                .evaluate("() => call((done) => Office.context.mailbox.item.categories.removeAsync(['Filed'], done))");
        assertThat(outlook.message("Second letter").locator(".chip")).hasCount(0);
    }

    @Test
    void whatAnAddInKeepsWithAMessageAndForThePersonIsThereTheNextTime() {
        paneOn("First letter");
        outlook.paneFrame().evaluate("""
                async () => {
                  const { roamingSettings, mailbox } = Office.context;
                  const own = await call((done) => mailbox.item.loadCustomPropertiesAsync(done));
                  own.set("record", "001");
                  await call((done) => own.saveAsync(done));
                  roamingSettings.set("view", "compact");
                  await call((done) => roamingSettings.saveAsync(done));
                }
                """);
        outlook.close();
        paneOn("First letter");
        assertThat(outlook.paneFrame().evaluate("""
                async () => {
                  const own = await call((done) => Office.context.mailbox.item.loadCustomPropertiesAsync(done));
                  return own.get("record") + Office.context.roamingSettings.get("view");
                }
                """)).isEqualTo("001compact");
    }

    @Test
    void aCallFailsOrWaitsWhenATestWantsItSo() {
        paneOn("First letter");
        outlook.fail("body.get", 9042);
        assertThat(outlook.paneFrame().evaluate(BODY)).isEqualTo("9042 InternalServerError");
        outlook.heal().hold("body.get");
        outlook.paneFrame().evaluate("() => void (" + BODY + ")().then((text) => (document.title = text))");
        outlook.awaitHeld("body.get");
        assertThat(outlook.paneFrame().title()).isEqualTo("Sample pane");
        outlook.release("body.get");
        outlook.paneFrame().waitForFunction("() => document.title === 'The first body'");
        assertThatThrownBy(() -> outlook.hold("body.guess")).hasMessageContaining("knows no call 'body.guess'");
    }

    private static final String BODY =
            "() => call((done) => Office.context.mailbox.item.body.getAsync('text', done)).then((text) => text.trim(), (no) => no.message)";

    private void paneReady() {
        assertThat(outlook.pane().locator("#state")).hasText("Outlook OfficeOnline");
    }

    private void paneOn(String subject) {
        outlook = host.open(person()).select(subject).press("Open sample");
        paneReady();
    }

    private static Person person() {
        return sandbox.world().people().getFirst();
    }

    private static void deliver(String subject, String text) {
        sandbox.deliver(
                person(),
                "inbox",
                sandbox.kernel().clock.now(),
                ("From: Pat <pat@outside.example>\r\nTo: " + person().mail() + "\r\nSubject: " + subject
                                + "\r\nMessage-ID: <" + subject.replace(' ', '-') + "@outside.example>\r\n"
                                + "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n" + text + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
