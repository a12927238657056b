package app.tandem.sandbox.login;

import static app.tandem.sandbox.login.LoginTestWorld.ADMIN;
import static app.tandem.sandbox.login.LoginTestWorld.ANNA;
import static app.tandem.sandbox.login.LoginTestWorld.BEN;
import static app.tandem.sandbox.login.LoginTestWorld.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.FaultRule;
import app.tandem.sandbox.kernel.Service;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Salesforce refuses, in the words of its error bodies; always HTTP 400. */
class SalesforceRefusalTest extends SalesforceFixture {

    private final Visitor browser = new Visitor(home);

    @Test
    void revokedApprovalsAreExpiredTokens() {
        RawLogin.Answer first = signedIn(ANNA);
        site.revokeGrant(ANNA);
        assertThat(kernel.tokens.find(first.get("access_token"))).isEmpty();
        refused(refresh(first.get("refresh_token")), "invalid_grant", "expired access/refresh token");
    }

    @Test
    void revokingTheRefreshTokenEndsItsSessions() {
        RawLogin.Answer first = signedIn(ANNA);
        assertThat(revoke(first.get("refresh_token")).status()).isEqualTo(200);
        assertThat(kernel.tokens.find(first.get("access_token"))).isEmpty();
        refused(refresh(first.get("refresh_token")), "invalid_grant", "expired access/refresh token");
        assertThat(revoke(first.get("refresh_token")).get("error")).isEqualTo("invalid_token");
    }

    @Test
    void revokingASessionLeavesTheRefreshToken() {
        RawLogin.Answer first = signedIn(ANNA);
        assertThat(revoke(first.get("access_token")).status()).isEqualTo(200);
        assertThat(kernel.tokens.find(first.get("access_token"))).isEmpty();
        assertThat(refresh(first.get("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void rotationGivesANewRefreshTokenAndADeadOneKillsTheGrant() {
        site.rotateRefreshTokens(true);
        RawLogin.Answer first = signedIn(ANNA);
        RawLogin.Answer second = refresh(first.get("refresh_token"));
        assertThat(second.get("refresh_token")).isNotEmpty().isNotEqualTo(first.get("refresh_token"));
        refused(refresh(first.get("refresh_token")), "invalid_grant", "expired access/refresh token");
        refused(refresh(second.get("refresh_token")), "invalid_grant", "expired access/refresh token");
        assertThat(kernel.tokens.find(second.get("access_token"))).isEmpty();
    }

    @Test
    void aSixthApprovalDropsTheOldest() {
        RawLogin.Answer oldest = signedIn(ANNA);
        RawLogin.Answer next = signedIn(ANNA);
        for (int i = 0; i < 4; i++) {
            signedIn(ANNA);
        }
        refused(refresh(oldest.get("refresh_token")), "invalid_grant", "expired access/refresh token");
        assertThat(refresh(next.get("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void anInactiveUserCannotRefresh() {
        RawLogin.Answer first = signedIn(ANNA);
        site.disable(ANNA, true);
        refused(refresh(first.get("refresh_token")), "inactive_user", "user is inactive");
    }

    @Test
    void sessionsEndAfterTwoHoursOrAsSet() {
        RawLogin.Answer first = signedIn(ANNA);
        kernel.clock.advance(Duration.ofMinutes(119));
        assertThat(kernel.tokens.find(first.get("access_token"))).isPresent();
        kernel.clock.advance(Duration.ofMinutes(2));
        assertThat(kernel.tokens.find(first.get("access_token"))).isEmpty();
        site.sessionLife(Duration.ofMinutes(15));
        RawLogin.Answer second = refresh(first.get("refresh_token"));
        kernel.clock.advance(Duration.ofMinutes(16));
        assertThat(kernel.tokens.find(second.get("access_token"))).isEmpty();
    }

    @Test
    void codesWorkOnceForFifteenMinutesAndWithTheirVerifier() {
        String code = browser.signIn(authorize(Map.of()), ANNA).query("code");
        assertThat(code).startsWith("aPrx").endsWith("==");
        assertThat(redeem(code).status()).isEqualTo(200);
        refused(redeem(code), "invalid_grant", "expired authorization code");
        String late = browser.open(authorize(Map.of())).query("code");
        kernel.clock.advance(Duration.ofMinutes(16));
        refused(redeem(late), "invalid_grant", "expired authorization code");
        String other = browser.open(authorize(Map.of(
                        "code_challenge", RawLogin.challenge("another-verifier-another-verifier-another-verifier"))))
                .query("code");
        refused(redeem(other), "invalid_grant", "invalid code verifier");
    }

    @Test
    void theVerifierDoesNotReplaceTheSecret() {
        String code = browser.signIn(authorize(Map.of()), ANNA).query("code");
        refused(redeem(code, null), "invalid_client", "invalid client credentials");
        refused(redeem(code, "wrong"), "invalid_client", "invalid client credentials");
        assertThat(redeem(code).status()).isEqualTo(200);
    }

    @Test
    void theWebFlowDemandsAChallenge() {
        Visitor.Stop stop = browser.signIn(authorize(Map.of("code_challenge", "", "code_challenge_method", "")), ANNA);
        assertThat(stop.query("error")).isEqualTo("invalid_request");
        assertThat(stop.query("error_description")).isEqualTo("missing required code challenge");
    }

    @Test
    void unknownClientsAndAddressesAreRefusedOnAPage() {
        assertThat(browser.open(authorize(Map.of("client_id", "nobody"))).page().text())
                .contains("invalid_client_id");
        assertThat(browser.open(authorize(Map.of("redirect_uri", "http://localhost:9/x")))
                        .page()
                        .text())
                .contains("redirect_uri_mismatch");
        refused(
                token(Map.of("grant_type", "refresh_token", "client_id", "nobody", "client_secret", "x")),
                "invalid_client_id",
                "client identifier invalid");
        assertThat(browser.open(authorize(Map.of("scope", "api nonsense"))).query("error"))
                .isEqualTo("invalid_scope");
    }

    @Test
    void whoDeniesIsHeard() {
        Visitor.Stop approve = toApproval(ANNA);
        assertThat(approve.heading()).isEqualTo("Allow access?");
        Visitor.Stop back = browser.press(approve, "Deny", Map.of());
        assertThat(back.query("error")).isEqualTo("access_denied");
        assertThat(back.query("error_description")).isEqualTo("end-user denied authorization");
        assertThat(back.query("state")).isEqualTo("x=1&y");
    }

    @Test
    void approvalIsAskedOnceAndAgainOnRequest() {
        browser.signIn(authorize(Map.of()), ANNA);
        assertThat(browser.open(authorize(Map.of())).query("code")).isNotEmpty();
        assertThat(browser.open(authorize(Map.of("prompt", "consent"))).heading())
                .isEqualTo("Allow access?");
    }

    @Test
    void wrongPasswordsAndInactiveUsersStayOnTheLoginPage() {
        site.disable(BEN, true);
        for (Map.Entry<String, String> attempt :
                Map.of(ANNA, "wrong", BEN, "sandbox").entrySet()) {
            Visitor.Stop stop = browser.open(authorize(Map.of("login_hint", attempt.getKey())));
            Visitor.Stop again = browser.press(stop, "Log In", Map.of("password", attempt.getValue()));
            assertThat(again.page().select("[role=alert]").text()).startsWith("Please check your username");
        }
    }

    @Test
    void anAppThatIsNotInstalledIsClosedToNewUsersOnly() {
        signedIn(ANNA);
        site.installApp(ORG, false);
        assertThat(new Visitor(home).signIn(authorize(Map.of()), BEN).query("error"))
                .isEqualTo("OAUTH_APP_BLOCKED");
        assertThat(new Visitor(home).signIn(authorize(Map.of()), ANNA).query("code"))
                .isNotEmpty();
        assertThat(new Visitor(home).signIn(authorize(Map.of()), ADMIN).query("code"))
                .isNotEmpty();
        site.installApp(ORG, true);
        assertThat(new Visitor(home).signIn(authorize(Map.of()), BEN).query("code"))
                .isNotEmpty();
    }

    @Test
    void noRefreshTokenWithoutItsScope() {
        String code = browser.signIn(authorize(Map.of("scope", "api")), ANNA).query("code");
        RawLogin.Answer answer = redeem(code);
        assertThat(answer.json().has("refresh_token")).isFalse();
        assertThat(answer.json().has("id_token")).isFalse();
    }

    @Test
    void faultRulesStrikeInSalesforcesShape() {
        RawLogin.Answer first = signedIn(ANNA);
        kernel.faults.add(
                1,
                List.of(
                        rule("limit", new Fault.Status(400, null, "rate_limit_exceeded")),
                        rule("down", new Fault.Status(503, null, null))));
        refused(refresh(first.get("refresh_token")), "rate_limit_exceeded", "login rate exceeded");
        RawLogin.Answer down = refresh(first.get("refresh_token"));
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.text()).startsWith("<html>");
        assertThat(kernel.calls.since(0).getLast().facts().user()).isEqualTo(ANNA);
    }

    private static FaultRule rule(String id, Fault fault) {
        return new FaultRule(
                id,
                Service.SALESFORCE_LOGIN,
                "POST /services/oauth2/token",
                ANNA,
                null,
                null,
                null,
                id.equals("down") ? 1 : 0,
                1,
                null,
                fault);
    }

    private static void refused(RawLogin.Answer answer, String error, String description) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.get("error")).isEqualTo(error);
        assertThat(answer.get("error_description")).isEqualTo(description);
    }

    private Visitor.Stop toApproval(String mail) {
        return browser.press(
                browser.open(authorize(Map.of("login_hint", mail))), "Log In", Map.of("password", "sandbox"));
    }

    private static RawLogin.Answer revoke(String token) {
        return RawLogin.post(home + "/services/oauth2/revoke", Map.of("token", token));
    }

    private static RawLogin.Answer redeem(String code, @Nullable String secret) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "tandem",
                "code",
                code,
                "redirect_uri",
                BACK,
                "code_verifier",
                RawLogin.VERIFIER));
        if (secret != null) {
            form.put("client_secret", secret);
        }
        return token(form);
    }
}
