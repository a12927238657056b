package app.tandem.mailbox;

import app.tandem.account.User;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;

/** Opens the mailbox of a user. */
public interface Mailboxes {

    /** The user's mailbox; cheap, nothing is called yet. */
    Mailbox open(User user);

    /**
     * The user's items of a kind that are kept in step both ways; cheap, nothing is called yet. Where the grant does not cover
     * them, its first call fails with {@link app.tandem.platform.RemoteFailure.AccessDenied}, which says nothing of the mail.
     */
    ItemStore items(User user, ItemKind kind);

    /** The user's drawer; cheap, nothing is called yet. */
    Drawer drawer(User user);
}
