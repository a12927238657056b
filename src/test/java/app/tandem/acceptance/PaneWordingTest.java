package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static app.tandem.acceptance.Hands.field;
import static app.tandem.acceptance.Hands.row;
import static app.tandem.acceptance.Hands.value;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import com.microsoft.playwright.FrameLocator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a person writes in the save dialog, and what Salesforce shows of it (pane U-181, U-196). */
class PaneWordingTest extends AnnasPane {

    /** pane U-181, U-186, U-196, U-198; sync E-23, A-5, A-9. */
    @Test
    void theTaskSaysWhatThePersonWroteAndTheFilesBearTheirNewNames() {
        String account = org.create("Account", Map.of("Name", "Crane Works"));
        org.create("Contact", Map.of("LastName", "Crane", "Email", "carl@crane-works.example", "AccountId", account));
        stage.deliver(anna, mail());
        try (OutlookWindow outlook = stage.open(anna, "Offer 4711")) {
            FrameLocator pane = outlook.pane();
            button(pane.locator(".status"), "Save").click();
            assertThat(value(pane, "Subject")).hasValue("Offer 4711");
            value(pane, "Subject").fill("Crane: call back on Monday");
            field(pane, "Status").locator("select").selectOption("In Progress");
            field(pane, "Priority").locator("select").selectOption("High");
            field(pane, "comment").locator("textarea").fill("He wants it before Easter.");
            row(pane, "scan.pdf").check();
            button(pane.locator(".save-body"), "Rename scan.pdf").click();
            pane.getByLabel("New name of scan.pdf").fill("Offer of Crane Works");
            row(pane, "The mail itself").check();
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
            assertThat(pane.locator(".timeline")).containsText("Crane: call back on Monday");
        }
        List<JsonNode> tasks = stage.query(
                anna, "SELECT Id, Subject, Status, Priority, Description FROM Task WHERE Subject LIKE '%Crane: call%'");
        assertThat(tasks).singleElement().satisfies(task -> {
            assertThat(task.path("Status").asString()).isEqualTo("In Progress");
            assertThat(task.path("Priority").asString()).isEqualTo("High");
            assertThat(task.path("Description").asString())
                    .startsWith("He wants it before Easter.")
                    .contains("Hello Anna.");
        });
        assertThat(stage.query(
                        anna,
                        "SELECT ContentDocument.Title FROM ContentDocumentLink WHERE LinkedEntityId = '"
                                + tasks.getFirst().path("Id").asString() + "'"))
                .extracting(link -> link.path("ContentDocument").path("Title").asString())
                .containsExactlyInAnyOrder("Offer of Crane Works.pdf", "Offer 4711.eml");
    }

    private static String mail() {
        return """
                From: Carl Crane <carl@crane-works.example>
                To: %s
                Subject: Offer 4711
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <offer-4711@crane-works.example>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=part

                --part
                Content-Type: text/plain; charset=utf-8

                Hello Anna.
                --part
                Content-Type: application/pdf; name=scan.pdf
                Content-Disposition: attachment; filename=scan.pdf

                %s
                --part--
                """.formatted(anna.mail(), "x".repeat(500));
    }
}
