package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.kernel.FreePort;
import app.tandem.sandbox.world.Person;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL stops while Tandem saves, and starts again later; nobody touches Tandem. {@code -Dtandem.restarts=10}
 * does it more often, {@code -Dtandem.seed} chooses the moments.
 */
class StoreRestartTest {

    private static final int RESTARTS = Integer.getInteger("tandem.restarts", 1);
    private static final long SEED = Long.getLong("tandem.seed", 4711);
    private static final int MAILS_A_ROUND = 60;
    /** Longer than the lease and the execution that the outage left behind; a sweep is further off. */
    private static final String AFTERWARDS = "PT2M";

    @TempDir(cleanup = CleanupMode.ALWAYS)
    private static Path folder;

    private static EmbeddedPostgres store;
    private static Stage stage;

    @BeforeAll
    static void begin() throws IOException {
        int port = FreePort.next();
        store = start(port);
        stage = Stage.open(3, store.getJdbcUrl("postgres", "postgres"));
        stage.connect(List.of(stage.person(0)));
    }

    @AfterAll
    static void end() throws IOException {
        if (stage != null) {
            stage.close();
        }
        store.close();
    }

    @Test
    @DisplayName("P1, P2: a store that restarts in the middle of saving loses and doubles nothing")
    void savingGoesOnByItselfWhenTheStoreIsBack() throws IOException {
        System.out.printf(
                "./mvnw verify -Dtest=StoreRestartTest -Dtandem.restarts=%d -Dtandem.seed=%d%n", RESTARTS, SEED);
        Random dice = new Random(SEED);
        Person anna = stage.person(0);
        List<String> all = new ArrayList<>();
        for (int restart = 0; restart < RESTARTS; restart++) {
            List<String> ids = deliver(anna, "Stored " + restart);
            all.addAll(ids);
            stage.control("DELETE", "/calls", "");
            stage.mailboxes().mark(anna.mail(), ids);
            int at = 2 + dice.nextInt(MAILS_A_ROUND * 2);
            Wire.until("the moment to stop", Stage.PATIENCE, () -> work() >= at);
            int port = store.getPort();
            store.close();
            int before = work();
            Wire.until("Tandem to miss its store", Stage.PATIENCE, Duration.ofMillis(200), () -> health() == 503);
            long stopped = System.nanoTime();
            store = start(port);
            Wire.until("Tandem to find its store", Stage.PATIENCE, Duration.ofMillis(200), () -> health() == 200);
            stage.advance(AFTERWARDS);
            stage.untilQuiet();
            System.out.printf(
                    "stopped after %d calls, %d at the end; all saved %d s after the store was back%n",
                    before,
                    work(),
                    Duration.ofNanos(System.nanoTime() - stopped).toSeconds());
            assertThat(work()).as("calls: the outage fell into the saving").isGreaterThan(before);
        }
        assertThat(all)
                .allSatisfy(id ->
                        assertThat(stage.why(anna, id).path("state").asString()).isEqualTo("saved"));
        assertThat(stage.tasks(anna, "Stored"))
                .as("tasks of %d mails", all.size())
                .isEqualTo(all.size());
        List<SavedMail> saved = stage.saved(List.of(anna));
        assertThat(saved).hasSize(all.size()).doesNotHaveDuplicates();
        assertThat(saved).allSatisfy(mail -> assertThat(mail.files()).hasSize(1));
    }

    private static List<String> deliver(Person reader, String subject) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < MAILS_A_ROUND; i++) {
            byte[] mail = Mails.withFile(contact(reader), reader.mail(), subject + "-" + i);
            ids.add(stage.deliver(reader, "inbox", null, mail));
        }
        stage.untilQuiet();
        return ids;
    }

    private static String contact(Person reader) {
        return stage.org(reader)
                .query("SELECT Email FROM Contact WHERE Email != null AND AccountId != null LIMIT 1")
                .getFirst()
                .path("Email")
                .asString();
    }

    /** Calls to Graph and Salesforce since the mails were marked. */
    private static int work() {
        return stage.calls("graph").size() + stage.calls("salesforce").size();
    }

    private static int health() {
        return Wire.send("GET", stage.sandbox.tandemUrl() + "/actuator/health", null)
                .status();
    }

    /** The same data at the same address, as often as it is started. */
    private static EmbeddedPostgres start(int port) throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectories(data);
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }
}
