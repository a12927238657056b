package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.open;
import static app.tandem.acceptance.Hands.press;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import com.microsoft.playwright.FrameLocator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people write into Salesforce from the pane besides saving mail (pane section 18). */
class PaneWritingTest extends AnnasPane {

    private static String contact;

    @BeforeAll
    static void start() {
        contact = stage.org(anna).create("Contact", Map.of("LastName", "Feed", "Email", "fay@feed-works.example"));
        stage.deliver(anna, """
                From: Fay Feed <fay@feed-works.example>
                To: %s
                Subject: Look at this
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <look@feed-works.example>
                Content-Type: text/plain; charset=utf-8

                Hello Anna.
                """.formatted(anna.mail()));
    }

    /** pane U-139, U-259, U-261: a post stands in the record's feed, and an empty one is not sent. */
    @Test
    void aPostStandsInTheFeedOfItsRecord() {
        try (OutlookWindow outlook = stage.open(anna, "Look at this")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Contact");
            press(pane.locator(".actions"), "Post to Chatter");
            press(pane.locator("header"), "Post");
            assertThat(pane.locator(".editor .error")).containsText("is needed");
            pane.locator("textarea").fill("They <b>want</b> the crane & more.");
            press(pane.locator("header"), "Post");
            assertThat(pane.locator(".toast")).containsText("in the feed");
        }
        assertThat(posts())
                .filteredOn(post -> post.path("Body").asString().equals("They <b>want</b> the crane & more."))
                .singleElement()
                .satisfies(post -> assertThat(post.path("Type").asString()).isEqualTo("TextPost"));
    }

    /** pane U-259: what is typed in the moment before a press goes with it. */
    @Test
    void whatIsTypedInTheMomentBeforeAPressGoesWithIt() {
        try (OutlookWindow outlook = stage.open(anna, "Look at this")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Contact");
            press(pane.locator(".actions"), "Post to Chatter");
            pane.locator("textarea").evaluate("""
                    text => {
                      text.value = 'Typed at once';
                      text.dispatchEvent(new Event('input', { bubbles: true }));
                      [...document.querySelectorAll('header button')].find(button => button.textContent === 'Post').click();
                    }
                    """);
            assertThat(pane.locator(".toast")).containsText("in the feed");
        }
        assertThat(posts()).extracting(post -> post.path("Body").asString()).containsOnlyOnce("Typed at once");
    }

    private static List<JsonNode> posts() {
        return stage.query(anna, "SELECT Body, Type FROM FeedItem WHERE ParentId = '" + contact + "'");
    }
}
