package app.tandem.sandbox.control;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Tandem that runs with the sandbox's inside endpoints, in this JVM or in another one. */
public final class TandemOverHttp implements TandemSide {

    /** The header of the shared secret. */
    public static final String SECRET_HEADER = "X-Sandbox-Secret";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;
    private final String secret;

    /** @param base address of the Tandem, without a slash at the end */
    public TandemOverHttp(String base, String secret) {
        this.base = base + "/sandbox-inside";
        this.secret = secret;
    }

    @Override
    public Answer cycle(@Nullable String user) {
        return send("POST", "/cycle" + query("user", user), "");
    }

    @Override
    public Answer quiet() {
        return send("GET", "/quiet", "");
    }

    @Override
    public Answer why(String user, String item) {
        return send("GET", "/why" + query("user", user) + "&item=" + encode(item), "");
    }

    @Override
    public Answer settings(String scope, @Nullable String user) {
        return send("GET", "/settings" + query("user", scope.equals("user") ? user : null), "");
    }

    @Override
    public Answer change(String scope, @Nullable String user, String settings) {
        return send("PUT", "/settings" + query("user", scope.equals("user") ? user : null), settings);
    }

    @Override
    public Answer pause(String user) {
        return send("POST", "/pause" + query("user", user), "");
    }

    @Override
    public Answer resume(String user) {
        return send("POST", "/resume" + query("user", user), "");
    }

    @Override
    public void reset() {
        if (running()) {
            expect(send("POST", "/reset", ""));
        }
    }

    @Override
    public Map<String, UserState> users() {
        if (!running()) {
            return Map.of();
        }
        Map<String, UserState> states = new HashMap<>();
        for (JsonNode one :
                JsonMapper.shared().readTree(expect(send("GET", "/users", "")).json())) {
            states.put(
                    one.get("mail").asString(),
                    new UserState(
                            one.get("connected").asBoolean(), one.get("paused").asBoolean()));
        }
        return states;
    }

    @Override
    public Optional<String> manifest(String orgId) {
        if (!running()) {
            return Optional.empty();
        }
        String path = JsonMapper.shared()
                .readTree(expect(send("GET", "/manifest?org=" + encode(orgId), ""))
                        .json())
                .path("path")
                .asString("");
        return Optional.of(path).filter(found -> !found.isEmpty());
    }

    @Override
    public void clock(Instant now) {
        if (running()) {
            Duration offset = Duration.between(Instant.now(), now);
            expect(send("POST", "/clock?offset=" + encode(offset.toString()), ""));
        }
    }

    /** Whether anything answers there. */
    public boolean running() {
        try {
            return exchange("GET", "/alive", "").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private Answer send(String method, String path, String body) {
        try {
            HttpResponse<String> answer = exchange(method, path, body);
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw ControlError.conflict("Tandem does not answer at " + base + ": " + e);
        }
    }

    private HttpResponse<String> exchange(String method, String path, String body) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(base + path))
                            .timeout(Duration.ofMinutes(15))
                            .header(SECRET_HEADER, secret)
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Answer expect(Answer answer) {
        if (answer.status() != 200) {
            throw ControlError.conflict("Tandem answered " + answer.status() + " " + answer.json());
        }
        return answer;
    }

    private static String query(String name, @Nullable String value) {
        return value == null ? "" : "?" + name + "=" + encode(value);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
