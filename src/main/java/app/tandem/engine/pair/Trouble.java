package app.tandem.engine.pair;

import app.tandem.item.Reason;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.Pair;
import app.tandem.sync.Retry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What did not work, as reason and time of the next attempt (sync Y-12, Y-22). */
final class Trouble {

    private static final String RULE = "sync Y-12";

    private Trouble() {}

    /** After a write that did not come to its end. */
    static Pair after(Pair pair, WriteOutcome outcome, Instant now) {
        return switch (outcome) {
            case WriteOutcome.Refused(String code, List<String> fields) -> refused(pair, code, fields, now);
            case WriteOutcome.Later(String code, Instant until) -> later(pair, code, until, now);
            case WriteOutcome.Unknown(String code) -> later(pair, code, null, now);
            case WriteOutcome.Changed changed -> later(pair, "CHANGED", null, now);
            case WriteOutcome.Gone gone -> later(pair, "GONE", null, now);
            case WriteOutcome.Exists exists -> later(pair, "EXISTS", null, now);
            case WriteOutcome.Done done -> throw new IllegalStateException("it worked");
        };
    }

    static Pair refused(Pair pair, String code, List<String> fields, Instant now) {
        Reason reason = new Reason(Reason.State.REFUSED, RULE, code, fields);
        return pair.failed(reason, now, Retry.refused(pair.attempts(), now));
    }

    static Pair later(Pair pair, String code, @Nullable Instant until, Instant now) {
        Reason reason = Reason.of(Reason.State.WAITS, RULE, code);
        return pair.failed(reason, now, Retry.later(pair.attempts(), until, now));
    }
}
