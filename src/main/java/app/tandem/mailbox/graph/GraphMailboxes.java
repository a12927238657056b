package app.tandem.mailbox.graph;

import app.tandem.account.User;
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
}
