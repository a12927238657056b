package app.tandem.sandbox.browser;

import app.tandem.sandbox.Sandbox;
import app.tandem.sandbox.SandboxOptions;
import app.tandem.sandbox.world.Person;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A Chromium in which the sandbox's Outlook stands at {@code https://outlook.office.com}, a name office.js trusts, and
 * Tandem at {@code https://tandem.example}: two sites, so that the rules for third-party cookies are the real ones. Office.js
 * comes from Microsoft's addresses, which lead to the sandbox too; no other name leads anywhere.
 */
public final class OutlookHost implements AutoCloseable {

    /** Where the mailboxes stand. */
    public static final String OUTLOOK = "https://outlook.office.com";

    /** Where Tandem stands, as the task pane's own site. */
    public static final String TANDEM = SandboxOptions.TANDEM_SITE;

    private final Browser browser;

    private OutlookHost(Browser browser) {
        this.browser = browser;
    }

    /** Starts it for this sandbox and the Tandem beside it. */
    public static OutlookHost start(Sandbox sandbox) {
        return start(sandbox, Map.of());
    }

    /** Starts it with further sites: host names, and the loopback ports where they listen with https. */
    public static OutlookHost start(Sandbox sandbox, Map<String, Integer> more) {
        Map<String, Integer> sites = new LinkedHashMap<>(more);
        int outlook = sandbox.outlook().httpsPort();
        for (String host : List.of("outlook.office.com", "appsforoffice.microsoft.com", "ajax.aspnetcdn.com")) {
            sites.put(host, outlook);
        }
        sites.put(URI.create(TANDEM).getHost(), sandbox.tandemHttpsPort());
        String rules = sites.entrySet().stream()
                .map(site -> "MAP " + site.getKey() + ":443 127.0.0.1:" + site.getValue())
                .collect(Collectors.joining(",", "", ",MAP * ~NOTFOUND,EXCLUDE localhost,EXCLUDE 127.0.0.1"));
        return new OutlookHost(Browsers.launch(List.of("--host-resolver-rules=" + rules)));
    }

    /** Opens the person's mailbox in a browser profile of its own, 1366 × 768. */
    public OutlookWindow open(Person person) {
        return open(person, new Browser.NewContextOptions());
    }

    /** The same in a profile with these options; certificates are never checked. */
    public OutlookWindow open(Person person, Browser.NewContextOptions options) {
        if (options.viewportSize == null) {
            options.setViewportSize(1366, 768);
        }
        BrowserContext context = browser.newContext(options.setIgnoreHTTPSErrors(true));
        Page page = context.newPage();
        OutlookWindow window = new OutlookWindow(page);
        page.navigate(OUTLOOK + "/mail/" + person.mail() + "/");
        page.locator("[data-ready]").waitFor();
        return window;
    }

    @Override
    public void close() {
        browser.close();
    }
}
