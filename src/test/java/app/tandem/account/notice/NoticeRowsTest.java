package app.tandem.account.notice;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.Access;
import app.tandem.account.Accounts;
import app.tandem.account.CrmConnection;
import app.tandem.account.Side;
import app.tandem.account.TestNode;
import app.tandem.account.User;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox of notices under two nodes that execute one of them at the same time. */
class NoticeRowsTest {

    /** Admin A-178: the week after the last warning counts from when it was given, not from its repeat. */
    @Test
    void aNoticeThatIsExecutedTwiceWasSentWhenItWasSentFirst() {
        try (ConfigurableApplicationContext node = TestNode.start(TestNode.settings(TestNode.database()))) {
            User user = admitted(node);
            NoticeRows rows = node.getBean(NoticeRows.class);
            // Written without a sender's task, which would send it meanwhile.
            Notice notice = new Notice(
                    UUID.randomUUID(),
                    user.tenant(),
                    user.id(),
                    Notice.Audience.USER,
                    Notice.Kind.SUSPENDED,
                    Side.CRM,
                    "invalid_grant",
                    false);
            Instant first = Instant.parse("2026-03-02T09:00:00Z");
            node.getBean(TransactionTemplate.class).executeWithoutResult(done -> rows.add(notice, 1, first));
            rows.sent(notice, first);
            rows.sent(notice, first.plus(Duration.ofDays(3)));

            assertThat(rows.sent(user.tenant(), user.id(), 1, Notice.Kind.SUSPENDED))
                    .contains(first);
        }
    }

    private static User admitted(ConfigurableApplicationContext node) {
        URI host = URI.create("https://login.salesforce.com");
        return node.getBean(Accounts.class)
                .admit(
                        new CrmConnection(
                                "00D000000000001AAA",
                                "005000000000001AAA",
                                "kim@contoso.example",
                                host,
                                host,
                                Access.DELEGATED),
                        false);
    }
}
