package app.tandem.engine;

import app.tandem.account.Access;
import app.tandem.account.CrmConnection;
import app.tandem.account.MailboxConnection;
import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import app.tandem.credentials.Fingerprints;
import app.tandem.crm.InMemoryCrm;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.Reason;
import app.tandem.journal.Journal;
import app.tandem.journal.Leases;
import app.tandem.mailbox.InMemoryMailbox;
import app.tandem.mailbox.Letter;
import app.tandem.platform.Hashes;
import app.tandem.platform.Heartbeat;
import app.tandem.platform.RemoteFailure;
import app.tandem.sandbox.SandboxPostgres;
import app.tandem.settings.MailSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The engine on a real PostgreSQL between two worlds in memory, with a clock that stands still until it is moved. */
final class EngineWorld implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    static final String ANNA = "anna@tandem.example";

    final InMemoryCrm crm = new InMemoryCrm(this::now);
    final List<RemoteFailure> reported = new ArrayList<>();
    private final Map<UserId, InMemoryMailbox> mailboxes = new HashMap<>();
    private final Map<UserId, User> users = new HashMap<>();
    private final TenantId tenant = new TenantId(UUID.fromString("00000000-0000-0000-0000-000000000001"));
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Cycles cycles;
    final Journal journal;
    final Leases leases;
    final User anna;
    private Instant now = START;
    MailSettings settings = settings(Set.of());

    EngineWorld() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(SandboxPostgres.migrated());
        context.register(Transactions.class, Journal.class, Leases.class, Colleagues.class, Cycles.class);
        context.register(Cycles.Ports.class, Cycles.Store.class);
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(database);
        context.registerBean(DataSourceTransactionManager.class, () -> transactions);
        context.registerBean(TransactionTemplate.class, () -> new TransactionTemplate(transactions));
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(database));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(InstantSource.class, () -> (InstantSource) this::now);
        context.registerBean(Heartbeat.class);
        context.registerBean(
                Fingerprints.class, () -> (Fingerprints) (owner, text) -> Hashes.sha256(owner.value() + text));
        context.registerBean("mailboxes", app.tandem.mailbox.Mailboxes.class, () -> user -> mailboxes.get(user.id()));
        context.registerBean("crms", app.tandem.crm.Crms.class, () -> crm);
        context.registerBean("users", Users.class, People::new);
        context.registerBean("accounts", app.tandem.account.Accounts.class, () -> org.mockito.Mockito.mock());
        context.registerBean("settings", app.tandem.settings.Settings.class, () -> (owner, user) -> settings);
        context.refresh();
        cycles = context.getBean(Cycles.class);
        journal = context.getBean(Journal.class);
        leases = context.getBean(Leases.class);
        anna = joins(ANNA, 1);
    }

    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactions {}

    /** A user whose both sides are connected. */
    User joins(String address, int number) {
        UserId id = new UserId(new UUID(0, 100 + number));
        User user = new User(
                id,
                tenant,
                UserState.RUNNING,
                Optional.of(new MailboxConnection("directory", "object-" + number, address, Access.DELEGATED)),
                Optional.of(new CrmConnection(
                        "00D000000000001AAA",
                        "0050000000000%02dAAA".formatted(number),
                        address,
                        URI.create("https://login.example"),
                        URI.create("https://org.example"),
                        Access.DELEGATED)));
        users.put(id, user);
        mailboxes.put(id, new InMemoryMailbox(ZoneId.of("Europe/Berlin"), address));
        return user;
    }

    InMemoryMailbox mailbox() {
        return mailbox(anna);
    }

    InMemoryMailbox mailbox(User user) {
        return java.util.Objects.requireNonNull(mailboxes.get(user.id()));
    }

    /** Somebody Salesforce knows. */
    String contact(String address) {
        String account = crm.put("Account", Map.of("Name", "Customer " + address));
        return crm.put("Contact", Map.of("LastName", "Customer", "Email", address, "AccountId", account));
    }

    ItemId arrives(MailFolder folder, Letter letter) {
        return mailbox().deliver(folder, letter);
    }

    Mail mail(ItemId id) {
        return mailbox().find(id).orElseThrow();
    }

    Cycles.Ended cycle() {
        return cycle(anna);
    }

    Cycles.Ended cycle(User user) {
        return cycles.run(java.util.Objects.requireNonNull(users.get(user.id())));
    }

    boolean isWishedFor(User user, Cycles.Ended ended) {
        return cycles.isWishedFor(user, ended);
    }

    /** Cycles until nothing is due within the next ten minutes; the clock goes along. */
    void runsUntilQuiet(User user) {
        for (int i = 0; i < 40; i++) {
            Cycles.Ended ended = cycle(user);
            if (ended.ran() && !ended.failed() && ended.next().isAfter(now.plus(Duration.ofMinutes(29)))) {
                return;
            }
            if (ended.next().isAfter(now)) {
                passes(Duration.between(now, ended.next()));
            }
        }
        throw new AssertionError("no quiet after 40 cycles");
    }

    Reason reason(ItemId id) {
        return journal.find(tenant, anna.id(), List.of(id)).get(id).reason();
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    @Override
    public void close() {
        context.close();
    }

    static MailSettings settings(Set<String> orgDomains) {
        return new MailSettings(
                orgDomains,
                Set.of(),
                Set.of("gmail.com"),
                false,
                true,
                false,
                false,
                false,
                true,
                Set.of(),
                Set.of(),
                25L * 1024 * 1024,
                Map.of(),
                false,
                true);
    }

    /** The users of this world; it only listens to what cycles report. */
    private final class People implements Users {

        @Override
        public Optional<User> find(TenantId owner, UserId user) {
            return Optional.ofNullable(users.get(user));
        }

        @Override
        public List<User> byMailbox(String entraTenantId, String objectId) {
            return List.of();
        }

        @Override
        public Collection<User> inState(UserState state) {
            return users.values();
        }

        @Override
        public List<User> colleagues(TenantId owner) {
            return List.copyOf(users.values());
        }

        @Override
        public void cycleSucceeded(TenantId owner, UserId user) {}

        @Override
        public void cycleFailed(TenantId owner, UserId user, Side side, RemoteFailure failure) {
            reported.add(failure);
        }

        @Override
        public void pause(TenantId owner, UserId user) {}

        @Override
        public void resume(TenantId owner, UserId user) {}
    }
}
