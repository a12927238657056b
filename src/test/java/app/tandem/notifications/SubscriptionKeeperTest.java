package app.tandem.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import app.tandem.account.Access;
import app.tandem.account.MailboxConnection;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import app.tandem.mailbox.Subscription;
import app.tandem.mailbox.Subscriptions;
import app.tandem.mailbox.Watch;
import app.tandem.platform.Ids;
import app.tandem.platform.Installation;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sandbox.SandboxPostgres;
import app.tandem.settings.PairSettings;
import app.tandem.settings.Settings;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every running user's folders are watched, in the mailbox that is connected now, and nobody else's. */
class SubscriptionKeeperTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final List<Watch> ALL = List.of(Watch.INBOX, Watch.MARKER, Watch.SENT);

    private final Mailboxes service = new Mailboxes();
    private final Users users = mock();
    private final Settings settings = mock();
    private final Map<UserId, User> known = new LinkedHashMap<>();
    private final JdbcClient jdbc = database();
    private final WatchedStore store = new WatchedStore(jdbc);
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final SubscriptionKeeper keeper = keeper();

    private final User anna = stands(1, UserState.RUNNING, "object-1");

    @BeforeEach
    void answers() {
        when(users.inState(any()))
                .thenAnswer(call -> known.values().stream()
                        .filter(user -> user.state() == call.getArgument(0))
                        .toList());
        when(users.find(any(), any())).thenAnswer(call -> Optional.ofNullable(known.get(call.getArgument(1))));
        tasks(false);
    }

    @Test
    void whoRunsIsWatchedOnce() {
        keeper.keepAll();
        keeper.keepAll();

        assertThat(service.made).isEqualTo(3);
        assertThat(watches(anna)).containsExactlyElementsOf(ALL);
        assertThat(store.of(TENANT, anna.id())).extracting(Watched::mailbox).containsOnly("object-1");
    }

    /** Several nodes and tasks look at the same time. */
    @Test
    void whoIsLookedAtTwiceAtATimeIsWatchedOnce() {
        service.meanwhile = () -> keeper.adapt(TENANT, anna.id());
        keeper.adapt(TENANT, anna.id());

        assertThat(service.made).isEqualTo(3);
        assertThat(watches(anna)).containsExactlyElementsOf(ALL);
        assertThat(service.live).hasSize(3);
    }

    @Test
    void whatChangesDuringALookIsNotOverlooked() {
        service.meanwhile = () -> {
            stands(1, UserState.PAUSED, "object-1");
            keeper.adapt(TENANT, anna.id());
        };
        keeper.adapt(TENANT, anna.id());

        assertThat(service.live).isEmpty();
        assertThat(ids(anna)).isEmpty();
    }

    @Test
    void aLookWhoseNodeDiedHoldsNobodyForLong() {
        new Looks(jdbc).begin(TENANT, anna.id(), new UUID(9, 9), now, now.plus(Duration.ofMinutes(10)));
        keeper.keepAll();
        assertThat(service.made).isZero();
        now = now.plus(Duration.ofMinutes(10));
        keeper.keepAll();
        assertThat(watches(anna)).containsExactlyElementsOf(ALL);
    }

    @Test
    void aLookThatFailedHoldsNobody() {
        service.broken = anna;
        keeper.keepAll();
        service.broken = null;
        keeper.keepAll();
        assertThat(watches(anna)).containsExactlyElementsOf(ALL);
    }

    @Test
    void whatIsHalfOverIsRenewed() {
        keeper.keepAll();
        now = now.plus(Duration.ofHours(84));
        keeper.keepAll();

        assertThat(service.made).isEqualTo(3);
        assertThat(store.of(TENANT, anna.id()))
                .allSatisfy(watched -> assertThat(watched.expires()).isEqualTo(now.plus(Duration.ofDays(7))));
    }

    @Test
    void whatTheServiceHasForgottenOrIsOverIsMadeAnew() {
        keeper.keepAll();
        service.live.clear();
        now = now.plus(Duration.ofHours(84));
        keeper.keepAll();
        now = now.plus(Duration.ofDays(8));
        keeper.keepAll();

        assertThat(service.made).isEqualTo(9);
        assertThat(watches(anna)).containsExactlyElementsOf(ALL);
    }

    @Test
    void aFailureOfOneUserDoesNotStopTheOthers() {
        service.broken = anna;
        User ben = stands(2, UserState.RUNNING, "object-2");

        assertThatCode(keeper::keepAll).doesNotThrowAnyException();

        assertThat(watches(anna)).isEmpty();
        assertThat(watches(ben)).containsExactlyElementsOf(ALL);
    }

    /** A creation whose answer was lost: Graph has one already and answers 409. */
    @Test
    void aDuplicateIsLeftToTheNextRoundAndTheOtherFoldersAreWatched() {
        service.conflict = Watch.MARKER;
        keeper.keepAll();
        assertThat(watches(anna)).containsExactly(Watch.INBOX, Watch.SENT);

        service.conflict = null;
        keeper.keepAll();
        assertThat(watches(anna)).containsExactlyElementsOf(ALL);
        assertThat(service.made).isEqualTo(3);
    }

    @Test
    void anotherMailboxOfTheUserIsWatchedInsteadOfTheFormer() {
        keeper.keepAll();
        List<String> former = ids(anna);
        stands(1, UserState.RUNNING, "object-9");
        keeper.keepAll();

        assertThat(store.of(TENANT, anna.id()))
                .extracting(Watched::mailbox)
                .hasSize(3)
                .containsOnly("object-9");
        assertThat(service.live.keySet()).doesNotContainAnyElementsOf(former).hasSize(3);
    }

    @Test
    void theListOfTasksIsWatchedWhereItIsKeptInStep_T_1() {
        tasks(true);
        keeper.keepAll();

        assertThat(watches(anna)).containsExactly(Watch.INBOX, Watch.MARKER, Watch.SENT, Watch.TASKS);
        assertThat(expiry(Watch.TASKS)).isEqualTo(now.plus(Duration.ofMinutes(4_230)));
    }

    @Test
    void theListIsNotWatchedAnyMoreOnceTasksAreNotKeptInStep_T_1() {
        tasks(true);
        keeper.keepAll();
        tasks(false);
        keeper.keepAll();

        assertThat(watches(anna)).containsExactlyElementsOf(ALL);
        assertThat(service.live.values()).doesNotContain(Watch.TASKS);
    }

    @Test
    void theListIsRenewedSoonerThanTheFolders() {
        tasks(true);
        keeper.keepAll();
        now = now.plus(Duration.ofHours(36));
        keeper.keepAll();

        assertThat(service.made).isEqualTo(4);
        assertThat(expiry(Watch.TASKS)).isEqualTo(now.plus(Duration.ofMinutes(4_230)));
        assertThat(expiry(Watch.INBOX)).isBefore(now.plus(Duration.ofDays(6)));
    }

    /** Graph tells of tasks only to who signed in. */
    @Test
    void whoseMailboxAnAdministratorOpenedIsWatchedWithoutTheList() {
        tasks(true);
        stands(1, UserState.RUNNING, "object-1", Access.APPLICATION);
        keeper.keepAll();

        assertThat(watches(anna)).containsExactlyElementsOf(ALL);
    }

    @Test
    void whoDoesNotRunIsNotWatched() {
        keeper.keepAll();
        stands(1, UserState.PAUSED, "object-1");
        keeper.adapt(TENANT, anna.id());

        assertThat(ids(anna)).isEmpty();
        assertThat(service.live).isEmpty();
    }

    /** Without a mailbox nobody can be asked to delete anything; what it still sends proves nothing any more. */
    @Test
    void aMailboxThatIsGoneIsForgotten() {
        keeper.keepAll();
        stands(1, UserState.REGISTERED, null);
        keeper.adapt(TENANT, anna.id());

        assertThat(ids(anna)).isEmpty();
    }

    @Test
    void askingForALookNeverHarmsTheCaller() {
        SchedulerClient scheduler = mock();
        when(scheduler.scheduleIfNotExists(any(), any(Instant.class))).thenThrow(new IllegalStateException("down"));
        var soon = new SubscriptionTasks.Soon(scheduler, () -> now, ids());

        assertThatCode(() -> soon.adapt(TENANT, anna.id())).doesNotThrowAnyException();
    }

    private List<Watch> watches(User user) {
        return store.of(TENANT, user.id()).stream()
                .map(Watched::watch)
                .sorted(java.util.Comparator.comparing(Enum::name))
                .toList();
    }

    private Instant expiry(Watch watch) {
        return store.of(TENANT, anna.id()).stream()
                .filter(watched -> watched.watch() == watch)
                .findFirst()
                .orElseThrow()
                .expires();
    }

    private void tasks(boolean on) {
        when(settings.pairs(any(), any(), any())).thenReturn(new PairSettings(on, false, true, false));
    }

    private List<String> ids(User user) {
        return store.of(TENANT, user.id()).stream().map(Watched::id).toList();
    }

    private User stands(int number, UserState state, @Nullable String mailbox) {
        return stands(number, state, mailbox, Access.DELEGATED);
    }

    private User stands(int number, UserState state, @Nullable String mailbox, Access access) {
        UserId id = new UserId(new UUID(0, 100 + number));
        Optional<MailboxConnection> connection = Optional.ofNullable(mailbox)
                .map(object -> new MailboxConnection("directory", object, "x@tandem.example", access));
        User user = new User(id, TENANT, state, connection, Optional.empty());
        known.put(id, user);
        return user;
    }

    private SubscriptionKeeper keeper() {
        Installation installation = mock();
        when(installation.page(any())).thenReturn(URI.create("https://tandem.example/hooks"));
        return new SubscriptionKeeper(
                new Watchable(users, settings), service, store, new Looks(jdbc), ids(), installation, () -> now);
    }

    private static Ids ids() {
        AtomicLong last = new AtomicLong();
        return new Ids() {
            @Override
            public UUID next() {
                return new UUID(7, last.incrementAndGet());
            }

            @Override
            public String secret() {
                return "secret";
            }
        };
    }

    private static JdbcClient database() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(SandboxPostgres.migrated());
        return JdbcClient.create(database);
    }

    /** The service, as far as it grants subscriptions. */
    private static final class Mailboxes implements Subscriptions {

        private final Map<String, Watch> live = new TreeMap<>();
        private int made;
        private @Nullable User broken;
        private @Nullable Watch conflict;
        private Runnable meanwhile = () -> {};

        @Override
        public Subscription create(
                User user, Watch watch, URI notificationUrl, URI lifecycleUrl, String clientState, Instant expires) {
            if (user.equals(broken)) {
                throw new IllegalStateException("a bug");
            }
            if (watch == conflict) {
                throw new RemoteFailureException(new RemoteFailure.Unreachable("Conflict"));
            }
            Runnable once = meanwhile;
            meanwhile = () -> {};
            once.run();
            String id = "subscription-" + ++made;
            live.put(id, watch);
            return new Subscription(id, expires);
        }

        @Override
        public Optional<Subscription> renew(User user, String id, Instant expires) {
            return Optional.ofNullable(live.get(id)).map(watch -> new Subscription(id, expires));
        }

        @Override
        public void delete(User user, String id) {
            live.remove(id);
        }
    }
}
