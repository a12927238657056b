package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A running Entra service and a client that knows nothing but HTTP. */
abstract class EntraFixture {

    static final String BACK = "http://localhost:9/back";
    static Kernel kernel;
    static EntraService entra;
    static String home;

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

    static RawLogin.Answer signedIn(String mail) {
        return redeem(new Visitor(home).signIn(authorize(Map.of()), mail).query("code"));
    }
}
