package app.tandem.account;

import java.util.Optional;

/** A user with whatever is connected so far. */
public record User(
        UserId id, TenantId tenant, UserState state, Optional<MailboxConnection> mailbox, Optional<CrmConnection> crm) {

    /** The mailbox of a user whose cycle runs. */
    public MailboxConnection connectedMailbox() {
        return mailbox.orElseThrow(() -> new IllegalStateException("no mailbox is connected"));
    }

    /** The Salesforce user of a user whose cycle runs. */
    public CrmConnection connectedCrm() {
        return crm.orElseThrow(() -> new IllegalStateException("Salesforce is not connected"));
    }
}
