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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A conversation that somebody marked, in Outlook and in Salesforce. */
class PaneThreadTest {

    private static final String BOX = "Auto-save new emails within this thread";

    private static PaneStage stage;
    private static Person anna;

    @BeforeAll
    static void start() {
        stage = new PaneStage(3);
        anna = stage.person(0);
        stage.connect(anna);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    /** Pane U-184, U-214 … U-217; sync H-1, H-3, H-5. */
    @Test
    void aMarkedConversationIsSavedAsItComes() {
        List<Map<String, Object>> contacts = stage.sandbox.salesforce().all(anna.orgId(), "Contact").stream()
                .filter(contact -> contact.get("Email") != null && contact.get("AccountId") != null)
                .toList();
        Map<String, Object> first = contacts.getFirst();
        Map<String, Object> other = contacts.stream()
                .filter(contact -> !contact.get("AccountId").equals(first.get("AccountId")))
                .findFirst()
                .orElseThrow();
        stage.deliver(anna, mail(anna, "Ship plan", first, "<1@talk.example>", ""));
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

            stage.deliver(anna, mail(anna, "Answer one", other, "<2@talk.example>", "<1@talk.example>"));
            Wire.until(
                    "the answer is saved",
                    Stage.PATIENCE,
                    () -> !links(anna, "Answer one").isEmpty());
            assertThat(links(anna, "Answer one")).isEqualTo(chosen);
        }
    }

    private static Set<String> links(Person person, String subject) {
        Set<String> links = new LinkedHashSet<>();
        for (JsonNode task :
                stage.query(person, "SELECT WhoId, WhatId FROM Task WHERE Subject LIKE '%" + subject + "%'")) {
            for (String field : List.of("WhoId", "WhatId")) {
                if (task.path(field).isString()) {
                    links.add(task.path(field).asString());
                }
            }
        }
        return links;
    }

    private static String mail(
            Person to, String subject, Map<String, Object> from, String messageId, String references) {
        return """
                From: Somebody <%s>
                To: %s
                Subject: %s
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: %s
                %sMIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                Hello.
                """.formatted(
                        from.get("Email"),
                        to.mail(),
                        subject,
                        messageId,
                        references.isEmpty() ? "" : "References: " + references + "\n");
    }
}
