package app.tandem.notifications;

import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import app.tandem.mailbox.Subscription;
import app.tandem.mailbox.Subscriptions;
import app.tandem.mailbox.Watch;
import app.tandem.platform.Hashes;
import app.tandem.platform.Ids;
import app.tandem.platform.Installation;
import app.tandem.platform.RemoteFailureException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sees to it that every running user's read folders are watched, and nobody else's. */
@Component
class SubscriptionKeeper {

    /** Outlook's longest life (10,080 minutes); what the service grants is what counts. */
    private static final Duration LIFE = Duration.ofMinutes(10_080);

    private static final List<Watch> WATCHES = List.of(Watch.MARKER, Watch.INBOX, Watch.SENT);
    private static final Logger log = LoggerFactory.getLogger(SubscriptionKeeper.class);

    private final Users users;
    private final Subscriptions subscriptions;
    private final WatchedStore store;
    private final Ids ids;
    private final Installation installation;
    private final InstantSource clock;

    SubscriptionKeeper(
            Users users,
            Subscriptions subscriptions,
            WatchedStore store,
            Ids ids,
            Installation installation,
            InstantSource clock) {
        this.users = users;
        this.subscriptions = subscriptions;
        this.store = store;
        this.ids = ids;
        this.installation = installation;
        this.clock = clock;
    }

    /** Creates what is missing and renews what is half over, for everybody who runs. */
    void keepAll() {
        users.inState(UserState.RUNNING).forEach(this::keep);
    }

    /**
     * Creates what is missing and renews what is half over. A mailbox that cannot be reached is left to the next round:
     * the sweep reads its changes meanwhile.
     */
    void keep(User user) {
        try {
            List<Watched> watched = store.of(user.tenant(), user.id());
            for (Watch watch : WATCHES) {
                Optional<Watched> current = watched.stream()
                        .filter(one -> one.watch() == watch && one.expires().isAfter(clock.instant()))
                        .findFirst();
                if (current.isEmpty()) {
                    create(user, watch);
                } else if (!clock.instant().isBefore(current.get().renewAt())) {
                    renew(user, current.get());
                }
            }
        } catch (RemoteFailureException e) {
            log.info("subscriptions of user {} wait: {}", user.id().value(), e.getMessage());
        }
    }

    /** Ends what a user who does not run any more still had. */
    void end(User user) {
        for (Watched watched : store.of(user.tenant(), user.id())) {
            store.forget(user.tenant(), watched.id());
            try {
                subscriptions.delete(user, watched.id());
            } catch (RemoteFailureException e) {
                log.info(
                        "a subscription of user {} will expire by itself: {}",
                        user.id().value(),
                        e.getMessage());
            }
        }
    }

    /** Adapts one user's subscriptions to how the user stands now. */
    void adapt(TenantId tenant, UserId id) {
        users.find(tenant, id).ifPresent(user -> {
            if (user.state() == UserState.RUNNING) {
                keep(user);
            } else if (user.mailbox().isPresent()) {
                end(user);
            }
        });
    }

    private void create(User user, Watch watch) {
        String clientState = ids.secret();
        Instant now = clock.instant();
        Subscription created = subscriptions.create(
                user, watch, page("/hooks/graph/changes"), page("/hooks/graph/lifecycle"), clientState, now.plus(LIFE));
        store.keep(new Watched(
                created.id(),
                user.tenant(),
                user.id(),
                watch,
                Hashes.sha256(clientState),
                Watched.halfWay(now, created.expires()),
                created.expires()));
    }

    private void renew(User user, Watched watched) {
        Instant now = clock.instant();
        Optional<Subscription> renewed = subscriptions.renew(user, watched.id(), now.plus(LIFE));
        if (renewed.isEmpty()) {
            create(user, watched.watch());
        } else {
            store.keep(new Watched(
                    watched.id(),
                    watched.tenant(),
                    watched.user(),
                    watched.watch(),
                    watched.clientStateHash(),
                    Watched.halfWay(now, renewed.get().expires()),
                    renewed.get().expires()));
        }
    }

    private URI page(String path) {
        return installation.page(path);
    }
}
