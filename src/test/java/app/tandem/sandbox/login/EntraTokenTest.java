package app.tandem.sandbox.login;

import static app.tandem.sandbox.login.LoginTestWorld.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Tokens.Token;
import app.tandem.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entra's grants, as a client meets them. */
class EntraTokenTest {

    private static final String BACK = "http://localhost:9/back";
    private static Kernel kernel;
    private static EntraService entra;
    private static String home;

    @BeforeAll
    static void start() {
        kernel = new Kernel();
        entra = EntraService.start(kernel, LoginTestWorld.make(), 0, 0, List.of(BACK));
        home = "http://localhost:" + entra.port();
    }

    @AfterAll
    static void stop() {
        entra.close();
        kernel.close();
    }

    @BeforeEach
    void fresh() {
        kernel.clock.reset();
        kernel.calls.clear();
        kernel.faults.clear();
        entra.reset(LoginTestWorld.make());
    }

    @Test
    void codeFlowWithProofGivesTokensForGraph() {
        Visitor.Stop stop = new Visitor(home).signIn(authorize(Map.of()), ANNA);
        assertThat(stop.url()).startsWith(BACK);
        assertThat(stop.query("state")).isEqualTo("s t/1");
        RawLogin.Answer answer = redeem(stop.query("code"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.get("scope")).isEqualTo("Mail.ReadWrite User.Read openid profile");
        assertThat(answer.get("refresh_token")).isNotEmpty();
        Token token = kernel.tokens.find(answer.get("access_token")).orElseThrow();
        assertThat(token.user()).isEqualTo(ANNA);
        assertThat(token.client()).isEqualTo("tandem");
        assertThat(token.realm()).isEqualTo(World.TENANT);
    }

    @Test
    void refreshGivesANewRefreshTokenAndTheOldOneGoesOnWorking() {
        RawLogin.Answer first =
                redeem(new Visitor(home).signIn(authorize(Map.of()), ANNA).query("code"));
        RawLogin.Answer second = refresh(first.get("refresh_token"));
        assertThat(second.status()).as(second.text()).isEqualTo(200);
        assertThat(second.get("refresh_token")).isNotEqualTo(first.get("refresh_token"));
        assertThat(refresh(first.get("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void anApplicationGetsItsRolesByItself() {
        RawLogin.Answer answer = RawLogin.post(
                token(),
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        "sandbox-tool",
                        "client_secret",
                        "sandbox-tool-secret",
                        "scope",
                        "https://graph.microsoft.com/.default"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Token token = kernel.tokens.find(answer.get("access_token")).orElseThrow();
        assertThat(token.user()).isNull();
        assertThat(token.scopes()).contains("Mail.ReadWrite", "User.Read.All");
    }

    static String authorize(Map<String, String> more) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", "tandem");
        query.put("response_type", "code");
        query.put("redirect_uri", BACK);
        query.put("scope", "openid profile offline_access Mail.ReadWrite User.Read");
        query.put("state", "s t/1");
        query.put("nonce", "n1");
        query.put("code_challenge", RawLogin.challenge(RawLogin.VERIFIER));
        query.put("code_challenge_method", "S256");
        query.putAll(more);
        query.values().removeIf(String::isEmpty);
        return home + "/" + World.TENANT + "/oauth2/v2.0/authorize?" + RawLogin.encode(query);
    }

    static String token() {
        return home + "/" + World.TENANT + "/oauth2/v2.0/token";
    }

    static RawLogin.Answer redeem(String code) {
        return RawLogin.post(
                token(),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        "tandem",
                        "client_secret",
                        "tandem-secret",
                        "code",
                        code,
                        "redirect_uri",
                        BACK,
                        "code_verifier",
                        RawLogin.VERIFIER));
    }

    static RawLogin.Answer refresh(String refreshToken) {
        return RawLogin.post(
                token(),
                Map.of(
                        "grant_type", "refresh_token",
                        "client_id", "tandem",
                        "client_secret", "tandem-secret",
                        "refresh_token", refreshToken));
    }
}
