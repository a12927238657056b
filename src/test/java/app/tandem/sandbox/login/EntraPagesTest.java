package app.tandem.sandbox.login;

import static app.tandem.sandbox.login.LoginTestWorld.ADMIN;
import static app.tandem.sandbox.login.LoginTestWorld.ANNA;
import static app.tandem.sandbox.login.LoginTestWorld.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.kernel.Tokens.Token;
import app.tandem.sandbox.world.World;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person meets on the way through Entra ID, and what the application hears of it. */
class EntraPagesTest extends EntraFixture {

    private final Visitor browser = new Visitor(home);

    @Test
    void pickerListsThePeopleAndOthersCanTypeTheirName() {
        Visitor.Stop picker = browser.open(authorize(Map.of()));
        assertThat(picker.page().title()).isEqualTo("Sign in");
        assertThat(picker.page().select("ul.people button")).hasSize(5);
        Visitor.Stop password = browser.press(picker, "Ben Oduya", Map.of());
        assertThat(password.page().text()).contains(BEN);
        Visitor.Stop consent = browser.press(password, "Sign in", Map.of("password", "sandbox"));
        assertThat(consent.heading()).isEqualTo("Permissions requested");
        assertThat(consent.page().select("ul.asks").text()).contains("Read and write access to your mail");
        assertThat(browser.press(consent, "Accept", Map.of()).url()).startsWith(BACK + "?code=");
    }

    @Test
    void theConsentPageLetsAnotherAccountIn() {
        Visitor.Stop picker = browser.follow(toConsent(ANNA), "use another account");
        Visitor.Stop consent =
                browser.press(browser.press(picker, "Ben Oduya", Map.of()), "Sign in", Map.of("password", "sandbox"));
        assertThat(consent.page().text()).contains(BEN);
        assertThat(browser.press(consent, "Accept", Map.of()).query("code")).isNotEmpty();
    }

    @Test
    void theHintSkipsThePicker() {
        Visitor.Stop stop = browser.open(authorize(Map.of("login_hint", ANNA)));
        assertThat(stop.page().select("input[type=password]")).hasSize(1);
        assertThat(stop.page().text()).contains(ANNA);
    }

    @Test
    void wrongPasswordUnknownAndDisabledUsersAreTold() {
        entra.disable(BEN, true);
        assertThat(tryAs(ANNA, "wrong")).contains("AADSTS50126");
        assertThat(tryAs("nobody@contoso.example", "sandbox")).contains("AADSTS50034");
        assertThat(tryAs(BEN, "sandbox")).contains("AADSTS50057");
    }

    @Test
    void aSecondSignInAsksNothingAndPromptAsksAgain() {
        browser.signIn(authorize(Map.of()), ANNA);
        assertThat(browser.open(authorize(Map.of())).url()).startsWith(BACK + "?code=");
        assertThat(browser.open(authorize(Map.of("prompt", "select_account")))
                        .page()
                        .select("ul.people"))
                .hasSize(1);
        assertThat(browser.open(authorize(Map.of("prompt", "login"))).heading()).isEqualTo("Sign in");
        assertThat(browser.open(authorize(Map.of("prompt", "consent"))).heading())
                .isEqualTo("Permissions requested");
    }

    @Test
    void somebodyElseThanHintedCanSignIn() {
        Visitor.Stop hinted = browser.open(authorize(Map.of("login_hint", ANNA)));
        Visitor.Stop picker = browser.follow(hinted, "Back");
        Visitor.Stop consent =
                browser.press(browser.press(picker, "Ben Oduya", Map.of()), "Sign in", Map.of("password", "sandbox"));
        Visitor.Stop back = browser.press(consent, "Accept", Map.of());
        assertThat(kernel.tokens
                        .find(redeem(back.query("code")).get("access_token"))
                        .map(Token::user))
                .contains(BEN);
    }

    @Test
    void refusedConsentGoesBackToTheApplication() {
        Visitor.Stop consent = toConsent(ANNA);
        Visitor.Stop back = browser.press(consent, "Cancel", Map.of());
        assertThat(back.url()).startsWith(BACK);
        assertThat(back.query("error")).isEqualTo("access_denied");
        assertThat(back.query("error_description")).startsWith("AADSTS65004");
        assertThat(back.query("state")).isEqualTo("s t/1");
    }

    @Test
    void refusingMoreLeavesWhatWasAgreed() {
        browser.signIn(authorize(Map.of()), ANNA);
        Visitor.Stop consent = browser.open(authorize(Map.of("scope", "openid Mail.ReadWrite Contacts.ReadWrite")));
        assertThat(browser.press(consent, "Cancel", Map.of()).query("error")).isEqualTo("access_denied");
        assertThat(browser.open(authorize(Map.of())).url()).startsWith(BACK + "?code=");
    }

    @Test
    void silentRequestsAreAnsweredWithoutPages() {
        assertThat(browser.open(authorize(Map.of("prompt", "none"))).query("error"))
                .isEqualTo("login_required");
        browser.signIn(authorize(Map.of()), ANNA);
        assertThat(browser.open(authorize(Map.of("prompt", "none"))).query("code"))
                .isNotEmpty();
        Visitor.Stop more = browser.open(authorize(Map.of("prompt", "none", "scope", "openid Contacts.ReadWrite")));
        assertThat(more.query("error")).isEqualTo("consent_required");
        assertThat(more.query("error_description")).startsWith("AADSTS65001");
    }

    @Test
    void whereOnlyAdminsMayConsentOthersAreToldSo() {
        entra.requireAdminConsent(true);
        Visitor.Stop page = toConsent(ANNA);
        assertThat(page.heading()).isEqualTo("Need admin approval");
        assertThat(page.page().text()).contains("AADSTS90094");
        Visitor.Stop back = browser.press(page, "Return to the application", Map.of());
        assertThat(back.query("error")).isEqualTo("access_denied");
        assertThat(back.query("error_description")).startsWith("AADSTS90094");
        entra.grantAdminConsent("tandem");
        assertThat(browser.open(authorize(Map.of())).query("code")).isNotEmpty();
    }

    @Test
    void anAdminCanAgreeForEverybody() {
        entra.requireAdminConsent(true);
        Visitor.Stop consent = toConsent(ADMIN);
        assertThat(browser.press(consent, "Accept", Map.of("for_all", "1")).query("code"))
                .isNotEmpty();
        assertThat(new Visitor(home).signIn(authorize(Map.of()), ANNA).query("code"))
                .isNotEmpty();
    }

    @Test
    void theAdminConsentAddressGrantsRolesToTheApplication() {
        Visitor.Stop stop = browser.open(adminConsent());
        assertThat(stop.page().select("ul.people")).hasSize(1);
        Visitor.Stop anna =
                browser.press(browser.press(stop, "Anna Berg", Map.of()), "Sign in", Map.of("password", "sandbox"));
        assertThat(anna.page().text()).contains("AADSTS90094");
        Visitor.Stop again = browser.press(anna, "Sign in with an admin account", Map.of());
        Visitor.Stop ask =
                browser.press(browser.press(again, "Ada Quist", Map.of()), "Sign in", Map.of("password", "sandbox"));
        assertThat(ask.page().text()).contains("Read and write mail in all mailboxes");
        Visitor.Stop back = browser.press(ask, "Accept", Map.of());
        assertThat(back.query("admin_consent")).isEqualTo("True");
        assertThat(back.query("tenant")).isEqualTo(World.TENANT_ID);
        assertThat(back.query("state")).isEqualTo("42");
    }

    @Test
    void theAdminMayDecline() {
        Visitor.Stop stop = browser.open(adminConsent());
        Visitor.Stop ask =
                browser.press(browser.press(stop, "Ada Quist", Map.of()), "Sign in", Map.of("password", "sandbox"));
        Visitor.Stop back = browser.press(ask, "Cancel", Map.of());
        assertThat(back.query("error")).isEqualTo("access_denied");
        assertThat(back.query("error_description")).startsWith("AADSTS65004");
    }

    @Test
    void wrongAddressApplicationScopeAndTenantAreRefused() {
        Visitor.Stop address = browser.open(authorize(Map.of("redirect_uri", "http://localhost:9/elsewhere")));
        assertThat(address.page().text()).contains("AADSTS50011").contains("http://localhost:9/elsewhere");
        assertThat(browser.open(authorize(Map.of("client_id", "nobody"))).page().text())
                .contains("AADSTS700016");
        assertThat(browser.open(authorize(Map.of("scope", "openid Nonsense.All")))
                        .query("error_description"))
                .startsWith("AADSTS70011");
        assertThat(browser.open(authorize(Map.of()).replace(World.TENANT, "fabrikam.example"))
                        .page()
                        .text())
                .contains("AADSTS90002");
    }

    @Test
    void theIdTokenNamesThePersonAndIsSignedByThePublishedKey() throws Exception {
        RawLogin.Answer answer = signedIn(ANNA);
        SignedJWT id = SignedJWT.parse(answer.get("id_token"));
        JWKSet keys =
                JWKSet.parse(RawLogin.get(home + "/common/discovery/v2.0/keys").text());
        assertThat(id.verify(new com.nimbusds.jose.crypto.RSASSAVerifier(
                        keys.getKeyByKeyId(id.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        Map<String, Object> claims = id.getJWTClaimsSet().getClaims();
        assertThat(claims)
                .containsEntry("tid", World.TENANT_ID)
                .containsEntry("preferred_username", ANNA)
                .containsEntry("name", "Anna Berg")
                .containsEntry("nonce", "n1")
                .containsEntry("iss", entra.issuer())
                .containsEntry(
                        "oid", LoginTestWorld.make().person(ANNA).orElseThrow().entraId());
    }

    @Test
    void discoveryNamesTheEndpointsOfTheOriginAsked() {
        RawLogin.Answer answer = RawLogin.get(home + "/organizations/v2.0/.well-known/openid-configuration");
        assertThat(answer.get("token_endpoint")).isEqualTo(home + "/organizations/oauth2/v2.0/token");
        assertThat(answer.get("jwks_uri")).isEqualTo(home + "/organizations/discovery/v2.0/keys");
        assertThat(answer.get("issuer")).isEqualTo(entra.issuer());
        assertThat(RawLogin.get(home + "/common/discovery/instance?api-version=1.1")
                        .get("tenant_discovery_endpoint"))
                .startsWith(home);
    }

    @Test
    void signingOutForgetsTheBrowser() {
        browser.signIn(authorize(Map.of()), ANNA);
        assertThat(browser.open(home + "/common/oauth2/v2.0/logout").heading()).isEqualTo("You signed out");
        assertThat(browser.open(authorize(Map.of())).heading()).isEqualTo("Sign in");
    }

    @Test
    void whatThePageSaysIsEscaped() {
        Visitor.Stop stop = browser.open(authorize(Map.of("login_hint", "<b id=x>\"@contoso.example")));
        assertThat(stop.page().getElementById("x")).isNull();
    }

    private String tryAs(String mail, String password) {
        Visitor.Stop stop = browser.open(authorize(Map.of("login_hint", mail)));
        return browser.press(stop, "Sign in", Map.of("password", password))
                .page()
                .select("[role=alert]")
                .text();
    }

    private Visitor.Stop toConsent(String mail) {
        return browser.press(
                browser.open(authorize(Map.of("login_hint", mail))), "Sign in", Map.of("password", "sandbox"));
    }

    private static String adminConsent() {
        return home + "/" + World.TENANT_ID + "/v2.0/adminconsent?"
                + RawLogin.encode(Map.of(
                        "client_id", "tandem", "redirect_uri", BACK, "state", "42", "scope", EntraScopes.DEFAULT));
    }
}
