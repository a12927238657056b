package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static app.tandem.acceptance.Hands.field;
import static app.tandem.acceptance.Hands.press;
import static app.tandem.acceptance.Hands.row;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a card and a group of cards do where they stand (pane section 7). */
class PaneCardsTest extends AnnasPane {

    /** Pane U-96, U-166: with this record alone. */
    @Test
    void onePressSavesTheMailWithThatRecord() {
        Map<String, String> company = company("Quick");
        try (OutlookWindow outlook = mail("One press", "quinn@quick-works.example")) {
            FrameLocator pane = outlook.pane();
            Locator contact = pane.locator("[data-object=Contact] .card");
            Locator deal = pane.locator("[data-object=Opportunity] .card");
            assertThat(button(contact, "Save with Quinn Quick")).isVisible();
            button(deal, "Save with Quick Deal").focus();
            button(deal, "Save with Quick Deal").press("Enter");
            assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
            assertThat(deal.locator(".check")).isVisible();
            assertThat(button(contact, "Save with Quinn Quick")).isHidden();
            assertThat(tasks("One press")).singleElement().satisfies(task -> {
                assertThat(task.path("WhoId").isNull()).isTrue();
                assertThat(task.path("WhatId").asString()).isEqualTo(company.get("Opportunity"));
            });
        }
    }

    /** Pane U-97, U-99: what belongs to the record is begun with what is known; pages of the web about it; LinkedIn only if wanted. */
    @Test
    void aCardLeadsToWhatBelongsToItsRecord() {
        company("Related");
        try (OutlookWindow outlook = mail("Belongs together", "quinn@related-works.example")) {
            FrameLocator pane = outlook.pane();
            Locator card = pane.locator("[data-object=Contact] .card");
            card.locator("summary").click();
            assertThat(link(card, "Search LinkedIn"))
                    .hasAttribute(
                            "href",
                            Pattern.compile("https://www.linkedin.com/search/results/people/\\?keywords="
                                    + "Quinn\\+Related.*"));
            assertThat(link(card, "Website")).hasAttribute("href", "https://related-works.example");
            press(card, "New Case");
            assertThat(pane.locator(".create")).hasAttribute("data-object", "Case");
            assertThat(field(pane, "ContactId")).containsText("Quinn Related");
            press(pane.locator("header"), "Cancel");
            card.locator("summary").click();
            press(card, "Quick memo");
            assertThat(pane.locator("textarea")).isVisible();
            press(pane.locator("header"), "Cancel");

            press(pane.locator("header"), "Menu");
            press(pane.locator(".menu"), "Settings");
            row(pane, "Do not search LinkedIn").check();
            press(pane.locator("header"), "Save");
            assertThat(pane.locator(".toast.success").last()).containsText("Saved.");
            press(pane.locator("header"), "Back");
            press(pane.locator("header"), "Back");
            card.locator("summary").click();
            assertThat(link(card, "Website")).isVisible();
            assertThat(link(card, "Search LinkedIn")).hasCount(0);
        }
    }

    /** Pane U-97, U-160: a Lead is converted from its card; the way back leads to it. */
    @Test
    void aLeadIsConvertedFromItsCard() {
        org.create("Lead", Map.of("LastName", "Leander", "Company", "Lead Works", "Email", "l@lead-works.example"));
        try (OutlookWindow outlook = mail("A lead", "l@lead-works.example")) {
            FrameLocator pane = outlook.pane();
            Locator card = pane.locator("[data-object=Lead] .card");
            card.locator("summary").click();
            press(card, "Convert to contact");
            assertThat(pane.locator("header.form")).isVisible();
            press(pane.locator("header"), "Convert");
            assertThat(pane.locator(".toast.success")).isVisible();
        }
        assertThat(org.query("SELECT Id FROM Lead WHERE LastName = 'Leander' AND IsConverted = true"))
                .hasSize(1);
    }

    /** Pane U-90, U-92: moved on home, moved in the settings. */
    @Test
    void aGroupIsMovedWhereItStands() {
        company("Moved");
        try (OutlookWindow outlook = mail("To be moved", "quinn@moved-works.example")) {
            FrameLocator pane = outlook.pane();
            Locator groups = pane.locator(".related [data-object]");
            assertThat(groups.first()).hasAttribute("data-object", "Contact");
            Locator contacts = pane.locator(".related [data-object=Contact]");
            contacts.hover();
            press(contacts, "More for Contacts");
            press(contacts, "Move to the bottom");
            assertThat(groups.last()).hasAttribute("data-object", "Contact");
            press(pane.locator("header"), "Menu");
            press(pane.locator(".menu"), "Settings");
            assertThat(pane.locator(".objects .object").last()).hasAttribute("data-object", "Contact");
            press(pane.locator(".settings"), "Reset everything to default");
            press(pane.locator("header"), "Save");
            assertThat(pane.locator(".toast.success").last()).containsText("Saved.");
        }
    }

    private static Locator link(Locator card, String text) {
        return card.locator("a").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static List<JsonNode> tasks(String subject) {
        return stage.query(
                anna,
                "SELECT Id, WhoId, WhatId FROM Task WHERE IsDeleted = false AND Subject LIKE '%" + subject + "%'");
    }

    /** An Account with a Contact and an open Opportunity: their ids by object. */
    private static Map<String, String> company(String name) {
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("Account", org.create("Account", Map.of("Name", name + " Works")));
        ids.put(
                "Contact",
                org.create(
                        "Contact",
                        Map.of(
                                "FirstName",
                                "Quinn",
                                "LastName",
                                name,
                                "Email",
                                "quinn@" + name.toLowerCase(java.util.Locale.ROOT) + "-works.example",
                                "AccountId",
                                ids.get("Account"))));
        ids.put(
                "Opportunity",
                org.create(
                        "Opportunity",
                        Map.of(
                                "Name",
                                name + " Deal",
                                "AccountId",
                                ids.get("Account"),
                                "StageName",
                                "Prospecting",
                                "CloseDate",
                                java.time.LocalDate.ofInstant(
                                                stage.sandbox.kernel().clock.now(), java.time.ZoneOffset.UTC)
                                        .plusDays(30)
                                        .toString())));
        return ids;
    }

    private static OutlookWindow mail(String subject, String from) {
        stage.deliver(anna, """
                From: Somebody <%s>
                To: %s
                Subject: %s
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <%s@cards.example>

                Hello.
                """.formatted(from, anna.mail(), subject, subject.replace(' ', '-')));
        return stage.open(anna, subject);
    }
}
