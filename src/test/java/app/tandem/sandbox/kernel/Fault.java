package app.tandem.sandbox.kernel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What may go wrong with a call; see docs/sandbox.md. */
public sealed interface Fault {

    /** The name of the kind in the control contract. */
    String kind();

    /** Answers late. */
    record Delay(Duration time) implements Fault {
        @Override
        public String kind() {
            return "delay";
        }
    }

    /** Refuses before any effect, in the vendor's own shape. {@code retryAfter}: seconds, or {@code date:PT10S}. */
    record Status(
            int status,
            @Nullable String retryAfter,
            @Nullable String code) implements Fault {
        @Override
        public String kind() {
            return "status";
        }
    }

    /** Closes the connection before, or after, the effect: the answer is lost. */
    record Cut(boolean afterEffect) implements Fault {
        @Override
        public String kind() {
            return "cut";
        }
    }

    /** The effect happens, the body ends early. */
    record Truncate(long bytes) implements Fault {
        @Override
        public String kind() {
            return "truncate";
        }
    }

    /** In a Salesforce write every n-th row fails, or each row that contains the text. */
    record Rows(int every, @Nullable String containing, String code, String message) implements Fault {
        @Override
        public String kind() {
            return "rows";
        }
    }

    /** The caller's session is invalid from now on. */
    record ExpireSession() implements Fault {
        @Override
        public String kind() {
            return "expireSession";
        }
    }

    /** The caller's grant is gone, and with it its tokens. */
    record RevokeGrant() implements Fault {
        @Override
        public String kind() {
            return "revokeGrant";
        }
    }

    /** A delta token is answered 410 {@code SyncStateNotFound}. */
    record Gone() implements Fault {
        @Override
        public String kind() {
            return "gone";
        }
    }

    /** Delta pages repeat old changes. */
    record Replay() implements Fault {
        @Override
        public String kind() {
            return "replay";
        }
    }

    /** A notification comes so many times. */
    record Duplicate(int copies) implements Fault {
        @Override
        public String kind() {
            return "duplicate";
        }
    }

    /** A notification never comes. */
    record Drop() implements Fault {
        @Override
        public String kind() {
            return "drop";
        }
    }

    /** A notification comes late. */
    record Late(Duration time) implements Fault {
        @Override
        public String kind() {
            return "late";
        }
    }

    /** A token bucket for what matches; refusals count against it, as Graph does. */
    record RateLimit(double perSecond, int concurrent) implements Fault {
        @Override
        public String kind() {
            return "rateLimit";
        }
    }
}
