package app.tandem.engine.pair;

import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** What breaks in a schedule, by its seed; counts what it broke. */
final class Fate {

    /** The fault alphabet of the two-way lane (reliability 2.3). */
    enum Fault {
        THROTTLED,
        CRASH_BEFORE_CALL,
        CRASH_AFTER_CALL,
        CRASH_BEFORE_RECORD,
        CRASH_AFTER_RECORD,
        ANSWER_LOST,
        REQUEST_LOST,
        ROW_LATER,
        ROW_REFUSED,
        LOOK_LATER,
        PAGE_REPLAYED,
        CURSOR_LOST,
        VERSION_STIRS,
        PERSON_BETWEEN
    }

    /** The node dies here. */
    static final class Crash extends RuntimeException {
        Crash() {
            super("crash", null, false, false);
        }
    }

    final Random random;
    final Map<Fault, Integer> met = new EnumMap<>(Fault.class);
    private boolean healed;

    Fate(long seed) {
        random = new Random(seed);
    }

    /** Nothing breaks any more. */
    void heal() {
        healed = true;
    }

    boolean strikes(Fault fault, int oneIn) {
        if (healed || random.nextInt(oneIn) != 0) {
            return false;
        }
        met.merge(fault, 1, Integer::sum);
        return true;
    }

    void mayCrash(Fault fault, int oneIn) {
        if (strikes(fault, oneIn)) {
            throw new Crash();
        }
    }

    void mayThrottle() {
        if (strikes(Fault.THROTTLED, 40)) {
            throw new RemoteFailureException(
                    new RemoteFailure.Throttled("429", java.time.Instant.parse("2026-03-02T09:00:05Z")));
        }
    }
}
