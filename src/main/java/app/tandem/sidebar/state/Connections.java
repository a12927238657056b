package app.tandem.sidebar.state;

import app.tandem.account.Absences;
import app.tandem.account.Account;
import app.tandem.account.Accounts;
import app.tandem.account.ActivityCode;
import app.tandem.account.Actor;
import app.tandem.account.Side;
import app.tandem.account.StandingChanged;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.Users;
import app.tandem.crm.Crms;
import app.tandem.crm.ObjectView;
import app.tandem.engine.Engine;
import app.tandem.mailbox.Mailboxes;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sidebar.state.Connection.State;
import com.vaadin.flow.shared.Registration;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Tells how people's sides stand, tells open panes when that changes, and does what can be done about it from here. */
@Service
public class Connections {

    /** So many lines of the log; who is switched off makes no new ones. */
    private static final int LOOK_BACK = 20;

    private final Accounts accounts;
    private final Absences absences;
    private final Users users;
    private final Mailboxes mailboxes;
    private final Crms crms;
    private final Engine engine;
    private final Map<UserId, Set<Runnable>> watchers = new ConcurrentHashMap<>();

    Connections(Accounts accounts, Absences absences, Users users, Mailboxes mailboxes, Crms crms, Engine engine) {
        this.accounts = accounts;
        this.absences = absences;
        this.users = users;
        this.mailboxes = mailboxes;
        this.crms = crms;
        this.engine = engine;
    }

    /** How the user's sides stand, by what we keep. */
    public Connection of(User user) {
        return accounts.account(user.tenant(), user.id())
                .map(Connection::of)
                .map(known -> known.state() == State.SWITCHED_OFF ? known.by(administrator(user)) : known)
                .orElseGet(() -> new Connection(State.SWITCHED_OFF, ""));
    }

    /** Who switched the user off last; empty where that was no person or is not known any more (admin A-182). */
    private String administrator(User user) {
        return accounts.activity(user.tenant(), Optional.of(user.id()), LOOK_BACK).stream()
                .filter(line -> line.code() == ActivityCode.SYNC_DISABLED_MANUAL)
                .findFirst()
                .flatMap(line -> Optional.ofNullable(line.actor().user()))
                .flatMap(by -> accounts.account(user.tenant(), by))
                .map(Account::signInName)
                .orElse("");
    }

    /**
     * The same, and whether the mailbox that Outlook shows is the connected one, by any of its addresses (pane U-20). May ask
     * the mailbox, which is kept for hours.
     */
    public Connection of(User user, String openMailbox) {
        Connection known = of(user);
        boolean compared = known.state() == State.WELL || known.state() == State.PAUSED;
        return compared && !openMailbox.isEmpty() && isAnother(user, known, openMailbox)
                ? new Connection(State.ELSEWHERE, known.mailbox())
                : known;
    }

    private boolean isAnother(User user, Connection known, String openMailbox) {
        String open = openMailbox.toLowerCase(Locale.ROOT);
        if (open.equals(known.mailbox().toLowerCase(Locale.ROOT))) {
            return false;
        }
        try {
            return !mailboxes.open(user).identity().addresses().contains(open);
        } catch (RemoteFailureException unreachable) {
            return false;
        }
    }

    /** Refuses whoever is switched off or gone: an open pane may not have heard of it yet (admin ). */
    public <T> Supplier<T> guarded(User user, Supplier<T> question) {
        return () -> {
            if (of(user).isOff()) {
                throw new SwitchedOffException();
            }
            return question.get();
        };
    }

    /** Brings back whom a long absence switched off (admin A-187). */
    public void comeBack(User user) {
        absences.returned(user.tenant(), user.id());
    }

    /** Ends the user's own pause. */
    public void resume(User user) {
        users.resume(user.tenant(), user.id());
    }

    /** Pauses the user's sync. */
    public void pause(User user) {
        users.pause(user.tenant(), user.id());
    }

    /** Ends a stop after too many failures. */
    public void tryAgain(User user) {
        accounts.tryAgain(user.tenant(), user.id(), Actor.user(user.id()));
    }

    /**
     * A side refused the user's grant just now: asks Salesforce once more, and notes it when it was that; the mailbox is
     * met by the next cycle, at once. Slow.
     *
     * @return whether it was Salesforce
     */
    public boolean doubt(User user) {
        try {
            crms.records(user).recent(ObjectView.standard());
        } catch (RemoteFailureException refused) {
            if (refused.failure() instanceof RemoteFailure.GrantRejected) {
                users.cycleFailed(user.tenant(), user.id(), Side.CRM, refused.failure());
                return true;
            }
        }
        engine.wake(user.tenant(), user.id(), Duration.ZERO);
        return false;
    }

    /** Calls {@code changed}, in any thread, whenever the user's standing has changed, on whatever node; end it. */
    public Registration watch(UserId user, Runnable changed) {
        watchers.computeIfAbsent(user, none -> ConcurrentHashMap.newKeySet()).add(changed);
        return () -> watchers.computeIfPresent(user, (same, set) -> {
            set.remove(changed);
            return set.isEmpty() ? null : set;
        });
    }

    @EventListener
    void changed(StandingChanged change) {
        watchers.getOrDefault(change.user(), Set.of()).forEach(Runnable::run);
    }
}
