package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.Accounts;
import app.tandem.account.Actor;
import app.tandem.account.Tickets;
import app.tandem.account.User;
import app.tandem.account.Users;
import app.tandem.sandbox.Sandbox;
import app.tandem.sandbox.SandboxOptions;
import app.tandem.sandbox.SandboxPostgres;
import app.tandem.sandbox.control.TandemOverHttp;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.inside.SandboxedTandem;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
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
            HttpResponse<String> page = new DoorBrowser(sandbox).get(path);
            assertThat(policy(page))
                    .as(path)
                    .contains("frame-ancestors 'self' https://outlook.office.com")
                    .contains("default-src 'none'")
                    .containsPattern("script-src 'self' 'unsafe-eval' 'nonce-[A-Za-z0-9_-]{43}'");
            assertThat(policy(page).replaceAll("style-src[^;]*;", "")).doesNotContain("'unsafe-inline'");
            assertThat(page.headers().map()).doesNotContainKey("x-frame-options");
        }
        for (String path : List.of("/connect", "/office/session", "/manifest/nobody", "/nowhere")) {
            assertThat(policy(new DoorBrowser(sandbox).get(path))).as(path).contains("frame-ancestors 'none'");
        }
    }

    @Test
    void everyPageHasANonceOfItsOwn() {
        assertThat(policy(new DoorBrowser(sandbox).get("/pane/")))
                .isNotEqualTo(policy(new DoorBrowser(sandbox).get("/pane/")));
    }

    /** Office-notes 6: a policy for openers would cut the window's way back. */
    @Test
    void theSignInWindowKeepsItsWayBack() {
        for (String path : List.of("/connect/for-pane?nonce=" + "a".repeat(43), "/connect", "/connect/hand-over")) {
            assertThat(new DoorBrowser(sandbox).get(path).headers().map())
                    .as(path)
                    .doesNotContainKey("cross-origin-opener-policy");
        }
    }

    @Test
    void thePanesCookieLivesInAFrameAndNowhereElse() {
        assertThat(new DoorBrowser(sandbox)
                        .get("/pane/")
                        .headers()
                        .firstValue("set-cookie")
                        .orElse(""))
                .matches("__Host-tandem=[0-9A-F]{32}; Path=/; Secure; HttpOnly; SameSite=None; Partitioned");
    }

    /** Pane U-48. */
    @Test
    void aBrowserWithoutCookiesIsToldSoInsteadOfLooping() {
        HttpResponse<String> told = new DoorBrowser(sandbox).get("/pane/?again=1");
        assertThat(told.body()).contains("keeps no cookies").doesNotContain("VAADIN/build");
        DoorBrowser other = new DoorBrowser(sandbox);
        other.cookie("__Host-tandem=" + "0".repeat(32));
        assertThat(other.get("/pane/?again=1").body()).contains("VAADIN/build").doesNotContain("keeps no cookies");
    }

    @Test
    void outlooksWordSignsInAndTheSessionGetsANewId() {
        DoorBrowser browser = new DoorBrowser(sandbox);
        JsonNode door = browser.door();
        String before = browser.cookie();
        assertThat(browser.enter(OURS, door, token(anna)).statusCode()).isEqualTo(204);
        assertThat(browser.cookie()).isNotEqualTo(before);
        assertThat(browser.door().path("signedIn").asBoolean()).isTrue();
        DoorBrowser thief = new DoorBrowser(sandbox);
        thief.cookie(before);
        assertThat(thief.door().path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void aMailboxThatNobodyConnectedOpensNothing() {
        DoorBrowser browser = new DoorBrowser(sandbox);
        assertThat(browser.enter(OURS, browser.door(), token(nobody)).statusCode())
                .isEqualTo(404);
        assertThat(browser.door().path("signedIn").asBoolean()).isFalse();
    }

    /** Log-in CSRF: another site cannot sign its visitor in, with whatever token of its own. */
    @Test
    void anotherSiteSignsNobodyIn() {
        DoorBrowser browser = new DoorBrowser(sandbox);
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

    /** Office-notes 7.1: each claim counts, and each is wrong once with everything else right. */
    @Test
    void aTokenThatDiffersInOneClaimProvesNothing() throws Exception {
        Map<String, Object> claims =
                SignedJWT.parse(token(anna)).getJWTClaimsSet().toJSONObject(true);
        assertThat(enter(sandbox.entra().signed(claims))).as("nothing changed").isEqualTo(204);
        long now = sandbox.kernel().clock.now().getEpochSecond();
        String foreign = "11111111-2222-3333-4444-555555555555";
        refused(claims, "aud", "another", List.of("tandem", "another"), null);
        refused(claims, "iss", "https://sts.windows.net/" + claims.get("tid") + "/", null);
        refused(claims, "tid", foreign, "organizations", null);
        refused(claims, "exp", now - 120, null);
        refused(claims, "nbf", now + 120, null);
        refused(claims, "ver", "1.0", null);
        refused(claims, "azp", "another", null);
        refused(claims, "scp", "openid", "access_as_users", null);
        refused(claims, "oid", "not-an-id", null);
        assertThat(enter(sandbox.entra().signed(changed(claims, "oid", foreign))))
                .as("somebody of whom nothing is known")
                .isEqualTo(404);
        assertThat(enter(signedByAnother(claims))).as("another key").isEqualTo(401);
        assertThat(enter("eyJhbGciOiJub25lIn0." + token(anna).split("\\.")[1] + "."))
                .as("alg none")
                .isEqualTo(401);
        assertThat(enter(sandbox.entra()
                        .nestedSignIn(anna.mail(), "tandem", "api://tandem/access_as_user", false)
                        .idToken()))
                .as("an id token")
                .isEqualTo(401);
        assertThat(enter("")).as("nothing").isEqualTo(401);
    }

    private static void refused(Map<String, Object> claims, String claim, @Nullable Object... values) {
        for (Object value : values) {
            assertThat(enter(sandbox.entra().signed(changed(claims, claim, value))))
                    .as(claim + " " + value)
                    .isEqualTo(401);
        }
    }

    private static Map<String, Object> changed(Map<String, Object> claims, String claim, @Nullable Object value) {
        Map<String, Object> changed = new HashMap<>(claims);
        if (value == null) {
            changed.remove(claim);
        } else {
            changed.put(claim, value);
        }
        return changed;
    }

    /** The door's answer to a browser of its own; signed in only when it was a good one. */
    private static int enter(String token) {
        DoorBrowser browser = new DoorBrowser(sandbox);
        int status = browser.enter(OURS, browser.door(), token).statusCode();
        assertThat(browser.isSignedIn()).isEqualTo(status == 204);
        return status;
    }

    private static String signedByAnother(Map<String, Object> claims) throws JOSEException, java.text.ParseException {
        RSAKey key = new RSAKeyGenerator(2048).keyID("other").generate();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("other").build(), JWTClaimsSet.parse(claims));
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    /** Admin: an open session and Outlook's word are worth nothing once the administrator switched it off. */
    @Test
    void whoIsSwitchedOffIsRefusedAtEveryDoorAndToldWhy() {
        User user = tandem.getBean(Users.class)
                .byMailbox(World.TENANT_ID, ben.entraId())
                .getFirst();
        DoorBrowser open = new DoorBrowser(sandbox);
        open.enter(OURS, open.door(), token(ben));
        tandem.getBean(Accounts.class).disable(user.tenant(), user.id(), Actor.SYSTEM);
        try {
            String item = snapshot(mail(ben), "<to-save@x.example>");
            for (String command : List.of("/office/save", "/office/look")) {
                assertThat(open.post(OURS, command, item, open.guard()).body())
                        .contains("REFUSED", "administrator switched Tandem off");
            }
            assertThat(enter(token(ben))).isEqualTo(403);
        } finally {
            tandem.getBean(Accounts.class).enable(user.tenant(), user.id(), Actor.SYSTEM);
        }
        assertThat(enter(token(ben))).isEqualTo(204);
    }

    /** Admin A-192, pane U-167: who paused is told that the wish waits; a draft is not taken. */
    @Test
    void quickSaveSaysThatItWaitsForThePausedSync() {
        DoorBrowser browser = new DoorBrowser(sandbox);
        browser.enter(OURS, browser.door(), token(ben));
        Map<String, String> guard = browser.guard();
        String item = snapshot(mail(ben), "<to-save@x.example>");
        sandbox.tandem().pause(ben.mail());
        assertThat(browser.post(OURS, "/office/save", item, guard).body()).contains("LATER", "paused");
        assertThat(browser.post(OURS, "/office/look", item, guard).body()).contains("LATER", "paused");
        assertThat(browser.post(OURS, "/office/save", snapshot(draft(ben), ""), guard)
                        .body())
                .contains("REFUSED", "drafts cannot be saved");
        sandbox.tandem().resume(ben.mail());
        assertThat(browser.post(OURS, "/office/look", item, guard).body()).doesNotContain("paused");
    }

    /** Pane U-32: who signed out is not signed in again by a command, neither now nor when the session has ended. */
    @Test
    void whoSignedOutIsSignedInOnlyWhenTheyAsk() {
        DoorBrowser browser = new DoorBrowser(sandbox);
        assertThat(browser.post(OURS, "/office/leave", "", browser.guard()).statusCode())
                .isEqualTo(204);
        browser.lose("__Host-tandem");
        assertThat(browser.enter(OURS, browser.door(), token(anna)).statusCode())
                .isEqualTo(409);
        assertThat(browser.isSignedIn()).isFalse();
        assertThat(browser.enter(OURS, browser.door(), token(anna), true).statusCode())
                .isEqualTo(204);
        browser.lose("__Host-tandem");
        assertThat(browser.enter(OURS, browser.door(), token(anna)).statusCode())
                .isEqualTo(204);
    }

    /** Office-notes 8: the window hands over to a pane of ours only, whatever nonce a page may make up. */
    @Test
    void theWindowTakesOnlyANonceThatAPaneMade() {
        String nonce = "n".repeat(43);
        assertThat(begin(nonce)).contains("problem/stale");
        tandem.getBean(Tickets.class).expect(nonce);
        assertThat(begin(nonce)).endsWith("/connect");
    }

    private static String begin(String nonce) {
        return new DoorBrowser(sandbox)
                .get("/connect/for-pane?nonce=" + nonce)
                .headers()
                .firstValue("location")
                .orElse("");
    }

    @Test
    void commandsNeedTheSessionsOwnToken() {
        DoorBrowser browser = new DoorBrowser(sandbox);
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
        DoorBrowser browser = new DoorBrowser(sandbox);
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

    private static String mail(Person person) {
        byte[] mime = ("From: " + known() + "\r\nTo: " + person.mail()
                        + "\r\nSubject: To save\r\nMessage-ID: <to-save@x.example>\r\n\r\nHello\r\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return sandbox.deliver(person, "inbox", sandbox.kernel().clock.now(), mime)
                .id();
    }

    private static String draft(Person person) {
        Mailbox mailbox = sandbox.graph().store().byAddress(person.mail()).orElseThrow();
        String id = mail(person);
        mailbox.locked(() -> mailbox.message(id).draft = true);
        return id;
    }

    private static String known() {
        return sandbox.salesforce().all(ben.orgId(), "Contact").stream()
                .filter(contact -> contact.get("Email") != null)
                .map(contact -> String.valueOf(contact.get("Email")))
                .findFirst()
                .orElseThrow();
    }

    private static String snapshot(String id, String messageId) {
        Map<String, Object> item = new HashMap<>(Map.of("seq", 1, "kind", "message", "mode", "read", "subject", "s"));
        item.putAll(Map.of("language", "en", "zone", "UTC", "mailbox", anna.mail()));
        item.putAll(Map.of("itemId", id, "messageId", messageId, "from", Map.of("address", known())));
        return JsonMapper.shared().writeValueAsString(item);
    }

    private static String token(Person person) {
        return sandbox.entra()
                .nestedSignIn(person.mail(), "tandem", "api://tandem/access_as_user", false)
                .token();
    }

    private static String policy(HttpResponse<?> answer) {
        return answer.headers().firstValue("content-security-policy").orElse("");
    }
}
