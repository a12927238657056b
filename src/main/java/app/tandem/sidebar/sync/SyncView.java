package app.tandem.sidebar.sync;

import app.tandem.account.User;
import app.tandem.engine.SyncDesk;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.ReadOutcome;
import app.tandem.mailbox.Mailboxes;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.state.Connection;
import app.tandem.sidebar.state.Connections;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Gathers what the screen of the sync shows. */
@Component
public class SyncView {

    private static final int MOST = 20;

    /**
     * All of it.
     *
     * @param subjects of the unsettled, as far as the mailbox tells
     */
    record Shown(
            Connection connection,
            SyncDesk.Sessions sessions,
            List<SyncDesk.Removal> removals,
            List<SyncDesk.Unsettled> unsettled,
            Map<ItemId, ReadOutcome<Mail>> subjects) {}

    private final SyncDesk desk;
    private final Mailboxes mailboxes;
    private final Connections connections;
    private final PairView pairs;

    SyncView(SyncDesk desk, Mailboxes mailboxes, Connections connections, PairView pairs) {
        this.pairs = pairs;
        this.desk = desk;
        this.mailboxes = mailboxes;
        this.connections = connections;
    }

    /** The screen. */
    public Screen screen(Pane pane) {
        return new SyncScreen(pane, this, pairs);
    }

    /** Slow: asks the mailbox for the subjects, which are kept nowhere. */
    Shown look(User user, String openMailbox) {
        List<SyncDesk.Unsettled> unsettled = desk.unsettled(user.tenant(), user.id(), MOST);
        return new Shown(
                connections.of(user, openMailbox),
                desk.sessions(user),
                desk.removals(user.tenant(), user.id()),
                unsettled,
                subjects(user, unsettled));
    }

    private Map<ItemId, ReadOutcome<Mail>> subjects(User user, List<SyncDesk.Unsettled> unsettled) {
        if (unsettled.isEmpty() || user.mailbox().isEmpty()) {
            return Map.of();
        }
        try {
            return mailboxes
                    .open(user)
                    .locate(unsettled.stream().map(SyncDesk.Unsettled::item).toList());
        } catch (RemoteFailureException unreachable) {
            return Map.of();
        }
    }

    boolean force(User user) {
        return desk.force(user.tenant(), user.id());
    }

    boolean answer(User user, SyncDesk.Removal removal, boolean remove) {
        return desk.answer(user.tenant(), user.id(), removal, remove);
    }

    boolean pause(User user) {
        connections.pause(user);
        return true;
    }

    boolean resume(User user) {
        connections.resume(user);
        return true;
    }
}
