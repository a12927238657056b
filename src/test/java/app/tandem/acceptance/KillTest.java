package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.SandboxPostgres;
import app.tandem.sandbox.world.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Tandem in a JVM of its own, killed without warning while it saves. {@code -Dtandem.kills=20} kills more often than an
 * ordinary build, {@code -Dtandem.seed} chooses the moments.
 */
class KillTest {

    private static final int KILLS = Integer.getInteger("tandem.kills", 2);
    private static final long SEED = Long.getLong("tandem.seed", 4711);
    private static final int MAILS_A_ROUND = 12;
    private static final Duration STARTS = Duration.ofMinutes(2);

    private static Stage stage;
    private static @Nullable Node tandem;

    @BeforeAll
    static void begin() {
        stage = Stage.without(3, SandboxPostgres.empty());
        start();
        stage.connect(List.of(stage.person(0)));
    }

    @AfterAll
    static void end() {
        if (tandem != null) {
            tandem.close();
        }
        stage.close();
    }

    @Test
    @DisplayName("P4: killed at any moment, nothing is lost and nothing is doubled")
    void aKilledNodeLosesAndDoublesNothing() {
        System.out.printf("./mvnw verify -Dtest=KillTest -Dtandem.kills=%d -Dtandem.seed=%d%n", KILLS, SEED);
        Random dice = new Random(SEED);
        Person anna = stage.person(0);
        String contact = stage.org(anna)
                .query("SELECT Email FROM Contact WHERE Email != null AND AccountId != null LIMIT 1")
                .getFirst()
                .path("Email")
                .asString();
        List<Integer> calls = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < MAILS_A_ROUND; i++) {
                ids.add(stage.deliver(
                        anna, "inbox", null, Mails.withFile(contact, anna.mail(), "Killed " + kill + "-" + i)));
            }
            stage.untilQuiet();
            stage.control("DELETE", "/calls", "");
            stage.mailboxes().mark(anna.mail(), ids);
            int at = 1 + dice.nextInt(MAILS_A_ROUND * 4);
            Wire.until("the moment to kill", STARTS, () -> work() >= at || stage.isQuiet());
            calls.add(work());
            kill();
            start();
            stage.untilQuiet();
        }
        stage.settle(1);

        System.out.printf("killed %d times, after so many calls of the work under way: %s%n", KILLS, calls);
        int mails = KILLS * MAILS_A_ROUND;
        assertThat(stage.tasks(anna, "Killed")).as("tasks of %d mails", mails).isEqualTo(mails);
        List<SavedMail> saved = stage.saved(List.of(anna));
        assertThat(saved).hasSize(mails).doesNotHaveDuplicates();
        assertThat(saved).allSatisfy(mail -> assertThat(mail.files()).hasSize(1));
    }

    /** Calls to Graph and Salesforce since the mails were marked. */
    private static int work() {
        return stage.calls("graph").size() + stage.calls("salesforce").size();
    }

    private static void kill() {
        java.util.Objects.requireNonNull(tandem).close();
    }

    private static void start() {
        tandem = Node.start(stage, "-Xmx512m");
    }
}
