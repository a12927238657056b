package app.tandem.sandbox.outlook;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.Browsers;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.Todo;
import app.tandem.sandbox.graph.store.TodoTask;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The To Do view beside the mailbox page. */
class OutlookTodoTest extends OutlookPages {

    @Test
    void aTaskIsAddedCompletedAndDeletedWithTheKeyboardAlone() {
        Page page = todo(0, 1280, ColorScheme.LIGHT);
        page.getByLabel("Add a task").focus();
        page.keyboard().type("Call ACME");
        page.keyboard().press("Enter");
        Locator tick = page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Completed: Call ACME"));
        tick.focus();
        page.keyboard().press("Space");
        assertThat(tick).isChecked();
        tick.focus();
        page.keyboard().press("Delete");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Deleted");
        assertThat(task(page, "Call ACME")).hasCount(0);
    }

    @Test
    void aTaskHasADueDateACategoryAndNotes() {
        Page page = todo(1, 1280, ColorScheme.LIGHT);
        add(page, "Write to ACME");
        task(page, "Write to ACME").locator(".task-open").click();
        page.getByLabel("Due").fill("2030-03-05");
        page.getByLabel("Due").blur();
        assertThat(task(page, "Write to ACME")).containsText("Due Tue 5 Mar");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Categorize"))
                .click();
        page.getByRole(AriaRole.MENUITEMCHECKBOX).first().click();
        assertThat(task(page, "Write to ACME").locator(".chip")).hasCount(1);
        page.getByLabel("Notes").fill("First\n\nlast");
        page.getByLabel("Notes").blur();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Saved");
        page.reload();
        task(page, "Write to ACME").locator(".task-open").click();
        assertThat(page.getByLabel("Notes")).hasValue("First\n\nlast");
        assertThat(page.getByLabel("Due")).hasValue("2030-03-05");
    }

    @Test
    void theLinkedRecordIsALinkAndGoesAlongToAnotherList() {
        Mailbox mailbox = mailbox(2);
        mailbox.locked(() -> mailbox.todo().create("Salesforce Tasks"));
        linked(mailbox, "Offer for ACME");
        Page page = todo(2, 1280, ColorScheme.LIGHT);
        task(page, "Offer for ACME").locator(".task-open").click();
        Locator record = page.locator("#detail .record");
        assertThat(record).hasAttribute("href", "https://org.example/00T1");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Move to"))
                .click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Salesforce Tasks"))
                .click();
        assertThat(task(page, "Offer for ACME")).hasCount(0);
        page.locator(".folder", new Page.LocatorOptions().setHasText("Salesforce Tasks"))
                .click();
        task(page, "Offer for ACME").locator(".task-open").click();
        assertThat(record).hasAttribute("href", "https://org.example/00T1");
    }

    @ParameterizedTest
    @CsvSource({"1280,LIGHT", "1280,DARK", "320,LIGHT", "320,DARK"})
    void theViewIsAccessibleAndFitsTheWindow(int width, ColorScheme scheme) {
        Mailbox mailbox = mailbox(0);
        linked(mailbox, "Offer " + width + scheme);
        Page page = todo(0, width, scheme);
        check(page, width, "list-" + scheme);
        task(page, "Offer " + width + scheme).locator(".task-open").click();
        page.locator("#detail .record").waitFor();
        check(page, width, "task-" + scheme);
    }

    private static void check(Page page, int width, String name) {
        Browsers.still(page.mainFrame());
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(
                        "target",
                        "screens",
                        "todo-" + name.toLowerCase(java.util.Locale.ROOT) + "-" + width + ".png")));
        assertThat(new AxeBuilder(page)
                        .setLegacyMode(true).analyze().getViolations().stream()
                                .map(rule -> rule.getId() + ": "
                                        + rule.getNodes().stream()
                                                .map(node -> node.getHtml())
                                                .toList())
                                .toList())
                .isEmpty();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
    }

    private static Mailbox mailbox(int person) {
        return sandbox.graph().store().byAddress(person(person).mail()).orElseThrow();
    }

    /** A task of the default list with a record behind it. */
    private static void linked(Mailbox mailbox, String title) {
        mailbox.locked(() -> {
            Todo todo = mailbox.todo();
            TodoTask task = todo.newTask(todo.wellKnown("defaultList"));
            task.title = title;
            task.categories = List.of("Salesforce");
            task.linkedResources.add(Json.object()
                    .put("id", "link")
                    .put("applicationName", "Tandem")
                    .put("displayName", "Salesforce")
                    .put("webUrl", "https://org.example/00T1"));
            todo.add(task);
            return null;
        });
    }

    private static void add(Page page, String title) {
        page.getByLabel("Add a task").fill(title);
        page.keyboard().press("Enter");
    }

    private static Locator task(Page page, String title) {
        return page.locator(".task", new Page.LocatorOptions().setHasText(title));
    }

    private Page todo(int person, int width, ColorScheme scheme) {
        Page page = open(width, scheme);
        page.navigate(sandbox.outlookUrl() + "/mail/" + person(person).mail() + "/todo");
        page.locator(".task").first().waitFor();
        return page;
    }
}
