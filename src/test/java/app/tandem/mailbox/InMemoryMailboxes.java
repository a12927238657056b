package app.tandem.mailbox;

import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Mailboxes in memory, one per user; put them in before they are opened. */
public final class InMemoryMailboxes implements Mailboxes {

    private record Kept(UserId user, ItemKind kind) {}

    private final Map<UserId, InMemoryMailbox> mailboxes = new ConcurrentHashMap<>();
    private final Map<Kept, ItemStore> stores = new ConcurrentHashMap<>();

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

    /** From now on these are the user's items of that kind. */
    public InMemoryMailboxes put(UserId user, ItemKind kind, ItemStore store) {
        stores.put(new Kept(user, kind), store);
        return this;
    }

    @Override
    public ItemStore items(User user, ItemKind kind) {
        ItemStore store = stores.get(new Kept(user.id(), kind));
        if (store == null) {
            throw new IllegalStateException("the test gave this user no " + kind);
        }
        return store;
    }

    @Override
    public Drawer drawer(User user) {
        return new InMemoryDrawer(() -> Instant.EPOCH);
    }

    @Override
    public Mailbox open(User user) {
        return of(user.id());
    }
}
