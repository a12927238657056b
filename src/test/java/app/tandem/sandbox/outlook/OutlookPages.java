package app.tandem.sandbox.outlook;

import app.tandem.sandbox.Sandbox;
import app.tandem.sandbox.SandboxOptions;
import app.tandem.sandbox.browser.Browsers;
import app.tandem.sandbox.world.Person;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Tests of Outlook's pages: one sandbox for all of a class, browser windows for each. */
abstract class OutlookPages {

    static Sandbox sandbox;

    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.free().with(3, 3));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @AfterEach
    void closeContexts() {
        contexts.forEach(BrowserContext::close);
    }

    /** An empty window. */
    final Page open(int width, ColorScheme scheme) {
        BrowserContext context = Browsers.chromium()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 820)
                        .setColorScheme(scheme));
        contexts.add(context);
        return context.newPage();
    }

    static Person person(int index) {
        return sandbox.world().people().get(index);
    }
}
