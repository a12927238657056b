package app.tandem.account.notice;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail that is to be sent.
 *
 * @param kind which mail of the suspension
 * @param side whose grant or conversation failed; null when it was neither
 * @param code why, as a code
 */
record Notice(
        UUID id,
        TenantId tenant,
        UserId user,
        Audience audience,
        Kind kind,
        @Nullable Side side,
        String code,
        boolean sent) {

    /** Which mail of a suspension it is (admin A-178). */
    enum Kind {
        SUSPENDED,
        REMINDER,
        SECOND_REMINDER,
        LAST_WARNING
    }

    /** Who gets it. */
    enum Audience {
        USER,
        ADMIN
    }
}
