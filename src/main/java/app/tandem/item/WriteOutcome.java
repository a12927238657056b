package app.tandem.item;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one write of a slice ended. */
public sealed interface WriteOutcome {

    /** Done. {@code id} of the record or item, {@code version} its etag where there is one. */
    record Done(String id, @Nullable String version) implements WriteOutcome {}

    /** Somebody else's record already carries the unique key: adopt it (sync D-1). {@code id} may be hidden from us. */
    record Exists(@Nullable String id) implements WriteOutcome {}

    /** Refused for what it is; a repeat gives the same. {@code fields} names the fields concerned. */
    record Refused(String code, List<String> fields) implements WriteOutcome {}

    /** The item is not there (any more). */
    record Gone() implements WriteOutcome {}

    /** The item changed meanwhile (412): read it again, decide again. */
    record Changed() implements WriteOutcome {}

    /** Refused for now: locked row, throttled item, server trouble; not before {@code until}, if known. */
    record Later(String code, @Nullable Instant until) implements WriteOutcome {}

    /** The answer was lost: it may or may not have happened. Look before repeating. */
    record Unknown(String code) implements WriteOutcome {}
}
