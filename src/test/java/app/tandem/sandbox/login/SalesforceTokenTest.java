package app.tandem.sandbox.login;

import static app.tandem.sandbox.login.LoginTestWorld.ANNA;
import static app.tandem.sandbox.login.LoginTestWorld.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.kernel.Tokens.Token;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Salesforce's grants, as a client meets them. */
class SalesforceTokenTest extends SalesforceFixture {

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
        assertThat(answer.get("scope").split(" ")).containsExactlyInAnyOrder("api", "id", "openid", "refresh_token");
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
}
