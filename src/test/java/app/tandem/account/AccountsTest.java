package app.tandem.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.platform.RemoteFailure;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

/** Users, connections and their uniqueness in PostgreSQL (sync Y-27, admin … A-191). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsTest {

    private ConfigurableApplicationContext node;
    private Accounts accounts;
    private Users users;
    private Heard heard;
    private int people;

    static class Heard {
        final List<UserStateChanged> events = new java.util.concurrent.CopyOnWriteArrayList<>();

        @EventListener
        void on(UserStateChanged event) {
            events.add(event);
        }
    }

    @BeforeAll
    void starts() {
        node = TestNode.start(TestNode.settings(TestNode.database()), Heard.class);
        accounts = node.getBean(Accounts.class);
        users = node.getBean(Users.class);
        heard = node.getBean(Heard.class);
    }

    @AfterAll
    void stops() {
        node.close();
    }

    @Test
    void theFirstUserOfAnOrgMakesTheTenantAndTheNextJoinsIt() {
        User first = admitted("00D000000000001AAA");
        User second = admitted("00D000000000001AAA");
        User foreign = admitted("00D000000000002AAA");
        assertThat(second.tenant()).isEqualTo(first.tenant());
        assertThat(foreign.tenant()).isNotEqualTo(first.tenant());
        assertThat(first.state()).isEqualTo(UserState.REGISTERED);
    }

    @Test
    void signingInAgainFindsTheSameUserByOrgAndId() {
        CrmConnection crm = crm("00D000000000003AAA");
        User before = accounts.admit(crm, false);
        CrmConnection renamed = new CrmConnection(
                crm.orgId(), crm.userId(), "new.name@contoso.example", crm.loginUrl(), crm.instanceUrl(), crm.access());
        User after = accounts.admit(renamed, false);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.connectedCrm().userName()).isEqualTo("new.name@contoso.example");
    }

    @Test
    void bothConnectionsTogetherStartTheSync() {
        User user = running("00D000000000004AAA");
        assertThat(user.state()).isEqualTo(UserState.RUNNING);
        assertThat(heard.events)
                .contains(
                        new UserStateChanged(user.tenant(), user.id(), UserState.REGISTERED, UserState.RUNNING, null));
        assertThat(users.inState(UserState.RUNNING)).contains(user);
    }

    /** Y-27, A-1: strictly one mailbox for one Salesforce user, across tenants. */
    @Test
    void aMailboxOfSomebodyElseIsRefused() {
        User owner = running("00D000000000005AAA");
        User colleague = admitted("00D000000000005AAA");
        User stranger = admitted("00D000000000006AAA");
        for (User other : List.of(colleague, stranger)) {
            assertThat(connect(other, owner.connectedMailbox(), false)).isEqualTo(new MailboxOutcome.Taken());
            assertThat(users.find(other.tenant(), other.id()).orElseThrow().mailbox())
                    .isEmpty();
        }
        assertThat(users.byMailbox("directory", owner.connectedMailbox().objectId()))
                .containsExactly(owner);
    }

    /** */
    @Test
    void anotherMailboxReplacesTheConnectedOneOnlyWhenAskedFor() {
        User user = running("00D000000000007AAA");
        MailboxConnection other = mailbox("directory");
        assertThat(connect(user, other, false))
                .isEqualTo(new MailboxOutcome.Differs(user.connectedMailbox().address()));
        assertThat(connect(user, other, true)).isInstanceOf(MailboxOutcome.Connected.class);
        assertThat(users.byMailbox("directory", user.connectedMailbox().objectId()))
                .isEmpty();
    }

    @Test
    void colleaguesOfOneTenantWorkInOneDirectory() {
        running("00D000000000008AAA");
        User colleague = admitted("00D000000000008AAA");
        assertThat(connect(colleague, mailbox("elsewhere"), false)).isEqualTo(new MailboxOutcome.OtherDirectory());
    }

    @Test
    void nobodyIsFoundThroughAnotherTenant() {
        User user = running("00D000000000009AAA");
        User stranger = admitted("00D000000000010AAA");
        assertThat(users.find(stranger.tenant(), user.id())).isEmpty();
        assertThat(accounts.account(stranger.tenant(), user.id())).isEmpty();
        assertThat(accounts.all(stranger.tenant())).extracting(Account::user).doesNotContain(user);
        assertThat(accounts.activity(stranger.tenant(), Optional.of(user.id()), 10))
                .isEmpty();
        assertThatThrownBy(() -> users.pause(stranger.tenant(), user.id()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Y-18, A-179, A-191: suspended at once, told once, resumed by signing in; every step in the log. */
    @Test
    void aDeadGrantSuspendsAtOnceAndSigningInAgainResumes() {
        User user = running("00D000000000011AAA");
        users.cycleFailed(user.tenant(), user.id(), Side.CRM, new RemoteFailure.GrantRejected("invalid_grant"));
        users.cycleFailed(user.tenant(), user.id(), Side.CRM, new RemoteFailure.GrantRejected("invalid_grant"));
        assertThat(state(user)).isEqualTo(UserState.SUSPENDED);
        User again = accounts.admit(user.connectedCrm(), false);
        assertThat(again.state()).isEqualTo(UserState.RUNNING);
        assertThat(accounts.activity(user.tenant(), Optional.of(user.id()), 20))
                .extracting(Activity::code)
                .containsExactly(
                        ActivityCode.SYNC_ENABLED,
                        ActivityCode.CRM_CONNECTED,
                        ActivityCode.SYNC_DISABLED_AUTHORISATION,
                        ActivityCode.SYNC_ENABLED,
                        ActivityCode.MAILBOX_CONNECTED,
                        ActivityCode.CRM_CONNECTED,
                        ActivityCode.USER_ADDED);
    }

    @Test
    void aDisconnectedSalesforceUserIsStillKnownWhenSigningInAgain() {
        User user = running("00D000000000012AAA");
        accounts.disconnect(user.tenant(), user.id(), Side.CRM, Actor.user(user.id()));
        assertThat(users.find(user.tenant(), user.id()).orElseThrow().crm()).isEmpty();
        assertThat(state(user)).isEqualTo(UserState.REGISTERED);
        assertThat(accounts.admit(user.connectedCrm(), false).id()).isEqualTo(user.id());
        assertThat(state(user)).isEqualTo(UserState.RUNNING);
    }

    @Test
    void throttlingForADayChangesNothing() {
        User user = running("00D000000000013AAA");
        for (int i = 0; i < 100; i++) {
            users.cycleFailed(
                    user.tenant(), user.id(), Side.MAILBOX, new RemoteFailure.Throttled("429", Instant.EPOCH));
            users.cycleFailed(user.tenant(), user.id(), Side.CRM, new RemoteFailure.Unreachable("503"));
        }
        assertThat(users.find(user.tenant(), user.id())).contains(user);
    }

    private UserState state(User user) {
        return users.find(user.tenant(), user.id()).orElseThrow().state();
    }

    private User running(String org) {
        User user = admitted(org);
        connect(user, mailbox("directory"), false);
        return users.find(user.tenant(), user.id()).orElseThrow();
    }

    private User admitted(String org) {
        return accounts.admit(crm(org), false);
    }

    private MailboxOutcome connect(User user, MailboxConnection mailbox, boolean change) {
        return accounts.connectMailbox(user.tenant(), user.id(), mailbox, change, Actor.user(user.id()));
    }

    private MailboxConnection mailbox(String directory) {
        people++;
        return new MailboxConnection(
                directory, "object-" + people, "p" + people + "@contoso.example", Access.DELEGATED);
    }

    private CrmConnection crm(String org) {
        people++;
        URI host = URI.create("https://login.salesforce.com");
        return new CrmConnection(
                org, "005%012dAAA".formatted(people), "p" + people + "@contoso.example", host, host, Access.DELEGATED);
    }
}
