package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.browser.OutlookWindow.Theme;
import app.tandem.sandbox.world.Person;
import app.tandem.settings.Switch;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tasks on the screen of the sync: what a session did, and taking it back, by keyboard (decision 038). */
class PaneTasksTest {

    private static final Path FOLDER = Path.of("target/screens");
    private static PaneStage stage;
    private static Person anna;
    private static Mailboxes mailboxes;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(FOLDER);
        stage = new PaneStage(3);
        anna = stage.person(0);
        mailboxes = new Mailboxes(stage.sandbox.graphUrl(), stage.sandbox.entraUrl());
        stage.switches().global(Switch.TASKS, true);
        stage.switches().global(Switch.TASKS_DOWN, true);
        stage.connect(anna);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void aSessionIsLookedIntoAndTakenBackByKeyboard() {
        task("Send the offer");
        try (OutlookWindow outlook = sync("Look at the sync", Theme.LIGHT)) {
            Locator session = session(outlook.pane(), "1 created");
            session.locator("summary").press("Enter");
            assertThat(session.locator(".deeds")).containsText("Send the offer");
            assertThat(session.locator(".deeds")).containsText("Created in Outlook");
            picture(outlook, "session light");

            button(session, "Undo this session").press("Enter");
            assertThat(button(session, "Take back")).isFocused();
            picture(outlook, "session undo light");
            button(session, "Cancel").press("Enter");
            button(session, "Undo this session").press("Enter");
            button(session, "Take back").press("Enter");
            assertThat(session).containsText("1 taken back.");
            assertThat(button(session, "Undo this session")).hasCount(0);
        }
        assertThat(list()).doesNotContain("Send the offer");
        assertThat(stage.query(anna, "SELECT Id FROM Task WHERE IsDeleted = false AND Subject = 'Send the offer'"))
                .hasSize(1);
    }

    @Test
    void whatSomebodyHasWorkedOnSinceStaysAndTheSessionSaysSo() {
        task("Call Nora");
        String record = stage.query(anna, "SELECT Id FROM Task WHERE IsDeleted = false AND Subject = 'Call Nora'")
                .getFirst()
                .path("Id")
                .asString();
        stage.org(anna).change("Task", record, Map.of("Subject", "Call Nora at once"));
        arrives("Call Nora at once");
        stage.org(anna).change("Task", record, Map.of("Subject", "Call Nora never"));
        arrives("Call Nora never");
        try (OutlookWindow outlook = sync("Look at the sync in the dark", Theme.DARK)) {
            Locator session = outlook.pane()
                    .locator(".pairs li:has(> .undo)")
                    .filter(new Locator.FilterOptions().setHasText("1 changed"))
                    .nth(1);
            button(session, "Undo this session").press("Enter");
            button(session, "Take back").press("Enter");
            assertThat(session).containsText("0 taken back. One stays");
            session.locator("summary").press("Enter");
            assertThat(session.locator(".deeds")).containsText("It was changed since and stays.");
            picture(outlook, "session dark");
        }
        assertThat(list()).contains("Call Nora never");
    }

    @Test
    void whatSalesforceRefusedSaysWhyAndIsTriedAgainByOnePress_Y_12() {
        refuseNextTask("FIELD_CUSTOM_VALIDATION_EXCEPTION");
        mailboxes.act(
                "POST", anna.mail(), "/todo/lists/" + listId() + "/tasks", "{\"title\":\"Ask for the second floor\"}");
        cycle();
        try (OutlookWindow outlook = sync("Look at what waits", Theme.LIGHT)) {
            Locator issue = outlook.pane()
                    .locator(".pairs li")
                    .filter(new Locator.FilterOptions().setHasText("Ask for the second floor"))
                    .first();
            assertThat(issue).containsText("A validation rule in Salesforce refused it.");
            issue.locator("summary").press("Enter");
            picture(outlook, "task refused light");
            outlook.theme(Theme.DARK);
            picture(outlook, "task refused dark");
            button(issue, "Try again now").press("Enter");
            assertThat(outlook.pane().locator(".toast")).containsText("It is tried again now.");
        }
        Wire.until(
                "the task in Salesforce",
                Stage.PATIENCE,
                () -> stage.query(
                                        anna,
                                        "SELECT Id FROM Task WHERE IsDeleted = false AND Subject = 'Ask for the second floor'")
                                .size()
                        == 1);
        stage.untilQuiet();
        try (OutlookWindow outlook = sync("Look at what waited", Theme.LIGHT)) {
            assertThat(outlook.pane().locator("body")).not().containsText("not in step");
        }
    }

    @Test
    void aRehearsalSaysWhatWouldBeDoneAndNothingIsWritten() {
        stage.untilQuiet();
        stage.sandbox.tandem().pause(anna.mail());
        mailboxes.act("POST", anna.mail(), "/todo/lists/" + listId() + "/tasks", "{\"title\":\"Only rehearsed\"}");
        try (OutlookWindow outlook = sync("Look at the rehearsal", Theme.LIGHT)) {
            Wire.send("DELETE", stage.sandbox.controlUrl() + "/calls", null).expect(204);
            button(outlook.pane().locator(".sync"), "Show what would happen").press("Enter");
            Locator created = outlook.pane()
                    .locator(".sync li")
                    .filter(new Locator.FilterOptions().setHasText("One would be created"))
                    .first();
            created.locator("summary").press("Enter");
            assertThat(created).containsText("Only rehearsed");
            assertThat(writes()).isEmpty();
            picture(outlook, "rehearsal light");
            outlook.theme(Theme.DARK);
            picture(outlook, "rehearsal dark");
        }
        stage.sandbox.tandem().resume(anna.mail());
        stage.untilQuiet();
    }

    /** What was written of tasks, on either side. */
    private static List<String> writes() {
        List<String> writes = new ArrayList<>();
        for (JsonNode call : Wire.send("GET", stage.sandbox.controlUrl() + "/calls", null)
                .expect(200)
                .json()) {
            String said =
                    call.path("method").asString("") + " " + call.path("path").asString("") + " "
                            + call.path("operation").asString("");
            if (said.matches("(POST|PATCH|DELETE) .*/todo/.*|.* (create|update|upsert|delete)")) {
                writes.add(said);
            }
        }
        return writes;
    }

    private static void refuseNextTask(String code) {
        Wire.send(
                        "POST",
                        stage.sandbox.controlUrl() + "/faults",
                        Wire.utf8("""
                        {"rules":[{"service":"salesforce","operation":"create","object":"Task","client":"tandem",
                         "times":1,"fault":{"kind":"rows","every":1,"code":"%s"}}]}""".formatted(code)),
                        "Content-Type",
                        "application/json")
                .expect(200, 201, 204);
    }

    /** A task of Anna's in Salesforce, which a session of its own brings into her list. */
    private static void task(String subject) {
        stage.org(anna)
                .create(
                        "Task",
                        Map.of(
                                "Subject",
                                subject,
                                "OwnerId",
                                anna.salesforceUserId(),
                                "Status",
                                "In Progress",
                                "ActivityDate",
                                "2026-12-11"));
        arrives(subject);
    }

    /** A cycle that runs already may have looked before: then another one brings it. */
    private static void arrives(String subject) {
        Wire.until(subject, Stage.PATIENCE, () -> {
            cycle();
            return list().contains(subject);
        });
    }

    private static void cycle() {
        stage.untilQuiet();
        stage.sandbox.tandem().cycle(anna.mail());
        stage.untilQuiet();
    }

    private static String list() {
        return mailboxes
                .get("/users/" + anna.mail() + "/todo/lists/" + listId() + "/tasks?$top=200")
                .toString();
    }

    private static String listId() {
        for (JsonNode list :
                mailboxes.get("/users/" + anna.mail() + "/todo/lists").path("value")) {
            if (list.path("displayName").asString().equals("Salesforce Tasks")) {
                return list.path("id").asString();
            }
        }
        throw new AssertionError("no list");
    }

    private static Locator session(FrameLocator pane, String did) {
        return pane.locator(".pairs li:has(> .undo)")
                .filter(new Locator.FilterOptions().setHasText(did))
                .first();
    }

    private static OutlookWindow sync(String subject, Theme theme) {
        stage.deliver(anna, """
                From: Somebody <somebody@nowhere.example>
                To: %s
                Subject: %s
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <%s@tasks.example>

                Hello.
                """.formatted(anna.mail(), subject, subject.replace(' ', '-')));
        OutlookWindow outlook = stage.open(anna, subject);
        outlook.theme(theme);
        button(outlook.pane().locator("header"), "Menu").click();
        button(outlook.pane().locator("main"), "Sync").click();
        assertThat(outlook.pane().locator(".pairs h2").first()).isVisible();
        return outlook;
    }

    private static void picture(OutlookWindow outlook, String name) {
        outlook.paneColumn().screenshot(new Locator.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
        assertThat((Integer) outlook.paneFrame().evaluate("document.documentElement.scrollWidth"))
                .as(name)
                .isLessThanOrEqualTo(320);
        assertThat(Axe.objections(outlook.paneFrame())).as(name).isEmpty();
    }
}
