package app.tandem.budget;

import app.tandem.account.TenantId;
import java.time.Instant;
import java.util.Optional;

/** The Salesforce calls an org has left, shared by all nodes (sync G-2 … G-4). */
public interface Budget {

    /** The code of a call that was not made because of what is left to others. */
    String RESERVE = "BUDGET_RESERVE";

    /** How urgent a call is; the budget slows the lower ones first and never stops everything. */
    enum Priority {
        /** Somebody waits for it. */
        INTERACTIVE,
        /** New changes. */
        FRESH,
        /** Safety sweeps and history. */
        BACKGROUND
    }

    /** What an answer of Salesforce said about the last 24 hours. */
    void observed(TenantId tenant, String orgId, long used, long limit);

    /** Empty when a call of that priority may go out now; else when to ask again. */
    Optional<Instant> mayCall(TenantId tenant, String orgId, Priority priority);

    /** How short of calls the org is, as this node last heard; empty while there are enough (sync G-2). */
    Optional<Shortage> shortage(TenantId tenant, String orgId);

    /** Salesforce itself refused a call because the day's allowance is gone; answers when to ask again. */
    Instant exhausted(TenantId tenant, String orgId, Priority priority);
}
