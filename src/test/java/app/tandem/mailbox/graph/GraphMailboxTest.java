package app.tandem.mailbox.graph;

import app.tandem.mailbox.MailboxContract;
import app.tandem.mailbox.MailboxDriver;

/** The port's contract over the sandbox's Graph. */
class GraphMailboxTest extends MailboxContract {

    @Override
    protected MailboxDriver start() {
        return new GraphDriver(3);
    }
}
