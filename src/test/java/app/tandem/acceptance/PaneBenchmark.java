package app.tandem.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import app.tandem.sandbox.browser.OutlookHost;
import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.world.Person;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.WebSocketFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures the pane in Chromium through the sandbox's Outlook and prints a table for {@code docs/benchmarks.md}. Everything
 * runs on one machine, so times are upper bounds; run it on an idle one. Not a test: it has no goal to fail.
 */
public final class PaneBenchmark {

    private static final int OPENINGS = 7;
    private static final int SWITCHES = 60;
    private static final int PANES = 500;
    private static final int SLOWDOWN = 4;

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
            slowed(outlook, people.get(subjects.getFirst()));
            switches(outlook, people, subjects);
        }
        heap(people.get(subjects.getFirst()), subjects.getFirst());
    }

    /** The pane's own process on a slower machine; Outlook around it stays as fast as it is. */
    private void slowed(OutlookWindow outlook, String name) {
        outlook.closePane().press("Open Tandem");
        assertThat(outlook.pane().locator("[data-object=Contact] .name")).hasText(name);
        JsonObject rate = new JsonObject();
        rate.addProperty("rate", SLOWDOWN);
        List<Long> shell = new ArrayList<>();
        List<Long> record = new ArrayList<>();
        outlook.page().context().newCDPSession(outlook.paneFrame()).send("Emulation.setCPUThrottlingRate", rate);
        for (int i = 0; i < OPENINGS; i++) {
            outlook.page().context().newCDPSession(outlook.page()).send("Network.clearBrowserCache");
            outlook.paneFrame().evaluate("document.querySelector('.pane').remove()");
            long began = System.nanoTime();
            outlook.paneFrame().evaluate("setTimeout(() => location.reload())");
            outlook.pane().locator(".shell, .frame .bar").first().waitFor();
            shell.add(millis(began));
            assertThat(outlook.pane().locator("[data-object=Contact] .name")).hasText(name);
            record.add(millis(began));
        }
        line("cold, " + SLOWDOWN + "x slower processor: shell on screen, ms", shell);
        line("cold, " + SLOWDOWN + "x slower processor: first matched record, ms", record);
        rate.addProperty("rate", 1);
        outlook.page().context().newCDPSession(outlook.paneFrame()).send("Emulation.setCPUThrottlingRate", rate);
        outlook.closePane().press("Open Tandem");
    }

    /** What an open pane keeps in memory; all of it runs in this process, so the difference is Tandem's, and a little the sandbox's. */
    private void heap(String name, String subject) {
        Map<String, Object> contact = stage.sandbox.salesforce().all(anna.orgId(), "Contact").stream()
                .filter(one -> name.equals(one.get("Name")))
                .findFirst()
                .orElseThrow();
        Map<String, Object> item = new HashMap<>(Map.of("seq", 1, "selection", 1, "kind", "message", "mode", "read"));
        item.putAll(Map.of("mailbox", anna.mail(), "itemId", "elsewhere", "messageId", "<number-0@pane.example>"));
        item.putAll(Map.of("subject", subject, "language", "en-US", "zone", "UTC"));
        item.put("from", Map.of("address", contact.get("Email"), "name", "Somebody"));
        item.put("to", List.of(Map.of("address", anna.mail(), "name", "Anna")));
        new BarePane(stage, anna, item);
        long before = used();
        List<BarePane> panes = new ArrayList<>();
        for (int i = 0; i < PANES; i++) {
            BarePane pane = new BarePane(stage, anna, item);
            panes.add(pane);
            Wire.until(
                    "the pane shows " + name, Stage.PATIENCE, () -> pane.look().contains(name));
        }
        line(
                "retained heap per open pane, " + PANES + " panes, kB",
                new ArrayList<>(List.of((used() - before) / 1000 / panes.size())));
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
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
        List<Long> bytes = new ArrayList<>();
        AtomicLong pushed = new AtomicLong();
        outlook.page().onWebSocket(socket -> socket.onFrameReceived(frame -> pushed.addAndGet(size(frame))));
        Random random = new Random(1);
        String before = subjects.getFirst();
        for (int i = 0; i < SWITCHES; i++) {
            String next = subjects.get(random.nextInt(subjects.size()));
            if (next.equals(before)) {
                continue;
            }
            before = next;
            requests.clear();
            pushed.set(0);
            outlook.paneFrame().evaluate(STOPWATCH, people.get(next));
            outlook.message(next).click();
            Object took = outlook.paneFrame().evaluate("took");
            times.add(((Number) took).longValue());
            trips.add((long) requests.size());
            bytes.add(pushed.get()
                    + requests.stream()
                            .mapToLong(request -> (long) request.sizes().responseBodySize)
                            .sum());
        }
        line("switch to another mail: its people shown, ms", times);
        line("switch to another mail: requests", trips);
        line("switch to another mail: bytes received", bytes);
    }

    private static long size(WebSocketFrame frame) {
        return frame.text() == null ? frame.binary().length : frame.text().length();
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
