package app.tandem.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookHost;
import app.tandem.sandbox.browser.OutlookWindow;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** An open pane that nobody touches, in the browser's own time. */
class PaneIdleTest extends AnnasPane {

    private static final int HOUR = 3_600_000;

    /** Pane U-55: what changes is pushed, nothing is asked again and again; at most twelve requests in an hour. */
    @Test
    void anOpenPaneAsksAlmostNothing() {
        stage.deliver(anna, """
                From: Somebody <%s>
                To: %s
                Subject: Left open
                Message-ID: <left-open@pane.example>

                Hello.
                """.formatted(stage.contact(anna).get("Email"), anna.mail()));
        try (OutlookWindow outlook = stage.open(anna, "Left open")) {
            outlook.page().clock().install();
            outlook.closePane().press("Open Tandem");
            assertThat(outlook.pane().locator("[data-object=Contact] .card")).isVisible();
            List<String> requests = new CopyOnWriteArrayList<>();
            outlook.page().onRequest(request -> {
                if (request.url().startsWith(OutlookHost.TANDEM)) {
                    requests.add(request.url());
                }
            });
            outlook.page().clock().runFor(HOUR);
            System.out.println("requests of an idle pane in an hour: " + requests.size());
            assertThat(requests).hasSizeBetween(1, 12);
            assertThat(outlook.pane().locator("[data-object=Contact] .card")).isVisible();
        }
    }
}
