package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.press;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.world.Person;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Pane U-55: while somebody runs through their mails and the outside answers early or late, the pane never shows the people
 * of another mail. A picture of the pane is judged at every frame the browser draws. More with
 * {@code -Dtandem.switches=500 -Dtandem.seed=…}.
 */
class PaneStaleTest extends AnnasPane {

    private static final int SWITCHES = Integer.getInteger("tandem.switches", 120);
    private static final long SEED = Long.getLong("tandem.seed", 20261122L);
    private static final int SLOWEST = 400;
    private static final int MAILS = 6;

    /** Counts, in the pane itself, what is shown against what Outlook has open. */
    private static final String WATCH = """
            people => {
              window.seen = { frames: 0, shown: 0, stale: 0, last: '' };
              const look = () => {
                const pane = document.querySelector('.pane');
                const name = document.querySelector('.home [data-object=Contact] .name');
                seen.frames++;
                if (pane && !pane.hasAttribute('data-switching') && name) {
                  seen.shown++;
                  const subject = Office.context.mailbox.item?.subject ?? '';
                  if (people[subject] !== name.textContent) {
                    seen.stale++;
                    seen.last = subject + ' showed ' + name.textContent;
                  }
                }
                requestAnimationFrame(look);
              };
              look();
            }
            """;

    @Test
    void aPaneNeverShowsThePeopleOfAnotherMail() {
        System.out.printf("-Dtandem.switches=%d -Dtandem.seed=%d%n", SWITCHES, SEED);
        Map<String, String> people = mails(stage, anna);
        List<String> subjects = List.copyOf(people.keySet());
        try (OutlookWindow outlook = stage.open(anna, subjects.getFirst())) {
            outlook.pin();
            assertThat(outlook.pane().locator("[data-object=Contact] .name")).hasText(people.get(subjects.getFirst()));
            Frame pane = outlook.paneFrame();
            pane.evaluate(WATCH, people);
            stage.outside().slow(SEED, SLOWEST);
            Random random = new Random(SEED);
            for (int i = 0; i < SWITCHES; i++) {
                outlook.message(subjects.get(random.nextInt(MAILS))).click();
                outlook.page().waitForTimeout(random.nextInt(SLOWEST));
            }
            String last = subjects.get(random.nextInt(MAILS));
            outlook.select(last);
            assertThat(outlook.pane().locator("[data-object=Contact] .name")).hasText(people.get(last));
            @SuppressWarnings("unchecked")
            Map<String, Object> seen = (Map<String, Object>) pane.evaluate("seen");
            System.out.println("switches " + SWITCHES + ": " + seen);
            assertThat(((Number) seen.get("shown")).intValue()).isGreaterThan(SWITCHES);
            assertThat(seen.get("stale")).as(String.valueOf(seen.get("last"))).isEqualTo(0);
        }
    }

    /** Pane U-56, U-57: what was typed stays with its mail; saving it still means that one, discarding shows the open one. */
    @Test
    void aFormOutlivesTheSwitchAndStillMeansItsMail() {
        stage.outside().slow(0, 0);
        Map<String, String> people = mails(stage, anna);
        List<String> subjects = List.copyOf(people.keySet());
        String first = subjects.get(0);
        String second = subjects.get(1);
        try (OutlookWindow outlook = stage.open(anna, first)) {
            outlook.pin();
            FrameLocator pane = outlook.pane();
            Locator person = pane.locator("[data-object=Contact] .name");
            Locator banner = pane.locator(".outlived");
            type(pane, people.get(first), "Typed for the first");
            outlook.select(second);
            assertThat(banner).containsText("“" + people.get(first) + "” belongs to “" + first + "”");
            press(banner, "Keep editing");
            assertThat(banner.getByRole(AriaRole.BUTTON)).hasCount(0);
            press(pane.locator("header"), "Save changes");
            assertThat(person).hasText(people.get(second));
            assertThat(banner).isEmpty();
            assertThat(titles("Typed for the first")).containsExactly(people.get(first));

            type(pane, people.get(second), "Typed in vain");
            outlook.select(first);
            press(banner, "Discard and show what is open");
            assertThat(person).hasText(people.get(first));
            assertThat(titles("Typed in vain")).isEmpty();

            press(pane.locator(".status"), "Save");
            pane.locator(".check-row input").first().uncheck();
            pane.locator(".check-row input").first().check();
            outlook.select(second);
            assertThat(banner).containsText("belongs to “" + first + "”");
            press(pane.locator("header"), "Save");
            assertThat(person).hasText(people.get(second));
        }
        Wire.until("saved", Stage.PATIENCE, () -> !tasks(first).isEmpty());
        assertThat(tasks(second)).isEmpty();
    }

    private static void type(FrameLocator pane, String name, String title) {
        pane.locator("[data-object=Contact] .face").first().click();
        assertThat(pane.locator("header h1")).hasText(name);
        pane.locator(".field[data-field=Title] .icon-button").click();
        pane.locator(".field[data-field=Title] input").fill(title);
    }

    private static List<String> titles(String title) {
        return stage.query(anna, "SELECT Name FROM Contact WHERE Title = '" + title + "'").stream()
                .map(contact -> contact.path("Name").asString())
                .toList();
    }

    private static List<?> tasks(String subject) {
        return stage.query(anna, "SELECT Id FROM Task WHERE Subject LIKE '%" + subject + "%'");
    }

    /** Mails of six contacts in the person's inbox: who is in Salesforce under which name, by subject. */
    static Map<String, String> mails(PaneStage stage, Person anna) {
        Map<String, String> people = new LinkedHashMap<>();
        List<Map<String, Object>> contacts = stage.sandbox.salesforce().all(anna.orgId(), "Contact").stream()
                .filter(contact -> contact.get("Email") != null)
                .limit(MAILS)
                .toList();
        for (int i = 0; i < MAILS; i++) {
            String subject = "Number " + i;
            people.put(subject, String.valueOf(contacts.get(i).get("Name")));
            stage.deliver(anna, """
                    From: Somebody <%s>
                    To: %s
                    Subject: %s
                    Date: Mon, 02 Mar 2026 10:00:00 +0100
                    Message-ID: <number-%d@pane.example>

                    Hello.
                    """.formatted(contacts.get(i).get("Email"), anna.mail(), subject, i));
        }
        return people;
    }
}
