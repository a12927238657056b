package app.tandem.connect;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.TestNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** Headers, cookies and doors of the pages behind a public https address (reliability 2.6). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebSecurityTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext node;

    @BeforeAll
    void starts() {
        Map<String, Object> settings = TestNode.settings(TestNode.database());
        settings.put("tandem.public-url", "https://tandem.example.com");
        node = TestNode.start(settings);
    }

    @AfterAll
    void stops() {
        node.close();
    }

    @Test
    void everyAnswerCarriesTheHeaders() throws Exception {
        for (String path :
                new String[] {"/connect", "/status", "/connect/problem/stale", "/nowhere", "/assets/tandem.css"}) {
            HttpResponse<String> answer = get(path);
            assertThat(header(answer, "Content-Security-Policy"))
                    .as(path)
                    .contains("frame-ancestors 'none'", "default-src 'none'");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
            assertThat(header(answer, "Strict-Transport-Security")).contains("max-age=31536000");
        }
    }

    @Test
    void theSessionCookieIsAsStrictAsCanBe() throws Exception {
        assertThat(header(get("/connect"), "Set-Cookie"))
                .matches("__Host-tandem=[0-9A-F]{32}; Path=/; Secure; HttpOnly; SameSite=None; Partitioned");
    }

    @Test
    void withoutASignInEveryOwnPageLeadsToTheStart() throws Exception {
        for (String path :
                new String[] {"/status", "/connect/done", "/admin", "/actuator/metrics", "/connect/mailbox/callback"}) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(302);
            assertThat(header(answer, "Location")).endsWith("/connect");
        }
    }

    @Test
    void healthIsOpenAndSaysNothingElse() throws Exception {
        assertThat(get("/actuator/health").body())
                .isEqualTo("{\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}");
    }

    @Test
    void aPostWithoutItsTokenIsRefusedExceptForNotifications() throws Exception {
        for (String path :
                new String[] {"/connect/salesforce", "/connect/mailbox", "/status/pause", "/admin/activate", "/logout"
                }) {
            assertThat(post(path).statusCode()).as(path).isIn(302, 403);
            assertThat(header(post(path), "Location")).as(path).doesNotContain("oauth2", "authorize");
        }
        assertThat(post("/hooks/graph").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path) throws Exception {
        return http.send(
                request(path).POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + node.getEnvironment().getProperty("local.server.port") + path));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
