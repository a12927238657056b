package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.world.Person;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two users of one org, each with a copy of one mail open (sync D-1, D-2; pane U-61 … U-67). */
@AnnasPane.People(9)
class PaneTogetherTest extends AnnasPane {

    private static Person ben;
    private static Map<String, Object> contact;

    @BeforeAll
    static void start() {
        ben = colleague();
        stage.connect(ben);
        contact = stage.contact(anna);
    }

    /** Sync D-1: the colleague learns that it is saved, and by whom, without another record. */
    @Test
    void whatOneSavedIsSavedForTheOther() {
        deliver("Saved by one of us");
        try (OutlookWindow first = stage.open(anna, "Saved by one of us");
                OutlookWindow second = stage.open(ben, "Saved by one of us")) {
            assertThat(status(second)).hasAttribute("data-state", "NOT_SAVED");
            save(first);
            assertThat(status(first)).hasAttribute("data-state", "SAVED");
            second.closePane().press("Open Tandem");
            assertThat(status(second)).hasAttribute("data-state", "SAVED");
            assertThat(status(second)).containsText("A colleague saved it");
        }
        assertThat(tasks("Saved by one of us")).hasSize(1);
    }

    /** Sync D-2: both press at once. */
    @Test
    void twoWhoSaveAtOnceMakeOneRecord() {
        deliver("Saved by both of us");
        try (OutlookWindow first = stage.open(anna, "Saved by both of us");
                OutlookWindow second = stage.open(ben, "Saved by both of us")) {
            for (OutlookWindow one : List.of(first, second)) {
                button(status(one), "Save").click();
                assertThat(button(one.pane().locator("header"), "Save")).isEnabled();
            }
            for (OutlookWindow one : List.of(first, second)) {
                button(one.pane().locator("header"), "Save").click();
            }
            for (OutlookWindow one : List.of(first, second)) {
                assertThat(status(one)).hasAttribute("data-state", "SAVED");
            }
        }
        stage.untilQuiet();
        assertThat(tasks("Saved by both of us"))
                .singleElement()
                .satisfies(task -> assertThat(task.path("WhoId").asString()).isEqualTo(contact.get("Id")));
    }

    private static void save(OutlookWindow outlook) {
        button(status(outlook), "Save").click();
        button(outlook.pane().locator("header"), "Save").click();
    }

    private static Locator status(OutlookWindow outlook) {
        FrameLocator pane = outlook.pane();
        return pane.locator(".status");
    }

    private static List<JsonNode> tasks(String subject) {
        return stage.query(
                anna, "SELECT Id, WhoId FROM Task WHERE IsDeleted = false AND Subject LIKE '%" + subject + "%'");
    }

    /** One mail to both of them: the same Message-ID in two mailboxes. */
    private static void deliver(String subject) {
        for (Person person : List.of(anna, ben)) {
            stage.deliver(person, """
                    From: Somebody <%s>
                    To: %s, %s
                    Subject: %s
                    Date: Mon, 02 Mar 2026 10:00:00 +0100
                    Message-ID: <%s@together.example>
                    MIME-Version: 1.0
                    Content-Type: text/plain; charset=utf-8

                    Hello both.
                    """.formatted(
                            contact.get("Email"), anna.mail(), ben.mail(), subject, subject.replace(' ', '-')));
        }
    }
}
