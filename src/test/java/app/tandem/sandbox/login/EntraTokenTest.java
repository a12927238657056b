package app.tandem.sandbox.login;

import static app.tandem.sandbox.login.LoginTestWorld.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.kernel.Tokens.Token;
import app.tandem.sandbox.world.World;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entra's grants, as a client meets them. */
class EntraTokenTest extends EntraFixture {

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
}
