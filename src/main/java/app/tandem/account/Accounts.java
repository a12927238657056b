package app.tandem.account;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What people and administrators do with accounts; what cycles report is in {@link Users}. */
public interface Accounts {

    /**
     * Somebody signed in with Salesforce and granted access: found by org and user id, or registered. The tenant is
     * made with the first user of an org.
     *
     * @param admin named by the operator as an administrator
     */
    User admit(CrmConnection crm, boolean admin);

    /** The user of a Salesforce identity, connected or not. */
    Optional<User> byCrm(String orgId, String crmUserId);

    /**
     * Connects a mailbox, or connects it again; a suspension by the mailbox ends with that (sync Y-18).
     *
     * @param change whether another mailbox than the connected one is wanted
     */
    MailboxOutcome connectMailbox(TenantId tenant, UserId user, MailboxConnection mailbox, boolean change, Actor by);

    /** Disconnects a side; cycles stop. Settings and the record of what was saved stay. */
    void disconnect(TenantId tenant, UserId user, Side side, Actor by);

    /** An administrator switches a user off; the user cannot undo it (admin A-182). */
    void disable(TenantId tenant, UserId user, Actor by);

    /** Undoes {@link #disable}; the user's own pause still holds. */
    void enable(TenantId tenant, UserId user, Actor by);

    /** Ends a suspension by repeated failures; a dead grant needs a new sign-in. */
    void tryAgain(TenantId tenant, UserId user, Actor by);

    /** A cycle failed for a reason of our own; counts towards 10 (sync Y-13). */
    void cycleBroken(TenantId tenant, UserId user, String code);

    /** Salesforce gave the org another instance (salesforce-notes 1.4). */
    void instanceMoved(TenantId tenant, UserId user, URI instanceUrl);

    /** The account with its standing. */
    Optional<Account> account(TenantId tenant, UserId user);

    /** Everybody of a tenant, by sign-in name. */
    List<Account> all(TenantId tenant);

    /** The latest lines of the activity log, newest first: a user's, or everybody's where none is named. */
    List<Activity> activity(TenantId tenant, Optional<UserId> user, int most);
}
