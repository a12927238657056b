package app.tandem.engine;

import app.tandem.account.Accounts;
import app.tandem.account.MailboxConnection;
import app.tandem.account.Side;
import app.tandem.account.User;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import app.tandem.budget.Budget;
import app.tandem.credentials.Fingerprints;
import app.tandem.crm.Crm;
import app.tandem.crm.Crms;
import app.tandem.journal.Agenda;
import app.tandem.journal.AutoSaveBook;
import app.tandem.journal.BrakeBook;
import app.tandem.journal.ClaimBook;
import app.tandem.journal.CopyBook;
import app.tandem.journal.DeedBook;
import app.tandem.journal.Journal;
import app.tandem.journal.Lease;
import app.tandem.journal.Leases;
import app.tandem.journal.PairBook;
import app.tandem.journal.StaleLeaseException;
import app.tandem.journal.ThreadBook;
import app.tandem.journal.UndoBook;
import app.tandem.journal.WishBook;
import app.tandem.mailbox.Mailbox;
import app.tandem.mailbox.Mailboxes;
import app.tandem.platform.Bug;
import app.tandem.platform.Heartbeat;
import app.tandem.platform.RemoteFailure;
import app.tandem.settings.AutoSave;
import app.tandem.settings.MailSettings;
import app.tandem.settings.SaveSettings;
import app.tandem.settings.Settings;
import app.tandem.sync.MailContext;
import app.tandem.sync.MailPlanner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs one cycle of one user: lease, both sides, the lanes, and what the account learns of how it went. */
@Component
class Cycles {

    /** How long a lease outlives its node (design.md section 5: heartbeat 10 s, four missed). */
    private static final Duration LEASE = Duration.ofSeconds(40);

    private static final Duration BEAT = Duration.ofSeconds(10);

    /** The sweep that heals what notifications miss (sync Y-2). */
    static final Duration SWEEP = Duration.ofMinutes(30);

    /** A database that restarts is back soon. */
    private static final Duration STORE_AGAIN = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Cycles.class);

    /** How a cycle ended and when the next one is due. */
    record Ended(boolean ran, boolean failed, Instant next) {}

    /** What both sides are reached by. */
    @Component
    record Ports(Mailboxes mailboxes, Crms crms, Users users, Accounts accounts, Settings settings) {

        /** Addresses of the tenant's other users, lower case. */
        Set<String> colleagues(User user) {
            return users.colleagues(user.tenant()).stream()
                    .filter(colleague -> !colleague.id().equals(user.id()))
                    .flatMap(colleague -> colleague.mailbox().map(MailboxConnection::address).stream())
                    .map(address -> address.toLowerCase(java.util.Locale.ROOT))
                    .collect(Collectors.toSet());
        }
    }

    /** What is kept. */
    @Component
    record Store(
            Journal journal,
            ClaimBook claims,
            WishBook wishes,
            CopyBook copies,
            UndoBook undos,
            ThreadBook threads,
            PairBook pairs,
            DeedBook deeds,
            BrakeBook brakes,
            AutoSaveBook autoSaves,
            Agenda agenda,
            Leases leases,
            Fingerprints fingerprints,
            TransactionTemplate transactions,
            Sightings sightings) {}

    private final Ports ports;
    private final Store store;
    private final Colleagues colleagues;
    private final TwoWay items;
    private final Heartbeat heartbeat;
    private final InstantSource clock;

    Cycles(Ports ports, Store store, Colleagues colleagues, TwoWay items, Heartbeat heartbeat, InstantSource clock) {
        this.ports = ports;
        this.store = store;
        this.colleagues = colleagues;
        this.items = items;
        this.heartbeat = heartbeat;
        this.clock = clock;
    }

    /** Runs the user's cycle now, unless another one runs or the user's cycles are stopped. */
    Ended run(User user) {
        if (user.state() != UserState.RUNNING) {
            return new Ended(false, false, clock.instant().plus(SWEEP));
        }
        return store.leases()
                .acquire(user.tenant(), user.id(), Thread.currentThread().getName(), LEASE)
                .map(lease -> run(user, lease))
                .orElseGet(() -> new Ended(false, false, clock.instant().plus(Duration.ofSeconds(5))));
    }

    private Ended run(User user, Lease lease) {
        Instant started = clock.instant();
        String result = "OK";
        Instant next;
        boolean failed = true;
        try (Heartbeat.Beat beat = heartbeat.every(BEAT, () -> store.leases().extend(lease, LEASE))) {
            mail(user, lease);
            items.run(user, lease);
            ports.users().cycleSucceeded(user.tenant(), user.id());
            failed = false;
            next = afterSuccess(user);
        } catch (Sides.Broken broken) {
            result = broken.side() + " " + broken.failure().code();
            ports.users().cycleFailed(user.tenant(), user.id(), broken.side(), broken.failure());
            next = afterFailure(broken.failure());
        } catch (StaleLeaseException taken) {
            result = "SW0001";
            next = clock.instant();
        } catch (DataAccessException | TransactionException unreachable) {
            log.warn(
                    "cycle of user {} lost the store: {}",
                    user.id().value(),
                    unreachable.getClass().getName());
            result = "STORE";
            next = clock.instant().plus(STORE_AGAIN);
        } catch (RuntimeException bug) {
            log.error("cycle of user {} failed: {}", user.id().value(), Bug.in(bug));
            result = "SW0003";
            ports.accounts().cycleBroken(user.tenant(), user.id(), result);
            next = clock.instant().plus(Duration.ofMinutes(1));
        }
        log.info(
                "cycle of user {} ended with {} after {} ms",
                user.id().value(),
                result,
                Duration.between(started, clock.instant()).toMillis());
        release(lease, result);
        return new Ended(true, failed, next);
    }

    /** A lease that cannot be given back runs out by itself. */
    private void release(Lease lease, String result) {
        try {
            store.leases().release(lease, result);
        } catch (DataAccessException | TransactionException unreachable) {
            log.warn("a lease runs out by itself: {}", unreachable.getClass().getName());
        }
    }

    /** Whether somebody wished for a cycle meanwhile and nothing stands against one at once. */
    boolean isWishedFor(User user, Ended ended) {
        return ended.ran() && !ended.failed() && store.leases().isWoken(user.tenant(), user.id());
    }

    private void mail(User user, Lease lease) {
        Sightings.Seen seen = store.sightings().before(lease);
        try {
            lane(user, lease, seen).run();
        } finally {
            store.sightings().keep(lease, seen);
        }
    }

    private MailLane lane(User user, Lease lease, Sightings.Seen seen) {
        Mailbox mailbox =
                Sides.named(Side.MAILBOX, Mailbox.class, ports.mailboxes().open(user));
        Crm crm = Sides.named(Side.CRM, Crm.class, ports.crms().open(user, priority(lease)));
        Conversation conversation = new Conversation(user, lease, mailbox, crm);
        MailSettings settings = ports.settings().mail(user.tenant(), user.id());
        SavedConversations saved = new SavedConversations(
                conversation, store.journal(), settings.autoSave().mode() == AutoSave.Mode.USEFUL);
        SaveSettings saves = ports.settings().saves(user.tenant(), user.id());
        MarkedThreads marked = new MarkedThreads(conversation, store.threads(), saves.threads());
        MailPlanner planner = new MailPlanner(context(conversation, settings, saves, saved, marked));
        Desk desk = new Desk(conversation, store, seen, clock);
        OpenWishes wishes = new OpenWishes(conversation, planner, store.wishes(), desk);
        ThreadLane threads =
                new ThreadLane(conversation, store.threads(), marked, planner, wishes, desk, ports.users());
        Copying copying = new Copying(conversation, planner, store.copies(), store.undos(), desk, saves);
        Settlement settlement = new Settlement(conversation, planner, desk, colleagues, wishes, threads);
        Undoing undoing = new Undoing(conversation, planner, store.undos(), wishes, copying, desk);
        Relinking relinking = new Relinking(conversation, planner, store.copies(), store.undos(), copying, desk);
        WishLane wished = new WishLane(conversation, wishes, relinking, undoing, threads);
        return new MailLane(conversation, planner, store.journal(), desk, settlement, saved, marked, threads, wished);
    }

    /** Changes somebody waits for go before sweeps when an org's calls run short (sync G-2). */
    private static Budget.Priority priority(Lease lease) {
        return lease.woken() ? Budget.Priority.FRESH : Budget.Priority.BACKGROUND;
    }

    private MailContext context(
            Conversation conversation,
            MailSettings settings,
            SaveSettings saves,
            SavedConversations saved,
            MarkedThreads marked) {
        User user = conversation.user();
        return new MailContext(
                conversation.mailbox().identity(),
                ports.colleagues(user),
                settings,
                saves,
                user.connectedMailbox().objectId(),
                saved.view(),
                marked.view(),
                autoSince(conversation.lease(), settings.autoSave()));
    }

    /** Sync W-10: what came some days before it was switched on counts too. */
    private @Nullable Instant autoSince(Lease lease, AutoSave autoSave) {
        if (!autoSave.on()) {
            store.autoSaves().off(lease);
            return null;
        }
        // Mailboxes tell times in whole seconds: what comes within the second of the switch comes after it.
        Instant second = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return store.autoSaves().on(lease, second.minus(Duration.ofDays(autoSave.days())));
    }

    private Instant afterSuccess(User user) {
        Instant sweep = clock.instant().plus(SWEEP);
        return store.agenda()
                .next(user.tenant(), user.id())
                .filter(due -> due.isBefore(sweep))
                .map(due -> due.isBefore(clock.instant()) ? clock.instant().plusSeconds(1) : due)
                .orElse(sweep);
    }

    private Instant afterFailure(RemoteFailure failure) {
        Instant soon = clock.instant().plus(Duration.ofSeconds(30));
        return switch (failure) {
            case RemoteFailure.Throttled throttled -> throttled.until();
            case RemoteFailure.BudgetSpent spent -> spent.until();
            case RemoteFailure.GrantRejected rejected -> clock.instant().plus(SWEEP);
            case RemoteFailure.AccessDenied denied -> clock.instant().plus(SWEEP);
            case RemoteFailure.Unreachable unreachable -> soon;
        };
    }
}
