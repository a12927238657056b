package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.browser.OutlookWindow.Theme;
import app.tandem.sandbox.world.Person;
import app.tandem.settings.Switch;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The brake's question at the pane: most tasks vanish from Salesforce, and their owner says what is to become of them (sync X-23). */
class PaneRemovalTest {

    private static final int TASKS = 60;
    private static final int GONE = 55;

    private static PaneStage stage;
    private static Person anna;

    @BeforeAll
    static void start() {
        stage = new PaneStage(3);
        anna = stage.person(0);
        stage.switches().global(Switch.TASKS, true);
        stage.switches().global(Switch.TASKS_DOWN, true);
        for (int i = 0; i < TASKS; i++) {
            stage.org(anna).create("Task", Map.of("Subject", "Removal " + i, "OwnerId", anna.salesforceUserId()));
        }
        stage.connect(anna);
        stage.deliver(anna, "From: <ada@removal.example>\nSubject: Where are my tasks\n\nHello\n");
        settled();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void aPersonKeepsWhatHasVanishedAndThenLetsItGo() throws Exception {
        try (OutlookWindow outlook = stage.open(anna, "Where are my tasks")) {
            FrameLocator pane = outlook.pane();
            button(pane.locator("header"), "Menu").click();
            button(pane.locator("main"), "Sync").click();
            assertThat(pane.locator(".sync dl")).containsText("Last session");
            assertThat(pane.locator(".sync .conflict")).hasCount(0);

            recordsVanish();
            look(outlook);
            button(pane.locator(".sync"), "Keep them").press("Enter");
            assertThat(pane.locator(".sync .conflict")).hasCount(0);
            Wire.until(
                    "all are in Salesforce again",
                    Stage.PATIENCE,
                    () -> records().size() == TASKS);
            assertThat(tasks()).hasSize(TASKS);
            settled();

            recordsVanish();
            again(pane);
            button(pane.locator(".sync"), "Remove them").click();
            Wire.until("they are gone from the list", Stage.PATIENCE, () -> tasks().size() == TASKS - GONE);
            assertThat(records()).hasSize(TASKS - GONE);
        }
    }

    private static void again(FrameLocator pane) {
        button(pane.locator("header"), "Back").click();
        button(pane.locator("main"), "Sync").click();
        assertThat(pane.locator(".sync .conflict"))
                .containsText(GONE + " of " + TASKS + " tasks are gone from your Salesforce tasks");
    }

    private static void recordsVanish() {
        stage.org(anna)
                .deleteAtOnce(records().stream()
                        .limit(GONE)
                        .map(record -> record.path("Id").asString())
                        .toList());
        settled();
        assertThat(tasks()).as("nothing is removed unasked").hasSize(TASKS);
    }

    private static void settled() {
        stage.untilQuiet();
        stage.sandbox.tandem().cycle(anna.mail());
        stage.untilQuiet();
    }

    private static List<JsonNode> records() {
        return stage.query(anna, "SELECT Id FROM Task WHERE IsDeleted = false AND Subject LIKE 'Removal %'");
    }

    private static List<JsonNode> tasks() {
        Mailboxes mailboxes = new Mailboxes(stage.sandbox.graphUrl(), stage.sandbox.entraUrl());
        String lists = "/users/" + anna.mail() + "/todo/lists";
        String list = values(mailboxes, lists).stream()
                .filter(one -> one.path("displayName").asString().equals("Salesforce Tasks"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        return values(mailboxes, lists + "/" + list + "/tasks?$top=100").stream()
                .filter(task -> task.path("title").asString().startsWith("Removal "))
                .toList();
    }

    private static List<JsonNode> values(Mailboxes mailboxes, String path) {
        List<JsonNode> values = new java.util.ArrayList<>();
        mailboxes.get(path).path("value").forEach(values::add);
        return values;
    }

    /** 320 px wide, light and dark: nothing wider than the pane (U-47), nothing that axe objects to (U-421 … U-424). */
    private static void look(OutlookWindow outlook) throws Exception {
        again(outlook.pane());
        String axe;
        try (InputStream script = PaneRemovalTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (Theme theme : List.of(Theme.DARK, Theme.LIGHT)) {
            outlook.theme(theme);
            String name = "removal " + theme.name().toLowerCase(java.util.Locale.ROOT) + ".png";
            outlook.paneColumn().screenshot(new Locator.ScreenshotOptions().setPath(Path.of("target/screens", name)));
            Frame pane = outlook.paneFrame();
            assertThat((Integer) pane.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(320);
            pane.evaluate(axe);
            assertThat((List<?>) pane.evaluate("async () => (await axe.run(document, { resultTypes: ['violations'] }))"
                            + ".violations.map(rule => rule.id + ': ' + rule.nodes.map(node => node.html).join(' '))"))
                    .isEmpty();
        }
    }
}
