package app.tandem.engine;

import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import app.tandem.crm.Crms;
import app.tandem.crm.MailKey;
import app.tandem.platform.RemoteFailureException;
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

    /** Whether the user who saved a message does not find its record any more. Who cannot be asked misses nothing. */
    boolean misses(UserId saver, User asking, MailKey key) {
        if (saver.equals(asking.id())) {
            return true;
        }
        return users.find(asking.tenant(), saver)
                .filter(user -> user.state() == UserState.RUNNING)
                .map(user -> misses(user, key))
                .orElse(false);
    }

    private boolean misses(User saver, MailKey key) {
        try {
            return crms.open(saver).findSaved(Set.of(key)).isEmpty();
        } catch (RemoteFailureException e) {
            return false;
        }
    }
}
