package app.tandem.engine;

import app.tandem.account.Accounts;
import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import app.tandem.budget.Budget;
import app.tandem.credentials.Fingerprints;
import app.tandem.crm.Crm;
import app.tandem.crm.Crms;
import app.tandem.crm.Records;
import app.tandem.crm.Stirrings;
import app.tandem.crm.Templates;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;
import app.tandem.journal.Agenda;
import app.tandem.journal.AutoSaveBook;
import app.tandem.journal.ClaimBook;
import app.tandem.journal.CopyBook;
import app.tandem.journal.Journal;
import app.tandem.journal.Leases;
import app.tandem.journal.PairAnswers;
import app.tandem.journal.StoredBrakes;
import app.tandem.journal.StoredDeeds;
import app.tandem.journal.StoredPairs;
import app.tandem.journal.ThreadBook;
import app.tandem.journal.UndoBook;
import app.tandem.journal.WishBook;
import app.tandem.mailbox.Drawer;
import app.tandem.mailbox.Mailbox;
import app.tandem.mailbox.Mailboxes;
import app.tandem.notifications.RecordWatch;
import app.tandem.platform.Hashes;
import app.tandem.platform.Heartbeat;
import app.tandem.platform.Ids;
import app.tandem.platform.RemoteFailure;
import app.tandem.sandbox.SandboxPostgres;
import app.tandem.settings.MailSettings;
import app.tandem.settings.PairSettings;
import app.tandem.settings.SaveSettings;
import app.tandem.settings.Settings;
import app.tandem.settings.TenantSettings;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.zaxxer.hikari.HikariDataSource;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mockito.Mockito;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The engine on a real PostgreSQL, for one {@link EngineWorld} after the other: what is slow to build is built once. */
final class EngineHouse implements AutoCloseable {

    private final HikariDataSource database = new HikariDataSource();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private volatile @Nullable EngineWorld world;
    private int worlds;

    EngineHouse() {
        database.setJdbcUrl(SandboxPostgres.migrated());
        database.setMaximumPoolSize(4);
        database.setMinimumIdle(0);
        keeps();
        context.register(
                Transactions.class,
                Journal.class,
                ClaimBook.class,
                WishBook.class,
                CopyBook.class,
                UndoBook.class,
                ThreadBook.class,
                AutoSaveBook.class,
                Agenda.class,
                Leases.class,
                Colleagues.class,
                TwoWay.class,
                Cycles.class);
        context.register(StoredPairs.class, StoredBrakes.class, StoredDeeds.class, PairAnswers.class, PairDesk.class);
        context.register(
                Engine.class,
                Threads.class,
                Wishes.class,
                ItemAnswers.class,
                UnmarkedAnswers.class,
                SavedElsewhere.class,
                SavableFiles.class,
                Wordings.class);
        context.registerBean(Ids.class, CountingIds::new);
        context.register(SyncDesk.class, RecordWatch.class);
        context.registerBean(Budget.class, () -> Mockito.mock());
        context.registerBean(SchedulerClient.class, () -> Mockito.mock());
        context.register(Cycles.Ports.class, Cycles.Store.class, Sightings.class);
        context.registerBean(Heartbeat.class);
        context.registerBean(InstantSource.class, () -> () -> world().now());
        context.registerBean(Fingerprints.class, () -> (owner, text) -> Hashes.sha256(owner.value() + text));
        context.registerBean(Mailboxes.class, () -> new Mailboxes() {
            @Override
            public Mailbox open(User user) {
                return world().mailbox(user);
            }

            @Override
            public ItemStore items(User user, ItemKind kind) {
                return world().tasks;
            }

            @Override
            public Drawer drawer(User user) {
                return world().drawer;
            }
        });
        context.registerBean("crms", Crms.class, CrmOfWorld::new);
        context.registerBean(Accounts.class, () -> Mockito.mock());
        context.registerBean(Settings.class, Switchboard::new);
        context.registerBean("users", Users.class, People::new);
        context.refresh();
    }

    private void keeps() {
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(database);
        context.registerBean(DataSourceTransactionManager.class, () -> transactions);
        context.registerBean(TransactionTemplate.class, () -> new TransactionTemplate(transactions));
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(database));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
    }

    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactions {}

    /** That world is the one the engine works in from now on; answers which one it is, the first being 0. */
    int moveIn(EngineWorld next) {
        world = next;
        return worlds++;
    }

    DataSource database() {
        return database;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private EngineWorld world() {
        return Objects.requireNonNull(world, "nobody lives here");
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }

    /** The switches of the world. */
    private final class Switchboard implements Settings {

        @Override
        public MailSettings mail(TenantId owner, UserId user) {
            return world().settings;
        }

        @Override
        public TenantSettings tenant(TenantId owner) {
            return new TenantSettings(0, 25, 0, false);
        }

        @Override
        public PairSettings pairs(TenantId owner, UserId user, ItemKind kind) {
            return kind == ItemKind.TASK ? world().twoWay : world().contactsTwoWay;
        }

        @Override
        public SaveSettings saves(TenantId owner, UserId user) {
            return world().saves;
        }
    }

    /** The users of the world; they only listen to what cycles report. */
    private final class People implements Users {

        @Override
        public Optional<User> find(TenantId owner, UserId user) {
            return Optional.ofNullable(world().users.get(user));
        }

        @Override
        public List<User> byMailbox(String entraTenantId, String objectId) {
            return List.of();
        }

        @Override
        public Collection<User> inState(UserState state) {
            return world().users.values();
        }

        @Override
        public List<User> colleagues(TenantId owner) {
            return List.copyOf(world().users.values());
        }

        @Override
        public void cycleSucceeded(TenantId owner, UserId user) {}

        @Override
        public void cycleFailed(TenantId owner, UserId user, Side side, RemoteFailure failure) {
            world().reported.add(failure);
        }

        @Override
        public void pause(TenantId owner, UserId user) {}

        @Override
        public void resume(TenantId owner, UserId user) {}
    }

    /** The CRM of the world that is played at the moment. */
    private final class CrmOfWorld implements Crms {
        @Override
        public Crm open(User user) {
            return world().crm.open(user);
        }

        @Override
        public ItemStore items(User user, ItemKind kind, Budget.Priority priority) {
            return world().records;
        }

        @Override
        public Stirrings tasks(User asker) {
            return world().crm.tasks(asker);
        }

        @Override
        public Records records(User user) {
            return world().crm.records(user);
        }

        @Override
        public Templates templates(User user) {
            return world().crm.templates(user);
        }
    }

    /** Ids in the order in which they are asked for. */
    private static final class CountingIds implements Ids {

        private final AtomicLong given = new AtomicLong();

        @Override
        public UUID next() {
            return new UUID(0, given.incrementAndGet());
        }

        @Override
        public String secret() {
            return "secret-" + given.incrementAndGet();
        }
    }
}
