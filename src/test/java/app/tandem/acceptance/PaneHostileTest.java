package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.safehtml.Attacks;
import app.tandem.sandbox.browser.OutlookHost;
import app.tandem.sandbox.browser.OutlookWindow;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What strangers write into mails and into Salesforce is shown as text: it runs nothing and calls nobody (design.md section 7). */
class PaneHostileTest extends AnnasPane {

    private static final int SHOWN_IN_A_ROUND = 6;

    /** Says so wherever a script ran, or was only held back by the page's policy. */
    private static final String WITNESS = """
            window.alert = () => harmed('ran in ' + location.href);
            document.addEventListener('securitypolicyviolation', event =>
              /foreign|inline|data:/.test(event.blockedURI) && harmed('held back: ' + event.blockedURI + ' ' + event.sample));
            """;

    @Test
    void attacksInMailsAndRecordsAreShownAsTheyAreWritten() {
        Queue<String> harm = new ConcurrentLinkedQueue<>();
        List<String> attacks = Attacks.all().stream()
                .filter(attack -> attack.length() <= 80 && attack.chars().allMatch(c -> c >= ' '))
                .toList();
        List<Round> rounds = rounds(attacks);
        assertThat(rounds).hasSizeGreaterThan(20);
        try (OutlookWindow outlook = stage.open(anna, rounds.getFirst().subject())) {
            BrowserContext context = outlook.page().context();
            context.exposeFunction("harmed", arguments -> harm.add(String.valueOf(arguments[0])));
            context.addInitScript(WITNESS);
            context.onRequest(request -> {
                // Outlook's own reading pane holds back what the mail's body asks for
                if (request.url().contains("foreign.example")
                        && request.frame().url().startsWith(OutlookHost.TANDEM)) {
                    harm.add(request.url());
                }
            });
            outlook.closePane().press("Open Tandem").pin();
            for (Round round : rounds) {
                outlook.select(round.subject());
                look(outlook.pane(), round);
            }
        }
        System.out.println(rounds.size() + " rounds with " + rounds.size() * SHOWN_IN_A_ROUND + " attacks shown");
        assertThat(harm).isEmpty();
    }

    private static void look(FrameLocator pane, Round round) {
        Locator card = pane.locator("[data-object=Contact] .card").filter(text(round.contact()));
        assertThat(card).isVisible();
        card.locator(".face").click();
        assertThat(pane.locator(".field[data-field=Description]")).containsText(round.description());
        button(pane.locator("header"), "Back").click();
        button(pane.locator(".status"), "Save").click();
        assertThat(pane.locator(".check-row").filter(text(round.contact())).first())
                .isVisible();
        assertThat(pane.locator(".check-row")
                        .filter(text(asStored(round.file())))
                        .first())
                .isVisible();
        button(pane.locator("header"), "Cancel").click();
        assertThat(card).isVisible();
    }

    /** A mail and records around it, each full of attacks, in the org and in the inbox. */
    private static List<Round> rounds(List<String> attacks) {
        List<Round> rounds = new ArrayList<>();
        Iterator<String> next =
                Stream.concat(attacks.stream(), attacks.stream()).iterator();
        for (int number = 0; number * SHOWN_IN_A_ROUND < attacks.size(); number++) {
            Round round = new Round(
                    "Round " + number + " " + next.next(),
                    next.next(),
                    next.next(),
                    next.next(),
                    next.next(),
                    next.next());
            String address = "attacker" + number + "@hostile-" + number + ".example";
            String account = org.create("Account", Map.of("Name", round.account()));
            org.create(
                    "Contact",
                    Map.of(
                            "LastName",
                            round.contact(),
                            "Description",
                            round.description(),
                            "AccountId",
                            account,
                            "Email",
                            address));
            deliver(round, address, number);
            rounds.add(round);
        }
        return rounds;
    }

    private record Round(
            String subject, String sender, String contact, String description, String account, String file) {}

    private static void deliver(Round round, String address, int number) {
        stage.deliver(anna, """
                From: %s <%s>
                To: %s
                Subject: %s
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <hostile-%d@pane.example>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=part

                --part
                Content-Type: text/html; charset=utf-8

                <p>Regards, %s</p>
                --part
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename="%s"

                content
                --part--
                """.formatted(
                        word(round.sender()),
                        address,
                        anna.mail(),
                        word(round.subject()),
                        number,
                        round.sender(),
                        word(round.file())));
    }

    private static String word(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    /** The dialog shows a file by the name under which it will be stored (pane U-196). */
    private static String asStored(String name) {
        return name.replaceAll("[\\\\/:*?\"<>|]", "_").replaceAll("\\s+", " ").replaceAll("^[. ]+|[. ]+$", "");
    }

    private static Locator.FilterOptions text(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
