package app.tandem.notifications;

import app.tandem.account.MailboxConnection;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.mailbox.Subscription;
import app.tandem.mailbox.Subscriptions;
import app.tandem.mailbox.Watch;
import app.tandem.platform.Bug;
import app.tandem.platform.Hashes;
import app.tandem.platform.Ids;
import app.tandem.platform.Installation;
import app.tandem.platform.RemoteFailureException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sees to it that every running user's read folders are watched, the list of tasks too where it is kept in step, and nobody else's. */
@Component
class SubscriptionKeeper {

    /** Longer than every call of a look; after that its node is dead. */
    private static final Duration LOOK = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(SubscriptionKeeper.class);

    private final Watchable watchable;
    private final Subscriptions subscriptions;
    private final WatchedStore store;
    private final Looks looks;
    private final Ids ids;
    private final Installation installation;
    private final InstantSource clock;

    SubscriptionKeeper(
            Watchable watchable,
            Subscriptions subscriptions,
            WatchedStore store,
            Looks looks,
            Ids ids,
            Installation installation,
            InstantSource clock) {
        this.watchable = watchable;
        this.subscriptions = subscriptions;
        this.store = store;
        this.looks = looks;
        this.ids = ids;
        this.installation = installation;
        this.clock = clock;
    }

    /** Looks after everybody who runs. Whatever goes wrong with one user, the others get their turn. */
    void keepAll() {
        for (User user : watchable.users()) {
            try {
                adapt(user.tenant(), user.id());
            } catch (RuntimeException e) {
                log.error("subscriptions of user {} wait: {}", user.id().value(), Bug.in(e));
            }
        }
    }

    /** Adapts one user's subscriptions to how the user stands now; whoever does so already looks once more for us. */
    void adapt(TenantId tenant, UserId id) {
        UUID look = ids.next();
        if (!looks.begin(tenant, id, look, clock.instant(), clock.instant().plus(LOOK))) {
            return;
        }
        try {
            do {
                watchable.find(tenant, id).ifPresent(this::adapt);
            } while (!looks.end(tenant, id, look));
        } catch (RuntimeException e) {
            looks.abandon(tenant, id, look);
            throw e;
        }
    }

    private void adapt(User user) {
        Set<Watch> wanted = watchable.of(user);
        Map<Watch, Watched> kept = new EnumMap<>(Watch.class);
        for (Watched watched : store.of(user.tenant(), user.id())) {
            if (wanted.contains(watched.watch())
                    && user.connectedMailbox().objectId().equals(watched.mailbox())) {
                kept.put(watched.watch(), watched);
            } else {
                end(user, watched);
            }
        }
        wanted.forEach(watch -> keep(user, user.connectedMailbox(), watch, kept.get(watch)));
    }

    /**
     * Creates what is missing and renews what is half over. What cannot be had, or is there already under an id that
     * never reached us, is left to the next round: the sweep reads the changes meanwhile.
     */
    private void keep(User user, MailboxConnection mailbox, Watch watch, @Nullable Watched current) {
        try {
            if (current == null || !current.expires().isAfter(clock.instant())) {
                create(user, mailbox, watch);
            } else if (!clock.instant().isBefore(current.renewAt())) {
                renew(user, mailbox, current);
            }
        } catch (RemoteFailureException e) {
            log.info("a subscription of user {} waits: {}", user.id().value(), e.getMessage());
        }
    }

    /** Ends what is not to be watched any more; one that cannot be deleted proves nothing to us, and expires. */
    private void end(User user, Watched watched) {
        store.forget(user.tenant(), watched.id());
        if (user.mailbox().isEmpty()) {
            return;
        }
        try {
            subscriptions.delete(user, watched.id());
        } catch (RemoteFailureException e) {
            log.info(
                    "a subscription of user {} expires by itself: {}", user.id().value(), e.getMessage());
        }
    }

    private void create(User user, MailboxConnection mailbox, Watch watch) {
        String clientState = ids.secret();
        Instant now = clock.instant();
        Subscription created = subscriptions.create(
                user,
                watch,
                page("/hooks/graph/changes"),
                page("/hooks/graph/lifecycle"),
                clientState,
                now.plus(watch.life()));
        store.keep(new Watched(
                created.id(),
                user.tenant(),
                user.id(),
                mailbox.objectId(),
                watch,
                Hashes.sha256(clientState),
                Watched.halfWay(now, created.expires()),
                created.expires()));
    }

    private void renew(User user, MailboxConnection mailbox, Watched watched) {
        Instant now = clock.instant();
        subscriptions
                .renew(user, watched.id(), now.plus(watched.watch().life()))
                .ifPresentOrElse(
                        renewed -> store.keep(watched.renewed(now, renewed.expires())),
                        () -> create(user, mailbox, watched.watch()));
    }

    private URI page(String path) {
        return installation.page(path);
    }
}
