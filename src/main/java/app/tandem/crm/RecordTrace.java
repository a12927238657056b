package app.tandem.crm;

import java.time.Duration;
import java.time.Instant;

/**
 * Who made a record and who changed it last, by the CRM's clock. Linking files or people is no change.
 *
 * @param createdBy id of the CRM's user
 * @param changed when a user changed a field; the creation where nobody has
 */
public record RecordTrace(Instant created, String createdBy, Instant changed, String changedBy) {

    /** The stamps that one creation sets may lie on both sides of a second. */
    private static final Duration ONE_STEP = Duration.ofSeconds(1);

    /** Whether anybody changed it since it was made, its maker included. */
    public boolean isChanged() {
        return !changedBy.equals(createdBy) || changed.isAfter(created.plus(ONE_STEP));
    }
}
