package app.tandem.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import app.tandem.sandbox.browser.OutlookHost;
import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.world.Person;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Measures the pane in Chromium through the sandbox's Outlook and prints a table for {@code docs/benchmarks.md}. Everything
 * runs on one machine, so times are upper bounds; run it on an idle one. Not a test: it has no goal to fail.
 */
public final class PaneBenchmark {

    private static final int OPENINGS = 7;
    private static final int SWITCHES = 60;

    /** From the moment the pane learns of another item until that item's people stand there. */
    private static final String STOPWATCH = """
            name => {
              window.took = new Promise(resolve => {
                const pane = document.querySelector('.pane');
                let began = 0;
                new MutationObserver(() => { began ||= performance.now(); }).observe(pane, { attributeFilter: ['data-switching'] });
                const look = () => {
                  const shown = document.querySelector('.home [data-object=Contact] .name')?.textContent;
                  if (began && !pane.hasAttribute('data-switching') && shown === name) {
                    resolve(performance.now() - began);
                  } else {
                    requestAnimationFrame(look);
                  }
                };
                look();
              });
            }
            """;

    private final PaneStage stage = new PaneStage(3);
    private final Person anna = stage.person(0);
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private PaneBenchmark() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        PaneBenchmark benchmark = new PaneBenchmark();
        try {
            benchmark.run();
        } finally {
            benchmark.stage.close();
        }
        System.exit(0);
    }

    private void run() {
        stage.connect(anna);
        Map<String, String> people = PaneStaleTest.mails(stage, anna);
        List<String> subjects = List.copyOf(people.keySet());
        try (OutlookWindow outlook = stage.open(anna, subjects.getFirst())) {
            Page page = outlook.page();
            page.onRequestFinished(request -> {
                if (request.url().startsWith(OutlookHost.TANDEM)) {
                    requests.add(request);
                }
            });
            System.out.println("| what | median | worst |");
            System.out.println("|---|---|---|");
            open(outlook, people.get(subjects.getFirst()), "cold", true);
            open(outlook, people.get(subjects.getFirst()), "warm", false);
            switches(outlook, people, subjects);
        }
    }

    private void open(OutlookWindow outlook, String name, String how, boolean cold) {
        List<Long> shell = new ArrayList<>();
        List<Long> record = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        for (int i = 0; i < OPENINGS; i++) {
            outlook.closePane();
            if (cold) {
                outlook.page().context().newCDPSession(outlook.page()).send("Network.clearBrowserCache");
            }
            requests.clear();
            long began = System.nanoTime();
            outlook.press("Open Tandem");
            outlook.pane().locator(".shell, .frame .bar").first().waitFor();
            shell.add(millis(began));
            assertThat(outlook.pane().locator("[data-object=Contact] .name")).hasText(name);
            record.add(millis(began));
            bytes.add(requests.stream()
                    .mapToLong(request -> (long) request.sizes().responseBodySize)
                    .sum());
        }
        line(how + " open: shell on screen, ms", shell);
        line(how + " open: first matched record, ms", record);
        line(how + " open: own bytes, compressed", bytes);
    }

    private void switches(OutlookWindow outlook, Map<String, String> people, List<String> subjects) {
        outlook.pin();
        List<Long> times = new ArrayList<>();
        List<Long> trips = new ArrayList<>();
        Random random = new Random(1);
        String before = subjects.getFirst();
        for (int i = 0; i < SWITCHES; i++) {
            String next = subjects.get(random.nextInt(subjects.size()));
            if (next.equals(before)) {
                continue;
            }
            before = next;
            requests.clear();
            outlook.paneFrame().evaluate(STOPWATCH, people.get(next));
            outlook.message(next).click();
            Object took = outlook.paneFrame().evaluate("took");
            times.add(((Number) took).longValue());
            trips.add((long) requests.size());
        }
        line("switch to another mail: its people shown, ms", times);
        line("switch to another mail: requests", trips);
    }

    private static long millis(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static void line(String what, List<Long> values) {
        Collections.sort(values);
        System.out.printf(
                "| %s | %d | %d |%n", what, values.get(values.size() / 2), values.get(values.size() * 95 / 100));
    }
}
