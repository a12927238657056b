package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static app.tandem.acceptance.Hands.row;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.world.Person;
import app.tandem.settings.Switch;
import com.microsoft.playwright.FrameLocator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A conversation that somebody marked, in Outlook and in Salesforce. */
@AnnasPane.People(9)
class PaneThreadTest extends AnnasPane {

    private static final String BOX = "Auto-save new emails within this thread";

    private static Person ben;
    private static Map<String, Object> first;
    private static Map<String, Object> other;

    @BeforeAll
    static void start() {
        ben = colleague();
        stage.connect(ben);
        List<Map<String, Object>> contacts = stage.sandbox.salesforce().all(anna.orgId(), "Contact").stream()
                .filter(contact -> contact.get("Email") != null && contact.get("AccountId") != null)
                .toList();
        first = contacts.getFirst();
        other = contacts.stream()
                .filter(contact -> !contact.get("AccountId").equals(first.get("AccountId")))
                .findFirst()
                .orElseThrow();
    }

    /** S-44 is off where nobody set it. */
    @BeforeEach
    void switchedOff() {
        stage.switches().global(Switch.THREADS, null);
        stage.switches().global(Switch.LINK_TO_OPPORTUNITIES, null);
    }

    /** Pane U-184, U-214 … U-217; sync H-1, H-3, H-5. */
    @Test
    void aMarkedConversationIsSavedAsItComes() {
        stage.deliver(anna, mail(anna, "Ship plan", address(first), "Message-ID: <1@talk.example>"));
        try (OutlookWindow outlook = stage.open(anna, "Ship plan")) {
            FrameLocator pane = outlook.pane();
            button(pane.locator(".status"), "Save").click();
            assertThat(pane.locator(".choices .check-row").first()).isVisible();
            assertThat(row(pane, BOX)).hasCount(0);
            button(pane.locator("header"), "Cancel").click();

            stage.switches().global(Switch.THREADS, true);
            button(pane.locator(".status"), "Save").click();
            assertThat(row(pane, BOX)).not().isChecked();
            row(pane, BOX).check();
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
            Set<String> chosen = links(anna, "Ship plan");
            assertThat(chosen).contains(String.valueOf(first.get("Id")));

            stage.deliver(
                    anna,
                    mail(
                            anna,
                            "Answer one",
                            address(other),
                            "Message-ID: <2@talk.example>",
                            "References: <1@talk.example>"));
            awaitSaved("Answer one");
            assertThat(links(anna, "Answer one")).isEqualTo(chosen);
        }
    }

    /** Sync D-1, H-7, H-8, H-9; pane U-219, U-221: in two mailboxes it is one conversation, and each person stops it for themselves. */
    @Test
    void aColleagueWhoMarksItTooGetsTheSameRecordsUntilTheyStop() {
        stage.switches().global(Switch.THREADS, true);
        // else a mail of two users' conversation brings the contact's Opportunity of its own (sync H-7)
        stage.switches().global(Switch.LINK_TO_OPPORTUNITIES, false);
        for (Person person : List.of(anna, ben)) {
            stage.deliver(person, mail(person, "Harbour fees", address(first), "Message-ID: <1@harbour.example>"));
        }
        markedBy(anna, "Harbour fees", "Save").close();
        Set<String> chosen = links(anna, "Harbour fees");
        assertThat(chosen).contains(String.valueOf(first.get("Id")));
        try (OutlookWindow outlook = markedBy(ben, "Harbour fees", "Save again")) {
            FrameLocator pane = outlook.pin().pane();
            answer("Customer writes", address(first), "<2@harbour.example>");
            answer("Anna writes", anna.mail(), "<3@harbour.example>");
            for (String subject : List.of("Customer writes", "Anna writes")) {
                awaitSaved(subject);
                assertThat(links(ben, subject)).as(subject).isEqualTo(chosen);
                outlook.select(subject);
                assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
                pane.locator(".status summary").click();
                assertThat(pane.locator(".status .why")).containsText("because this conversation is being saved");
            }
            assertThat(tasks(anna, "Harbour fees")).hasSize(1);
            assertThat(threads("Customer writes")).hasSize(1).isEqualTo(threads("Anna writes"));

            button(pane.locator(".thread-line"), "Stop").click();
            assertThat(pane.locator(".toast").last()).containsText("is not saved by itself any more");
            assertThat(pane.locator(".thread-line button")).hasCount(0);
            answer("Too late", address(first), "<4@harbour.example>");
            stage.untilQuiet();
            stage.sandbox.tandem().cycle(ben.mail());
            outlook.select("Too late");
            assertThat(pane.locator(".status")).hasAttribute("data-state", "NOT_SAVED");
            assertThat(tasks(ben, "Too late")).isEmpty();
            assertThat(tasks(ben, "Anna writes")).hasSize(1);
        }
    }

    /** Their window, with the mail saved and its conversation marked. */
    private static OutlookWindow markedBy(Person person, String subject, String save) {
        OutlookWindow outlook = stage.open(person, subject);
        FrameLocator pane = outlook.pane();
        button(pane.locator(".status"), save).click();
        row(pane, BOX).check();
        button(pane.locator("header"), "Save").click();
        assertThat(pane.locator(".thread-line")).containsText("is being saved");
        assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
        return outlook;
    }

    /** A later mail of the conversation, to Ben alone and the customer. */
    private static void answer(String subject, String from, String messageId) {
        stage.deliver(
                ben,
                mail(
                        ben,
                        subject,
                        from,
                        "Message-ID: " + messageId,
                        "References: <1@harbour.example>",
                        "Cc: " + address(first)));
    }

    private static String address(Map<String, Object> contact) {
        return String.valueOf(contact.get("Email"));
    }

    private static void awaitSaved(String subject) {
        Wire.until(
                subject + " is saved",
                Stage.PATIENCE,
                () -> !tasks(anna, subject).isEmpty());
    }

    private static List<JsonNode> tasks(Person person, String subject) {
        return stage.query(
                person,
                "SELECT WhoId, WhatId, tandem__ThreadId__c FROM Task WHERE IsDeleted = false AND Subject LIKE '%"
                        + subject + "%'");
    }

    private static Set<String> threads(String subject) {
        return tasks(ben, subject).stream()
                .map(task -> task.path("tandem__ThreadId__c").asString())
                .collect(Collectors.toSet());
    }

    private static Set<String> links(Person person, String subject) {
        Set<String> links = new LinkedHashSet<>();
        for (JsonNode task : tasks(person, subject)) {
            for (String field : List.of("WhoId", "WhatId")) {
                if (task.path(field).isString()) {
                    links.add(task.path(field).asString());
                }
            }
        }
        return links;
    }

    /**
     * @param headers further ones, a line each
     */
    private static String mail(Person to, String subject, String from, String... headers) {
        return """
                From: Somebody <%s>
                To: %s
                Subject: %s
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                %s
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                Hello.
                """.formatted(from, to.mail(), subject, String.join("\n", headers));
    }
}
