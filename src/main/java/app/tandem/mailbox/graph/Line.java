package app.tandem.mailbox.graph;

import app.tandem.account.MailboxConnection;
import app.tandem.account.User;

/** A user's line to their own mailbox. */
record Line(User user, Gate gate) {

    /** The mailbox's segment after {@code /users/}: the directory id, which stays when names change. */
    String mailbox() {
        return connection().objectId();
    }

    /** What caches are keyed by: whoever is known anew is looked at anew, whatever was known of the mailbox before. */
    String key() {
        return user.id().value().toString();
    }

    private MailboxConnection connection() {
        return user.connectedMailbox();
    }
}
