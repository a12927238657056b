package app.tandem.account.notice;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.Access;
import app.tandem.account.Accounts;
import app.tandem.account.Actor;
import app.tandem.account.CrmConnection;
import app.tandem.account.MailboxConnection;
import app.tandem.account.Side;
import app.tandem.account.TestNode;
import app.tandem.account.User;
import app.tandem.account.Users;
import app.tandem.platform.RemoteFailure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox of notices under two nodes that execute one of them at the same time. */
class NoticeRowsTest {

    /** Admin A-178: the week after the last warning counts from when it was given, not from its repeat. */
    @Test
    void aNoticeThatIsExecutedTwiceWasSentWhenItWasSentFirst() {
        try (ConfigurableApplicationContext node = TestNode.start(TestNode.settings(TestNode.database()))) {
            User user = suspended(node);
            NoticeRows rows = node.getBean(NoticeRows.class);
            List<Notice> notices =
                    node.getBean(JdbcClient.class).sql("select id from notice").query(UUID.class).list().stream()
                            .map(id -> rows.find(id).orElseThrow())
                            .toList();
            Instant first = Instant.parse("2026-03-02T09:00:00Z");
            notices.forEach(notice -> rows.sent(notice, first));
            notices.forEach(notice -> rows.sent(notice, first.plus(Duration.ofDays(3))));

            assertThat(rows.sent(user.tenant(), user.id(), 1, Notice.Kind.SUSPENDED))
                    .contains(first);
        }
    }

    private static User suspended(ConfigurableApplicationContext node) {
        URI host = URI.create("https://login.salesforce.com");
        User user = node.getBean(Accounts.class)
                .admit(
                        new CrmConnection(
                                "00D000000000001AAA",
                                "005000000000001AAA",
                                "kim@contoso.example",
                                host,
                                host,
                                Access.DELEGATED),
                        false);
        node.getBean(Accounts.class)
                .connectMailbox(
                        user.tenant(),
                        user.id(),
                        new MailboxConnection("directory", "kim", "kim@contoso.example", Access.DELEGATED),
                        false,
                        Actor.user(user.id()));
        node.getBean(Users.class)
                .cycleFailed(user.tenant(), user.id(), Side.CRM, new RemoteFailure.GrantRejected("invalid_grant"));
        return user;
    }
}
