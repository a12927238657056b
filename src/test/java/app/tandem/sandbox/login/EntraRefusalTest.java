package app.tandem.sandbox.login;

import static app.tandem.sandbox.login.LoginTestWorld.ANNA;
import static app.tandem.sandbox.login.LoginTestWorld.BEN;
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

/** What Entra's token endpoint refuses, with its own numbers. */
class EntraRefusalTest extends EntraFixture {

    private static final String DEFAULT = "https://graph.microsoft.com/.default";

    @Test
    void errorsCarryNumberTraceCorrelationAndTime() {
        RawLogin.Answer answer = client("tandem", "wrong", DEFAULT);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.get("error")).isEqualTo("invalid_client");
        assertThat(answer.code()).isEqualTo(7000215);
        assertThat(answer.get("error_description"))
                .startsWith("AADSTS7000215: Invalid client secret")
                .contains(" Trace ID: " + answer.get("trace_id"))
                .contains(" Correlation ID: " + answer.get("correlation_id"))
                .endsWith(" Timestamp: " + answer.get("timestamp"));
        assertThat(answer.get("timestamp")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    void anUnknownApplicationIsNamed() {
        RawLogin.Answer answer = client("nobody", "x", DEFAULT);
        assertThat(answer.code()).isEqualTo(700016);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.get("error_description")).contains("'nobody'");
    }

    @Test
    void aSecretIsNeeded() {
        assertThat(RawLogin.post(
                                token(),
                                Map.of("grant_type", "client_credentials", "client_id", "tandem", "scope", DEFAULT))
                        .code())
                .isEqualTo(7000218);
    }

    @Test
    void grantTypeIsNeededAndKnown() {
        assertThat(RawLogin.post(token(), Map.of("client_id", "tandem", "client_secret", "tandem-secret"))
                        .code())
                .isEqualTo(900144);
        assertThat(RawLogin.post(
                                token(),
                                Map.of(
                                        "grant_type",
                                        "psychic",
                                        "client_id",
                                        "tandem",
                                        "client_secret",
                                        "tandem-secret"))
                        .code())
                .isEqualTo(70003);
    }

    @Test
    void anApplicationByItselfAsksForDefaultOnly() {
        assertThat(client("tandem", "tandem-secret", "https://graph.microsoft.com/Mail.Read")
                        .code())
                .isEqualTo(1002012);
        assertThat(client("tandem", "tandem-secret", "https://elsewhere.example/.default")
                        .code())
                .isEqualTo(500011);
    }

    @Test
    void anUnknownTenantIsRefused() {
        RawLogin.Answer answer = RawLogin.post(
                home + "/fabrikam.example/oauth2/v2.0/token",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        "tandem",
                        "client_secret",
                        "tandem-secret",
                        "scope",
                        DEFAULT));
        assertThat(answer.code()).isEqualTo(90002);
    }

    @Test
    void aCodeWorksOnce() {
        String code = new Visitor(home).signIn(authorize(Map.of()), ANNA).query("code");
        assertThat(redeem(code).status()).isEqualTo(200);
        assertThat(redeem(code).code()).isEqualTo(54005);
    }

    @Test
    void aCodeExpiresAfterTenMinutes() {
        String code = new Visitor(home).signIn(authorize(Map.of()), ANNA).query("code");
        kernel.clock.advance(Duration.ofMinutes(11));
        assertThat(redeem(code).code()).isEqualTo(70008);
    }

    @Test
    void aWrongVerifierIsRefused() {
        String code = new Visitor(home)
                .signIn(
                        authorize(Map.of(
                                "code_challenge", RawLogin.challenge("something-else-something-else-something"))),
                        ANNA)
                .query("code");
        RawLogin.Answer answer = redeem(code);
        assertThat(answer.get("error")).isEqualTo("invalid_grant");
        assertThat(answer.code()).isEqualTo(501481);
    }

    @Test
    void aMadeUpCodeIsMalformed() {
        assertThat(redeem("0.made-up").code()).isEqualTo(9002313);
    }

    @Test
    void revokedSessionsNeedAFreshSignIn() {
        RawLogin.Answer first = signedIn(ANNA);
        entra.revokeGrant(ANNA);
        assertThat(kernel.tokens.find(first.get("access_token"))).isEmpty();
        RawLogin.Answer answer = refresh(first.get("refresh_token"));
        assertThat(answer.get("error")).isEqualTo("invalid_grant");
        assertThat(answer.code()).isEqualTo(50173);
        assertThat(signedIn(ANNA).status()).isEqualTo(200);
    }

    @Test
    void oneUsersRevocationLeavesTheOthersAlone() {
        RawLogin.Answer ben = signedIn(BEN);
        entra.revokeGrant(ANNA);
        assertThat(refresh(ben.get("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void aDisabledUserCannotRefreshUntilEnabled() {
        RawLogin.Answer first = signedIn(ANNA);
        entra.disable(ANNA, true);
        assertThat(refresh(first.get("refresh_token")).code()).isEqualTo(50057);
        entra.disable(ANNA, false);
        assertThat(refresh(first.get("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenDiesAfterNinetyIdleDays() {
        RawLogin.Answer first = signedIn(ANNA);
        kernel.clock.advance(Duration.ofDays(89));
        RawLogin.Answer second = refresh(first.get("refresh_token"));
        assertThat(second.status()).isEqualTo(200);
        kernel.clock.advance(Duration.ofDays(89));
        assertThat(refresh(first.get("refresh_token")).code()).isEqualTo(700082);
        assertThat(refresh(second.get("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void theClockMaySetBackWithoutHarm() {
        kernel.clock.set(java.time.Instant.parse("2020-02-29T12:00:00Z"));
        RawLogin.Answer first = signedIn(ANNA);
        assertThat(kernel.tokens.find(first.get("access_token"))).isPresent();
        assertThat(refresh(first.get("refresh_token")).status()).isEqualTo(200);
        kernel.clock.advance(Duration.ofMinutes(91));
        assertThat(kernel.tokens.find(first.get("access_token"))).isEmpty();
    }

    @Test
    void aRefreshForMoreThanWasGrantedNeedsConsent() {
        RawLogin.Answer first = signedIn(ANNA);
        RawLogin.Answer answer = refresh(first.get("refresh_token"), "Contacts.ReadWrite");
        assertThat(answer.code()).isEqualTo(65001);
        assertThat(answer.get("suberror")).isEqualTo("consent_required");
        assertThat(refresh(first.get("refresh_token"), "Nonsense.All").code()).isEqualTo(70011);
    }

    @Test
    void aSecondStepComesWithClaims() {
        RawLogin.Answer first = signedIn(ANNA);
        entra.requireStepUp(ANNA, true);
        RawLogin.Answer answer = refresh(first.get("refresh_token"));
        assertThat(answer.code()).isEqualTo(50076);
        assertThat(answer.get("suberror")).isEqualTo("basic_action");
        assertThat(answer.get("claims")).contains("access_token");
    }

    @Test
    void onBehalfOfTakesOnlyLiveTokensForTheProduct() {
        RawLogin.Answer graph = signedIn(ANNA);
        assertThat(onBehalfOf(graph.get("access_token"), "Mail.ReadWrite").code())
                .isEqualTo(50013);
        assertThat(onBehalfOf("a.b.c", "Mail.ReadWrite").code()).isEqualTo(50013);
        String pane = entra.ssoToken(ANNA);
        kernel.clock.advance(Duration.ofHours(2));
        assertThat(onBehalfOf(pane, "Mail.ReadWrite").code()).isEqualTo(500133);
    }

    @Test
    void onBehalfOfNeedsConsentAndGivesARefreshToken() {
        assertThat(onBehalfOf(entra.ssoToken(BEN), "Mail.ReadWrite").get("suberror"))
                .isEqualTo("consent_required");
        entra.grantAdminConsent("tandem");
        RawLogin.Answer answer =
                onBehalfOf(entra.ssoToken(BEN), "https://graph.microsoft.com/Mail.ReadWrite offline_access");
        assertThat(answer.get("scope")).isEqualTo("https://graph.microsoft.com/Mail.ReadWrite");
        assertThat(refresh(answer.get("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void thePanesTokenIsNoGoodForGraph() {
        assertThat(kernel.tokens.find(entra.ssoToken(ANNA))).isEmpty();
    }

    @Test
    void faultRulesStrikeAndTheLogKnowsWhoAndWhat() {
        RawLogin.Answer first = signedIn(ANNA);
        kernel.faults.add(1, List.of(rule(new Fault.Status(429, "7", null)), rule(new Fault.RevokeGrant())));
        kernel.calls.clear();
        RawLogin.Answer busy = refresh(first.get("refresh_token"));
        assertThat(busy.status()).isEqualTo(429);
        assertThat(busy.headers().firstValue("Retry-After")).contains("7");
        assertThat(busy.get("error_description")).startsWith("AADSTS90033");
        var call = kernel.calls.since(0).getFirst();
        assertThat(call.facts().user()).isEqualTo(ANNA);
        assertThat(call.facts().client()).isEqualTo("tandem");
        assertThat(call.facts().path()).isEqualTo("/contoso.example/oauth2/v2.0/token");
        assertThat(call.fault()).contains("status");
    }

    @Test
    void aRuleCanRevokeTheCallersGrant() {
        RawLogin.Answer first = signedIn(ANNA);
        kernel.faults.add(1, List.of(rule(new Fault.RevokeGrant())));
        assertThat(refresh(first.get("refresh_token")).code()).isEqualTo(50173);
    }

    @Test
    void resetForgetsEverything() {
        RawLogin.Answer first = signedIn(ANNA);
        Visitor browser = new Visitor(home);
        browser.signIn(authorize(Map.of()), ANNA);
        entra.reset(LoginTestWorld.make());
        assertThat(kernel.tokens.find(first.get("access_token"))).isEmpty();
        assertThat(refresh(first.get("refresh_token")).code()).isEqualTo(9002313);
        assertThat(browser.open(authorize(Map.of())).heading()).isEqualTo("Sign in");
    }

    private static FaultRule rule(Fault fault) {
        return new FaultRule(
                fault.kind(),
                Service.ENTRA,
                "POST /*/oauth2/v2.0/token",
                ANNA,
                null,
                "tandem",
                null,
                0,
                1,
                null,
                fault);
    }

    private static RawLogin.Answer client(String id, String secret, String scope) {
        return RawLogin.post(
                token(),
                Map.of("grant_type", "client_credentials", "client_id", id, "client_secret", secret, "scope", scope));
    }

    private static RawLogin.Answer onBehalfOf(String assertion, String scope) {
        return RawLogin.post(
                token(),
                Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer",
                        "requested_token_use", "on_behalf_of",
                        "client_id", "tandem",
                        "client_secret", "tandem-secret",
                        "assertion", assertion,
                        "scope", scope));
    }

    static RawLogin.Answer refresh(String refreshToken, @Nullable String scope) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type", "refresh_token",
                "client_id", "tandem",
                "client_secret", "tandem-secret",
                "refresh_token", refreshToken));
        form.put("scope", scope);
        return RawLogin.post(token(), form);
    }
}
