package app.tandem.journal;

import app.tandem.account.UserId;
import app.tandem.item.RecordRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who saves a message into an org, and the record once there is one.
 *
 * @param attempted the claim, or one before it, was there already: a record may have been written, look before writing
 * @param filed whatever can be stored of its files is stored
 */
public record Claim(
        String messageKey,
        UserId user,
        Instant since,
        @Nullable RecordRef record,
        boolean attempted,
        boolean filed) {}
