package app.tandem.mailbox;

import app.tandem.account.User;
import app.tandem.account.UserId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Mailboxes in memory, one per user; put them in before they are opened. */
public final class InMemoryMailboxes implements Mailboxes {

    private final Map<UserId, InMemoryMailbox> mailboxes = new ConcurrentHashMap<>();

    /** From now on this is the user's mailbox. */
    public InMemoryMailboxes put(UserId user, InMemoryMailbox mailbox) {
        mailboxes.put(user, mailbox);
        return this;
    }

    /** The user's mailbox, for the test. */
    public InMemoryMailbox of(UserId user) {
        InMemoryMailbox mailbox = mailboxes.get(user);
        if (mailbox == null) {
            throw new IllegalStateException("the test gave this user no mailbox");
        }
        return mailbox;
    }

    @Override
    public Mailbox open(User user) {
        return of(user.id());
    }
}
