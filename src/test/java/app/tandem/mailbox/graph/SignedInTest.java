package app.tandem.mailbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.Access;
import app.tandem.account.Accounts;
import app.tandem.account.MailboxConnection;
import app.tandem.account.User;
import app.tandem.connect.Outside;
import app.tandem.connect.PageVisitor;
import app.tandem.item.ItemKind;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.MailChange;
import app.tandem.mailbox.Mailbox;
import app.tandem.mailbox.Mailboxes;
import app.tandem.mailbox.MarkerCategory;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.platform.http.ForwardProxy;
import app.tandem.sandbox.kernel.Call;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.login.TestKey;
import app.tandem.sandbox.world.Person;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** From Entra's sign-in to Graph's answer, with everything between them real: certificate, proxy, claims challenge. */
class SignedInTest {

    private final Outside outside = new Outside();
    private final Person person = outside.world.people().get(1);

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        outside.close();
    }

    /** admin A-105; graph-notes 13: no secret is known, and the assertion names its certificate. */
    @Test
    void theAppSignsInByCertificate() throws Exception {
        TestKey key = TestKey.make("tandem");
        outside.entra.registerCertificate("tandem", key.certificate());
        try (ConfigurableApplicationContext node = byCertificate(key)) {
            User user = connected(node);
            read(node, user);
            outside.entra.grantAdminConsent("tandem");
            read(node, byApplication(user));

            outside.entra.registerCertificate("tandem", TestKey.make("tandem").certificate());
            outside.entra.challenge(person.mail());
            assertThatThrownBy(() -> read(node, user))
                    .isInstanceOfSatisfying(
                            RemoteFailureException.class,
                            e -> assertThat(e.failure())
                                    .isEqualTo(new RemoteFailure.Unreachable("configuration_AADSTS700027")));
        }
    }

    /** graph-notes 13, CAE: one refusal, one token with the claims, and the call goes through. */
    @Test
    void aClaimsChallengeIsAnswered() {
        try (ConfigurableApplicationContext node = node(Map.of())) {
            User user = connected(node);
            read(node, user);
            long before = last();
            outside.entra.challenge(person.mail());
            read(node, user);
            assertThat(graphStatuses(before)).containsSubsequence(401, 200).containsOnlyOnce(401);
            assertThat(tokenCalls(before)).isEqualTo(1);
            read(node, user);
            assertThat(tokenCalls(before)).isEqualTo(1);

            outside.entra.grantAdminConsent("tandem");
            User alone = byApplication(user);
            read(node, alone);
            long then = last();
            outside.entra.challenge("tandem");
            read(node, alone);
            assertThat(graphStatuses(then)).containsSubsequence(401, 200).containsOnlyOnce(401);
        }
    }

    /** admin: by an administrator's grant alone each call of the port is answered; none needs a person. */
    @Test
    void everyCallWorksWithoutAPerson() {
        try (ConfigurableApplicationContext node = node(Map.of())) {
            User user = byApplication(connected(node));
            outside.entra.revokeGrant(person.mail());
            outside.entra.grantAdminConsent("tandem");
            Mailbox mailbox = node.getBean(Mailboxes.class).open(user);
            outside.graph.deliver(
                    person.mail(),
                    "inbox",
                    null,
                    ("From: carla@customer.example\r\nTo: " + person.mail()
                                    + "\r\nSubject: Offer\r\nMessage-ID: <offer@customer.example>\r\n\r\nHello\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            long before = last();
            assertThat(mailbox.identity().addresses()).contains(person.mail());
            mailbox.customise(List.of(new MarkerCategory("Salesforce", "preset7")));
            Mail mail = mailbox.changes(MailFolder.INBOX, null).changed().getFirst();
            assertThat(mailbox.find(mail.id().value(), mail.messageId())).isPresent();
            assertThat(mailbox.locate(List.of(mail.id())).get(mail.id())).isInstanceOf(ReadOutcome.Found.class);
            assertThat(mailbox.read(Set.of(mail.id())).get(mail.id())).isInstanceOf(ReadOutcome.Found.class);
            assertThat(mailbox.apply(List.of(
                                    new MailChange(mail.id(), mail.etag(), List.of("Salesforce"), MailFolder.MARKER)))
                            .values())
                    .singleElement()
                    .isInstanceOf(WriteOutcome.Done.class);
            assertThat(graphStatuses(before)).isNotEmpty().allMatch(status -> status < 400);
            assertThat(tokenCalls(before)).isEqualTo(1);
        }
    }

    /** graph-notes 13: tasks come with the sign-in that mail came with, and with an administrator's grant. */
    @Test
    void tasksAreReachedByTheSameSignIn() {
        try (ConfigurableApplicationContext node = node(Map.of())) {
            User user = connected(node);
            Mailboxes mailboxes = node.getBean(Mailboxes.class);
            assertThat(mailboxes
                            .items(user, ItemKind.TASK)
                            .changes(null, Set.of())
                            .changed())
                    .isEmpty();
            outside.entra.challenge(person.mail());
            read(node, user);
            assertThat(mailboxes
                            .items(user, ItemKind.TASK)
                            .changes(null, Set.of())
                            .resync())
                    .as("the next token covers them too")
                    .isTrue();

            outside.entra.grantAdminConsent("tandem");
            assertThat(mailboxes
                            .items(byApplication(user), ItemKind.TASK)
                            .changes(null, Set.of())
                            .changed())
                    .isEmpty();
        }
    }

    /** graph-notes 13, CAE: where the claims need the person, the grant is over and nobody asks again and again. */
    @Test
    void aChallengeThatNeedsThePersonEndsTheGrant() {
        try (ConfigurableApplicationContext node = node(Map.of())) {
            User user = connected(node);
            outside.entra.challenge(person.mail());
            outside.entra.requireStepUp(person.mail(), true);
            assertThatThrownBy(() -> read(node, user))
                    .isInstanceOfSatisfying(
                            RemoteFailureException.class,
                            e -> assertThat(e.failure()).isEqualTo(new RemoteFailure.GrantRejected("AADSTS50076")));
        }
    }

    /** Everything to Entra, Graph and Salesforce passes the proxy; without it nothing finds another way. */
    @Test
    void everythingPassesTheProxy() {
        ForwardProxy proxy = new ForwardProxy();
        try (ConfigurableApplicationContext node = node(Map.of(
                "tandem.outbound.proxy",
                "localhost:" + proxy.port(),
                "tandem.outbound.no-proxy",
                "smtp.example.com"))) {
            User user = connected(node);
            read(node, user);
            assertThat(proxy.tunnelled()).containsExactly("localhost:" + outside.entra.httpsPort());
            assertThat(proxy.forwarded())
                    .containsExactlyInAnyOrder(
                            "localhost:" + outside.graph.port(), "localhost:" + outside.salesforce.port());
            proxy.close();
            outside.entra.challenge(person.mail());
            assertThatThrownBy(() -> read(node, user)).isInstanceOf(RemoteFailureException.class);
        } finally {
            proxy.close();
        }
    }

    private ConfigurableApplicationContext byCertificate(TestKey key) throws Exception {
        outside.settings.remove("tandem.entra.client-secret");
        return node(Map.of(
                "tandem.entra.certificate-file",
                key.certificateFile(folder),
                "tandem.entra.key-file",
                key.keyFile(folder)));
    }

    private ConfigurableApplicationContext node(Map<String, Object> further) {
        Map<String, Object> settings = new java.util.LinkedHashMap<>(further);
        settings.put("tandem.roles", "web");
        return outside.node(settings, GraphConfiguration.class);
    }

    private User connected(ConfigurableApplicationContext node) {
        new PageVisitor(outside).connectBoth(person);
        return node.getBean(Accounts.class)
                .byCrm(person.orgId(), person.salesforceUserId())
                .orElseThrow();
    }

    private static User byApplication(User user) {
        MailboxConnection own = user.connectedMailbox();
        return new User(
                user.id(),
                user.tenant(),
                user.state(),
                Optional.of(
                        new MailboxConnection(own.entraTenantId(), own.objectId(), own.address(), Access.APPLICATION)),
                user.crm());
    }

    private static void read(ConfigurableApplicationContext node, User user) {
        node.getBean(Mailboxes.class).open(user).changes(MailFolder.INBOX, null);
    }

    private long last() {
        return calls(0).stream().mapToLong(Call::seq).max().orElse(0);
    }

    private List<Integer> graphStatuses(long after) {
        return calls(after).stream()
                .filter(call -> call.facts().service() == Service.GRAPH)
                .map(Call::status)
                .toList();
    }

    private long tokenCalls(long after) {
        return calls(after).stream()
                .filter(call -> call.facts().service() == Service.ENTRA)
                .filter(call -> call.facts().path().endsWith("/token"))
                .count();
    }

    private List<Call> calls(long after) {
        return outside.kernel.calls.since(after);
    }
}
