package app.tandem.account;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.platform.Ids;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A sign-in in a window is handed over to its pane, and to nobody else (design.md section 7). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TicketsTest {

    private static final int REPLAYS = 1_000;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T08:00:00Z"));
    private ConfigurableApplicationContext node;
    private Tickets tickets;
    private User anna;
    private String pane;

    @BeforeAll
    void starts() {
        node = TestNode.start(
                TestNode.settings(TestNode.database()),
                context -> ((GenericApplicationContext) context)
                        .registerBean("stoppedClock", InstantSource.class, () -> now::get));
        tickets = node.getBean(Tickets.class);
        URI login = URI.create("https://login.salesforce.com");
        anna = node.getBean(Accounts.class)
                .admit(
                        new CrmConnection(
                                "00D000000000001AAA", "005000000000001AAA", "anna", login, login, Access.DELEGATED),
                        false);
        pane = node.getBean(Ids.class).secret();
    }

    @AfterAll
    void stops() {
        node.close();
    }

    @Test
    void aCodeOpensThePaneThatWaitedForIt() {
        String code = tickets.issue(anna.tenant(), anna.id(), pane);
        assertThat(tickets.redeem(code, pane)).map(User::id).contains(anna.id());
    }

    /** Office-notes 8: only a nonce that a pane made not long ago begins a sign-in, and one sign-in uses it up. */
    @Test
    void aNonceIsKnownForADayAndUntilItWasUsed() {
        String nonce = node.getBean(Ids.class).secret();
        assertThat(tickets.isExpected(nonce)).isFalse();
        tickets.expect(nonce);
        assertThat(tickets.isExpected(nonce)).isTrue();
        assertThat(tickets.redeem("wrong", nonce)).isEmpty();
        assertThat(tickets.isExpected(nonce)).isTrue();
        tickets.redeem(tickets.issue(anna.tenant(), anna.id(), nonce), nonce);
        assertThat(tickets.isExpected(nonce)).isFalse();

        tickets.expect(nonce);
        now.updateAndGet(time -> time.plus(Duration.ofHours(25)));
        assertThat(tickets.isExpected(nonce)).isFalse();
    }

    @Test
    void aReplayedCodeIsRefusedEveryTime() {
        String code = tickets.issue(anna.tenant(), anna.id(), pane);
        assertThat(tickets.redeem(code, pane)).isPresent();
        for (int i = 0; i < REPLAYS; i++) {
            assertThat(tickets.redeem(code, pane)).as("replay %d", i).isEmpty();
        }
    }

    @Test
    void anotherPanesCodeIsRefusedAndUsedUp() {
        String code = tickets.issue(anna.tenant(), anna.id(), pane);
        assertThat(tickets.redeem(code, node.getBean(Ids.class).secret())).isEmpty();
        assertThat(tickets.redeem(code, pane)).isEmpty();
    }

    @Test
    void aCodeLivesForAMinute() {
        String inTime = tickets.issue(anna.tenant(), anna.id(), pane);
        String late = tickets.issue(anna.tenant(), anna.id(), pane);
        now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(59)));
        assertThat(tickets.redeem(inTime, pane)).isPresent();
        now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(1)));
        assertThat(tickets.redeem(late, pane)).isEmpty();
    }

    @Test
    void theStoreHoldsNeitherCodeNorNonce() {
        String code = tickets.issue(anna.tenant(), anna.id(), pane);
        assertThat(node.getBean(JdbcClient.class)
                        .sql("select code_hash || nonce_hash from ticket")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).doesNotContain(code).doesNotContain(pane));
    }
}
