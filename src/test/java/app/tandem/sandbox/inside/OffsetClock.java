package app.tandem.sandbox.inside;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The platform's clock in sandbox runs: the machine's, moved as far as the sandbox's is. */
final class OffsetClock implements InstantSource {

    private volatile Duration offset = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(offset);
    }

    void offset(Duration fromMachine) {
        offset = fromMachine;
    }
}
