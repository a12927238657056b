package app.tandem.account.notice;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail that is to be sent.
 *
 * @param side whose grant or conversation failed; null when it was neither
 * @param code why, as a code
 */
record Notice(
        UUID id,
        TenantId tenant,
        UserId user,
        Audience audience,
        @Nullable Side side,
        String code,
        boolean sent) {

    /** Who gets it. */
    enum Audience {
        USER,
        ADMIN
    }
}
