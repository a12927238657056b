package app.tandem.acceptance;

import app.tandem.sandbox.Sandbox;
import app.tandem.sandbox.SandboxOptions;
import app.tandem.sandbox.SandboxPostgres;
import app.tandem.sandbox.control.TandemOverHttp;
import app.tandem.sandbox.inside.SandboxedTandem;
import app.tandem.sandbox.world.Person;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The sandbox, a Tandem beside it, and the verbs of the acceptance tests. Everything goes over the control port or raw HTTP. */
final class Stage implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Longer than a sweep, a lease and every first retry. */
    private static final String SWEEP = "PT31M";

    final Sandbox sandbox;
    final String jdbcUrl;
    private final Map<String, String> settings;
    private @Nullable ConfigurableApplicationContext tandem;
    private final Map<String, Org> orgs = new HashMap<>();
    private final Map<String, Set<String>> before = new HashMap<>();
    private @Nullable Mailboxes mailboxes;

    private Stage(Sandbox sandbox, String jdbcUrl) {
        this.sandbox = sandbox;
        this.jdbcUrl = jdbcUrl;
        settings = new LinkedHashMap<>(sandbox.tandemProperties(jdbcUrl));
        settings.put("logging.level.root", "WARN");
        settings.put("logging.level.app.tandem", "WARN");
        sandbox.beside(new TandemOverHttp(sandbox.tandemUrl(), sandbox.insideSecret()));
    }

    /** A sandbox of so many people with a Tandem in this JVM. */
    static Stage open(int people) {
        return open(people, Map.of());
    }

    /** The same with further settings of Tandem. */
    static Stage open(int people, Map<String, String> further) {
        Stage stage = without(people, SandboxPostgres.empty());
        stage.start(further);
        return stage;
    }

    /** A sandbox of so many people with a Tandem in this JVM that keeps its state there. */
    static Stage open(int people, String jdbcUrl) {
        Stage stage = without(people, jdbcUrl);
        stage.start(Map.of());
        return stage;
    }

    /** A sandbox of so many people; Tandem is the test's own business. */
    static Stage without(int people, String jdbcUrl) {
        return new Stage(Sandbox.start(SandboxOptions.free().with(1, people)), jdbcUrl);
    }

    /** Starts a Tandem in this JVM with further settings. */
    void start(Map<String, String> further) {
        settings.putAll(further);
        tandem = SandboxedTandem.start(settings);
    }

    /** A part of the Tandem in this JVM, for what only a page can ask. */
    <T> T tandem(Class<T> part) {
        return java.util.Objects.requireNonNull(tandem).getBean(part);
    }

    Map<String, String> settings() {
        return settings;
    }

    @Override
    public void close() {
        if (tandem != null) {
            tandem.close();
        }
        sandbox.close();
    }

    /** Starts over with fresh content and an empty store. */
    void reset(int people) {
        control("POST", "/reset", "{\"seed\":1,\"users\":" + people + "}");
        forgetSessions();
        before.clear();
    }

    Wire.Answer control(String method, String path, String body) {
        return Wire.send(method, sandbox.controlUrl() + path, Wire.utf8(body), "Content-Type", "application/json")
                .expect(200, 202, 204);
    }

    List<Person> people() {
        return sandbox.world().people();
    }

    Person person(int number) {
        return people().get(number);
    }

    /** Connects people and lets them come to rest; everything in their orgs counts as there before. */
    void connect(List<Person> some) {
        some.forEach(one -> control("POST", "/users/" + one.mail() + "/connect", ""));
        untilQuiet();
        some.forEach(one -> before.computeIfAbsent(one.orgId(), id -> new HashSet<>(ids(one))));
    }

    Mailboxes mailboxes() {
        Mailboxes now = mailboxes;
        if (now == null) {
            now = new Mailboxes(sandbox.graphUrl(), sandbox.entraUrl());
            mailboxes = now;
        }
        return now;
    }

    /** The org of a person, seen by its administrator. */
    Org org(Person person) {
        Person admin = people().stream()
                .filter(one -> one.orgId().equals(person.orgId()) && one.role().equals("admin"))
                .findFirst()
                .orElseThrow();
        return orgs.computeIfAbsent(person.orgId(), id -> new Org(sandbox.salesforceUrl(), admin.mail()));
    }

    /** Settings for everybody, as JSON by rule number. */
    void set(String json) {
        control("PUT", "/tandem/settings?scope=global", json);
    }

    /** Delivers; answers the id. */
    String deliver(Person person, String folder, @Nullable String received, byte[] mime) {
        String url = sandbox.controlUrl() + "/users/" + person.mail() + "/deliver?folder=" + Wire.q(folder)
                + (received == null ? "" : "&received=" + received);
        return Wire.send("POST", url, mime, "Content-Type", "message/rfc822")
                .expect(200)
                .json()
                .path("id")
                .asString();
    }

    void pause(Person person) {
        control("POST", "/users/" + person.mail() + "/pause", "");
    }

    void resume(Person person) {
        control("POST", "/users/" + person.mail() + "/resume", "");
    }

    /** Until nothing waits for anybody now. */
    void untilQuiet() {
        try {
            Wire.until("quiet", PATIENCE, this::isQuiet);
        } catch (AssertionError late) {
            throw new AssertionError(
                    "not quiet: " + control("GET", "/tandem/quiet", "").text(), late);
        }
    }

    boolean isQuiet() {
        return control("GET", "/tandem/quiet", "").status() == 200;
    }

    void advance(String duration) {
        control("POST", "/clock", "{\"advance\":\"" + duration + "\"}");
        forgetSessions();
    }

    /**
     * Waits until Tandem has looked after subscriptions since the clock was last moved. That work is polled for in real time:
     * who moves the clock on at once lets its turn pass.
     */
    void untilLookedAfter() {
        Wire.until("subscriptions to be looked after", PATIENCE, () -> {
            try (Connection connection = DriverManager.getConnection(jdbcUrl);
                    PreparedStatement due = connection.prepareStatement("""
                            select count(*) from scheduled_tasks
                             where task_name like 'subscriptions%' and (picked or execution_time <= ?)
                            """)) {
                due.setObject(1, sandbox.kernel().clock.now().atOffset(ZoneOffset.UTC));
                try (ResultSet rows = due.executeQuery()) {
                    return rows.next() && rows.getInt(1) == 0;
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** A tool signs in anew where its session may have ended. */
    private void forgetSessions() {
        orgs.clear();
        mailboxes = null;
    }

    /** Runs everybody's cycle; answers how many failed. */
    int cycle() {
        JsonNode ran = control("POST", "/tandem/cycle", "").json();
        return ran.path("failed").asInt();
    }

    /** The current answer about a delivered message. */
    JsonNode why(Person person, String id) {
        return control("GET", "/tandem/why?user=" + person.mail() + "&item=" + Wire.q(id), "")
                .json();
    }

    /** Quiet, and after so many sweeps still quiet. */
    void settle(int sweeps) {
        untilQuiet();
        for (int i = 0; i < sweeps; i++) {
            advance(SWEEP);
            cycle();
            untilQuiet();
        }
    }

    /** Calls of Tandem to a service since the last {@code DELETE /calls}. */
    List<JsonNode> calls(String service) {
        List<JsonNode> calls = new ArrayList<>();
        for (JsonNode call : control("GET", "/calls", "").json()) {
            if (call.path("service").asString().equals(service)
                    && call.path("client").asString().equals("tandem")) {
                calls.add(call);
            }
        }
        return calls;
    }

    /** What Tandem has saved in the orgs of these people since they were connected, copies as often as they are there. */
    List<SavedMail> saved(List<Person> some) {
        Map<String, Person> byOrg = new LinkedHashMap<>();
        some.forEach(one -> byOrg.putIfAbsent(one.orgId(), one));
        List<SavedMail> all = new ArrayList<>();
        byOrg.values()
                .forEach(one -> all.addAll(
                        OrgContent.saved(org(one), one.company(), before.getOrDefault(one.orgId(), Set.of()))));
        return all;
    }

    /** How many tasks of the person's org begin with that subject. */
    int tasks(Person person, String subject) {
        return org(person)
                .query("SELECT Id FROM Task WHERE Subject LIKE '" + subject + "%'")
                .size();
    }

    private Set<String> ids(Person person) {
        return OrgContent.ids(org(person));
    }
}
