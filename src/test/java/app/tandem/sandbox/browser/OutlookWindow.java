package app.tandem.sandbox.browser;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A mailbox in a browser, steered as its person would, and what they would not see of the add-ins in it. */
public final class OutlookWindow implements AutoCloseable {

    /** What Outlook can look like. */
    public enum Theme {
        LIGHT("Light"),
        DARK("Dark"),
        CONTRAST("High contrast");

        private final String label;

        Theme(String label) {
            this.label = label;
        }
    }

    /** How Outlook deals with nested app authentication. */
    public enum NestedSignIn {
        /** As Entra ID says; the person is asked when it wants their consent. */
        CONSENT,
        /** The person closes every question. */
        CANCEL,
        /** There is no bridge, and the requirement set is not met. */
        UNSUPPORTED
    }

    /** Where office.js reports its own use; there is no way there from a sandbox. */
    private static final List<String> TELEMETRY = List.of("pipe.aria.microsoft.com", "events.data.microsoft.com");

    private final Page page;
    private final List<String> problems = new CopyOnWriteArrayList<>();

    OutlookWindow(Page page) {
        this.page = page;
        page.onPageError(problems::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && TELEMETRY.stream().noneMatch(message.text()::contains)) {
                problems.add(message.text());
            }
        });
        page.onResponse(answer -> {
            if (answer.status() >= 500) {
                problems.add(answer.status() + " " + answer.url());
            }
        });
    }

    /** What went wrong in the page and in the frames of add-ins: errors of scripts and servers, no telemetry of Office. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The page, for what is not here. */
    public Page page() {
        return page;
    }

    /** Opens the first message in the list with this text in it. */
    public OutlookWindow select(String subject) {
        message(subject).click();
        page.locator("#subject")
                .filter(new Locator.FilterOptions().setHasText(subject))
                .waitFor();
        return this;
    }

    /** Opens a folder; no message is selected then. */
    public OutlookWindow folder(String name) {
        page.locator(".folder")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first()
                .click();
        page.locator("#list-title")
                .filter(new Locator.FilterOptions().setHasText(name))
                .waitFor();
        return this;
    }

    /** A message in the list. */
    public Locator message(String subject) {
        return page.locator(".message")
                .filter(new Locator.FilterOptions().setHasText(subject))
                .first();
    }

    /** An add-in's button in the ribbon of what is open. */
    public Locator addInButton(String label) {
        return page.locator(".addin:visible")
                .filter(new Locator.FilterOptions().setHasText(label))
                .first();
    }

    /** Presses an add-in's button: its pane opens or closes, its command runs. */
    public OutlookWindow press(String addInButton) {
        addInButton(addInButton).click();
        return this;
    }

    /** Pins the open pane, or unpins it. */
    public OutlookWindow pin() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pin pane"))
                .click();
        return this;
    }

    /** Closes the pane, which unpins it too. */
    public OutlookWindow closePane() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Close pane"))
                .click();
        return this;
    }

    /** The column with the pane; hidden when none is open. */
    public Locator paneColumn() {
        return page.locator("#addin");
    }

    /** What the pane shows. */
    public FrameLocator pane() {
        return page.frameLocator("#addin iframe");
    }

    /** The pane's frame, for scripts in it. */
    public Frame paneFrame() {
        return page.locator("#addin iframe").elementHandle().contentFrame();
    }

    /** Starts a new message. */
    public OutlookWindow newMail() {
        return form("New mail");
    }

    /** Starts a new event; the sandbox does not keep it. */
    public OutlookWindow newEvent() {
        return form("New event");
    }

    /** Answers the open message. */
    public OutlookWindow reply() {
        return form("Reply");
    }

    /** Answers the open message to everybody. */
    public OutlookWindow replyAll() {
        return form("Reply all");
    }

    /** Passes the open message on. */
    public OutlookWindow forward() {
        return form("Forward");
    }

    /** Writes into a field of the open form by its label, such as To or Subject. */
    public OutlookWindow fill(String label, String text) {
        field(label).fill(text);
        field(label).press("Tab");
        return this;
    }

    /** A field of the open form. */
    public Locator field(String label) {
        return page.locator("#compose").getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    /** Where the open form's body is written. */
    public Locator body() {
        return page.frameLocator("#compose .editor").locator("body");
    }

    /** Sends the open message and waits until it has left, or until an add-in that watches sending has a say. */
    public OutlookWindow send() {
        page.locator("#compose")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send"))
                .click();
        page.locator("#compose[hidden], dialog.ask[open]")
                .first()
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
        return this;
    }

    /** Leaves the open form; a message stays in Drafts. */
    public OutlookWindow leave() {
        page.locator("#compose button").first().press("Escape");
        page.locator("#compose")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
        return this;
    }

    /** The question Outlook asks just now: a smart alert, a consent. */
    public Locator question() {
        return page.locator("dialog.ask");
    }

    /** The bars above the item. */
    public Locator notices() {
        return page.locator(".notice:visible");
    }

    /** Changes Outlook's theme. */
    public OutlookWindow theme(Theme theme) {
        return setting("Theme: " + theme.label);
    }

    /** Changes Outlook's language by its own name, such as Deutsch; the page loads anew. */
    public OutlookWindow language(String name) {
        page.waitForRequest(page.url(), () -> setting("Language: " + name));
        page.locator("[data-ready]").waitFor();
        return this;
    }

    /** Makes every call of that name fail with Office's number for it, such as 9040; names as in {@code body.get}. */
    public OutlookWindow fail(String call, int code) {
        page.evaluate("([name, code]) => outlook.fail(name, code)", List.of(call, code));
        return this;
    }

    /** Makes every call of that name wait until it is released. */
    public OutlookWindow hold(String call) {
        page.evaluate("name => outlook.hold(name)", call);
        return this;
    }

    /** Waits until such a call is held. */
    public OutlookWindow awaitHeld(String call) {
        page.waitForFunction("name => outlook.calls.some(c => c.name === name && c.state === 'held')", call);
        return this;
    }

    /** Lets the held calls of that name go on. */
    public OutlookWindow release(String call) {
        page.evaluate("name => outlook.release(name)", call);
        return this;
    }

    /** Makes every call of that name late by so many milliseconds. */
    public OutlookWindow delay(String call, int millis) {
        page.evaluate("([name, millis]) => outlook.delay(name, millis)", List.of(call, millis));
        return this;
    }

    /** Takes back what {@link #fail}, {@link #hold} and {@link #delay} did. */
    public OutlookWindow heal() {
        page.evaluate("() => outlook.heal()");
        return this;
    }

    /** What the add-ins asked of Outlook so far: the names of the calls, in order. */
    @SuppressWarnings("unchecked")
    public List<String> calls() {
        return (List<String>) page.evaluate("() => outlook.calls.map(c => c.name)");
    }

    /** What commands and events of add-ins ended with: {@code call}, {@code status}, {@code result}. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> completed() {
        return (List<Map<String, Object>>) page.evaluate("() => outlook.completed");
    }

    /** Claims another version of a requirement set for panes opened from now on; null takes the claim back. */
    public OutlookWindow supports(String set, @Nullable String version) {
        page.evaluate(
                "([set, version]) => version ? outlook.claims.sets[set] = version : delete outlook.claims.sets[set]",
                java.util.Arrays.asList(set, version));
        return this;
    }

    /** Deals with nested app authentication like this for panes opened from now on. */
    public OutlookWindow nestedSignIn(NestedSignIn how) {
        page.evaluate("how => outlook.claims.nested = how", how.name().toLowerCase(java.util.Locale.ROOT));
        return this;
    }

    /** The window that opens meanwhile: an add-in's dialog. */
    public Page dialog(Runnable opens) {
        return page.context().waitForPage(opens);
    }

    @Override
    public void close() {
        page.context().close();
    }

    private OutlookWindow setting(String text) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Settings"))
                .click();
        page.getByRole(AriaRole.MENUITEMCHECKBOX, new Page.GetByRoleOptions().setName(text))
                .click();
        return this;
    }

    private OutlookWindow form(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
        page.locator("#compose form").waitFor();
        page.waitForFunction("() => outlook.compose.ready || outlook.appointments.ready");
        return this;
    }
}
