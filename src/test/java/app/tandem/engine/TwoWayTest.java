package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.ItemField;
import app.tandem.item.TaskStatus;
import app.tandem.item.Trait;
import app.tandem.settings.PairSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks in whole cycles on PostgreSQL: up, down, both at once, and held by the brake (sync T, F, X). */
class TwoWayTest {

    private final EngineWorld world = new EngineWorld();

    @BeforeEach
    void on() {
        world.twoWay = new PairSettings(true, true, true, false);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTaskOfTheListGetsARecordAndItsCategory_T_2() {
        String task = world.tasks.personCreates(subject("Call"));
        world.cycle();
        assertThat(world.records.all())
                .singleElement()
                .satisfies(record -> assertThat(record.value(ItemField.SUBJECT)).isEqualTo("Call"));
        assertThat(world.tasks.item(task).is(Trait.UNMARKED)).isFalse();
        assertThat(world.tasks.item(task).key()).hasSize(64);
    }

    @Test
    void aTaskCompletedInSalesforceIsCompletedInTheList_T_9() {
        String task = world.tasks.personCreates(subject("Call"));
        world.cycle();
        world.records.personChanges(
                world.records.all().getFirst().id(), Map.of(ItemField.STATUS, TaskStatus.COMPLETED.name()));
        world.cycle();
        assertThat(world.tasks.item(task).value(ItemField.STATUS)).isEqualTo("COMPLETED");
    }

    @Test
    void theValueThatLosesAConflictLiesInTheDrawer_F_1() {
        String task = world.tasks.personCreates(subject("Call"));
        world.cycle();
        world.records.personChanges(world.records.all().getFirst().id(), subject("Call never"));
        world.passes(Duration.ofMinutes(1));
        world.tasks.personChanges(task, subject("Call at once"));
        world.cycle();
        assertThat(world.records.all().getFirst().value(ItemField.SUBJECT)).isEqualTo("Call at once");
        assertThat(world.drawer.values()).contains("SUBJECT in Salesforce: Call never");
    }

    @Test
    void whenNothingChangedNothingIsWritten() {
        String task = world.tasks.personCreates(subject("Call"));
        world.cycle();
        world.cycle();
        String before = world.tasks.item(task).version()
                + world.records.all().getFirst().version();
        world.cycle();
        assertThat(world.tasks.item(task).version()
                        + world.records.all().getFirst().version())
                .isEqualTo(before);
    }

    @Test
    void sixtyOfAHundredThatVanishStayUntilSomebodySaysYes_X_23() {
        for (int i = 0; i < 100; i++) {
            world.tasks.personCreates(subject("Call " + i));
        }
        world.cycle();
        world.records.all().stream().limit(60).forEach(record -> world.records.personDeletes(record.id()));
        world.cycle();
        world.passes(Duration.ofHours(1));
        world.cycle();
        assertThat(world.tasks.all()).hasSize(100);
    }

    @Test
    void fortyOfAHundredThatVanishGo_X_14() {
        for (int i = 0; i < 100; i++) {
            world.tasks.personCreates(subject("Call " + i));
        }
        world.cycle();
        world.records.all().stream().limit(40).forEach(record -> world.records.personDeletes(record.id()));
        world.cycle();
        assertThat(world.tasks.all()).hasSize(60);
    }

    @Test
    void whereItIsOffNothingIsTouched() {
        world.twoWay = new PairSettings(false, true, true, false);
        world.tasks.personCreates(subject("Call"));
        world.cycle();
        assertThat(world.records.all()).isEmpty();
    }

    private static Map<ItemField, String> subject(String subject) {
        return Map.of(ItemField.SUBJECT, subject);
    }
}
