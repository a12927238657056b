package app.tandem.absence;

import app.tandem.account.Absences;
import app.tandem.account.Account;
import app.tandem.account.CycleTimes;
import app.tandem.account.Role;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.platform.Bug;
import app.tandem.settings.Settings;
import app.tandem.settings.Switches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Looks after who is away: reminds and warns the suspended, clears up after them a week after the warning (admin A-178),
 * switches off who does not use it, removes who is never there where the tenant wants that.
 */
@Component
class Rounds {

    private static final Duration REMINDER = Duration.ofDays(3);
    private static final Duration SECOND_REMINDER = Duration.ofDays(10);
    private static final Duration LAST_WARNING = Duration.ofDays(23);
    private static final Duration CLEARING = Duration.ofDays(30);
    private static final Duration AFTER_WARNING = Duration.ofDays(7);
    private static final Duration UNUSED = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private final Absences absences;
    /** Looked up late: who runs the cycles needs the scheduler, which needs this. */
    private final ObjectProvider<CycleTimes> cycles;

    private final Clearing clearing;
    private final Removal removal;
    private final Settings settings;
    private final Switches switches;
    private final InstantSource clock;

    Rounds(
            Absences absences,
            ObjectProvider<CycleTimes> cycles,
            Clearing clearing,
            Removal removal,
            Settings settings,
            Switches switches,
            InstantSource clock) {
        this.absences = absences;
        this.cycles = cycles;
        this.clearing = clearing;
        this.removal = removal;
        this.settings = settings;
        this.switches = switches;
        this.clock = clock;
    }

    /** One round over everybody; whatever goes wrong with one user, the others get their turn. */
    void run() {
        Instant now = clock.instant();
        each(absences.suspendedBefore(now.minus(REMINDER)), account -> suspended(account, now));
        each(absences.unseenSince(now.minus(UNUSED)), account -> unseen(account, now));
        clearing.clearMailboxes();
        switches.forgetOld();
    }

    /** A round may take long, and others decide too: who came back or was removed meanwhile is seen so. */
    private void each(List<Account> accounts, Consumer<Account> look) {
        for (Account account : accounts) {
            try {
                absences.decide(account.user().tenant(), account.user().id(), look);
            } catch (RuntimeException e) {
                log.error(
                        "the absence of user {} waits: {}", account.user().id().value(), Bug.in(e));
            }
        }
    }

    /** Of the mails that are due only the last one goes out: who was not told in time is not told twice at once. */
    private void suspended(Account account, Instant now) {
        TenantId tenant = account.user().tenant();
        UserId user = account.user().id();
        Duration away = Duration.between(account.since(), now);
        if (account.user().state() != UserState.SUSPENDED || away.compareTo(REMINDER) < 0) {
            return;
        }
        if (away.compareTo(LAST_WARNING) >= 0) {
            absences.tell(tenant, user, Absences.Mail.LAST_WARNING);
        } else if (away.compareTo(SECOND_REMINDER) >= 0) {
            absences.tell(tenant, user, Absences.Mail.SECOND_REMINDER);
        } else {
            absences.tell(tenant, user, Absences.Mail.REMINDER);
        }
        Optional<Instant> warned = absences.told(tenant, user, Absences.Mail.LAST_WARNING);
        if (away.compareTo(CLEARING) >= 0
                && warned.filter(told -> !told.isAfter(now.minus(AFTER_WARNING)))
                        .isPresent()) {
            clearing.begin(account.user());
        }
    }

    /**
     * Whose sync runs is there, whether they look at the pane or not. Who is suspended is warned before anything is cleared, so
     * is not switched off sooner.
     */
    private void unseen(Account account, Instant now) {
        User user = account.user();
        boolean warned = user.state() != UserState.SUSPENDED || clearing.hasBegun(user);
        if (user.state() == UserState.RUNNING || !warned) {
            return;
        }
        Instant there = lastThere(user);
        int months = settings.tenant(user.tenant()).cleanupMonths();
        if (months > 0 && account.role() != Role.ADMIN && there.isBefore(before(now, months))) {
            removal.remove(user, "UNUSED");
        } else if (user.state() != UserState.DEACTIVATED && !there.isAfter(now.minus(UNUSED))) {
            absences.retire(user.tenant(), user.id(), "UNUSED");
            clearing.begin(user);
        }
    }

    /** A session that failed is one too: while there are any, the sync has not stopped. */
    private Instant lastThere(User user) {
        Instant seen = absences.lastSeen(user.tenant(), user.id());
        return cycles.getObject()
                .last(user.tenant(), user.id())
                .filter(cycle -> cycle.isAfter(seen))
                .orElse(seen);
    }

    private static Instant before(Instant now, int months) {
        return now.atOffset(ZoneOffset.UTC).minusMonths(months).toInstant();
    }
}
