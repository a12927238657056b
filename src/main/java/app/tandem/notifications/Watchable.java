package app.tandem.notifications;

import app.tandem.account.Access;
import app.tandem.account.MailboxConnection;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import app.tandem.item.ItemKind;
import app.tandem.mailbox.Watch;
import app.tandem.settings.Settings;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who is to be watched, and what of theirs. */
@Component
class Watchable {

    private final Users users;
    private final Settings settings;

    Watchable(Users users, Settings settings) {
        this.users = users;
        this.settings = settings;
    }

    Collection<User> users() {
        return users.inState(UserState.RUNNING);
    }

    Optional<User> find(TenantId tenant, UserId user) {
        return users.find(tenant, user);
    }

    /** Nothing of who does not run or has no mailbox. Tasks are told to their owner's own grant only (graph-notes 4). */
    Set<Watch> of(User user) {
        Optional<MailboxConnection> mailbox = user.mailbox().filter(any -> user.state() == UserState.RUNNING);
        if (mailbox.isEmpty()) {
            return Set.of();
        }
        Set<Watch> watches = EnumSet.of(Watch.MARKER, Watch.INBOX, Watch.SENT);
        if (mailbox.get().access() == Access.DELEGATED
                && settings.pairs(user.tenant(), user.id(), ItemKind.TASK).on()) {
            watches.add(Watch.TASKS);
        }
        return watches;
    }
}
