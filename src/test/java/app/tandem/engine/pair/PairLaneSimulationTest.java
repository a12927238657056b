package app.tandem.engine.pair;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.engine.pair.Fate.Fault;
import app.tandem.engine.pair.PairSchedule.Act;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Promises 1 to 3 and 5 over random schedules of people, faults and crashes (reliability 2.5, L2): nothing is lost, nothing is
 * doubled, both sides meet within three cycles and then rest.
 */
class PairLaneSimulationTest {

    private static final int SCHEDULES = Integer.getInteger("tandem.schedules", 2_000);
    private static final long FIRST = Long.getLong("tandem.seed", 1L);

    @Test
    void bothSidesMeetWhateverBreaks() {
        Map<Fault, Integer> met = new EnumMap<>(Fault.class);
        Map<Act, Integer> acted = new EnumMap<>(Act.class);
        Map<String, Integer> ruled = new TreeMap<>();
        for (long seed = FIRST; seed < FIRST + SCHEDULES; seed++) {
            PairSchedule schedule = run(seed);
            schedule.fate.met.forEach((fault, times) -> met.merge(fault, times, Integer::sum));
            schedule.acted.forEach((act, times) -> acted.merge(act, times, Integer::sum));
            schedule.ruled.forEach((rule, times) -> ruled.merge(rule, times, Integer::sum));
        }
        System.out.println(SCHEDULES + " schedules of the two-way lane from seed " + FIRST + ", faults: " + met
                + ", people: " + acted + ", rules: " + ruled);
        if (SCHEDULES >= 500) {
            assertThat(met).as("faults met").containsOnlyKeys(Fault.values());
            assertThat(acted).as("what people did").containsOnlyKeys(Act.values());
        }
    }

    /** Each of them turns the schedules red, most within a few. */
    @ParameterizedTest
    @EnumSource(value = Planted.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedBugIsFound(Planted bug) {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            try {
                PairSchedule schedule = new PairSchedule(seed, bug);
                schedule.run(200);
                schedule.settle();
                schedule.check();
            } catch (AssertionError found) {
                System.out.println(bug + " is found by schedule " + seed);
                return;
            }
        }
        throw new AssertionError("not found by " + SCHEDULES + " schedules: " + bug);
    }

    private static PairSchedule run(long seed) {
        PairSchedule schedule = new PairSchedule(seed);
        try {
            schedule.run(200);
            schedule.settle();
            schedule.check();
            return schedule;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "./mvnw verify -Dtest=PairLaneSimulationTest -Dtandem.schedules=1 -Dtandem.seed=" + seed, e);
        }
    }
}
