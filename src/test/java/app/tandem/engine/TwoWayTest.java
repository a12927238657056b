package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.TaskStatus;
import app.tandem.item.Trait;
import app.tandem.settings.PairSettings;
import java.time.Duration;
import java.util.List;
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
        aHundredTasks();
        recordsVanish(60);
        hours(2);
        assertThat(world.tasks.all()).hasSize(100);
    }

    @Test
    void fortyOfAHundredThatVanishGo_X_14() {
        aHundredTasks();
        recordsVanish(40);
        assertThat(world.tasks.all()).hasSize(60);
        assertThat(questions()).isEmpty();
    }

    @Test
    void whatTheBrakeHoldsIsAskedAbout_X_23() {
        aHundredTasks();
        recordsVanish(60);
        assertThat(questions()).singleElement().satisfies(asked -> {
            assertThat(asked.inMailbox()).isTrue();
            assertThat(asked.amount()).isEqualTo(60);
            assertThat(asked.among()).isEqualTo(100);
        });
    }

    @Test
    void aYesRemovesWhatWasAskedAboutAndNothingThatVanishedLater_X_23() {
        aHundredTasks();
        recordsVanish(60);
        SyncDesk.Removal asked = questions().getFirst();
        recordsVanish(5);
        assertThat(answer(asked, true)).isTrue();
        hours(2);
        assertThat(world.tasks.all()).hasSize(40);
        assertThat(questions())
                .singleElement()
                .satisfies(later -> assertThat(later.amount()).isEqualTo(5));
    }

    @Test
    void aNoBringsTheRecordsBack_X_23() {
        aHundredTasks();
        recordsVanish(60);
        answer(questions().getFirst(), false);
        hours(2);
        assertThat(world.tasks.all()).hasSize(100);
        assertThat(world.records.all()).hasSize(100);
        assertThat(questions()).isEmpty();
    }

    @Test
    void aNoBringsTasksBackThatWereDeletedInTheList_X_12_X_23() {
        world.twoWay = new PairSettings(true, true, false, false);
        aHundredTasks();
        world.tasks.all().stream().limit(60).forEach(task -> world.tasks.personDeletes(task.id()));
        hours(1);
        assertThat(questions())
                .singleElement()
                .satisfies(asked -> assertThat(asked.inMailbox()).isFalse());
        answer(questions().getFirst(), false);
        hours(2);
        assertThat(world.tasks.all()).hasSize(100);
        assertThat(world.records.all()).hasSize(100);
    }

    @Test
    void aSlowDrainBrakesAsWell_X_23() {
        aHundredTasks();
        recordsVanish(40);
        recordsVanish(40);
        assertThat(world.tasks.all()).hasSize(60);
        assertThat(questions()).singleElement().satisfies(asked -> {
            assertThat(asked.amount()).isEqualTo(40);
            assertThat(asked.among()).isEqualTo(100);
        });
    }

    @Test
    void fortyTodayAndTwentyTomorrowGo_X_23() {
        aHundredTasks();
        recordsVanish(40);
        hours(25);
        recordsVanish(20);
        assertThat(world.tasks.all()).hasSize(40);
    }

    @Test
    void whatAPersonTidiesUpIsNotAskedAboutAnyMore_X_23() {
        aHundredTasks();
        recordsVanish(60);
        world.tasks.all().forEach(task -> {
            if (world.records.all().stream()
                    .noneMatch(record -> record.value(ItemField.SUBJECT).equals(task.value(ItemField.SUBJECT)))) {
                world.tasks.personDeletes(task.id());
            }
        });
        hours(2);
        assertThat(questions()).isEmpty();
        assertThat(answer(new SyncDesk.Removal(ItemKind.TASK, true, 60, 100, world.now(), world.now()), true))
                .isFalse();
    }

    @Test
    void whereItIsOffNothingIsTouched() {
        world.twoWay = new PairSettings(false, true, true, false);
        world.tasks.personCreates(subject("Call"));
        world.cycle();
        assertThat(world.records.all()).isEmpty();
    }

    private void aHundredTasks() {
        for (int i = 0; i < 100; i++) {
            world.tasks.personCreates(subject("Call " + i));
        }
        world.cycle();
    }

    private void recordsVanish(int many) {
        world.records.all().stream().limit(many).forEach(record -> world.records.personDeletes(record.id()));
        hours(1);
    }

    private void hours(int hours) {
        for (int i = 0; i < hours; i++) {
            world.passes(Duration.ofHours(1));
            world.cycle();
        }
    }

    private List<SyncDesk.Removal> questions() {
        return world.desk.removals(world.anna.tenant(), world.anna.id());
    }

    private boolean answer(SyncDesk.Removal asked, boolean remove) {
        return world.desk.answer(world.anna.tenant(), world.anna.id(), asked, remove);
    }

    private static Map<ItemField, String> subject(String subject) {
        return Map.of(ItemField.SUBJECT, subject);
    }
}
