package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.Sandbox;
import app.tandem.sandbox.SandboxOptions;
import app.tandem.sandbox.SandboxPostgres;
import app.tandem.sandbox.control.TandemOverHttp;
import app.tandem.sandbox.inside.SandboxedTandem;
import app.tandem.sandbox.world.Person;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pane's doors as a stranger finds them: headers, cookies, forged requests, tokens (design.md section 7, office-notes 8). */
class PaneDoorsTest {

    private static final String OURS = SandboxOptions.TANDEM_SITE;

    private static Sandbox sandbox;
    private static ConfigurableApplicationContext tandem;
    private static Person anna;
    private static Person ben;
    private static Person nobody;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.free().with(1, 3).inOutlook());
        Map<String, String> settings = new HashMap<>(sandbox.tandemProperties(SandboxPostgres.empty()));
        settings.put("logging.level.root", "ERROR");
        tandem = SandboxedTandem.start(settings);
        sandbox.beside(new TandemOverHttp(sandbox.tandemUrl(), sandbox.insideSecret()));
        anna = sandbox.world().people().get(0);
        ben = sandbox.world().people().get(1);
        nobody = sandbox.world().people().get(2);
        sandbox.connect(anna);
        sandbox.connect(ben);
        sandbox.entra().grantAdminConsent("tandem");
    }

    @AfterAll
    static void stop() {
        tandem.close();
        sandbox.close();
    }

    @Test
    void onlyThePaneMayBeFramedAndOnlyByOutlook() {
        for (String path : List.of("/pane/", "/office/commands.html")) {
            HttpResponse<String> page = new Browser().get(path);
            assertThat(policy(page))
                    .as(path)
                    .contains("frame-ancestors 'self' https://outlook.office.com")
                    .contains("default-src 'none'")
                    .containsPattern("script-src 'self' 'unsafe-eval' 'nonce-[A-Za-z0-9_-]{43}'");
            assertThat(policy(page).replaceAll("style-src[^;]*;", "")).doesNotContain("'unsafe-inline'");
            assertThat(page.headers().map()).doesNotContainKey("x-frame-options");
        }
        for (String path : List.of("/connect", "/office/session", "/manifest/nobody", "/nowhere")) {
            assertThat(policy(new Browser().get(path))).as(path).contains("frame-ancestors 'none'");
        }
    }

    @Test
    void everyPageHasANonceOfItsOwn() {
        assertThat(policy(new Browser().get("/pane/"))).isNotEqualTo(policy(new Browser().get("/pane/")));
    }

    /** Office-notes 6: a policy for openers would cut the window's way back. */
    @Test
    void theSignInWindowKeepsItsWayBack() {
        for (String path : List.of("/connect/for-pane?nonce=" + "a".repeat(43), "/connect", "/connect/hand-over")) {
            assertThat(new Browser().get(path).headers().map())
                    .as(path)
                    .doesNotContainKey("cross-origin-opener-policy");
        }
    }

    @Test
    void thePanesCookieLivesInAFrameAndNowhereElse() {
        assertThat(new Browser()
                        .get("/pane/")
                        .headers()
                        .firstValue("set-cookie")
                        .orElse(""))
                .matches("__Host-tandem=[0-9A-F]{32}; Path=/; Secure; HttpOnly; SameSite=None; Partitioned");
    }

    /** Pane U-48. */
    @Test
    void aBrowserWithoutCookiesIsToldSoInsteadOfLooping() {
        HttpResponse<String> told = new Browser().get("/pane/?again=1");
        assertThat(told.body()).contains("keeps no cookies").doesNotContain("VAADIN/build");
        Browser other = new Browser();
        other.cookie = "__Host-tandem=" + "0".repeat(32);
        assertThat(other.get("/pane/?again=1").body()).contains("VAADIN/build").doesNotContain("keeps no cookies");
    }

    @Test
    void outlooksWordSignsInAndTheSessionGetsANewId() {
        Browser browser = new Browser();
        JsonNode door = browser.door();
        String before = browser.cookie;
        assertThat(browser.enter(OURS, door, token(anna)).statusCode()).isEqualTo(204);
        assertThat(browser.cookie).isNotEqualTo(before);
        assertThat(browser.door().path("signedIn").asBoolean()).isTrue();
        Browser thief = new Browser();
        thief.cookie = before;
        assertThat(thief.door().path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void aMailboxThatNobodyConnectedOpensNothing() {
        Browser browser = new Browser();
        assertThat(browser.enter(OURS, browser.door(), token(nobody)).statusCode())
                .isEqualTo(404);
        assertThat(browser.door().path("signedIn").asBoolean()).isFalse();
    }

    /** Log-in CSRF: another site cannot sign its visitor in, with whatever token of its own. */
    @Test
    void anotherSiteSignsNobodyIn() {
        Browser browser = new Browser();
        for (String origin :
                new String[] {"https://evil.example", "null", "https://tandem.example.evil.example", OURS + ":444"}) {
            assertThat(browser.enter(origin, browser.door(), token(anna)).statusCode())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(browser.enter(OURS, JsonMapper.shared().readTree("{}"), token(anna))
                        .statusCode())
                .as("without the session's own token")
                .isEqualTo(403);
        assertThat(browser.door().path("signedIn").asBoolean()).isFalse();
    }

    /** Office-notes 7.1: each claim counts. */
    @Test
    void aTokenThatDiffersInOneClaimProvesNothing() throws Exception {
        String good = token(anna);
        Map<String, Object> claims = SignedJWT.parse(good).getJWTClaimsSet().toJSONObject(true);
        Browser browser = new Browser();
        assertThat(browser.enter(OURS, browser.door(), signedByAnother(claims)).statusCode())
                .as("key")
                .isEqualTo(401);
        assertThat(browser.enter(OURS, browser.door(), unsigned(good)).statusCode())
                .as("alg none")
                .isEqualTo(401);
        assertThat(browser.enter(
                                OURS,
                                browser.door(),
                                sandbox.entra()
                                        .nestedSignIn(anna.mail(), "tandem", "api://tandem/access_as_user", false)
                                        .idToken())
                        .statusCode())
                .as("an id token")
                .isEqualTo(401);
        assertThat(browser.door().path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void commandsNeedTheSessionsOwnToken() {
        Browser browser = new Browser();
        JsonNode door = browser.door();
        assertThat(browser.enter(OURS, door, token(anna)).statusCode()).isEqualTo(204);
        assertThat(browser.post(OURS, "/office/save", "{}", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(browser.post("https://evil.example", "/office/save", "{}", browser.guard())
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.post(OURS, "/office/save", "x".repeat(1 << 20) + "x", browser.guard())
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.post(OURS, "/office/save", "[[[", browser.guard()).statusCode())
                .isEqualTo(400);
    }

    /** Whatever ids the browser names, nothing of another person's mailbox is read or written. */
    @Test
    void anothersItemIsNeverFoundByItsId() {
        byte[] mime = ("From: a@x.example\r\nTo: " + ben.mail()
                        + "\r\nSubject: Secret of Ben\r\nMessage-ID: <secret@x.example>\r\n\r\nHidden\r\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String theirs = sandbox.deliver(ben, "inbox", sandbox.kernel().clock.now(), mime)
                .id();
        Browser browser = new Browser();
        browser.enter(OURS, browser.door(), token(anna));
        Map<String, String> guard = browser.guard();
        Random chance = new Random(99);
        for (int round = 0; round < 200; round++) {
            String id = round == 0 ? theirs : changed(theirs, chance);
            String said = browser.post(OURS, "/office/look", snapshot(id, "<none@x.example>"), guard)
                    .body();
            assertThat(said).doesNotContain("Secret", "SAVED", "DONE").contains("REFUSED");
        }
        assertThat(browser.post(OURS, "/office/save", snapshot(theirs, "<secret@x.example>"), guard)
                        .body())
                .contains("REFUSED")
                .doesNotContain("Secret");
    }

    private static String changed(String id, Random chance) {
        StringBuilder text = new StringBuilder(id);
        for (int change = 0; change <= chance.nextInt(4); change++) {
            text.setCharAt(chance.nextInt(text.length()), (char) ('A' + chance.nextInt(26)));
        }
        return text.toString();
    }

    private static String snapshot(String id, String messageId) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "seq",
                        1,
                        "kind",
                        "message",
                        "mode",
                        "read",
                        "mailbox",
                        anna.mail(),
                        "itemId",
                        id,
                        "messageId",
                        messageId,
                        "subject",
                        "s",
                        "language",
                        "en",
                        "zone",
                        "UTC"));
    }

    private static String token(Person person) {
        return sandbox.entra()
                .nestedSignIn(person.mail(), "tandem", "api://tandem/access_as_user", false)
                .token();
    }

    private static String signedByAnother(Map<String, Object> claims) throws JOSEException, java.text.ParseException {
        RSAKey key = new RSAKeyGenerator(2048).keyID("other").generate();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("other").build(), JWTClaimsSet.parse(claims));
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static String unsigned(String token) {
        return "eyJhbGciOiJub25lIn0." + token.split("\\.")[1] + ".";
    }

    private static String policy(HttpResponse<?> answer) {
        return answer.headers().firstValue("content-security-policy").orElse("");
    }

    /** A browser with one cookie, which a plain client would not send on plain http. */
    private static final class Browser {

        private final HttpClient http = HttpClient.newHttpClient();
        private String cookie = "";

        HttpResponse<String> get(String path) {
            return send(request(path).GET());
        }

        JsonNode door() {
            return JsonMapper.shared().readTree(get("/office/session").body());
        }

        Map<String, String> guard() {
            JsonNode door = door();
            return Map.of(door.path("header").asString(), door.path("token").asString());
        }

        HttpResponse<String> enter(String origin, JsonNode door, String token) {
            Map<String, String> headers = new HashMap<>(Map.of("Authorization", "Bearer " + token));
            if (door.has("token")) {
                headers.put(door.path("header").asString(), door.path("token").asString());
            }
            return post(origin, "/office/session", "", headers);
        }

        HttpResponse<String> post(String origin, String path, String body, Map<String, String> headers) {
            HttpRequest.Builder request = request(path)
                    .header("Origin", origin)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            headers.forEach(request::header);
            return send(request);
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(sandbox.tandemUrl() + path))
                    .header("X-Forwarded-Proto", "https");
        }

        private HttpResponse<String> send(HttpRequest.Builder request) {
            try {
                if (!cookie.isEmpty()) {
                    request.header("Cookie", cookie);
                }
                HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                answer.headers().firstValue("set-cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
                return answer;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
