package app.tandem.sandbox.login;

import static app.tandem.sandbox.login.LoginTestWorld.ANNA;
import static app.tandem.sandbox.login.LoginTestWorld.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.Tokens.Token;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Salesforce's grants, as a client meets them. */
class SalesforceTokenTest {

    private static final String BACK = "http://localhost:9/sf";
    private static Kernel kernel;
    private static SalesforceSite site;
    private static String home;

    @BeforeAll
    static void start() {
        kernel = new Kernel();
        site = SalesforceSite.start(
                kernel, LoginTestWorld.make(), 0, List.of(BACK), exchange -> Reply.json(200, "{\"rest\":true}"));
        home = "http://localhost:" + site.port();
    }

    @AfterAll
    static void stop() {
        site.close();
        kernel.close();
    }

    @BeforeEach
    void fresh() {
        kernel.clock.reset();
        kernel.calls.clear();
        kernel.faults.clear();
        site.reset(LoginTestWorld.make());
    }

    @Test
    void webFlowGivesASessionOfTheOrg() {
        Visitor.Stop stop = new Visitor(home).signIn(authorize(Map.of()), ANNA);
        assertThat(stop.url()).startsWith(BACK);
        RawLogin.Answer answer = redeem(stop.query("code"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.get("access_token")).startsWith(ORG.substring(0, 15) + "!");
        assertThat(answer.get("instance_url")).isEqualTo(home);
        assertThat(answer.get("id")).startsWith(home + "/id/" + ORG + "/005");
        assertThat(answer.get("signature"))
                .isEqualTo(SalesforceAnswers.signature(answer.get("id") + answer.get("issued_at"), "tandem-secret"));
        assertThat(answer.json().has("expires_in")).isFalse();
        Token token = kernel.tokens.find(answer.get("access_token")).orElseThrow();
        assertThat(token.user()).isEqualTo(ANNA);
        assertThat(token.realm()).isEqualTo(ORG);
    }

    @Test
    void refreshKeepsTheRefreshTokenAndSaysNothingOfIt() {
        RawLogin.Answer first =
                redeem(new Visitor(home).signIn(authorize(Map.of()), ANNA).query("code"));
        RawLogin.Answer second = refresh(first.get("refresh_token"));
        assertThat(second.status()).as(second.text()).isEqualTo(200);
        assertThat(second.json().has("refresh_token")).isFalse();
        assertThat(refresh(first.get("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void everythingElseOnThePortIsTheOrgs() {
        assertThat(RawLogin.get(home + "/services/data", "Authorization", "Bearer x")
                        .text())
                .isEqualTo("{\"rest\":true}");
    }

    static String authorize(Map<String, String> more) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", "tandem");
        query.put("response_type", "code");
        query.put("redirect_uri", BACK);
        query.put("scope", "api refresh_token openid");
        query.put("state", "x=1&y");
        query.put("code_challenge", RawLogin.challenge(RawLogin.VERIFIER));
        query.put("code_challenge_method", "S256");
        query.putAll(more);
        query.values().removeIf(String::isEmpty);
        return home + "/services/oauth2/authorize?" + RawLogin.encode(query);
    }

    static RawLogin.Answer redeem(String code) {
        return token(Map.of(
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
        return token(Map.of(
                "grant_type", "refresh_token",
                "client_id", "tandem",
                "client_secret", "tandem-secret",
                "refresh_token", refreshToken));
    }

    static RawLogin.Answer token(Map<String, String> form) {
        return RawLogin.post(home + "/services/oauth2/token", form);
    }
}
