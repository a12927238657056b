package app.tandem.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.control.TandemOverHttp;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.inside.SandboxedTandem;
import app.tandem.sandbox.world.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox with a Tandem beside it, steered over the control port alone. */
class SandboxWithTandemTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Sandbox sandbox;
    private static ConfigurableApplicationContext tandem;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.free().with(1, 3));
        Map<String, String> settings = new HashMap<>(sandbox.tandemProperties(SandboxPostgres.empty()));
        settings.put("logging.level.root", "WARN");
        tandem = SandboxedTandem.start(settings);
        sandbox.beside(new TandemOverHttp(sandbox.tandemUrl(), sandbox.insideSecret()));
    }

    @AfterAll
    static void stop() {
        tandem.close();
        sandbox.close();
    }

    @Test
    void tandemRunsWithoutAnyTestClassButTheOnesAsked() {
        List<String> foreign = List.of(tandem.getBeanDefinitionNames()).stream()
                .map(name -> tandem.getType(name))
                .filter(java.util.Objects::nonNull)
                .filter(type -> type.getName().startsWith("app.tandem."))
                .filter(type -> type.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .equals(Sandbox.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()))
                .map(type -> type.getPackageName())
                .distinct()
                .toList();
        assertThat(foreign).containsExactly("app.tandem.sandbox.inside");
    }

    @Test
    void nothingWaitsWhenNobodyIsConnected() {
        assertThat(send("GET", "/tandem/quiet", "").statusCode()).isEqualTo(200);
        assertThat(json("POST", "/tandem/cycle", "").toString())
                .contains("\"cycles\":0")
                .contains("\"failed\":0");
    }

    @Test
    void settingsAreChangedAllOrNoneAndReadWithTheirSource() {
        assertThat(json("GET", "/tandem/settings", "").get("S-41").toString())
                .contains("\"source\":\"default\"")
                .contains("\"value\":false");
        assertThat(send("PUT", "/tandem/settings?scope=global", "{\"S-41\":1,\"S-999\":1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(json("GET", "/tandem/settings", "").get("S-41").toString()).contains("\"value\":false");
        JsonNode changed = json("PUT", "/tandem/settings?scope=global", "{\"S-41\":1}");
        assertThat(changed.get("S-41").toString())
                .contains("\"source\":\"global\"")
                .contains("\"value\":true");
        assertThat(json("PUT", "/tandem/settings?scope=global", "{\"S-41\":null}")
                        .get("S-41")
                        .toString())
                .contains("\"source\":\"default\"");
    }

    @Test
    void theClockOfTheSandboxIsTandemsClock() {
        json("POST", "/clock", "{\"now\":\"2030-05-01T10:00:00Z\"}");
        InstantSource clock = tandem.getBean(InstantSource.class);
        assertThat(Duration.between(sandbox.kernel().clock.now(), clock.instant())
                        .abs())
                .isLessThan(Duration.ofSeconds(1));
        json("POST", "/reset", "{\"seed\":1,\"users\":3}");
        assertThat(Duration.between(Instant.now(), clock.instant()).abs()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void resetEmptiesTheStoreAndChangesTheWorld() {
        JdbcClient jdbc = tandem.getBean(JdbcClient.class);
        json("PUT", "/tandem/settings?scope=global", "{\"S-45\":true}");
        assertThat(jdbc.sql("select count(*) from setting").query(Long.class).single())
                .isPositive();
        json("POST", "/reset", "{\"seed\":9,\"users\":5}");
        assertThat(jdbc.sql("select count(*) from setting").query(Long.class).single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from flyway_schema_history")
                        .query(Long.class)
                        .single())
                .isPositive();
        assertThat(json("GET", "/users", "").size()).isEqualTo(5);
        assertThat(json("GET", "/calls", "").size()).isZero();
    }

    @Test
    void aPersonIsConnectedAndAMailInTheMarkerFolderBecomesATask() {
        json("POST", "/reset", "{\"seed\":1,\"users\":3}");
        Person anna = sandbox.world().people().getFirst();
        String at = "/users/" + anna.mail();
        assertThat(json("POST", at + "/connect", "").get("connected").asBoolean())
                .isTrue();
        untilQuiet();
        String contact = sandbox.salesforce().all(anna.orgId(), "Contact").stream()
                .map(record -> record.get("Email"))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .toString();
        String mime = "From: " + contact + "\r\nTo: " + anna.mail()
                + "\r\nSubject: The whole way\r\nMessage-ID: <whole@way.example>\r\n"
                + "Date: Fri, 20 Nov 2026 10:00:00 +0000\r\nContent-Type: text/plain\r\n\r\nHello Anna\r\n";
        String item = json("POST", at + "/deliver?folder=" + markerFolder(anna), mime, "message/rfc822")
                .get("id")
                .asString();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        String why = "/tandem/why?user=" + anna.mail() + "&item=" + URLEncoder.encode(item, StandardCharsets.UTF_8);
        while (!json("GET", why, "").get("state").asString().equals("saved") && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000);
        }
        assertThat(json("GET", why, "").get("state").asString()).isEqualTo("saved");
        assertThat(sandbox.salesforce().all(anna.orgId(), "Task"))
                .filteredOn(task -> String.valueOf(task.get("Subject")).contains("The whole way"))
                .hasSize(1);
        assertThat(json("POST", at + "/pause", "").get("paused").asBoolean()).isTrue();
        assertThat(json("POST", at + "/resume", "").get("paused").asBoolean()).isFalse();
    }

    /** The first cycle begins by itself, and while one runs no other one does. */
    private static void untilQuiet() {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (send("GET", "/tandem/quiet", "").statusCode() != 200 && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static String markerFolder(Person person) {
        return sandbox.graph().store().byAddress(person.mail()).orElseThrow().locked(() -> {
            Mailbox mailbox = sandbox.graph().store().byAddress(person.mail()).orElseThrow();
            return mailbox.folders().root().children().stream()
                    .filter(folder -> folder.displayName().equals("Salesforce Emails"))
                    .map(folder -> mailbox.ids().folder(folder.number()))
                    .findFirst()
                    .orElseThrow();
        });
    }

    @Test
    void whoDoesNotKnowTheSecretReachesNothingInside() throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(sandbox.tandemUrl() + "/sandbox-inside/reset"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    private static JsonNode json(String method, String path, String body) {
        return json(method, path, body, "application/json");
    }

    private static JsonNode json(String method, String path, String body, String type) {
        HttpResponse<String> answer = send(method, path, body, type);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> send(String method, String path, String body) {
        return send(method, path, body, "application/json");
    }

    private static HttpResponse<String> send(String method, String path, String body, String type) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(sandbox.controlUrl() + path))
                            .header("Content-Type", type)
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
