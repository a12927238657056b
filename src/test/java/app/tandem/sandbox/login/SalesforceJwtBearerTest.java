package app.tandem.sandbox.login;

import static app.tandem.sandbox.login.LoginTestWorld.ANNA;
import static app.tandem.sandbox.login.LoginTestWorld.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in for many: the JWT bearer grant, and an application by itself. */
class SalesforceJwtBearerTest extends SalesforceFixture {

    private static final TestKey KEY = key();

    @BeforeEach
    void register() {
        site.registerCertificate("tandem", KEY.certificate());
    }

    @Test
    void aPreauthorisedUserGetsASessionAndNoRefreshToken() throws Exception {
        site.preauthorize("tandem", true);
        RawLogin.Answer answer = bearer(KEY, "tandem", ANNA, "https://login.salesforce.com", Duration.ofMinutes(3));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().has("refresh_token")).isFalse();
        assertThat(kernel.tokens.find(answer.get("access_token")).orElseThrow().user())
                .isEqualTo(ANNA);
        assertThat(bearer(KEY, "tandem", ANNA, home, Duration.ofMinutes(3)).status())
                .isEqualTo(200);
    }

    @Test
    void othersMustHaveApprovedBeforeWithRefreshToken() throws Exception {
        refused(bearer(KEY, "tandem", BEN, home, Duration.ofMinutes(3)), "user hasn't approved this consumer");
        signedIn(BEN);
        assertThat(bearer(KEY, "tandem", BEN, home, Duration.ofMinutes(3)).status())
                .isEqualTo(200);
    }

    @Test
    void audienceTimeAndSignatureMustFit() throws Exception {
        site.preauthorize("tandem", true);
        refused(bearer(KEY, "tandem", ANNA, "https://elsewhere.example", Duration.ofMinutes(3)), "audience is invalid");
        refused(bearer(KEY, "tandem", ANNA, home, Duration.ofMinutes(10)), "invalid assertion");
        refused(bearer(KEY, "tandem", ANNA, home, Duration.ofMinutes(-1)), "invalid assertion");
        refused(bearer(key(), "tandem", ANNA, home, Duration.ofMinutes(3)), "invalid assertion");
        assertThat(bearer(KEY, "nobody", ANNA, home, Duration.ofMinutes(3)).get("error"))
                .isEqualTo("invalid_client_id");
    }

    @Test
    void inactiveUsersAreNamedSo() throws Exception {
        site.preauthorize("tandem", true);
        site.disable(ANNA, true);
        assertThat(bearer(KEY, "tandem", ANNA, home, Duration.ofMinutes(3)).get("error"))
                .isEqualTo("inactive_user");
    }

    @Test
    void anApplicationByItselfActsAsTheAdministrator() {
        RawLogin.Answer answer = token(Map.of(
                "grant_type", "client_credentials",
                "client_id", "sandbox-tool",
                "client_secret", "sandbox-tool-secret"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(kernel.tokens.find(answer.get("access_token")).orElseThrow().user())
                .isEqualTo(LoginTestWorld.ADMIN);
        assertThat(answer.get("scope").split(" ")).contains("api");
    }

    private static void refused(RawLogin.Answer answer, String description) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.get("error")).isEqualTo("invalid_grant");
        assertThat(answer.get("error_description")).isEqualTo(description);
    }

    private static RawLogin.Answer bearer(TestKey key, String client, String user, String audience, Duration life)
            throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.RS256),
                new JWTClaimsSet.Builder()
                        .issuer(client)
                        .subject(user)
                        .audience(audience)
                        .expirationTime(Date.from(kernel.clock.now().plus(life)))
                        .build());
        jwt.sign(new RSASSASigner(key.privateKey()));
        return token(Map.of("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", jwt.serialize()));
    }

    private static TestKey key() {
        try {
            return TestKey.make("tandem");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
