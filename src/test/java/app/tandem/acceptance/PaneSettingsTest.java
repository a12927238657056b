package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static app.tandem.acceptance.Hands.row;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.settings.Switch;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Settings of one's own: each is changed in the pane and seen to act there and in the sync (pane section 29, 31). */
class PaneSettingsTest extends AnnasPane {

    @AfterEach
    void everySwitchIsAsItWas() {
        List.of(Switch.OWN_SETTINGS, Switch.THREADS, Switch.PRESELECTED)
                .forEach(which -> stage.switches().global(which, null));
    }

    /** pane U-116, U-391, U-393, U-400; sync B-2, B-3: a domain is left out, the mail says so, and reset brings it back. */
    @Test
    void aBlockedDomainIsNeitherLookedUpNorSyncedUntilItIsTakenOffTheList() {
        customer("Blake", "Blocked", "blake@blocked-works.example");
        stage.deliver(anna, mail("About blocking", "blake@blocked-works.example"));
        try (OutlookWindow outlook = stage.open(anna, "About blocking")) {
            outlook.pin();
            FrameLocator pane = outlook.pane();
            assertThat(pane.locator("[data-object=Contact] .card")).hasCount(1);
            settings(pane);
            Locator blocklist = setting(pane, Switch.USER_BLOCKLIST);
            blocklist.locator("input").fill("*.blocked-works.example");
            button(blocklist, "Add").click();
            assertThat(blocklist.getByRole(AriaRole.ALERT)).containsText("without wildcards");
            blocklist.locator("input").fill("Blocked-Works.example");
            blocklist.locator("input").press("Enter");
            assertThat(blocklist.locator("li")).hasText("blocked-works.example");
            save(pane);
            assertThat(blocklist).containsText("You chose this.");
            leave(pane);
            assertThat(pane.locator(".related .empty")).containsText("blake@blocked-works.example is not looked up");
            assertThat(pane.locator("[data-object=Contact] .card")).hasCount(0);

            Mailboxes mailboxes = new Mailboxes(stage.sandbox.graphUrl(), stage.sandbox.entraUrl());
            stage.sandbox.deliver(
                    anna,
                    mailboxes.folder(anna.mail(), Mailboxes.MARKER),
                    stage.sandbox.kernel().clock.now(),
                    mail("Into the folder", "blake@blocked-works.example")
                            .replace("\n", "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            stage.untilQuiet();
            outlook.folder(Mailboxes.MARKER).select("Into the folder");
            pane.locator(".status summary").click();
            assertThat(pane.locator(".status .why")).containsText("is on a list of those who are not synced");

            button(pane.locator(".related .empty"), "Settings").click();
            button(setting(pane, Switch.USER_BLOCKLIST), "Reset to default: Not to be synced")
                    .click();
            save(pane);
            assertThat(setting(pane, Switch.USER_BLOCKLIST)).containsText("Nobody is left out.");
            button(pane.locator("header"), "Back").click();
            assertThat(pane.locator("[data-object=Contact] .card")).hasCount(1);
        }
    }

    /** S-16, S-17; pane U-178, U-379, U-391: what is never offered and what is ticked; what makes saving impossible is refused. */
    @Test
    void theTypesChosenAreThoseOfTheSaveDialog() {
        customer("Tia", "Ticked", "tia@ticked-works.example");
        stage.switches().global(Switch.PRESELECTED, List.of("account"));
        stage.deliver(anna, mail("About ticks", "tia@ticked-works.example"));
        try (OutlookWindow outlook = stage.open(anna, "About ticks")) {
            FrameLocator pane = outlook.pane();
            settings(pane);
            Locator never = setting(pane, Switch.NOT_LINKABLE);
            for (Locator box : never.locator("input").all()) {
                box.check();
            }
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".notices")).containsText("no mail could be saved any more");
            button(pane.locator("header"), "Cancel").click();
            button(pane.locator(".question"), "Discard").click();
            assertThat(never.locator("input:checked")).hasCount(0);

            row(never, "Accounts").check();
            row(setting(pane, Switch.PRESELECTED), "Contacts").check();
            assertThat(setting(pane, Switch.PRESELECTED)).containsText("The default is: Accounts.");
            save(pane);
            leave(pane);
            button(pane.locator(".status"), "Save").click();
            assertThat(row(pane.locator(".save-body"), "Tia Ticked")).isChecked();
            assertThat(pane.locator(".save-body .choices")).not().containsText("Ticked Works");
        }
        stage.switches().global(Switch.PRESELECTED, null);
    }

    /** S-22, S-23; sync A-10, H-2; pane U-197, U-215: what the save dialog begins with. */
    @Test
    void theSaveDialogBeginsWithTheFilesAndTheBoxThatThePersonChose() {
        stage.switches().global(Switch.THREADS, true);
        customer("Fay", "Files", "fay@file-works.example");
        stage.deliver(anna, withFiles(mail("About files", "fay@file-works.example")));
        try (OutlookWindow outlook = stage.open(anna, "About files")) {
            FrameLocator pane = outlook.pane();
            button(pane.locator(".status"), "Save").click();
            assertThat(row(pane, "plan.pdf")).not().isChecked();
            assertThat(row(pane, "Auto-save new emails within this thread"))
                    .not()
                    .isChecked();
            button(pane.locator("header"), "Cancel").click();

            settings(pane);
            row(pane, "Do not tick the whole conversation").uncheck();
            Locator files = setting(pane, Switch.TICKED_FILES);
            assertThat(files.locator("input")).isHidden();
            files.locator("select").selectOption("LISTED");
            files.locator("input").fill("pdf; a+b");
            button(pane.locator("header"), "Save").click();
            assertThat(files.getByRole(AriaRole.ALERT)).containsText("\"a+b\" is no type of a file");
            files.locator("input").fill(".PDF, docx");
            save(pane);
            assertThat(files.locator("input")).hasValue("pdf, docx");
            leave(pane);
            button(pane.locator(".status"), "Save").click();
            assertThat(row(pane, "plan.pdf")).isChecked();
            assertThat(row(pane, "logo.png")).not().isChecked();
            assertThat(row(pane, "Auto-save new emails within this thread")).isChecked();
        }
    }

    /** pane U-92, U-381, U-383: which objects, in which order, with which fields. */
    @Test
    void theRecordsBesideAMailAreThoseThePersonWantsToSee() {
        customer("Otto", "Order", "otto@order-works.example");
        stage.deliver(anna, mail("About order", "otto@order-works.example"));
        try (OutlookWindow outlook = stage.open(anna, "About order")) {
            FrameLocator pane = outlook.pane();
            Locator groups = pane.locator(".related [data-object]");
            assertThat(groups.first()).hasAttribute("data-object", "Contact");
            settings(pane);
            Locator objects = setting(pane, Switch.OBJECTS);
            Locator account = objects.locator("[data-object=Account]");
            assertThat(button(objects, "Move Contacts up")).isDisabled();
            button(account, "Move Accounts up").click();
            button(account, "Move Accounts up").click();
            assertThat(objects.locator(".object").first()).hasAttribute("data-object", "Account");
            Locator person = objects.locator("[data-object=Contact]");
            person.locator("summary").click();
            person.locator("select").first().selectOption("FirstName");
            save(pane);
            leave(pane);
            assertThat(groups.first()).hasAttribute("data-object", "Account");
            Locator line = pane.locator("[data-object=Contact] .card .line").first();
            assertThat(line).hasText(Pattern.compile("Otto( · .*)?"));

            settings(pane);
            account.locator(".check-row input").uncheck();
            save(pane);
            leave(pane);
            assertThat(pane.locator("[data-object=Contact] .card")).hasCount(1);
            assertThat(pane.locator(".related [data-object=Account]")).hasCount(0);
            button(pane.locator("header"), "Search").click();
            pane.locator("input[type=search]").fill("Order");
            assertThat(pane.locator(".results [data-object=Contact]")).isVisible();
            assertThat(pane.locator(".results [data-object=Account]")).hasCount(0);
            button(pane.locator("header"), "Back").click();

            settings(pane);
            person.locator(".check-row input").uncheck();
            save(pane);
            leave(pane);
            assertThat(pane.locator(".related .empty")).containsText("you chose not to see records of that kind");

            settings(pane);
            for (Locator box : objects.locator(".check-row input:checked").all().reversed()) {
                box.click();
            }
            assertThat(objects).containsText("At least one kind of record stays.");
            assertThat(objects.locator(".check-row input:checked")).hasCount(1);
            button(pane.locator(".settings"), "Reset everything to default").click();
            save(pane);
            leave(pane);
            assertThat(groups.first()).hasAttribute("data-object", "Contact");
        }
    }

    /** pane U-378, U-398, S-36, S-44: what the person may not change is shown as it is; what nothing acts on is not shown. */
    @Test
    void whatAnAdministratorDecidesIsShownAndLocked() {
        stage.deliver(anna, mail("About rights", "rita@rights-works.example"));
        stage.switches().global(Switch.OWN_SETTINGS, false);
        stage.switches().global(Switch.THREADS, true);
        try (OutlookWindow outlook = stage.open(anna, "About rights")) {
            FrameLocator pane = outlook.pane();
            settings(pane);
            assertThat(pane.locator(".settings .intro")).containsText("Your administrator decides all of these");
            Locator threads = setting(pane, Switch.THREADS_OF_USER).locator("input");
            assertThat(threads).isChecked();
            assertThat(threads).isDisabled();
            assertThat(setting(pane, Switch.USER_BLOCKLIST).locator("input")).hasCount(0);
            assertThat(pane.locator(".setting input:enabled:visible")).hasCount(0);
        }
    }

    private static void settings(FrameLocator pane) {
        button(pane.locator("header"), "Menu").click();
        button(pane.locator(".menu"), "Settings").click();
        assertThat(pane.locator(".setting").first()).isVisible();
    }

    private static Locator setting(FrameLocator pane, Switch which) {
        return pane.locator("[data-setting=" + which.number() + "]");
    }

    private static void save(FrameLocator pane) {
        button(pane.locator("header"), "Save").click();
        assertThat(pane.locator(".toast.success").last()).containsText("Saved. It holds from now on");
        assertThat(button(pane.locator("header"), "Back")).isVisible();
    }

    /** By way of the menu. */
    private static void leave(FrameLocator pane) {
        button(pane.locator("header"), "Back").click();
        assertThat(pane.locator(".menu")).isVisible();
        button(pane.locator("header"), "Back").click();
        assertThat(pane.locator(".home")).isVisible();
    }

    private static String withFiles(String mail) {
        StringBuilder parts = new StringBuilder(mail.replace(
                "\n\nHello.\n",
                "\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=part\n\n--part\n\nHello.\n"));
        for (String name : List.of("plan.pdf", "logo.png")) {
            parts.append("--part\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=")
                    .append(name)
                    .append("\n\ncontent of ")
                    .append(name)
                    .append('\n');
        }
        return parts.append("--part--\n").toString();
    }

    private static String mail(String subject, String from) {
        return """
                From: Somebody with a name <%s>
                To: %s
                Subject: %s
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <%s@settings.example>

                Hello.
                """.formatted(from, anna.mail(), subject, subject.replace(' ', '-'));
    }
}
