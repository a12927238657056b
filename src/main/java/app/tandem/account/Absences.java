package app.tandem.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What becomes of accounts that stay broken or unused (admin A-177 … A-189). Days are counted by who calls. */
public interface Absences {

    /** Mails that follow a suspension nobody ends (admin ); of each one, for a suspension. */
    enum Mail {
        REMINDER,
        SECOND_REMINDER,
        /** A week before mailbox and settings are cleared. */
        LAST_WARNING
    }

    /** The user started the pane; noted once an hour at most. */
    void seen(TenantId tenant, UserId user);

    /** When the user last started the pane; else when the account was made. */
    Instant lastSeen(TenantId tenant, UserId user);

    /** Everybody who has not started the pane since then, in all tenants. */
    List<Account> unseenSince(Instant time);

    /** Everybody who is suspended since before that time, in all tenants. */
    List<Account> suspendedBefore(Instant time);

    /**
     * Decides about an account as it is now, not as it was listed: nobody else changes it meanwhile, and all that is done is
     * one transaction. Nothing happens where the account is gone.
     */
    void decide(TenantId tenant, UserId user, Consumer<Account> decision);

    /** Tells the user, or who is told instead (S-81); once for a suspension, whoever calls how often. */
    void tell(TenantId tenant, UserId user, Mail mail);

    /** When that mail of the present suspension was handed to the mail server, or found to have nobody to go to. */
    Optional<Instant> told(TenantId tenant, UserId user, Mail mail);

    /** Switches the user off until they come back (admin A-187). */
    void retire(TenantId tenant, UserId user, String reason);

    /** The user is back: what {@link #retire} did is undone; an administrator's switch still holds. */
    void returned(TenantId tenant, UserId user);

    /** Notes what was done to a user who is away, as a code. */
    void note(TenantId tenant, UserId user, ActivityCode code, String reason);

    /**
     * Removes the account and all that is kept of it but the activity log and who saved which record first, which colleagues
     * need (admin ). Nobody removes an administrator.
     */
    void remove(TenantId tenant, UserId user, String reason);
}
