package app.tandem.engine;

import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import app.tandem.crm.Crms;
import app.tandem.crm.MailKey;
import app.tandem.platform.RemoteFailureException;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Asks in a colleague's name what only the colleague can see. */
@Component
class Colleagues {

    private final Users users;
    private final Crms crms;

    Colleagues(Users users, Crms crms) {
        this.users = users;
        this.crms = crms;
    }

    /**
     * Those of the messages, none of which the asking user finds, whose records the user who saved them does not find any
     * more either. Who cannot be asked misses nothing.
     */
    Set<MailKey> missing(UserId saver, User asking, Set<MailKey> keys) {
        if (saver.equals(asking.id())) {
            return keys;
        }
        return users.find(asking.tenant(), saver)
                .filter(user -> user.state() == UserState.RUNNING)
                .map(user -> missing(user, keys))
                .orElse(Set.of());
    }

    private Set<MailKey> missing(User saver, Set<MailKey> keys) {
        try {
            Set<MailKey> missing = new HashSet<>(keys);
            missing.removeAll(crms.open(saver).findSaved(keys).keySet());
            return missing;
        } catch (RemoteFailureException e) {
            return Set.of();
        }
    }
}
