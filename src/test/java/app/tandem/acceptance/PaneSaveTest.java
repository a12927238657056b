package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static app.tandem.acceptance.Hands.row;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.settings.Switch;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The choice of what a mail is saved with, and what it comes to in Salesforce (pane section 12). */
class PaneSaveTest extends AnnasPane {

    @AfterEach
    void everySwitchIsAsItWas() {
        List.of(Switch.PRESELECTED, Switch.NOT_LINKABLE, Switch.FILE_FILTERS, Switch.SAVE_WITHOUT_RECORDS)
                .forEach(which -> stage.switches().global(which, null));
    }

    /** pane U-84, U-85, U-112, U-207: what was saved just now is in the timeline, and a check stands at every record. */
    @Test
    void aSavedMailStandsInTheTimelineAndAtItsRecords() {
        String contact = customer("Tina", "Timeline", "tina@timeline-works.example");
        String stranger = org.create(
                "Opportunity",
                Map.of("Name", "Elsewhere in Oslo", "StageName", "Prospecting", "CloseDate", "2026-12-01"));
        try (OutlookWindow outlook = mailFrom("For the timeline", "tina@timeline-works.example")) {
            FrameLocator pane = outlook.pane();
            assertThat(pane.locator("[data-object=Contact] .card")).hasCount(1);
            assertThat(pane.locator(".card .check")).hasCount(0);
            button(pane.locator(".status"), "Save").click();
            button(pane.locator("main"), "Search for another record").click();
            pane.locator("input[type=search]").fill("Elsewhere in Oslo");
            pane.locator("[data-object=Opportunity] .face").first().click();
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
            assertThat(check(pane, contact)).isVisible();
            assertThat(pane.locator("section.linked")).containsText("Elsewhere in Oslo");
            assertThat(check(pane, stranger)).isVisible();
            assertThat(pane.locator(".timeline")).containsText("For the timeline");
            check(pane, contact).click();
            assertThat(pane.locator("header h1")).containsText("For the timeline");
        }
    }

    /** pane U-178: "save this mail with it" opens with that record ticked, and it is saved with it. */
    @Test
    void aNewRecordIsTickedWhereTheMailIsSavedWithIt() {
        stage.deliver(anna, mail("Hello from nowhere", "nils@brand-new-works.example"));
        stage.switches().global(Switch.PRESELECTED, List.of("case"));
        try (OutlookWindow outlook = stage.open(anna, "Hello from nowhere")) {
            FrameLocator pane = outlook.pane();
            button(pane.locator(".suggestions"), "Create a contact for Nils Neumann")
                    .click();
            button(pane.locator("header"), "Create").click();
            button(pane.locator(".created"), "Save this mail with it").click();
            assertThat(row(pane, "Nils Neumann")).isChecked();
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
        }
        assertThat(tasks("Hello from nowhere"))
                .singleElement()
                .satisfies(task ->
                        assertThat(task.path("Who").path("Name").asString()).isEqualTo("Nils Neumann"));
    }

    /** pane U-82, U-177, U-178: five of a type at first, the others on demand; all or none with one tick; S-16 and S-17 rule. */
    @Test
    void furtherRecordsAreShownOnDemandAndTheSettingsSayWhatIsTicked() {
        String contact = customer("Mona", "Many", "mona@many-works.example");
        String account = org.records("Contact", List.of("Id", "AccountId")).stream()
                .filter(one -> one.path("Id").asString().equals(contact))
                .findFirst()
                .orElseThrow()
                .path("AccountId")
                .asString();
        for (int i = 1; i <= 7; i++) {
            org.create(
                    "Opportunity",
                    Map.of(
                            "Name",
                            "Deal number " + i,
                            "AccountId",
                            account,
                            "StageName",
                            "Prospecting",
                            "CloseDate",
                            "2026-04-0" + i));
        }
        stage.switches().global(Switch.PRESELECTED, List.of("contact"));
        stage.switches().global(Switch.NOT_LINKABLE, List.of("account"));
        try (OutlookWindow outlook = mailFrom("Many deals", "mona@many-works.example")) {
            FrameLocator pane = outlook.pane();
            button(pane.locator(".status"), "Save").click();
            Locator rows = pane.locator(".choices .check-row");
            assertThat(rows).hasCount(6);
            assertThat(rows.locator("input:checked")).hasCount(1);
            assertThat(row(pane, "Mona Many")).isChecked();
            button(pane.locator(".save-body"), "Show more").click();
            assertThat(rows).hasCount(8);
            assertThat(button(pane.locator(".save-body"), "Show more")).isHidden();
            pane.locator(".check-row.all input").check();
            assertThat(rows.locator("input:checked")).hasCount(8);
            pane.locator(".check-row.all input").uncheck();
            assertThat(rows.locator("input:checked")).hasCount(0);
            assertThat(pane.locator(".conflicts")).containsText("Choose at least one record");
            row(pane, "Deal number 7").check();
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
        }
        assertThat(tasks("Many deals")).singleElement().satisfies(task -> {
            assertThat(task.path("What").path("Name").asString()).isEqualTo("Deal number 7");
            assertThat(task.path("WhoId").isNull()).isTrue();
        });
    }

    /** sync E-48, S-41; pane U-192: where mail may be saved without records, nothing ticked is linked with nothing. */
    @Test
    void nothingTickedIsLinkedWithNothing() {
        customer("Uma", "Unlinked", "uma@unlinked-works.example");
        stage.switches().global(Switch.SAVE_WITHOUT_RECORDS, true);
        try (OutlookWindow outlook = mailFrom("On its own", "uma@unlinked-works.example")) {
            FrameLocator pane = outlook.pane();
            button(pane.locator(".status"), "Save").click();
            pane.locator(".choices .check-row").first().waitFor();
            pane.locator(".check-row.all input").check();
            pane.locator(".check-row.all input").uncheck();
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
        }
        assertThat(tasks("On its own")).singleElement().satisfies(task -> {
            assertThat(task.path("WhoId").isNull()).isTrue();
            assertThat(task.path("WhatId").isNull()).isTrue();
        });
    }

    /** pane U-199, U-200; sync: what cannot be stored says so before anybody presses Save. */
    @Test
    void filesThatCannotBeStoredSayWhy() {
        customer("Felix", "Files", "felix@files-works.example");
        stage.switches().global(Switch.FILE_FILTERS, Map.of("blocked", List.of("exe"), "max", 20_000, "min", Map.of()));
        stage.deliver(
                anna,
                mail(
                        "Three files",
                        "felix@files-works.example",
                        file("large.pdf", 30_000),
                        file("small.pdf", 10_000),
                        file("tool.exe", 10_000)));
        try (OutlookWindow outlook = stage.open(anna, "Three files")) {
            FrameLocator pane = outlook.pane();
            button(pane.locator(".status"), "Save").click();
            assertThat(row(pane, "large.pdf")).isDisabled();
            assertThat(pane.locator(".check-row", containing("large.pdf"))).containsText("Too large");
            assertThat(row(pane, "tool.exe")).isDisabled();
            assertThat(pane.locator(".check-row", containing("tool.exe")))
                    .containsText("does not allow files of this kind");
            row(pane, "small.pdf").check();
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
        }
        assertThat(
                        stage.query(
                                anna,
                                "SELECT Title FROM ContentVersion WHERE Title LIKE 'small%' OR Title LIKE 'large%' OR Title LIKE 'tool%'"))
                .extracting(found -> found.path("Title").asString())
                .containsExactly("small.pdf");
    }

    /** pane U-188, U-209; sync E-21, L-21: the dialog shows the links, and Save changes them without a second task. */
    @Test
    void aSavedMailIsLinkedOtherwiseWithoutASecondTask() {
        String contact = customer("Rosa", "Relink", "rosa@relink-works.example");
        String deal = org.create(
                "Opportunity", Map.of("Name", "Right deal", "StageName", "Prospecting", "CloseDate", "2026-12-01"));
        String before;
        try (OutlookWindow outlook = mailFrom("Wrong tick", "rosa@relink-works.example")) {
            FrameLocator pane = outlook.pane();
            button(pane.locator(".status"), "Save").click();
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
            before = tasks("Wrong tick").getFirst().path("Id").asString();
            button(pane.locator(".status"), "Change links").click();
            assertThat(row(pane, "Rosa Relink")).isChecked();
            assertThat(row(pane, "Relink Works")).isChecked();
            row(pane, "Relink Works").uncheck();
            assertThat(pane.locator(".notes")).containsText("Relink Works");
            button(pane.locator("main"), "Search for another record").click();
            pane.locator("input[type=search]").fill("Right deal");
            pane.locator("[data-object=Opportunity] .face").first().click();
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator("section.linked")).containsText("Right deal");
            assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
            assertThat(check(pane, deal)).isVisible();
        }
        assertThat(tasks("Wrong tick")).singleElement().satisfies(task -> {
            assertThat(task.path("Id").asString()).isEqualTo(before);
            assertThat(task.path("WhoId").asString()).isEqualTo(contact);
            assertThat(task.path("WhatId").asString()).isEqualTo(deal);
        });
    }

    private static FrameLocator.LocatorOptions containing(String text) {
        return new FrameLocator.LocatorOptions().setHasText(text);
    }

    private static Locator check(FrameLocator pane, String record) {
        return pane.locator(".card[data-record='" + record + "'] .check").first();
    }

    private static List<JsonNode> tasks(String subject) {
        return stage.query(
                anna,
                "SELECT Id, WhoId, WhatId, Who.Name, What.Name, Status, Subject FROM Task WHERE Subject LIKE '%"
                        + subject + "%'");
    }

    private static OutlookWindow mailFrom(String subject, String from) {
        stage.deliver(anna, mail(subject, from));
        return stage.open(anna, subject);
    }

    private static String file(String name, int size) {
        return """
                --part
                Content-Type: application/octet-stream; name=%1$s
                Content-Disposition: attachment; filename=%1$s

                %2$s
                """.formatted(name, "x".repeat(70).concat("\n").repeat(size / 71));
    }

    private static String mail(String subject, String from, String... files) {
        return """
                From: Nils Neumann <%s>
                To: %s
                Subject: %s
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <%s@save.example>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=part

                --part
                Content-Type: text/plain; charset=utf-8

                Hello Anna.
                %s--part--
                """.formatted(from, anna.mail(), subject, subject.replace(' ', '-'), String.join("", files));
    }
}
