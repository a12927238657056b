package app.tandem.engine;

import app.tandem.item.ItemId;
import app.tandem.item.ReadOutcome;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.MailChange;
import app.tandem.mailbox.MailboxFaults;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A mailbox that takes 900 requests about messages at once and 15 a second (performance 3.2), and counts them. */
final class PacedMailbox implements MailboxFaults {

    static final int BURST = 900;
    static final int PER_SECOND = 15;
    private static final int WORTHWHILE = 300;

    private final InstantSource clock;
    private final Map<Op, Integer> requests = new EnumMap<>(Op.class);
    private Instant counted;
    private double left = BURST;

    PacedMailbox(InstantSource clock) {
        this.clock = clock;
        counted = clock.instant();
    }

    /** Requests about single messages that were taken so far. */
    int requests(Op op) {
        return requests.getOrDefault(op, 0);
    }

    /** How long so many requests take at least. */
    static Duration least(int requests) {
        return Duration.ofSeconds((requests - BURST) / PER_SECOND);
    }

    @Override
    public <T> Optional<ReadOutcome<T>> instead(Op op, ItemId id) {
        return isTaken(op, 1) ? Optional.empty() : Optional.of(new ReadOutcome.Later<>("MailboxPace", again()));
    }

    @Override
    public Optional<WriteOutcome> insteadOf(MailChange change) {
        return isTaken(Op.APPLY, change.moveTo() == null ? 1 : 2)
                ? Optional.empty()
                : Optional.of(new WriteOutcome.Later("MailboxPace", again()));
    }

    private boolean isTaken(Op op, int number) {
        Instant now = clock.instant();
        left = Math.min(
                BURST, left + PER_SECOND * Duration.between(counted, now).toMillis() / 1000.0);
        counted = now;
        boolean taken = left >= number;
        if (taken) {
            left -= number;
            requests.merge(op, number, Integer::sum);
        }
        return taken;
    }

    private Instant again() {
        return clock.instant().plusMillis((long) Math.ceil(1000 * (WORTHWHILE - left) / PER_SECOND));
    }
}
