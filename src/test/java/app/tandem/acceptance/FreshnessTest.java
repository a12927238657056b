package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.world.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How long it takes from the move to the task (goal: p50 at most 3 s). */
class FreshnessTest {

    private static final int MOVES = 10;
    /** Far less than a sweep: what arrives within it was woken. */
    private static final Duration WOKEN = Duration.ofMinutes(2);

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.open(3);
        stage.connect(List.of(stage.person(0)));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    @DisplayName("Y-25: a notification wakes the cycle; nobody waits for the sweep")
    void aMoveBecomesATaskByItsNotification() {
        Person anna = stage.person(0);
        String contact = stage.org(anna)
                .query("SELECT Email FROM Contact WHERE Email != null AND AccountId != null LIMIT 1")
                .getFirst()
                .path("Email")
                .asString();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < MOVES; i++) {
            String mime = "From: <" + contact + ">\r\nTo: <" + anna.mail() + ">\r\nSubject: Fresh " + i
                    + "\r\nMessage-ID: <fresh" + i
                    + "@customer.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\nHello\r\n";
            ids.add(stage.deliver(anna, "inbox", null, Wire.utf8(mime)));
        }
        stage.untilQuiet();
        stage.control("DELETE", "/calls", "");
        List<Long> millis = new ArrayList<>();
        for (String id : ids) {
            long moved = System.nanoTime();
            stage.mailboxes().mark(anna.mail(), List.of(id));
            Wire.until(
                    "the task",
                    WOKEN,
                    () -> stage.why(anna, id).path("state").asString().equals("saved"));
            millis.add((System.nanoTime() - moved) / 1_000_000);
            stage.untilQuiet();
        }
        Collections.sort(millis);
        System.out.printf(
                "%nfrom move to task, %d single moves: p50 %d ms, max %d ms (goal p50 3,000 ms)%n",
                MOVES, millis.get(MOVES / 2), millis.getLast());
        assertThat(stage.tasks(anna, "Fresh")).isEqualTo(MOVES);
        assertThat(stage.control("GET", "/calls", "").json())
                .filteredOn(call -> call.path("service").asString().equals("notifications"))
                .hasSizeGreaterThanOrEqualTo(MOVES);
    }
}
