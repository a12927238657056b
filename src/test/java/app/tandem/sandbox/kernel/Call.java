package app.tandem.sandbox.kernel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call that reached the sandbox, as {@code GET /calls} shows it. */
public record Call(
        long seq,
        Instant at,
        CallFacts facts,
        int status,
        long millis,
        long bytesOut,
        @Nullable String fault) {}
