package app.tandem.account;

import org.jspecify.annotations.Nullable;

/**
 * Published inside the transaction that changed a user's state.
 *
 * @param cause the code behind a suspension or a switch-off by itself; null otherwise
 */
public record UserStateChanged(
        TenantId tenant,
        UserId user,
        UserState from,
        UserState to,
        @Nullable String cause) {}
