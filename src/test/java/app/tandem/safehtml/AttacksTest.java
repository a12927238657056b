package app.tandem.safehtml;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.MailBody;
import app.tandem.sandbox.browser.Browsers;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a real browser makes of our markup from published attacks, without any policy that would hold it back. */
class AttacksTest {

    private static final String SITE = "http://attacked.example/";

    /** Whatever a person may do to any element, apart from following an ordinary link. */
    private static final String TOUCH = """
            async () => {
              const after = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
              await after();
              for (const element of document.querySelectorAll('body *')) {
                for (const name of ['pointerenter', 'mouseover', 'mousemove', 'focus', 'focusin', 'mousedown', 'submit']) {
                  element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
                }
                if (!/^https?:/.test(element.href)) {
                  element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
                }
              }
              await after();
            }
            """;

    private final AtomicInteger scripts = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private String shown = "";

    @Test
    @DisplayName("no published attack runs a script or calls home out of our markup; unsafe, most of them do")
    void nothingRunsAndNothingCallsHome() {
        List<String> attacks = Attacks.all();
        assertThat(attacks).hasSizeGreaterThan(250);
        int unsafe = 0;
        try (BrowserContext context = Browsers.chromium().newContext()) {
            Page page = page(context);
            for (String attack : attacks) {
                String safe =
                        String.valueOf(MailTexts.of(new MailBody(true, attack)).html());
                assertThat(SafeMarkup.faults(safe)).as(attack).isEmpty();
                assertThat(harm(page, safe)).as("%s as %s", attack, safe).isZero();
            }
        }
        try (BrowserContext context = Browsers.chromium().newContext()) {
            Page page = page(context);
            for (String attack : attacks) {
                unsafe += harm(page, attack) > 0 ? 1 : 0;
            }
        }
        System.out.println(attacks.size() + " attacks, harmful as they stand: " + unsafe + ", out of our markup: 0");
        assertThat(unsafe).as("attacks that this test would notice").isGreaterThan(150);
    }

    private Page page(BrowserContext context) {
        context.exposeFunction("harmed", arguments -> scripts.incrementAndGet());
        context.addInitScript("window.alert = () => harmed();");
        context.route("**/*", this::answer);
        Page page = context.newPage();
        page.onDialog(dialog -> dialog.dismiss());
        return page;
    }

    private void answer(Route route) {
        Request request = route.request();
        if (request.url().equals(SITE)) {
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/html; charset=utf-8")
                    .setBody("<!doctype html><title>Attack</title><div>" + shown + "</div>"));
            return;
        }
        if (!request.url().startsWith(SITE)) {
            calls.incrementAndGet();
        }
        route.abort();
    }

    /** How often it ran a script, or asked another host before anybody pressed anything. */
    private int harm(Page page, String markup) {
        shown = markup;
        scripts.set(0);
        calls.set(0);
        int asked;
        try {
            page.navigate(SITE);
            asked = calls.get();
            page.evaluate(TOUCH);
        } catch (PlaywrightException e) {
            // markup that leads the page away before or while it is touched
            asked = calls.get();
            page.waitForLoadState();
        }
        return scripts.get() + asked;
    }
}
