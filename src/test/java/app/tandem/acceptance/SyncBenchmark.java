package app.tandem.acceptance;

import app.tandem.sandbox.kernel.FreePort;
import app.tandem.sandbox.world.Person;
import com.sun.management.OperatingSystemMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Measures the service against the sandbox and prints a table for {@code docs/benchmarks.md}: what an idle day costs, how
 * soon a moved mail is a task, what a bulk costs. Counts are exact; times hold for PostgreSQL, sandbox and Tandem on one
 * machine, so run it on an idle one. Not a test: it has no goal to fail.
 */
public final class SyncBenchmark {

    private static final int PEOPLE = 12;
    private static final int HOURS = 24;
    private static final int ROUNDS = 20;
    private static final int MOVES = 100;
    private static final int EACH = 200;
    private static final int MOST = 40;
    private static final Duration LONG = Duration.ofMinutes(15);

    private int probes;
    private final EmbeddedPostgres postgres;
    private final Path log;
    private final Stage stage;

    private SyncBenchmark() throws IOException {
        log = Files.createTempFile("statements", ".log");
        postgres = EmbeddedPostgres.builder()
                .setPort(FreePort.next())
                .setServerConfig("max_connections", "100")
                .setServerConfig("log_statement", "all")
                .setOutputRedirector(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        stage = Stage.open(PEOPLE, postgres.getJdbcUrl("postgres", "postgres"));
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        SyncBenchmark benchmark = new SyncBenchmark();
        try {
            benchmark.run();
        } finally {
            benchmark.stage.close();
            benchmark.postgres.close();
            Files.deleteIfExists(benchmark.log);
        }
        System.exit(0);
    }

    private void run() throws IOException {
        stage.connect(stage.people());
        System.out.println("| what | measured | goal |");
        System.out.println("|---|---|---|");
        cycles();
        fresh();
        bulk();
        idle();
    }

    /** A day on which nobody does anything: sweeps and renewals, by the clock that the sandbox moves. */
    private void idle() {
        stage.settle(2);
        stage.control("DELETE", "/calls", "");
        for (int half = 0; half < 2 * HOURS; half++) {
            stage.advance("PT30M");
            stage.untilLookedAfter();
            stage.untilQuiet();
        }
        line("idle: Graph requests per mailbox and hour", requests().size() / (double) (PEOPLE * HOURS), "9");
        line(
                "idle: Salesforce calls per user and day",
                stage.calls("salesforce").size() / (double) PEOPLE,
                "10");
    }

    /** Cycles that find nothing, one after the other, while tokens live. */
    private void cycles() throws IOException {
        stage.cycle();
        stage.untilQuiet();
        long statements = statements(SyncBenchmark::works);
        long marks = statements(SyncBenchmark::isMark);
        long cycles = statements(SyncBenchmark::endsCycle);
        double processor = processor();
        for (int round = 0; round < ROUNDS; round++) {
            stage.cycle();
        }
        double ran = statements(SyncBenchmark::endsCycle) - cycles;
        line(
                "an idle cycle: SQL statements, those of the scheduler left out",
                (statements(SyncBenchmark::works) - statements) / ran,
                "2");
        line("the same: begins of transactions", (statements(SyncBenchmark::isMark) - marks) / ran, "–");
        line("the same: processor time of everything here, ms", (processor() - processor) / ran, "–");
        System.err.println(most(statements));
    }

    private void fresh() {
        Person anna = stage.person(0);
        List<String> ids = deliver(anna, "fresh", MOVES);
        List<Long> took = new ArrayList<>();
        for (String id : ids) {
            long moved = System.nanoTime();
            stage.mailboxes().mark(anna.mail(), List.of(id));
            Wire.until("the task", LONG, () -> isSaved(anna, id));
            took.add((System.nanoTime() - moved) / 1_000_000);
            stage.untilQuiet();
        }
        Collections.sort(took);
        line("from the move to the task, " + MOVES + " single moves: p50, ms", took.get(MOVES / 2), "1,000");
        line("the same: p99, ms", took.get(MOVES * 99 / 100), "5,000");
    }

    /** Many mails in many mailboxes at once. */
    private void bulk() throws IOException {
        Map<Person, List<String>> all = new LinkedHashMap<>();
        stage.people().forEach(person -> all.put(person, deliver(person, "bulk", EACH)));
        stage.people().forEach(stage::pause);
        all.forEach((person, ids) -> stage.mailboxes().mark(person.mail(), ids));
        stage.control("DELETE", "/calls", "");
        long probe = probe();
        probes = 0;
        long statements = statements(SyncBenchmark::works);
        long began = System.nanoTime();
        stage.people().forEach(stage::resume);
        all.keySet()
                .forEach(person -> Wire.until(
                        "all saved", LONG, Duration.ofMillis(200), () -> stage.tasks(person, "Bench bulk") == EACH));
        double seconds = (System.nanoTime() - began) / 1e9;
        untilQuiet();
        double mails = EACH * PEOPLE;
        line("bulk of " + (int) mails + " mails in " + PEOPLE + " mailboxes: mails per second", mails / seconds, "–");
        line("bulk: Salesforce calls per mail", stage.calls("salesforce").size() / mails, "0.05");
        line("bulk: Graph requests per mail", requests().size() / mails, "0.25");
        line(
                "bulk: SQL statements per mail, those of the scheduler left out",
                (statements(SyncBenchmark::works) - statements - probes * probe) / mails,
                "1.2");
    }

    private List<String> deliver(Person person, String name, int mails) {
        String contact = stage.org(person)
                .query("SELECT Email FROM Contact WHERE Email != null AND AccountId != null LIMIT 1")
                .getFirst()
                .path("Email")
                .asString();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < mails; i++) {
            String mime = "From: <" + contact + ">\r\nTo: <" + person.mail() + ">\r\nSubject: Bench " + name + i
                    + "\r\nMessage-ID: <" + name + i + "." + person.mail() + ">\r\n\r\nHello\r\n";
            ids.add(stage.deliver(person, "inbox", null, Wire.utf8(mime)));
        }
        stage.untilQuiet();
        return ids;
    }

    /** Asking whether all is quiet costs statements too, which are not Tandem's: they are counted and left out. */
    private void untilQuiet() {
        Wire.until("quiet", LONG, () -> {
            probes++;
            return stage.isQuiet();
        });
    }

    /** Statements of one such question. */
    private long probe() throws IOException {
        long before = statements(SyncBenchmark::works);
        stage.isQuiet();
        return statements(SyncBenchmark::works) - before;
    }

    private boolean isSaved(Person person, String id) {
        return stage.why(person, id).path("state").asString().equals("saved");
    }

    /** Graph requests by HTTP; the parts of a batch travel in one. */
    private List<JsonNode> requests() {
        List<JsonNode> requests = new ArrayList<>(stage.calls("graph"));
        requests.removeIf(call -> call.has("batch"));
        return requests;
    }

    /** Statements that the server was asked for until now, as its own log tells. */
    private long statements(Predicate<String> which) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("LOG:  execute") || line.contains("LOG:  statement:"))
                    .filter(which)
                    .count();
        }
    }

    /** The statements after the first so many, by how often they came. */
    private String most(long skipped) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        try (Stream<String> lines = Files.lines(log)) {
            lines.filter(line -> line.contains("LOG:  execute") || line.contains("LOG:  statement:"))
                    .filter(SyncBenchmark::works)
                    .skip(skipped)
                    .forEach(line -> counts.merge(line.replaceFirst(".*LOG:  [^:]*: ", ""), 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST)
                .map(entry -> entry.getValue() + "  " + entry.getKey())
                .collect(Collectors.joining("\n"));
    }

    private static boolean isMark(String line) {
        return line.contains(": BEGIN");
    }

    /** Neither the scheduler's own, nor a mark around a transaction. */
    private static boolean works(String line) {
        return !line.contains("scheduled_tasks")
                && !line.contains(": BEGIN")
                && !line.endsWith(": COMMIT")
                && !line.contains(": SET ")
                && !line.contains(": SHOW ");
    }

    private static boolean endsCycle(String line) {
        return line.contains("cycle_ended = ");
    }

    private static double processor() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e6;
    }

    private static void line(String what, double value, String goal) {
        System.out.printf(value < 10 ? "| %s | %.3f | %s |%n" : "| %s | %.0f | %s |%n", what, value, goal);
    }
}
