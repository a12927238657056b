package app.tandem.account;

import app.tandem.platform.RemoteFailure;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The users, and what cycles report of them; every transition of the state machine goes through here. */
public interface Users {

    /** The user, if known in that tenant. */
    Optional<User> find(TenantId tenant, UserId user);

    /** All users whose mailbox is that directory object, whatever tenant of ours they belong to. */
    List<User> byMailbox(String entraTenantId, String objectId);

    /** All users in that state. */
    Collection<User> inState(UserState state);

    /** Colleagues with a mailbox in the same tenant. */
    List<User> colleagues(TenantId tenant);

    /** A cycle ended well: both failure counters return to 0 (admin A-179). */
    void cycleSucceeded(TenantId tenant, UserId user);

    /**
     * A cycle ended with a failure of the whole conversation. Throttling, budget and unreachable services never count;
     * a rejected grant suspends at once; refused access counts towards 6 and 10 (admin ).
     */
    void cycleFailed(TenantId tenant, UserId user, Side side, RemoteFailure failure);

    /** The user's own switch (sync Y-8). */
    void pause(TenantId tenant, UserId user);

    /** Ends the user's own pause. */
    void resume(TenantId tenant, UserId user);
}
