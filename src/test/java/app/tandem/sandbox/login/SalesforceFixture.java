package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A running Salesforce login and a client that knows nothing but HTTP. */
abstract class SalesforceFixture {

    static final String BACK = "http://localhost:9/sf";
    static Kernel kernel;
    static SalesforceSite site;
    static String home;

    @BeforeAll
    static void start() {
        kernel = new Kernel();
        site = SalesforceSite.start(
                kernel, LoginTestWorld.make(), 0, 0, List.of(BACK), exchange -> Reply.json(200, "{\"rest\":true}"));
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

    static RawLogin.Answer signedIn(String mail) {
        return redeem(new Visitor(home).signIn(authorize(Map.of()), mail).query("code"));
    }
}
