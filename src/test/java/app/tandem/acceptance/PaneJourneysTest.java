package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static app.tandem.acceptance.Hands.row;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import com.microsoft.playwright.FrameLocator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people do with the pane, from the open mail to the record in Salesforce. */
class PaneJourneysTest extends AnnasPane {

    /** Pane U-68, U-175 … U-187, U-66. */
    @Test
    void aMailIsSavedWithASearchedRecordAndOneOfTwoFiles() {
        Map<String, Object> contact = stage.contact(anna);
        stage.deliver(anna, mail("Two drawings", String.valueOf(contact.get("Email")), "first.pdf", "second.pdf"));
        String other = String.valueOf(stage.sandbox.salesforce().all(anna.orgId(), "Opportunity").stream()
                .filter(one -> !String.valueOf(one.get("AccountId")).equals(contact.get("AccountId")))
                .findFirst()
                .orElseThrow()
                .get("Name"));
        try (OutlookWindow outlook = stage.open(anna, "Two drawings")) {
            FrameLocator pane = outlook.pane();
            assertThat(pane.locator("[data-object=Contact] .card")).hasCount(1);
            button(pane.locator(".status"), "Save").click();
            button(pane.locator("main"), "Search for another record").click();
            pane.locator("input[type=search]").fill(other);
            pane.locator("[data-object=Opportunity] .face").first().click();
            assertThat(row(pane, other)).isChecked();
            row(pane, "first.pdf").check();
            row(pane, "second.pdf").uncheck();
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
            assertThat(pane.locator(".toast.success")).isVisible();
        }
        List<JsonNode> tasks =
                stage.query(anna, "SELECT Id, WhoId, What.Name, Status FROM Task WHERE Subject LIKE '%Two drawings%'");
        assertThat(tasks)
                .isNotEmpty()
                .allSatisfy(task -> assertThat(task.path("Status").asString()).isEqualTo("Completed"));
        assertThat(tasks)
                .anySatisfy(task -> assertThat(task.path("WhoId").asString()).isEqualTo(contact.get("Id")));
        assertThat(tasks)
                .anySatisfy(task ->
                        assertThat(task.path("What").path("Name").asString()).isEqualTo(other));
        assertThat(stage.query(
                        anna, "SELECT Title FROM ContentVersion WHERE Title LIKE 'first%' OR Title LIKE 'second%'"))
                .extracting(file -> file.path("Title").asString())
                .containsExactly("first.pdf");
    }

    /** What was just saved is taken back with one press: the task goes, the mail stays, and nobody saves it again. */
    @Test
    void aSaveIsUndone() {
        Map<String, Object> contact = stage.contact(anna);
        stage.deliver(anna, mail("Saved too early", String.valueOf(contact.get("Email"))));
        String tasks = "SELECT Id FROM Task WHERE IsDeleted = false AND Subject LIKE '%Saved too early%'";
        try (OutlookWindow outlook = stage.open(anna, "Saved too early")) {
            FrameLocator pane = outlook.pane();
            button(pane.locator(".status"), "Save").click();
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
            assertThat(stage.query(anna, tasks)).isNotEmpty();
            button(pane.locator(".status"), "Undo: take it out of Salesforce again")
                    .click();
            assertThat(pane.locator(".status")).hasAttribute("data-state", "NOT_SAVED");
            assertThat(outlook.message("Saved too early")).isVisible();
        }
        assertThat(stage.query(anna, tasks)).isEmpty();
    }

    /** Pane U-53, U-55: the pane follows the selection and shows only what belongs to it. */
    @Test
    void aPinnedPaneShowsThePeopleOfTheSelectedMail() {
        List<Map<String, Object>> contacts = stage.sandbox.salesforce().all(anna.orgId(), "Contact").stream()
                .filter(contact -> contact.get("Email") != null)
                .limit(2)
                .toList();
        stage.deliver(
                anna, mail("From the first", String.valueOf(contacts.get(0).get("Email"))));
        stage.deliver(
                anna, mail("From the second", String.valueOf(contacts.get(1).get("Email"))));
        try (OutlookWindow outlook = stage.open(anna, "From the first")) {
            FrameLocator pane = outlook.pane();
            assertThat(pane.locator("[data-object=Contact] .name")).hasText(name(contacts.get(0)));
            outlook.pin().select("From the second");
            assertThat(pane.locator("[data-object=Contact] .name")).hasText(name(contacts.get(1)));
            outlook.folder("Archive");
            assertThat(pane.locator("main")).containsText("Select a mail");
        }
    }

    /** Pane U-86, sync E-48: nobody is known, so the pane says why it waits. */
    @Test
    void aMailOfAStrangerSaysWhyItIsNotSaved() {
        stage.deliver(anna, mail("From nowhere", "nobody@unknown-company.example"));
        try (OutlookWindow outlook = stage.open(anna, "From nowhere")) {
            FrameLocator pane = outlook.pane();
            assertThat(pane.locator(".suggestions")).containsText("nobody@unknown-company.example");
            assertThat(pane.locator(".status .state")).hasText("Not saved");
            button(pane.locator(".status"), "Save").click();
            assertThat(pane.locator(".conflicts")).containsText("Choose at least one record");
            assertThat(button(pane.locator("header"), "Save")).isDisabled();
        }
    }

    /** Pane U-165, sync E-10: chosen while writing, carried out when the sent copy appears. */
    @Test
    void aMailIsSavedAfterSendingWithTheRecordsChosenWhileWriting() {
        Map<String, Object> contact = stage.contact(anna);
        try (OutlookWindow outlook = stage.host.open(anna)) {
            outlook.newMail().fill("To", String.valueOf(contact.get("Email"))).fill("Subject", "Our offer for spring");
            outlook.press("Open Tandem");
            stage.signIn(outlook, anna);
            FrameLocator pane = outlook.pane();
            assertThat(pane.locator("[data-object=Contact] .card")).hasCount(1);
            button(pane.locator(".status"), "Save").click();
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".status")).hasAttribute("data-state", "WILL_BE_SAVED");
            outlook.send();
        }
        String tasks = "SELECT WhoId, Status FROM Task WHERE Subject LIKE '%Our offer for spring%'";
        Wire.until(
                "saved after sending",
                Stage.PATIENCE,
                () -> !stage.query(anna, tasks).isEmpty());
        assertThat(stage.query(anna, tasks)).singleElement().satisfies(task -> {
            assertThat(task.path("WhoId").asString()).isEqualTo(contact.get("Id"));
            assertThat(task.path("Status").asString()).isEqualTo("Completed");
        });
    }

    private static String name(Map<String, Object> contact) {
        return String.valueOf(contact.get("Name"));
    }

    private static String mail(String subject, String from, String... files) {
        StringBuilder parts = new StringBuilder();
        for (String file : files) {
            parts.append("""
                    --part
                    Content-Type: application/pdf; name=%1$s
                    Content-Disposition: attachment; filename=%1$s

                    %%PDF-1.4 %1$s
                    """.formatted(file));
        }
        return """
                From: Somebody <%s>
                To: %s
                Subject: %s
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <%s@pane.example>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=part

                --part
                Content-Type: text/plain; charset=utf-8

                Hello Anna.
                %s--part--
                """.formatted(from, anna.mail(), subject, subject.replace(' ', '-'), parts);
    }
}
