package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static app.tandem.acceptance.Hands.press;
import static app.tandem.acceptance.Hands.value;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import com.microsoft.playwright.FrameLocator;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The pane beside a meeting: whom it is with, what can be done from there, and what is not done yet (pane U-13, U-62, U-69). */
class PaneMeetingTest extends AnnasPane {

    @BeforeAll
    static void start() {
        String account = org.create("Account", Map.of("Name", "Meeting Works"));
        for (String name : new String[] {"Mara", "Otto"}) {
            org.create(
                    "Contact",
                    Map.of(
                            "FirstName",
                            name,
                            "LastName",
                            "Meeting",
                            "Email",
                            name.toLowerCase(java.util.Locale.ROOT) + "@meeting-works.example",
                            "AccountId",
                            account));
        }
    }

    /** pane U-62, U-69: the organiser's pane follows the attendees as they are typed. */
    @Test
    void anOrganiserSeesWhoIsInvited() {
        try (OutlookWindow outlook = stage.host.open(anna)) {
            outlook.newEvent().press("Open Tandem");
            stage.signIn(outlook, anna);
            FrameLocator pane = outlook.pane();
            assertThat(pane.locator(".status")).containsText("Meetings are not saved yet");
            outlook.fill("Required", "mara@meeting-works.example");
            assertThat(pane.locator("[data-object=Contact] .card")).containsText("Mara Meeting");
            outlook.fill("Optional", "otto@meeting-works.example");
            assertThat(pane.locator("[data-object=Contact] .card")).hasCount(2);
            assertThat(pane.locator("[data-object=Account] .card")).containsText("Meeting Works");
        }
    }

    /** pane U-13, U-225; sync C-2: an attendee sees who it is about and why it is not saved, and logs a call from there. */
    @Test
    void anAttendeeSeesWhoItIsAboutAndLogsACall() {
        stage.deliver(anna, invitation());
        try (OutlookWindow outlook = stage.open(anna, "Visit of the works")) {
            outlook.page()
                    .getByRole(
                            com.microsoft.playwright.options.AriaRole.BUTTON,
                            new com.microsoft.playwright.Page.GetByRoleOptions().setName("Open meeting"))
                    .click();
            outlook.page().locator("#compose form").waitFor();
            outlook.press("Open Tandem");
            FrameLocator pane = outlook.pane();
            assertThat(pane.locator(".status")).containsText("Meetings are not saved yet");
            pane.locator(".status summary").click();
            assertThat(pane.locator(".status .why")).containsText("sync C-2");
            assertThat(button(pane.locator(".status"), "Save")).hasCount(0);
            assertThat(pane.locator("[data-object=Contact] .card")).hasCount(2);
            pane.locator("[data-object=Contact] .card-menu summary").first().click();
            press(pane.locator(".card-menu").first(), "Log a call");
            value(pane, "Subject").fill("Spoke about the visit");
            press(pane.locator("header"), "Save");
            assertThat(pane.locator(".timeline")).containsText("Spoke about the visit");
        }
        assertThat(stage.query(anna, "SELECT Status, Who.Name FROM Task WHERE Subject = 'Spoke about the visit'"))
                .singleElement()
                .satisfies(PaneMeetingTest::isACallWithSomebodyOfTheMeeting);
    }

    private static void isACallWithSomebodyOfTheMeeting(JsonNode task) {
        assertThat(task.path("Status").asString()).isEqualTo("Completed");
        assertThat(task.path("Who").path("Name").asString()).endsWith(" Meeting");
    }

    private static String invitation() {
        return """
                From: Mara Meeting <mara@meeting-works.example>
                To: %1$s, Otto Meeting <otto@meeting-works.example>
                Subject: Visit of the works
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <visit@meeting-works.example>
                MIME-Version: 1.0
                Content-Type: text/calendar; charset=utf-8; method=REQUEST

                BEGIN:VCALENDAR
                VERSION:2.0
                METHOD:REQUEST
                BEGIN:VEVENT
                UID:visit@meeting-works.example
                DTSTAMP:20260302T090000Z
                DTSTART:20260309T090000Z
                DTEND:20260309T100000Z
                SUMMARY:Visit of the works
                ORGANIZER;CN=Mara Meeting:mailto:mara@meeting-works.example
                ATTENDEE;RSVP=TRUE:mailto:%1$s
                ATTENDEE;RSVP=TRUE;CN=Otto Meeting:mailto:otto@meeting-works.example
                END:VEVENT
                END:VCALENDAR
                """.formatted(anna.mail());
    }
}
