package app.tandem.sandbox.graph;

import app.tandem.sandbox.graph.api.GraphApi;
import app.tandem.sandbox.graph.api.Limits;
import app.tandem.sandbox.graph.api.Throttle;
import app.tandem.sandbox.graph.notify.Notifier;
import app.tandem.sandbox.graph.notify.Subscriptions;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.Content;
import app.tandem.sandbox.graph.store.Contents;
import app.tandem.sandbox.graph.store.Incoming;
import app.tandem.sandbox.graph.store.MailStore;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.Message;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.SandboxServer;
import app.tandem.sandbox.kernel.SandboxService;
import app.tandem.sandbox.world.World;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Microsoft Graph v1.0 on a loopback port. */
public final class GraphService implements SandboxService {

    private final Kernel kernel;
    private final Contents contents = new Contents();
    private final Throttle throttle;
    private final Notifier notifier;
    private final Subscriptions subscriptions;
    private final SandboxServer server;
    private volatile MailStore store;
    private volatile GraphApi api;

    private GraphService(Kernel kernel, World world, int port) {
        this.kernel = kernel;
        this.throttle = new Throttle(kernel.clock);
        this.notifier = new Notifier(kernel);
        this.subscriptions = new Subscriptions(kernel, notifier);
        this.store = new MailStore(world, kernel.clock, subscriptions);
        this.api = api(store);
        this.server = SandboxServer.start("graph", port, exchange -> api.handle(exchange));
    }

    /** Starts it with empty mailboxes for these people; port 0 picks a free one. */
    public static GraphService start(Kernel kernel, World world, int port) {
        return new GraphService(kernel, world, port);
    }

    /**
     * Puts a mail into a mailbox as if it had arrived, notifications included; its bytes are kept as they are.
     *
     * @param mail the mailbox's address or an alias
     * @param folder a well-known name or an id
     * @param received when it arrived; null for now
     * @throws IllegalArgumentException when there is no such mailbox or folder
     */
    public Delivered deliver(String mail, String folder, @Nullable Instant received, byte[] mime) {
        Mailbox mailbox =
                store.byAddress(mail).orElseThrow(() -> new IllegalArgumentException("no mailbox of " + mail));
        Content kept = contents.keep(mime);
        Instant at = received == null ? kernel.clock.now() : received;
        try {
            Message message = Incoming.deliver(mailbox, folder, at, kept, contents);
            return mailbox.locked(() -> new Delivered(
                    mailbox.ids().message(message, false),
                    message.internetMessageId,
                    mailbox.ids().folder(message.folder().number())));
        } catch (Problem problem) {
            throw new IllegalArgumentException("folder '" + folder + "': " + problem.getMessage(), problem);
        }
    }

    /** Notifications that wait to be sent, or sent again. */
    public int undeliveredNotifications() {
        return notifier.waiting();
    }

    /** Other limits than the published ones, for what tests want to reach sooner or not at all. */
    public void limits(Limits limits) {
        throttle.limits(limits);
    }

    /** Sends a life-cycle event (reauthorizationRequired, missed) for a mailbox's subscriptions. */
    public void lifecycle(String mail, String event) {
        subscriptions.lifecycle(mail, event);
    }

    /** Ends a mailbox's subscriptions, as when its grant is revoked; their owners hear subscriptionRemoved. */
    public void endSubscriptions(String mail) {
        subscriptions.end(one -> one.mailbox().person().mail().equalsIgnoreCase(mail));
    }

    /** The mailboxes as they are, for the content loader and pages that look behind the API. */
    public MailStore store() {
        return store;
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void reset(World world) {
        notifier.clear();
        subscriptions.clear();
        throttle.clear();
        MailStore fresh = new MailStore(world, kernel.clock, subscriptions);
        contents.clear();
        store = fresh;
        api = api(fresh);
    }

    @Override
    public void close() {
        notifier.close();
        server.close();
        contents.close();
    }

    private GraphApi api(MailStore mailboxes) {
        return new GraphApi(kernel, mailboxes, contents, throttle, subscriptions.gate(mailboxes));
    }
}
