package app.tandem.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of the activity log: codes and states, no content (sync Y-23, admin A-191). */
public record Activity(
        Instant at,
        @Nullable UserId user,
        Actor actor,
        ActivityCode code,
        @Nullable UserState from,
        @Nullable UserState to,
        @Nullable String reason) {}
