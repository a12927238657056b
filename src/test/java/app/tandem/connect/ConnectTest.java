package app.tandem.connect;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.Account;
import app.tandem.account.Accounts;
import app.tandem.account.Side;
import app.tandem.account.User;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import app.tandem.credentials.AccessTokens;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.SecretText;
import app.tandem.sandbox.login.Visitor.Stop;
import app.tandem.sandbox.world.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** Both sign-ins from the first page to the last, and every way they go wrong, over real HTTP with the sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectTest {

    private final Outside outside = new Outside();
    private ConfigurableApplicationContext node;
    private Accounts accounts;

    @BeforeAll
    void starts() {
        node = outside.node(Map.of("tandem.admins", person(0).mail()));
        accounts = node.getBean(Accounts.class);
    }

    @AfterAll
    void stops() {
        node.close();
        outside.close();
    }

    @BeforeEach
    void everythingIsAllowed() {
        outside.entra.reset(outside.world);
        outside.salesforce.reset(outside.world);
        outside.entra.requireAdminConsent(false);
    }

    @Test
    void bothSignInsMakeARunningUserWithWorkingTokens() {
        PageVisitor browser = new PageVisitor(outside);
        assertThat(browser.connectSalesforce(person(7)).heading()).isEqualTo("Connect Outlook with Salesforce");
        Stop done = browser.connectMailbox(person(7));
        assertThat(done.heading()).isEqualTo("You are connected");
        User user = user(person(7));
        assertThat(user.state()).isEqualTo(UserState.RUNNING);
        assertThat(user.connectedCrm().userName()).isEqualTo(person(7).mail());
        assertThat(user.connectedMailbox().objectId()).isEqualTo(person(7).entraId());
        AccessTokens tokens = node.getBean(AccessTokens.class);
        assertThat(outside.kernel.tokens.find(tokens.forMailbox(user).reveal())).isPresent();
        SecretText session = tokens.forCrm(user).sessionId();
        assertThat(outside.kernel.tokens.find(session.reveal())).isPresent();
        tokens.refused(user, session);
        assertThat(tokens.forCrm(user).sessionId()).isNotEqualTo(session);
        assertThat(browser.open("/status").page().text())
                .contains("Running", person(7).mail());
    }

    /** */
    @Test
    void consentRefusedAtEitherSideSaysSo() {
        PageVisitor browser = new PageVisitor(outside);
        Stop dialog = browser.logInAtSalesforce(person(2));
        assertThat(browser.at.press(dialog, "Deny", Map.of()).heading()).isEqualTo("You did not agree");
        browser.connectSalesforce(person(2));
        dialog = browser.logInAtMicrosoft(person(2));
        assertThat(browser.at.press(dialog, "Cancel", Map.of()).heading()).isEqualTo("You did not agree");
        assertThat(user(person(2)).state()).isEqualTo(UserState.REGISTERED);
    }

    /** */
    @Test
    void adminConsentNeededComesWithTheLinkForTheAdministrator() {
        outside.entra.requireAdminConsent(true);
        PageVisitor browser = new PageVisitor(outside);
        browser.connectSalesforce(person(5));
        Stop dialog = browser.logInAtMicrosoft(person(5));
        Stop problem = browser.at.press(dialog, "Return to the application", Map.of());
        assertThat(problem.heading()).isEqualTo("Your administrator has to agree first");
        assertThat(problem.page().select("p.link a").attr("href")).contains("/adminconsent?client_id=tandem");
    }

    /** salesforce-notes 1.1, A-142. */
    @Test
    void anOrgWithoutTheAppSaysWhatItsAdministratorHasToDo() {
        outside.salesforce.installApp(person(4).orgId(), false);
        PageVisitor browser = new PageVisitor(outside);
        Stop end = browser.logInAtSalesforce(person(4));
        assertThat(end.heading()).isEqualTo("Tandem is not installed in your Salesforce org");
    }

    /** Y-27, A-1. */
    @Test
    void somebodyElsesMailboxIsRefused() {
        new PageVisitor(outside).connectBoth(person(1));
        PageVisitor browser = new PageVisitor(outside);
        browser.connectSalesforce(person(4));
        assertThat(browser.connectMailbox(person(1)).heading()).startsWith("This mailbox belongs to somebody else");
        assertThat(user(person(4)).mailbox()).isEmpty();
    }

    /** */
    @Test
    void anotherMailboxThanTheConnectedOneIsAskedFor() {
        PageVisitor browser = new PageVisitor(outside);
        browser.connectBoth(person(1));
        Stop chosen = browser.pickAnotherAtMicrosoft(person(5));
        assertThat(chosen.heading()).isEqualTo("That is another mailbox");
        assertThat(user(person(1)).connectedMailbox().objectId())
                .isEqualTo(person(1).entraId());
    }

    @Test
    void anotherSalesforceUserDoesNotTakeOverTheSession() {
        PageVisitor browser = new PageVisitor(outside);
        browser.connectSalesforce(person(1));
        outside.salesforce.reset(outside.world);
        Stop other = browser.connectSalesforce(person(4));
        assertThat(other.heading()).isEqualTo("That is another Salesforce user");
        assertThat(browser.open("/status").page().text()).contains(person(1).mail());
    }

    @Test
    void aDisabledSalesforceUserReadsThatTheAccountIsOff() {
        PageVisitor browser = new PageVisitor(outside);
        browser.connectBoth(person(1));
        User user = user(person(1));
        outside.salesforce.disable(person(1).mail(), true);
        suspendBy(user);
        assertThat(browser.open("/status").page().text()).contains("Suspended", "does not let this account sign in");
        outside.salesforce.disable(person(1).mail(), false);
    }

    /** Y-18, A-179: revoked, suspended at once, connected again, running again. */
    @Test
    void aRevokedGrantSuspendsAndConnectingAgainResumes() {
        PageVisitor browser = new PageVisitor(outside);
        browser.connectBoth(person(1));
        outside.salesforce.revokeGrant(person(1).mail());
        suspendBy(user(person(1)));
        assertThat(browser.open("/connect").page().text())
                .contains("Your sync is suspended", "Connect Salesforce again");
        browser.connectSalesforce(person(1));
        assertThat(user(person(1)).state()).isEqualTo(UserState.RUNNING);
    }

    @Test
    void pauseAndResumeAreTheUsersOwnSwitch() {
        PageVisitor browser = new PageVisitor(outside);
        browser.connectBoth(person(1));
        browser.at.press(browser.open("/status"), "Pause", Map.of());
        assertThat(user(person(1)).state()).isEqualTo(UserState.PAUSED);
        browser.at.press(browser.open("/status"), "Start again", Map.of());
        assertThat(user(person(1)).state()).isEqualTo(UserState.RUNNING);
    }

    @Test
    void disconnectingFreesTheMailboxAndForgetsTheGrant() {
        PageVisitor browser = new PageVisitor(outside);
        browser.connectBoth(person(1));
        browser.at.press(browser.open("/status"), "Disconnect mailbox", Map.of());
        assertThat(user(person(1)).state()).isEqualTo(UserState.REGISTERED);
        assertThat(node.getBean(Users.class)
                        .byMailbox(
                                app.tandem.sandbox.world.World.TENANT_ID,
                                person(1).entraId()))
                .isEmpty();
    }

    @Test
    void aStrangersCallbackIsRefused() {
        PageVisitor browser = new PageVisitor(outside);
        browser.connectSalesforce(person(1));
        assertThat(browser.open("/connect/mailbox/callback?code=x&state=guessed")
                        .heading())
                .isEqualTo("This sign-in has run out");
    }

    @Test
    void anAddressThatIsNotSalesforcesIsNotVisited() {
        PageVisitor browser = new PageVisitor(outside);
        for (String host :
                List.of("evil.example", "login.salesforce.com.evil.example", "x@login.salesforce.com", "10.0.0.1")) {
            Stop stop = browser.at.press(
                    browser.open("/connect"), "Connect Salesforce", Map.of("kind", "domain", "domain", host));
            assertThat(stop.heading()).as(host).isEqualTo("That is not an address of Salesforce");
        }
    }

    @Test
    void theAdministrationIsForAdministrators() {
        PageVisitor user = new PageVisitor(outside);
        user.connectSalesforce(person(3));
        assertThat(user.open("/admin").heading()).isEqualTo("This page is for administrators");
        PageVisitor admin = new PageVisitor(outside);
        admin.connectSalesforce(person(0));
        assertThat(admin.open("/admin").heading()).isEqualTo("Administration");
        assertThat(admin.open("/admin").page().text()).doesNotContain(person(1).mail());
    }

    @Test
    void everyProblemHasAPage() {
        PageVisitor browser = new PageVisitor(outside);
        for (Problem problem : Problem.values()) {
            Stop page = browser.open(problem.path());
            assertThat(page.heading()).isEqualTo(problem.title());
            assertThat(page.page().select("ol.todo li")).isNotEmpty();
        }
    }

    private void suspendBy(User user) {
        AccessTokens tokens = node.getBean(AccessTokens.class);
        tokens.refused(user, tokens.forCrm(user).sessionId());
        try {
            tokens.forCrm(user);
            throw new AssertionError("the grant still lives");
        } catch (app.tandem.platform.RemoteFailureException e) {
            assertThat(e.failure()).isInstanceOf(RemoteFailure.GrantRejected.class);
            node.getBean(Users.class).cycleFailed(user.tenant(), user.id(), Side.CRM, e.failure());
        }
        assertThat(user(user).state()).isEqualTo(UserState.SUSPENDED);
    }

    private Person person(int index) {
        return outside.world.people().get(index);
    }

    private User user(Person person) {
        return accounts.byCrm(person.orgId(), person.salesforceUserId()).orElseThrow();
    }

    private User user(User user) {
        return accounts.account(user.tenant(), user.id()).map(Account::user).orElseThrow();
    }
}
