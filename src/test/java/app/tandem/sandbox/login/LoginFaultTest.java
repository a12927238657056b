package app.tandem.sandbox.login;

import static app.tandem.sandbox.login.LoginTestWorld.ANNA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.FaultRule;
import app.tandem.sandbox.kernel.Service;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fault rules reach the login servers as they reach every other service. */
class LoginFaultTest extends SalesforceFixture {

    @Test
    void aCallCutBeforeItsEffectLeavesTheGrantAsItWas() {
        site.rotateRefreshTokens(true);
        RawLogin.Answer first = signedIn(ANNA);
        strike(new Fault.Cut(false));
        assertThatThrownBy(() -> refresh(first.get("refresh_token"))).isInstanceOf(UncheckedIOException.class);
        assertThat(refresh(first.get("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void aCallCutAfterItsEffectHasRotatedTheToken() {
        site.rotateRefreshTokens(true);
        RawLogin.Answer first = signedIn(ANNA);
        strike(new Fault.Cut(true));
        assertThatThrownBy(() -> refresh(first.get("refresh_token"))).isInstanceOf(UncheckedIOException.class);
        assertThat(refresh(first.get("refresh_token")).get("error")).isEqualTo("invalid_grant");
    }

    @Test
    void aTruncatedAnswerEndsEarly() {
        RawLogin.Answer first = signedIn(ANNA);
        strike(new Fault.Truncate(20));
        assertThatThrownBy(() -> refresh(first.get("refresh_token"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aDelayedCallAnswersLate() {
        RawLogin.Answer first = signedIn(ANNA);
        strike(new Fault.Delay(Duration.ofMillis(300)));
        assertThat(refresh(first.get("refresh_token")).status()).isEqualTo(200);
        assertThat(kernel.calls.since(0).getLast().millis()).isGreaterThanOrEqualTo(300);
        assertThat(kernel.calls.since(0).getLast().fault()).isEqualTo("delay");
    }

    @Test
    void aSessionCanBeEndedAtItsNextCall() {
        RawLogin.Answer first = signedIn(ANNA);
        kernel.faults.add(1, List.of(rule(new Fault.ExpireSession(), "GET /id/**")));
        RawLogin.Answer who = RawLogin.get(first.get("id"), "Authorization", "Bearer " + first.get("access_token"));
        assertThat(who.text()).isEqualTo("Bad_OAuth_Token");
        assertThat(refresh(first.get("refresh_token")).status()).isEqualTo(200);
    }

    private static void strike(Fault fault) {
        kernel.faults.add(1, List.of(rule(fault, "POST /services/oauth2/token")));
    }

    private static FaultRule rule(Fault fault, String operation) {
        return new FaultRule(
                fault.kind(), Service.SALESFORCE_LOGIN, operation, ANNA, null, null, null, 0, 1, null, fault);
    }
}
