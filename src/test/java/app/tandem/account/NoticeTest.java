package app.tandem.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.tandem.platform.RemoteFailure;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The mail "Action required – Sync suspended" over real SMTP: once for a suspension (admin, sync Y-17). */
class NoticeTest {

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private int people;

    @Test
    void oneMailForASuspensionToThoseWhoAreMeant() throws Exception {
        mail.start();
        Map<String, Object> settings = TestNode.settings(TestNode.database());
        settings.put("tandem.smtp.host", "127.0.0.1");
        settings.put("tandem.smtp.port", mail.getSmtp().getPort());
        try (ConfigurableApplicationContext node = TestNode.start(settings)) {
            User admin = running(node, true);
            User kim = running(node, false);
            reject(node, kim);
            reject(node, kim);
            await().atMost(Duration.ofSeconds(60)).until(() -> mail.getReceivedMessages().length == 2);
            assertThat(recipients()).containsExactlyInAnyOrder(address(kim), address(admin));
            readable(to(address(kim)), kim);

            node.getBean(Tenants.class)
                    .notices(
                            kim.tenant(),
                            new Tenant.Notices(false, true, Optional.of("it@contoso.example")),
                            Actor.admin(admin.id()));
            node.getBean(Accounts.class).admit(kim.connectedCrm(), false);
            reject(node, kim);
            await().atMost(Duration.ofSeconds(60)).until(() -> mail.getReceivedMessages().length == 3);
            assertThat(recipients()).contains("it@contoso.example");

            rolledBack(node, admin);
            await().atMost(Duration.ofSeconds(60)).until(() -> pending(node) == 0);
            assertThat(mail.getReceivedMessages()).hasSize(3);
        } finally {
            mail.stop();
        }
    }

    private void readable(MimeMessage message, User kim) throws Exception {
        assertThat(message.getSubject()).isEqualTo("Action required – Sync suspended");
        String text = parts(message);
        assertThat(text)
                .contains("no longer valid", "1. Open the page below.", "http://localhost:1/connect", "invalid_grant")
                .contains("<ol", "Connect Salesforce again");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    /** A suspension that never was tells nobody. */
    private void rolledBack(ConfigurableApplicationContext node, User user) {
        new TransactionTemplate(node.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            reject(node, user);
            status.setRollbackOnly();
        });
        assertThat(node.getBean(Users.class)
                        .find(user.tenant(), user.id())
                        .orElseThrow()
                        .state())
                .isEqualTo(UserState.RUNNING);
    }

    private static long pending(ConfigurableApplicationContext node) {
        return node.getBean(JdbcClient.class)
                .sql("select count(*) from scheduled_tasks where task_name = 'account-notice'")
                .query(Long.class)
                .single();
    }

    private static void reject(ConfigurableApplicationContext node, User user) {
        node.getBean(Users.class)
                .cycleFailed(user.tenant(), user.id(), Side.CRM, new RemoteFailure.GrantRejected("invalid_grant"));
    }

    private java.util.List<String> recipients() {
        return Arrays.stream(mail.getReceivedMessages())
                .map(NoticeTest::recipient)
                .toList();
    }

    private MimeMessage to(String address) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(message -> recipient(message).equals(address))
                .findFirst()
                .orElseThrow();
    }

    private static String recipient(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String parts(jakarta.mail.Part part) throws Exception {
        if (part.getContent() instanceof MimeMultipart parts) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < parts.getCount(); i++) {
                all.append(parts(parts.getBodyPart(i)));
            }
            return all.toString();
        }
        return String.valueOf(part.getContent());
    }

    private static String address(User user) {
        return user.connectedMailbox().address();
    }

    private User running(ConfigurableApplicationContext node, boolean admin) {
        people++;
        Accounts accounts = node.getBean(Accounts.class);
        URI host = URI.create("https://login.salesforce.com");
        String name = "p" + people + "@contoso.example";
        User user = accounts.admit(
                new CrmConnection(
                        "00D000000000001AAA", "005%012dAAA".formatted(people), name, host, host, Access.DELEGATED),
                admin);
        accounts.connectMailbox(
                user.tenant(),
                user.id(),
                new MailboxConnection("directory", name, name, Access.DELEGATED),
                false,
                Actor.user(user.id()));
        return node.getBean(Users.class).find(user.tenant(), user.id()).orElseThrow();
    }
}
