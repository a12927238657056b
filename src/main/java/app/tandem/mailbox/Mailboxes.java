package app.tandem.mailbox;

import app.tandem.account.User;

/** Opens the mailbox of a user. */
public interface Mailboxes {

    /** The user's mailbox; cheap, nothing is called yet. */
    Mailbox open(User user);
}
