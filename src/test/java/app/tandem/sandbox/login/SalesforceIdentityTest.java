package app.tandem.sandbox.login;

import static app.tandem.sandbox.login.LoginTestWorld.ANNA;
import static app.tandem.sandbox.login.LoginTestWorld.CARA;
import static app.tandem.sandbox.login.LoginTestWorld.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Salesforce tells of sessions and the people behind them. */
class SalesforceIdentityTest extends SalesforceFixture {

    @Test
    void identityUrlTellsWhoAndWhereToCall() {
        RawLogin.Answer session = signedIn(ANNA);
        RawLogin.Answer identity =
                RawLogin.get(session.get("id"), "Authorization", "Bearer " + session.get("access_token"));
        assertThat(identity.get("username")).isEqualTo(ANNA);
        assertThat(identity.get("organization_id")).isEqualTo(ORG);
        assertThat(identity.get("timezone")).isEqualTo("Europe/Berlin");
        assertThat(identity.json().path("utcOffset").asInt(0)).isEqualTo(3_600_000);
        assertThat(identity.json().path("urls").path("partner").asString(""))
                .isEqualTo(home + "/services/Soap/u/{version}/" + ORG);
    }

    @Test
    void identityUrlIsClosedToStrangers() {
        RawLogin.Answer anna = signedIn(ANNA);
        RawLogin.Answer cara = signedIn(CARA);
        assertThat(RawLogin.get(anna.get("id")).text()).isEqualTo("Missing_OAuth_Token");
        assertThat(RawLogin.get(anna.get("id"), "Authorization", "Bearer nonsense")
                        .text())
                .isEqualTo("Bad_OAuth_Token");
        RawLogin.Answer other = RawLogin.get(anna.get("id"), "Authorization", "Bearer " + cara.get("access_token"));
        assertThat(other.status()).isEqualTo(403);
    }

    @Test
    void introspectionShowsTheEndOfTheSession() {
        RawLogin.Answer session = signedIn(ANNA);
        RawLogin.Answer shown = introspect(session.get("access_token"));
        assertThat(shown.json().path("active").asBoolean()).isTrue();
        assertThat(shown.get("username")).isEqualTo(ANNA);
        assertThat(shown.get("scope")).contains("api");
        long left = shown.json().path("exp").asLong() - kernel.clock.now().getEpochSecond();
        assertThat(left).isBetween(7100L, 7200L);
        kernel.clock.advance(Duration.ofHours(3));
        assertThat(introspect(session.get("access_token")).json().path("active").asBoolean())
                .isFalse();
        assertThat(introspect("nonsense").json().path("active").asBoolean()).isFalse();
    }

    @Test
    void userInfoIsTheOpenIdTwin() {
        RawLogin.Answer session = signedIn(ANNA);
        RawLogin.Answer info = RawLogin.get(
                home + "/services/oauth2/userinfo", "Authorization", "Bearer " + session.get("access_token"));
        assertThat(info.get("sub")).isEqualTo(session.get("id"));
        assertThat(info.get("preferred_username")).isEqualTo(ANNA);
    }

    @Test
    void idTokenIsSignedByThePublishedKey() throws Exception {
        SignedJWT id = SignedJWT.parse(signedIn(ANNA).get("id_token"));
        JWKSet keys = JWKSet.parse(RawLogin.get(home + "/id/keys").text());
        assertThat(id.verify(new RSASSAVerifier(
                        keys.getKeyByKeyId(id.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        assertThat(id.getJWTClaimsSet().getIssuer()).isEqualTo(home);
    }

    @Test
    void discoveryNamesTheEndpoints() {
        RawLogin.Answer answer = RawLogin.get(home + "/.well-known/openid-configuration");
        assertThat(answer.get("issuer")).isEqualTo(home);
        assertThat(answer.get("token_endpoint")).isEqualTo(home + "/services/oauth2/token");
        assertThat(answer.get("userinfo_endpoint")).isEqualTo(home + "/services/oauth2/userinfo");
        assertThat(answer.get("jwks_uri")).isEqualTo(home + "/id/keys");
    }

    @Test
    void theInstanceMayMove() {
        RawLogin.Answer first = signedIn(ANNA);
        site.instanceUrl("http://localhost:9/moved");
        assertThat(refresh(first.get("refresh_token")).get("instance_url")).isEqualTo("http://localhost:9/moved");
    }

    private static RawLogin.Answer introspect(String token) {
        return RawLogin.post(
                home + "/services/oauth2/introspect",
                Map.of("token", token, "client_id", "tandem", "client_secret", "tandem-secret"));
    }
}
