package app.tandem.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.Accounts;
import app.tandem.account.StandingChanged;
import app.tandem.account.User;
import app.tandem.account.Users;
import app.tandem.credentials.AccessTokens;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.platform.SecretText;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.world.Person;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Grants in use on two nodes over one PostgreSQL: refreshed once, never lost, their end recognised. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantsTest {

    private final Outside outside = new Outside();
    private ConfigurableApplicationContext one;
    private ConfigurableApplicationContext two;

    @BeforeAll
    void starts() {
        one = outside.node(Map.of("tandem.roles", "web"));
        two = outside.secondNode();
        outside.salesforce.rotateRefreshTokens(true);
    }

    @AfterAll
    void stops() {
        two.close();
        one.close();
        outside.close();
    }

    /** salesforce-notes 1.2: a dead refresh token used again kills the grant, so two refreshers would show at once. */
    @Test
    void aRotatingGrantIsRefreshedByOneCallerOfAllNodes() throws Exception {
        User user = connected(outside.world.people().get(1));
        for (int round = 0; round < 5; round++) {
            SecretText dead = tokens(one).forCrm(user).sessionId();
            tokens(two).forCrm(user);
            outside.kernel.tokens.revoke(token -> token.value().equals(dead.reveal()));
            long before = refreshes();
            Set<SecretText> sessions = allAtOnce(user, dead);
            assertThat(sessions).hasSize(1).doesNotContain(dead);
            assertThat(refreshes() - before).isEqualTo(1);
        }
    }

    private Set<SecretText> allAtOnce(User user, SecretText dead) throws Exception {
        List<Future<SecretText>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                AccessTokens tokens = tokens(i % 2 == 0 ? one : two);
                futures.add(threads.submit(() -> {
                    tokens.refused(user, dead);
                    return tokens.forCrm(user).sessionId();
                }));
            }
        }
        Set<SecretText> sessions = new HashSet<>();
        for (Future<SecretText> future : futures) {
            sessions.add(future.get());
        }
        return sessions;
    }

    /** The word from another node may come between the refusal and the refresh. */
    @Test
    void whatWasRefusedIsNotUsedAgainBecauseTheUsersStandingChanged() {
        User user = connected(outside.world.people().get(2));
        SecretText session = tokens(one).forCrm(user).sessionId();
        SecretText token = tokens(one).forMailbox(user);
        tokens(one).refused(user, session);
        tokens(one).refused(user, token);
        one.publishEvent(new StandingChanged(user.tenant(), user.id()));
        assertThat(tokens(one).forCrm(user).sessionId()).isNotEqualTo(session);
        assertThat(tokens(one).forMailbox(user)).isNotEqualTo(token);
    }

    @Test
    void aRefusedMailboxTokenIsRenewedAndTheOtherNodeAdoptsIt() {
        User user = connected(outside.world.people().get(4));
        SecretText dead = tokens(one).forMailbox(user);
        assertThat(tokens(two).forMailbox(user)).isEqualTo(dead);
        tokens(one).refused(user, dead);
        SecretText fresh = tokens(one).forMailbox(user);
        assertThat(fresh).isNotEqualTo(dead);
        tokens(two).refused(user, dead);
        assertThat(tokens(two).forMailbox(user)).isEqualTo(fresh);
    }

    @Test
    void aRevokedMailboxGrantIsRejectedWithItsCode() {
        User user = connected(outside.world.people().get(7));
        SecretText token = tokens(one).forMailbox(user);
        outside.entra.revokeGrant(user.connectedMailbox().address());
        tokens(one).refused(user, token);
        assertThat(failure(() -> tokens(one).forMailbox(user)))
                .isEqualTo(new RemoteFailure.GrantRejected("AADSTS50173"));
    }

    @Test
    void aDisabledUserIsRejectedOnBothSides() {
        Person person = outside.world.people().get(10);
        User user = connected(person);
        SecretText session = tokens(one).forCrm(user).sessionId();
        SecretText token = tokens(one).forMailbox(user);
        outside.salesforce.disable(person.mail(), true);
        outside.entra.disable(person.mail(), true);
        tokens(one).refused(user, session);
        tokens(one).refused(user, token);
        assertThat(failure(() -> tokens(one).forCrm(user))).isEqualTo(new RemoteFailure.GrantRejected("inactive_user"));
        assertThat(failure(() -> tokens(one).forMailbox(user)))
                .isEqualTo(new RemoteFailure.GrantRejected("AADSTS50057"));
    }

    /** salesforce-notes 1.4: the instance is overwritten at a refresh. */
    @Test
    void aMovedOrgIsFollowed() {
        User user = connected(outside.world.people().get(5));
        SecretText session = tokens(one).forCrm(user).sessionId();
        outside.salesforce.instanceUrl("https://moved.my.salesforce.com");
        tokens(one).refused(user, session);
        assertThat(tokens(one).forCrm(user).instanceUrl()).hasHost("moved.my.salesforce.com");
        assertThat(one.getBean(Users.class)
                        .find(user.tenant(), user.id())
                        .orElseThrow()
                        .connectedCrm()
                        .instanceUrl())
                .hasHost("moved.my.salesforce.com");
        outside.salesforce.instanceUrl("https://evil.example");
        tokens(one).refused(user, tokens(one).forCrm(user).sessionId());
        assertThat(failure(() -> tokens(one).forCrm(user)))
                .isEqualTo(new RemoteFailure.AccessDenied("HOST_NOT_ALLOWED"));
        outside.salesforce.instanceUrl(null);
    }

    /** Tokens lie in the database sealed only. */
    @Test
    void noTokenIsReadableInTheDatabase() {
        User user = connected(outside.world.people().get(8));
        String session = tokens(one).forCrm(user).sessionId().reveal();
        String token = tokens(one).forMailbox(user).reveal();
        JdbcClient jdbc = one.getBean(JdbcClient.class);
        List<String> tables = jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list();
        assertThat(tables).contains("sealed_grant", "account");
        for (String table : tables) {
            String dump = jdbc.sql("select coalesce(string_agg(t::text, ''), '') from " + table + " t")
                    .query(String.class)
                    .single();
            for (String secret : List.of(session, token, "tandem-secret", "5Aep861")) {
                assertThat(dump)
                        .as(table)
                        .doesNotContain(
                                secret,
                                java.util.HexFormat.of()
                                        .formatHex(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            }
        }
    }

    private static RemoteFailure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        List<RemoteFailure> failures = new ArrayList<>();
        assertThatThrownBy(call).isInstanceOfSatisfying(RemoteFailureException.class, e -> failures.add(e.failure()));
        return failures.getFirst();
    }

    private long refreshes() {
        return outside.kernel.calls.since(0).stream()
                .filter(call -> call.facts().service() == Service.SALESFORCE_LOGIN)
                .filter(call -> call.facts().path().endsWith("/token"))
                .count();
    }

    private AccessTokens tokens(ConfigurableApplicationContext node) {
        return node.getBean(AccessTokens.class);
    }

    private User connected(Person person) {
        new PageVisitor(outside).connectBoth(person);
        return one.getBean(Accounts.class)
                .byCrm(person.orgId(), person.salesforceUserId())
                .orElseThrow();
    }
}
