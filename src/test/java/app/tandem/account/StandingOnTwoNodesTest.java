package app.tandem.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

/** What one node does to a user, every node hears once it is committed (pane U-33, admin A-182). */
@ExtendWith(OutputCaptureExtension.class)
class StandingOnTwoNodesTest {

    static class Heard {
        final List<StandingChanged> changes = new CopyOnWriteArrayList<>();

        @EventListener
        void on(StandingChanged change) {
            changes.add(change);
        }
    }

    @Test
    void bothNodesHearOfAPauseAndCloseQuietly(CapturedOutput output) throws Exception {
        Map<String, Object> settings = TestNode.settings(TestNode.database());
        ConfigurableApplicationContext one = TestNode.start(settings, Heard.class);
        ConfigurableApplicationContext other = TestNode.start(settings, Heard.class);
        try (one;
                other) {
            for (ConfigurableApplicationContext node : List.of(one, other)) {
                assertThat(node.getBean(StandingNotices.class).isListening(20_000))
                        .isTrue();
            }
            User user = running(one);
            StandingChanged change = new StandingChanged(user.tenant(), user.id());
            forget(one, other);

            one.getBean(Users.class).pause(user.tenant(), user.id());

            heard(one, change);
            heard(other, change);
            forget(one, other);
            one.getBean(Users.class).cycleSucceeded(user.tenant(), user.id());
            other.getBean(Accounts.class).disable(user.tenant(), user.id(), Actor.SYSTEM);
            heard(one, change);
            heard(other, change);
            assertThat(one.getBean(Heard.class).changes)
                    .as("a cycle that went well changes nothing")
                    .hasSize(1);
        }
        assertThat(output.getAll().lines().filter(line -> line.contains("WARN") || line.contains("Exception")))
                .noneMatch(line -> line.contains("onnection") || line.contains("notices"));
    }

    private static void forget(ConfigurableApplicationContext... nodes) {
        for (ConfigurableApplicationContext node : nodes) {
            List<StandingChanged> changes = node.getBean(Heard.class).changes;
            await().atMost(Duration.ofSeconds(20)).until(() -> !changes.isEmpty());
            changes.clear();
        }
    }

    private static void heard(ConfigurableApplicationContext node, StandingChanged change) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(node.getBean(Heard.class).changes)
                        .isNotEmpty()
                        .allMatch(change::equals));
    }

    private static User running(ConfigurableApplicationContext node) {
        Accounts accounts = node.getBean(Accounts.class);
        URI address = URI.create("https://localhost:1");
        User user = accounts.admit(
                new CrmConnection(
                        "00D000000000001AAA",
                        "005000000000001AAA",
                        "kim@contoso.example",
                        address,
                        address,
                        Access.DELEGATED),
                false);
        accounts.connectMailbox(
                user.tenant(),
                user.id(),
                new MailboxConnection("directory", "object", "kim@contoso.example", Access.DELEGATED),
                false,
                Actor.user(user.id()));
        return user;
    }
}
