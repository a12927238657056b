package app.tandem.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.tandem.account.Access;
import app.tandem.account.Accounts;
import app.tandem.account.User;
import app.tandem.account.UserState;
import app.tandem.credentials.AccessTokens;
import app.tandem.sandbox.login.TestKey;
import app.tandem.sandbox.login.Visitor.Stop;
import app.tandem.sandbox.world.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** An administrator grants for the organization and activates colleagues (admin A-98 … ). */
class AdminTest {

    @Test
    void colleaguesAreActivatedByGrantsOfTheOrganization(@TempDir Path files) throws Exception {
        try (Outside outside = new Outside()) {
            Person admin = outside.world.people().get(0);
            Person colleague = outside.world.people().get(3);
            Map<String, Object> settings =
                    Map.of("tandem.admins", admin.mail(), "tandem.salesforce.jwt-key-file", jwtKey(outside, files));
            try (ConfigurableApplicationContext node = outside.node(settings)) {
                PageVisitor browser = new PageVisitor(outside);
                browser.connectBoth(admin);
                grants(outside, browser);
                Stop progress = browser.at.press(
                        browser.open("/admin"),
                        "Activate",
                        Map.of("people", colleague.mail() + "\nnobody@contoso.example\n"));
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> browser.at.open(progress.url()).heading().equals("Activation finished"));
                assertThat(browser.at.open(progress.url()).page().text())
                        .contains("2 of 2 done, 1 not activated", "MAILBOX_NOT_FOUND");
                User user = node.getBean(Accounts.class)
                        .byCrm(colleague.orgId(), colleague.salesforceUserId())
                        .orElseThrow();
                assertThat(user.state()).isEqualTo(UserState.RUNNING);
                assertThat(user.connectedMailbox().objectId()).isEqualTo(colleague.entraId());
                assertThat(user.connectedMailbox().access()).isEqualTo(Access.APPLICATION);
                AccessTokens tokens = node.getBean(AccessTokens.class);
                assertThat(outside.kernel.tokens.find(tokens.forMailbox(user).reveal()))
                        .isPresent();
                assertThat(outside.kernel.tokens.find(
                                tokens.forCrm(user).sessionId().reveal()))
                        .get()
                        .satisfies(token -> assertThat(token.user()).isEqualTo(colleague.mail()));
                browser.at.press(browser.open("/admin"), "Switch off", Map.of());
                assertThat(browser.at
                                .press(browser.open("/admin"), "Activate", Map.of("people", "not an address"))
                                .page()
                                .text())
                        .contains("These lines are not mail addresses: 1");
            }
        }
    }

    private static void grants(Outside outside, PageVisitor browser) {
        Stop asked = browser.at.press(browser.open("/admin"), "Grant mailbox access", Map.of());
        assertThat(browser.agree(asked, "Accept").page().text()).contains("Granted");
        outside.salesforce.preauthorize("tandem", true);
        assertThat(browser.at
                        .press(browser.open("/admin"), "Check and use it", Map.of())
                        .page()
                        .text())
                .contains("Check again");
    }

    private static Path jwtKey(Outside outside, Path files) throws Exception {
        TestKey key = TestKey.make("Tandem");
        outside.salesforce.registerCertificate("tandem", key.certificate());
        return key.keyFile(files);
    }
}
