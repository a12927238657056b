package app.tandem.engine;

import app.tandem.account.User;
import app.tandem.crm.Crm;
import app.tandem.journal.Lease;
import app.tandem.mailbox.Mailbox;

/** One cycle's user, lease and both open sides. */
record Conversation(User user, Lease lease, Mailbox mailbox, Crm crm) {

    /** The Salesforce org of the user. */
    String orgId() {
        return user.connectedCrm().orgId();
    }
}
