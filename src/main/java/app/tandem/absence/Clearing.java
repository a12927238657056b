package app.tandem.absence;

import app.tandem.account.Absences;
import app.tandem.account.ActivityCode;
import app.tandem.account.User;
import app.tandem.account.UserState;
import app.tandem.account.UserStateChanged;
import app.tandem.account.Users;
import app.tandem.mailbox.Mailboxes;
import app.tandem.platform.RemoteFailureException;
import app.tandem.settings.Switches;
import app.tandem.sync.MailPlanner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Resets the settings of who is away and takes our categories and our empty folder out of the mailbox (admin A-178, sync
 * Y-15, X-20); gives the settings back to who returns, whose next cycle makes folder and categories anew.
 */
@Service
class Clearing {

    /** A mailbox out of reach is tried again after a day, and left as it is when the settings are forgotten too. */
    private static final Duration AGAIN = Duration.ofDays(1);

    private static final Duration PATIENCE = Duration.ofDays(90);

    private static final Logger log = LoggerFactory.getLogger(Clearing.class);

    private final Farewells farewells;
    private final Absences absences;
    private final Users users;
    private final Switches switches;
    private final Mailboxes mailboxes;
    private final InstantSource clock;

    Clearing(
            Farewells farewells,
            Absences absences,
            Users users,
            Switches switches,
            Mailboxes mailboxes,
            InstantSource clock) {
        this.farewells = farewells;
        this.absences = absences;
        this.users = users;
        this.switches = switches;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    /** Resets the user's settings and notes the mailbox for the next {@link #clearMailboxes}; once until they are back. */
    @Transactional
    public void begin(User user) {
        if (farewells.begin(user, clock.instant())) {
            switches.setAside(user.tenant(), user.id());
            absences.note(user.tenant(), user.id(), ActivityCode.SETTINGS_RESET, "AWAY");
        }
    }

    /** Whether the user's settings were reset and they are not back yet. */
    boolean hasBegun(User user) {
        return farewells.hasBegun(user);
    }

    /** Clears the mailboxes that wait for it. */
    void clearMailboxes() {
        Instant untried = clock.instant().minus(AGAIN);
        for (Farewells.Open one : farewells.untriedSince(untried)) {
            try {
                if (farewells.attempt(one, untried, clock.instant())) {
                    clear(one);
                }
            } catch (RemoteFailureException unreachable) {
                log.info(
                        "the mailbox of user {} is not cleared yet: {}",
                        one.user().value(),
                        unreachable.getMessage());
                giveUp(one);
            }
        }
    }

    private void clear(Farewells.Open one) {
        Optional<User> user = users.find(one.tenant(), one.user()).filter(Clearing::isAway);
        if (user.flatMap(User::mailbox).isEmpty()) {
            farewells.cleared(one);
            return;
        }
        boolean all = mailboxes.open(user.get()).withdraw(MailPlanner.categories());
        done(one, all ? "ALL" : "FOLDER_KEPT");
    }

    private void giveUp(Farewells.Open one) {
        Instant latest = one.since().plus(PATIENCE);
        if (clock.instant().isAfter(latest)) {
            done(one, "NO_ACCESS");
        }
    }

    private void done(Farewells.Open one, String outcome) {
        farewells.cleared(one);
        absences.note(one.tenant(), one.user(), ActivityCode.MAILBOX_CLEANED, outcome);
    }

    /** Settings of who runs again come back, in the transaction that brings the user back. */
    @EventListener
    void returned(UserStateChanged change) {
        if (change.to() != UserState.RUNNING && change.to() != UserState.PAUSED) {
            return;
        }
        if (farewells.end(change.tenant(), change.user()) && switches.giveBack(change.tenant(), change.user())) {
            absences.note(change.tenant(), change.user(), ActivityCode.SETTINGS_RESTORED, "BACK");
        }
    }

    private static boolean isAway(User user) {
        return user.state() == UserState.SUSPENDED || user.state() == UserState.DEACTIVATED;
    }
}
