package app.tandem.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one node knows of an org's calls between two exchanges. Guarded by itself. */
final class OrgCalls {

    private static final class Window {
        private Instant ends = Instant.MIN;
        private int calls;
    }

    private final Map<Budget.Priority, Window> windows = new EnumMap<>(Budget.Priority.class);
    private @Nullable Allowance allowance;
    private Reserve reserve = Reserve.STANDARD;
    private Instant exchangedAt = Instant.MIN;
    private boolean unsaved;

    Optional<Allowance> allowance() {
        return Optional.ofNullable(allowance);
    }

    void observed(long used, long allowed, Instant now) {
        Allowance before = allowance;
        allowance = before == null ? new Allowance(used, allowed, now, 0, null) : before.observed(used, allowed, now);
        unsaved = true;
    }

    void known(Allowance now) {
        allowance = now;
    }

    /** What is left to others, as it was at the last exchange. */
    Reserve reserve() {
        return reserve;
    }

    void reserve(Reserve now) {
        reserve = now;
    }

    boolean isUnsaved() {
        return unsaved;
    }

    boolean isDue(Instant now, Duration staleness) {
        return exchangedAt.equals(Instant.MIN) || !now.isBefore(exchangedAt.plus(staleness));
    }

    /** What the table says is what holds; with nothing there, what was seen here. */
    void exchanged(@Nullable Allowance shared) {
        allowance = shared == null ? allowance : shared;
    }

    /** An exchange was tried; one that failed is tried again when the next is due. */
    void tried(Instant now, boolean done) {
        exchangedAt = now;
        unsaved = unsaved && !done;
    }

    /** Empty while the window has calls left; else when the next window opens. */
    Optional<Instant> burst(Budget.Priority priority, Instant now, Duration length, int most) {
        Window window = windows.computeIfAbsent(priority, p -> new Window());
        if (!now.isBefore(window.ends)) {
            window.ends = now.plus(length);
            window.calls = 0;
        }
        window.calls++;
        return window.calls <= most ? Optional.empty() : Optional.of(window.ends);
    }
}
