package app.tandem.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.budget.Budget;
import app.tandem.crm.Stirrings;
import app.tandem.item.ItemKind;
import app.tandem.item.RecordRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was touched among the tasks of an org, for all its users at once. */
class TouchedRecordsTest {

    private static final Set<String> EVERYBODY = Set.of();

    private final SandboxOrg org = new SandboxOrg();
    private String first = "";
    private final Stirrings admin = org.crms().tasks(org.account(0));
    private final Stirrings user = org.crms().tasks(org.account(1));

    @BeforeEach
    void describe() {
        admin.since(null, EVERYBODY);
        user.since(null, EVERYBODY);
    }

    @AfterEach
    void close() {
        org.close();
    }

    @Test
    void whoHasTheRightSeesEverything() {
        assertThat(user.seeEverything(List.of(org.userId(0), org.userId(1)))).containsExactly(org.userId(0));
    }

    @Test
    void oneCallTellsWhatWasTouchedSinceThen() {
        Instant position = position();
        org.passes(Duration.ofMinutes(6));
        String task = task(1, "Call");
        long calls = lastCall();
        Stirrings.Found found = admin.since(position, EVERYBODY);
        assertThat(org.calls(calls)).hasSize(1);
        assertThat(news(found)).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(task);
            assertThat(one.owner()).isEqualTo(org.userId(1));
            assertThat(one.deleted()).isFalse();
            assertThat(version(1, task)).startsWith(one.mark());
        });
        assertThat(found.position()).isAfter(position);
    }

    @Test
    void whatIsDeletedIsTold() {
        String task = task(1, "Call");
        Instant position = position();
        org.passes(Duration.ofMinutes(6));
        org.user(0).delete(List.of(new RecordRef("Task", task)));
        assertThat(news(admin.since(position, EVERYBODY)))
                .singleElement()
                .satisfies(one -> assertThat(one.deleted()).isTrue());
    }

    /** Mail and calls are no tasks of a person (sync T-6). */
    @Test
    void savedMailIsNotTold_T_6() {
        Instant position = position();
        org.passes(Duration.ofMinutes(6));
        org.put("Task", Map.of("Subject", "A mail", "OwnerId", org.userId(1), "TaskSubtype", "Email"));
        assertThat(news(admin.since(position, EVERYBODY))).isEmpty();
    }

    @Test
    void oneUserAloneIsToldOfTheOwnOnly() {
        Instant position = position();
        org.passes(Duration.ofMinutes(6));
        task(0, "Somebody else's");
        String own = task(1, "Call");
        assertThat(news(user.since(position, List.of(org.userId(1)))))
                .singleElement()
                .satisfies(one -> assertThat(one.id()).isEqualTo(own));
    }

    @Test
    void whereNothingIsTouchedThePositionStays() {
        Instant position = position();
        org.passes(Duration.ofMinutes(30));
        assertThat(admin.since(position, EVERYBODY).position()).isEqualTo(position);
    }

    /** What was touched long ago is told as long as nothing else is: a look goes back a little. */
    private List<Stirrings.Touched> news(Stirrings.Found found) {
        return found.records().stream().filter(one -> !one.id().equals(first)).toList();
    }

    private Instant position() {
        first = task(1, "Anything");
        return Objects.requireNonNull(admin.since(null, EVERYBODY).position());
    }

    private String task(int owner, String subject) {
        return org.put("Task", Map.of("Subject", subject, "OwnerId", org.userId(owner)));
    }

    private String version(int user, String id) {
        return org
                .crms()
                .items(org.account(user), ItemKind.TASK, Budget.Priority.FRESH)
                .changes(null, Set.of())
                .changed()
                .stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow()
                .version();
    }

    private long lastCall() {
        return org.calls(0).getLast().seq();
    }
}
