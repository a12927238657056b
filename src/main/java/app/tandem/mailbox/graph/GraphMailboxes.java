package app.tandem.mailbox.graph;

import app.tandem.account.User;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;
import app.tandem.mailbox.Drawer;
import app.tandem.mailbox.Mailbox;
import app.tandem.mailbox.Mailboxes;

/** Opens mailboxes of Microsoft 365. */
final class GraphMailboxes implements Mailboxes {

    private final GraphParts parts;

    GraphMailboxes(GraphParts parts) {
        this.parts = parts;
    }

    @Override
    public Mailbox open(User user) {
        return new GraphMailbox(parts.gates().line(user), parts);
    }

    @Override
    public Drawer drawer(User user) {
        return new GraphDrawer(parts.gates().line(user), parts);
    }

    @Override
    public ItemStore items(User user, ItemKind kind) {
        GraphItems.Parts items = switch (kind) {
            case TASK -> parts.tasks();
            case CONTACT -> parts.contacts();
        };
        return new GraphItems(parts.gates().line(user), items);
    }
}
