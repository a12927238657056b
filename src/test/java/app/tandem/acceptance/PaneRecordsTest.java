package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static app.tandem.acceptance.Hands.create;
import static app.tandem.acceptance.Hands.edit;
import static app.tandem.acceptance.Hands.field;
import static app.tandem.acceptance.Hands.open;
import static app.tandem.acceptance.Hands.value;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people do with single records in the pane, and what Salesforce holds afterwards. */
class PaneRecordsTest extends AnnasPane {

    /** Pane U-106, U-107, U-98, U-112. */
    @Test
    void changedFieldsAreSavedTogetherAndARevertedOneIsNot() {
        String contact = contact("Edda", "Edit", "edda@edit-works.example");
        try (OutlookWindow outlook = mailFrom("Edit me", "edda@edit-works.example")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Contact");
            assertThat(pane.locator("header a")).hasAttribute("href", java.util.regex.Pattern.compile(".*/" + contact));
            edit(pane, "Title").fill("Head of tests");
            edit(pane, "Department").fill("Never saved");
            assertThat(field(pane, "Department")).hasClass(java.util.regex.Pattern.compile(".*changed.*"));
            button(field(pane, "Department"), "Revert Department").click();
            edit(pane, "Birthdate").fill("1980-02-29");
            button(pane.locator("header"), "Save changes").click();
            assertThat(pane.locator(".toast.success")).isVisible();
            assertThat(field(pane, "Title")).containsText("Head of tests");
            button(pane.locator("header"), "Back").click();
            assertThat(pane.locator("[data-object=Contact] .card")).containsText("Head of tests");
        }
        JsonNode saved = record("Contact", contact, "Title, Department, Birthdate");
        assertThat(saved.path("Title").asString()).isEqualTo("Head of tests");
        assertThat(saved.path("Department").isNull()).isTrue();
        assertThat(saved.path("Birthdate").asString()).isEqualTo("1980-02-29");
    }

    /** Pane U-108. */
    @Test
    void whatSomebodyElseChangedMeanwhileIsNamedAndOnlyOverwrittenOnDemand() {
        String contact = contact("Conrad", "Conflict", "conrad@conflict-works.example");
        try (OutlookWindow outlook = mailFrom("Both of us", "conrad@conflict-works.example")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Contact");
            edit(pane, "Title").fill("Mine");
            org.change("Contact", contact, Map.of("Department", "Theirs"));
            button(pane.locator("header"), "Save changes").click();
            assertThat(pane.locator(".conflict")).containsText("Department");
            assertThat(pane.locator(".conflict")).containsText("Theirs");
            assertThat(record("Contact", contact, "Title").path("Title").isNull())
                    .isTrue();
            button(pane.locator(".conflict"), "Show the new values").click();
            assertThat(field(pane, "Department")).containsText("Theirs");
            assertThat(field(pane, "Title").locator("input")).hasValue("Mine");
            button(pane.locator("header"), "Save changes").click();
            assertThat(pane.locator(".toast.success")).isVisible();
        }
        JsonNode saved = record("Contact", contact, "Title, Department");
        assertThat(saved.path("Title").asString()).isEqualTo("Mine");
        assertThat(saved.path("Department").asString()).isEqualTo("Theirs");
    }

    /** Pane U-56, U-109, U-139, U-148. */
    @Test
    void whatSalesforceRefusesStandsNextToTheField() {
        String contact = contact("Rita", "Refused", "rita@refused-works.example");
        try (OutlookWindow outlook = mailFrom("Refuse me", "rita@refused-works.example")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Contact");
            edit(pane, "Email").fill("no address");
            button(pane.locator("header"), "Save changes").click();
            assertThat(field(pane, "Email").locator(".error")).containsText("no address");
            assertThat(field(pane, "Email").locator("input")).hasAttribute("aria-invalid", "true");
            button(pane.locator("header"), "Cancel").click();
            button(pane.locator(".question"), "Keep editing").click();
            assertThat(field(pane, "Email").locator("input")).hasValue("no address");
            button(pane.locator("header"), "Cancel").click();
            button(pane.locator(".question"), "Discard").click();
            edit(pane, "LastName").fill("");
            button(pane.locator("header"), "Save changes").click();
            assertThat(field(pane, "LastName").locator(".error")).containsText("Last Name");
        }
        assertThat(record("Contact", contact, "Email").path("Email").asString())
                .isEqualTo("rita@refused-works.example");
    }

    /** Pane U-113 … U-117, U-141, U-152: with what the signature says; then offered for the mail. */
    @Test
    void aStrangerBecomesAContactThatTheMailIsSavedWith() {
        stage.deliver(anna, mail("From a stranger", "Nora van Neu <nora@neu-machines.example>", """
                Hello Anna,
                please call me.

                Best regards
                Nora van Neu
                Head of Purchasing
                Tel. +31 20 555 0142
                """));
        try (OutlookWindow outlook = stage.open(anna, "From a stranger")) {
            FrameLocator pane = outlook.pane();
            button(pane.locator(".suggestions"), "Create a contact for Nora van Neu")
                    .click();
            assertThat(value(pane, "Phone")).hasValue("+31 20 555 0142");
            assertThat(value(pane, "LastName")).hasValue("van Neu");
            button(pane.locator("header"), "Create").click();
            assertThat(pane.locator(".created")).containsText("Nora van Neu");
            assertThat(pane.locator(".suggestions")).hasCount(0);
            button(pane.locator(".created"), "Save this mail with it").click();
            assertThat(pane.locator(".check-row")
                            .filter(new Locator.FilterOptions().setHasText("Nora van Neu"))
                            .locator("input"))
                    .isChecked();
        }
        assertThat(stage.query(
                        anna, "SELECT FirstName, Title, Phone FROM Contact WHERE Email = 'nora@neu-machines.example'"))
                .singleElement()
                .satisfies(made -> {
                    assertThat(made.path("FirstName").asString()).isEqualTo("Nora");
                    assertThat(made.path("Title").asString()).isEqualTo("Head of Purchasing");
                    assertThat(made.path("Phone").asString()).isEqualTo("+31 20 555 0142");
                });
    }

    /** Pane U-134, U-153: used, created all the same, or put into the one that is there. */
    @Test
    void whoIsThereAlreadyIsUsedOrMergedInsteadOfDoubled() {
        String there = contact("Dora", "Double", "dora@double-works.example");
        try (OutlookWindow outlook = mailFrom("From Dora", "dora@double-works.example")) {
            FrameLocator pane = outlook.pane();
            create(pane, "Contact");
            value(pane, "LastName").fill("Double");
            value(pane, "Email").fill("dora@double-works.example");
            value(pane, "Title").fill("Auditor");
            button(pane.locator("header"), "Create").click();
            button(pane.locator(".duplicates"), "Merge: Dora Double").click();
            assertThat(field(pane, "Title").locator("input")).hasValue("Auditor");
            assertThat(field(pane, "FirstName").locator("input")).hasCount(0);
            button(pane.locator("header"), "Save changes").click();
            assertThat(pane.locator(".toast.success")).isVisible();
            button(pane.locator("header"), "Back").click();
            create(pane, "Contact");
            value(pane, "LastName").fill("Double");
            value(pane, "Email").fill("dora@double-works.example");
            button(pane.locator("header"), "Create").click();
            button(pane.locator(".duplicates"), "Use: Dora Double").click();
            assertThat(pane.locator(".created .card")).hasAttribute("data-record", there);
        }
        assertThat(stage.query(anna, "SELECT Title FROM Contact WHERE Email = 'dora@double-works.example'"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("Title").asString()).isEqualTo("Auditor"));
    }

    /** Pane U-252: from the ribbon, with the person of the mail; for a stranger with the cursor in the search. */
    @Test
    void theRibbonOpensTheFormForACall() {
        String contact = contact("Rob", "Ribbon", "rob@ribbon-works.example");
        stage.deliver(anna, mail("From nobody", "nobody@nowhere-works.example", "Hello."));
        try (OutlookWindow outlook = mailFrom("Ring me", "rob@ribbon-works.example")) {
            outlook.closePane().press("Log a Call");
            FrameLocator pane = outlook.pane();
            assertThat(pane.locator("header h1")).hasText("Log a call");
            assertThat(field(pane, "WhoId")).containsText("Rob Ribbon");
            value(pane, "Subject").fill("Rang Rob");
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".home .timeline")).containsText("Rang Rob");
            outlook.closePane().select("From nobody").press("Log a Call");
            assertThat(field(outlook.pane(), "WhoId").locator("input")).isFocused();
        }
        assertThat(stage.query(anna, "SELECT Status, TaskSubtype FROM Task WHERE WhoId = '" + contact + "'"))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.path("Status").asString()).isEqualTo("Completed");
                    assertThat(call.path("TaskSubtype").asString()).isEqualTo("Call");
                });
    }

    /** Pane U-59, U-433: said in its place, and tried again on demand. */
    @Test
    void aRecordThatDoesNotLoadIsTriedAgainOnDemand() {
        contact("Flora", "Failing", "flora@failing-works.example");
        try (OutlookWindow outlook = mailFrom("Fail first", "flora@failing-works.example")) {
            FrameLocator pane = outlook.pane();
            pane.locator(".timeline .empty").waitFor();
            fault("query", 50, "{\"kind\":\"status\",\"status\":503}");
            pane.locator("[data-object=Contact] .face").first().click();
            pane.locator("main .failed").waitFor();
            heal();
            button(pane.locator("main .failed"), "Try again").click();
            assertThat(field(pane, "LastName")).containsText("Failing");
        } finally {
            heal();
        }
    }

    /** Reliability 2.4, pane U-135: a lost answer is said to be lost, and nothing is sent twice. */
    @Test
    void anAnswerThatIsLostIsNotTakenForARefusal() {
        contact("Lotta", "Lost", "lotta@lost-works.example");
        try (OutlookWindow outlook = mailFrom("Lose it", "lotta@lost-works.example")) {
            FrameLocator pane = outlook.pane();
            create(pane, "Lead");
            value(pane, "LastName").fill("Onlyonce");
            value(pane, "Company").fill("Lost Works");
            fault("create", 1, "{\"kind\":\"cut\",\"when\":\"after\"}");
            button(pane.locator("header"), "Create").click();
            assertThat(pane.locator(".notices")).containsText("answer was lost");
            assertThat(value(pane, "LastName")).hasValue("Onlyonce");
        } finally {
            heal();
        }
        assertThat(stage.query(anna, "SELECT Id FROM Lead WHERE LastName = 'Onlyonce'"))
                .hasSize(1);
    }

    /** Pane U-116. */
    @Test
    void whoIsLeftOutIsNotLookedUpAnyMoreAndComesBackOnUndo() {
        stage.deliver(anna, mail("Leave me out", "shop@leave-out.example", "Buy!"));
        try (OutlookWindow outlook = stage.open(anna, "Leave me out")) {
            FrameLocator pane = outlook.pane();
            button(pane.locator(".suggestions"), "Do not sync").click();
            button(pane.locator(".suggestions"), "leave-out.example").click();
            assertThat(pane.locator(".suggestions")).containsText("not looked up");
            assertThat(blocked()).contains("leave-out.example");
            button(pane.locator(".suggestions"), "Undo").click();
            assertThat(button(pane.locator(".suggestions"), "Do not sync")).isVisible();
            assertThat(blocked()).doesNotContain("leave-out.example");
        }
    }

    /** Pane U-242 … U-251. */
    @Test
    void aCallIsLoggedAndAFollowUpIsMadeAndCompleted() {
        String contact = contact("Tara", "Task", "tara@task-works.example");
        try (OutlookWindow outlook = mailFrom("Call me", "tara@task-works.example")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Contact");
            button(pane.locator(".actions"), "Log a call").click();
            value(pane, "Subject").fill("Called about the offer");
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".timeline")).containsText("Called about the offer");
            button(pane.locator(".actions"), "Follow up").click();
            value(pane, "Subject").fill("Send the new offer");
            button(pane.locator("header"), "Save").click();
            button(pane.locator(".timeline"), "Mark Send the new offer as complete")
                    .click();
            assertThat(button(pane.locator(".timeline"), "Mark Send the new offer as complete"))
                    .hasCount(0);
        }
        List<JsonNode> tasks = stage.query(
                anna,
                "SELECT Subject, Status, TaskSubtype, ActivityDate FROM Task WHERE WhoId = '" + contact
                        + "' ORDER BY Subject");
        assertThat(tasks)
                .extracting(task -> task.path("Subject").asString() + " "
                        + task.path("Status").asString())
                .containsExactly("Called about the offer Completed", "Send the new offer Completed");
        assertThat(tasks.getFirst().path("TaskSubtype").asString()).isEqualTo("Call");
    }

    /** Pane U-254 … U-258. */
    @Test
    void aMemoStandsOnTopOfTheDescription() {
        String contact = contact("Mia", "Memo", "mia@memo-works.example");
        org.change("Contact", contact, Map.of("Description", "Earlier text"));
        try (OutlookWindow outlook = mailFrom("Note this", "mia@memo-works.example")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Contact");
            button(pane.locator(".actions"), "Quick memo").click();
            pane.locator("textarea").fill("Wants a new date");
            button(pane.locator("header"), "Post").click();
            assertThat(field(pane, "Description")).containsText("Wants a new date");
        }
        assertThat(record("Contact", contact, "Description").path("Description").asString())
                .containsPattern("(?s)^\\d{4}-.*Wants a new date\\s+Earlier text$");
    }

    /** Pane U-159 … U-161. */
    @Test
    void aLeadBecomesAContactWithAnOpportunity() {
        String lead = org.create(
                "Lead",
                Map.of(
                        "LastName",
                        "Lead",
                        "FirstName",
                        "Lena",
                        "Company",
                        "Lead Works",
                        "Email",
                        "lena@lead-works.example"));
        try (OutlookWindow outlook = mailFrom("Convert me", "lena@lead-works.example")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Lead");
            button(pane.locator(".actions"), "Convert to contact").click();
            pane.getByLabel("New opportunity").fill("First order of Lead Works");
            button(pane.locator("header"), "Convert").click();
            assertThat(pane.locator("header h1")).hasText("Lena Lead");
            assertThat(pane.locator(".record")).hasAttribute("data-record", java.util.regex.Pattern.compile("^003.*"));
        }
        assertThat(record("Lead", lead, "IsConverted").path("IsConverted").asBoolean())
                .isTrue();
        assertThat(stage.query(anna, "SELECT Id FROM Opportunity WHERE Name = 'First order of Lead Works'"))
                .hasSize(1);
    }

    /** Pane U-154: only what differs, and only after it was confirmed. */
    @Test
    void twoContactsBecomeOneWithTheChosenValues() {
        String stays = contact("Max", "Mergetwin", "max@merge-works.example");
        String goes = contact("Maximilian", "Mergetwin", "max.m@merge-works.example");
        org.change("Contact", goes, Map.of("Title", "Director"));
        try (OutlookWindow outlook = mailFrom("Merge us", "max@merge-works.example")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Contact");
            button(pane.locator(".actions"), "Merge").click();
            pane.locator(".reference input").fill("Mergetwin");
            pane.locator(".offer")
                    .filter(new Locator.FilterOptions().setHasText("Maximilian"))
                    .click();
            assertThat(pane.locator(".choice").filter(new Locator.FilterOptions().setHasText("Last Name")))
                    .hasCount(0);
            assertThat(button(pane.locator("header"), "Merge")).isDisabled();
            pane.locator(".check-row input").check();
            button(pane.locator("header"), "Merge").click();
            assertThat(field(pane, "Title")).containsText("Director");
        }
        JsonNode merged = record("Contact", stays, "FirstName, Title");
        assertThat(merged.path("FirstName").asString()).isEqualTo("Max");
        assertThat(merged.path("Title").asString()).isEqualTo("Director");
        assertThat(stage.sandbox.salesforce().all(anna.orgId(), "Contact"))
                .noneMatch(contact -> goes.equals(contact.get("Id")));
    }

    private static String blocked() {
        return Wire.send("GET", stage.sandbox.controlUrl() + "/tandem/settings?scope=user&user=" + anna.mail(), null)
                .expect(200)
                .json()
                .path("S-12")
                .toString();
    }

    private static OutlookWindow mailFrom(String subject, String address) {
        stage.deliver(anna, mail(subject, address, "Hello."));
        return stage.open(anna, subject);
    }

    private static void fault(String operation, int times, String fault) {
        String rule = "{\"rules\":[{\"id\":\"pane\",\"service\":\"salesforce\",\"operation\":\"" + operation
                + "\",\"user\":\"" + anna.mail() + "\",\"times\":" + times + ",\"fault\":" + fault + "}]}";
        Wire.send("POST", stage.sandbox.controlUrl() + "/faults", Wire.utf8(rule), "Content-Type", "application/json")
                .expect(200);
    }

    private static void heal() {
        Wire.send("DELETE", stage.sandbox.controlUrl() + "/faults", null).expect(204);
    }

    private static String mail(String subject, String from, String text) {
        return """
                From: %s
                To: %s
                Subject: %s
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <%s@records.example>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                %s
                """.formatted(from, anna.mail(), subject, subject.replace(' ', '-'), text);
    }
}
