package app.tandem.sandbox.outlook;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.sandbox.Sandbox;
import app.tandem.sandbox.SandboxOptions;
import app.tandem.sandbox.browser.Browsers;
import app.tandem.sandbox.browser.OutlookHost;
import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.FaultRule;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.world.Person;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @Test
    void whatAnAddInWritesStandsInTheFormAndArrivesWithTheMessage() {
        outlook = host.open(person()).newMail();
        outlook.fill("Subject", "Typed").press("Open sample");
        paneReady();
        Object seen = outlook.paneFrame().evaluate("""
                async () => {
                  const { item } = Office.context.mailbox;
                  const before = await call((done) => item.subject.getAsync(done));
                  await call((done) => item.subject.setAsync("Written by an add-in", done));
                  await call((done) => item.to.setAsync(["%s"], done));
                  await call((done) => item.to.addAsync([{ displayName: "Zoe", emailAddress: "zoe@outside.example" }], done));
                  await call((done) => item.body.setAsync("<p>Hello <b>you</b></p>", { coercionType: "html" }, done));
                  await call((done) => item.body.prependAsync("Before. ", { coercionType: "text" }, done));
                  await call((done) => item.internetHeaders.setAsync({ "x-case": "4711" }, done));
                  const id = await call((done) => item.saveAsync(done));
                  const file = await call((done) => item.addFileAttachmentFromBase64Async("YWJj", "note.txt", done));
                  const names = (await call((done) => item.getAttachmentsAsync(done))).map((one) => one.name).join();
                  const content = (await call((done) => item.getAttachmentContentAsync(file, done))).content;
                  const header = (await call((done) => item.internetHeaders.getAsync(["x-case"], done)))["x-case"];
                  return [before, names, content, header, id.length > 100].join("|");
                }
                """.formatted(other().mail()));
        assertThat(seen).isEqualTo("Typed|note.txt|YWJj|4711|true");
        assertThat(outlook.field("To")).hasValue(other().mail() + "; Zoe <zoe@outside.example>");
        assertThat(outlook.field("Subject")).hasValue("Written by an add-in");
        assertThat(outlook.body()).hasText("Before. Hello you");
        outlook.send();
        assertThat(outlook.page().locator("#compose")).isHidden();
        try (OutlookWindow theirs = host.open(other()).select("Written by an add-in")) {
            assertThat(theirs.page().locator("#reading .file-name")).hasText("note.txt");
            theirs.press("Open sample");
            assertThat(theirs.pane().locator("#state")).hasText("Outlook OfficeOnline");
            assertThat(
                            theirs.paneFrame()
                                    .evaluate(
                                            "() => call((done) => Office.context.mailbox.item.getAllInternetHeadersAsync(done))"))
                    .asString()
                    .contains("x-case: 4711");
        }
        outlook.folder("Sent Items");
        assertThat(outlook.message("Written by an add-in")).isVisible();
    }

    @Test
    void whatThePersonWritesIsToldToTheAddInAndAnAddInMayStopTheSending() {
        outlook = host.open(person()).newMail().press("Open sample");
        paneReady();
        outlook.fill("To", other().mail()).fill("Subject", "A secret");
        outlook.paneFrame().waitForFunction("() => log.some((event) => event.includes('\"to\":true'))");
        outlook.send();
        assertThat(outlook.question()).containsText("This is a secret");
        outlook.question()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Don't send"))
                .click();
        assertThat(outlook.field("Subject")).isVisible();
        outlook.fill("Subject", "Nothing special").send();
        assertThat(outlook.page().locator("#compose")).isHidden();
        assertThat(outlook.completed()).extracting(one -> one.get("call")).contains("started", "sending");
    }

    /** A window that closes takes with it what is still on its way. */
    @Test
    void whatWasSentHasLeftBeforeTheWindowCloses() {
        sandbox.kernel()
                .faults
                .add(
                        1,
                        List.of(new FaultRule(
                                "slow",
                                Service.GRAPH,
                                "POST /users/*/messages/*/send",
                                null,
                                null,
                                null,
                                null,
                                0,
                                1,
                                null,
                                new Fault.Delay(Duration.ofSeconds(1)))));
        int before = sandbox.kernel().mailsSent.all().size();
        outlook = host.open(person()).newMail();
        outlook.fill("To", other().mail()).fill("Subject", "In a hurry").send().close();
        assertThat(sandbox.kernel().mailsSent.all()).hasSize(before + 1);
    }

    @Test
    void aReplyGoesToTheSenderQuotesTheMessageAndMayBeStartedByAnAddIn() {
        outlook = host.open(person()).select("First letter").reply();
        assertThat(outlook.field("To")).hasValue("Pat <pat@outside.example>");
        assertThat(outlook.field("Subject")).hasValue("Re: First letter");
        assertThat(outlook.body()).containsText("The first body");
        outlook.leave();
        outlook.press("Open sample");
        paneReady();
        outlook.paneFrame().evaluate("() => Office.context.mailbox.item.displayReplyForm('<p>From the add-in</p>')");
        assertThat(outlook.body()).containsText("From the add-in");
        outlook.leave();
    }

    @Test
    void anEventIsWrittenWithTheAddInBesideAndSaysThatItIsNotKept() {
        outlook = host.open(person()).newEvent().press("Open sample");
        paneReady();
        Object seen = outlook.paneFrame().evaluate("""
                async () => {
                  const { item } = Office.context.mailbox;
                  await call((done) => item.subject.setAsync("Review", done));
                  await call((done) => item.start.setAsync(new Date("2030-01-02T10:00:00Z"), done));
                  const end = await call((done) => item.end.getAsync(done));
                  const saved = await call((done) => item.saveAsync(done)).catch((no) => no.message);
                  return [item.itemType, end.getTime() > Date.parse("2030-01-02T10:00:00Z"), saved].join("|");
                }
                """);
        assertThat(seen).isEqualTo("appointment|true|9021 SaveError");
        assertThat(outlook.field("Title")).hasValue("Review");
    }

    @Test
    void aFileIsAttachedByItsAddressAndTakenAwayAgain() {
        outlook = host.open(person()).newMail().press("Open sample");
        paneReady();
        Locator file = outlook.page().locator("#compose .file-name");
        Object id = outlook.paneFrame()
                .evaluate(
                        "url => call((done) => Office.context.mailbox.item.addFileAttachmentAsync(url, 'style.css', done))",
                        sandbox.outlookHttpsUrl() + "/page/start.css");
        assertThat(file).hasText("style.css");
        outlook.paneFrame()
                .evaluate("id => call((done) => Office.context.mailbox.item.removeAttachmentAsync(id, done))", id);
        assertThat(file).hasCount(0);
        assertThat(outlook.paneFrame()
                        .evaluate(
                                "url => call((done) => Office.context.mailbox.item.addFileAttachmentAsync(url, 'x', done)).catch((no) => no.message)",
                                sandbox.outlookHttpsUrl() + "/page/nothing.css"))
                .isEqualTo("9052 AttachmentResourceNotFound");
    }

    @ParameterizedTest
    @EnumSource(OutlookWindow.Theme.class)
    void readingWritingAndAMeetingWithThePaneBesideAreAccessibleAndFitTheWindow(OutlookWindow.Theme theme) {
        paneOn("First letter");
        outlook.theme(theme);
        check("reading " + theme);
        outlook.closePane().newMail().fill("To", other().mail()).press("Open sample");
        paneReady();
        check("writing " + theme);
        outlook.leave().newEvent();
        check("meeting " + theme);
    }

    private void check(String what) {
        outlook.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(Path.of("target/screenshots/outlook " + what.toLowerCase(Locale.ROOT) + ".png")));
        Browsers.still(outlook.page().mainFrame());
        assertThat(new AxeBuilder(outlook.page())
                        .setLegacyMode(true).exclude("iframe").analyze().getViolations().stream()
                                .map(rule -> rule.getId() + ": "
                                        + rule.getNodes().stream()
                                                .map(node -> node.getHtml())
                                                .toList()))
                .as(what)
                .isEmpty();
        assertThat((Integer) outlook.page().evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(1366);
    }

    @Test
    void aTokenForTheAddInComesOnceThePersonAgreed() {
        paneOn("First letter");
        assertThat(outlook.paneFrame().evaluate("token('GetToken')")).isEqualTo("USER_INTERACTION_REQUIRED");
        outlook.pane().locator("#token").click();
        outlook.question()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Accept"))
                .click();
        assertThat(outlook.pane().locator("#said")).containsText("eyJ");
        assertThat(outlook.paneFrame().evaluate("token('GetToken')").toString()).startsWith("eyJ");
        sandbox.entra().withdrawConsent("tandem", person().mail());
    }

    @Test
    void aPersonMayCancelAndAnOlderOutlookHasNoBridge() {
        outlook = host.open(person()).nestedSignIn(OutlookWindow.NestedSignIn.CANCEL);
        outlook.select("First letter").press("Open sample");
        paneReady();
        assertThat(outlook.paneFrame().evaluate("token('GetTokenPopup')")).isEqualTo("USER_CANCEL");
        outlook.closePane().nestedSignIn(OutlookWindow.NestedSignIn.UNSUPPORTED).press("Open sample");
        paneReady();
        assertThat(outlook.paneFrame().evaluate("token('GetTokenPopup')")).isEqualTo("no bridge");
        assertThat(outlook.paneFrame().evaluate("Office.context.requirements.isSetSupported('NestedAppAuth', '1.1')"))
                .isEqualTo(false);
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

    private static Person other() {
        return sandbox.world().people().get(1);
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
