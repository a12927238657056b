package app.tandem.engine;

import app.tandem.account.Access;
import app.tandem.account.CrmConnection;
import app.tandem.account.MailboxConnection;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.budget.Budget;
import app.tandem.crm.InMemoryCrm;
import app.tandem.item.InMemoryItemStore;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.Reason;
import app.tandem.item.SaveWish;
import app.tandem.journal.Journal;
import app.tandem.journal.Leases;
import app.tandem.mailbox.InMemoryDrawer;
import app.tandem.mailbox.InMemoryMailbox;
import app.tandem.mailbox.Letter;
import app.tandem.platform.RemoteFailure;
import app.tandem.settings.AddressRules;
import app.tandem.settings.AutoSave;
import app.tandem.settings.FileRules;
import app.tandem.settings.LinkRules;
import app.tandem.settings.MailSettings;
import app.tandem.settings.PairSettings;
import app.tandem.settings.SaveSettings;
import app.tandem.settings.TextRules;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * One tenant whose mailboxes and Salesforce are in memory, with a clock that stands still until it is moved; the engine
 * and its PostgreSQL are those of the house.
 */
final class EngineWorld implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    static final String ANNA = "anna@tandem.example";

    final InMemoryCrm crm = new InMemoryCrm(this::now);
    final InMemoryItemStore tasks = new InMemoryItemStore("task", this::now, true);
    final InMemoryItemStore records = new InMemoryItemStore("00T", this::now, false);
    final InMemoryDrawer drawer = new InMemoryDrawer(this::now);
    PairSettings twoWay = new PairSettings(false, false, true, false);
    PairSettings contactsTwoWay = new PairSettings(false, false, true, false);
    final List<RemoteFailure> reported = new ArrayList<>();
    private final Map<UserId, InMemoryMailbox> mailboxes = new HashMap<>();
    final Map<UserId, User> users = new HashMap<>();
    private final EngineHouse house;
    private final int number;
    private final TenantId tenant;
    private final Cycles cycles;
    final Wishes wishes;
    final Threads threads;
    final SyncDesk desk;
    final PairDesk pairs;
    final Engine engine;
    final Budget budget;
    final Journal journal;
    final Leases leases;
    final User anna;
    private Instant now = START;
    MailSettings settings = settings(Set.of());
    SaveSettings saves = SaveSettings.DEFAULT;

    /** A world with a house of its own. */
    EngineWorld() {
        this(new EngineHouse());
    }

    /** The next world in that house: a tenant nobody knows yet; the worlds before it are over. */
    EngineWorld(EngineHouse house) {
        this.house = house;
        number = house.moveIn(this);
        tenant = new TenantId(new UUID(number, 1));
        cycles = house.bean(Cycles.class);
        wishes = house.bean(Wishes.class);
        threads = house.bean(Threads.class);
        desk = house.bean(SyncDesk.class);
        pairs = house.bean(PairDesk.class);
        engine = house.bean(Engine.class);
        budget = house.bean(Budget.class);
        journal = house.bean(Journal.class);
        leases = house.bean(Leases.class);
        anna = joins(ANNA, 1);
    }

    /** A user whose both sides are connected. */
    User joins(String address, int number) {
        UserId id = new UserId(new UUID(this.number, 100 + number));
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

    /** Cycles until nothing is due before the next sweep; the clock goes along. */
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

    <T> T bean(Class<T> type) {
        return house.bean(type);
    }

    DataSource database() {
        return house.database();
    }

    /** Anna wishes. */
    void wishes(ItemId id, SaveWish wish) {
        wishes.save(tenant, anna.id(), id, wish);
    }

    ItemAnswer answer(ItemId id) {
        return answer(anna, id);
    }

    ItemAnswer answer(User user, ItemId id) {
        return wishes.answer(tenant, user.id(), id);
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
        house.close();
    }

    static MailSettings settings(Set<String> orgDomains) {
        return settings(orgDomains, false, false);
    }

    /** S-41 is on. */
    static MailSettings withoutRecords() {
        return settings(Set.of(), true, false);
    }

    /** S-76 is on. */
    static MailSettings cropping() {
        return settings(Set.of(), false, true);
    }

    private static MailSettings settings(Set<String> orgDomains, boolean withoutRecords, boolean cropping) {
        return new MailSettings(
                new AddressRules(orgDomains, Set.of(), Set.of("gmail.com"), false),
                new LinkRules(true, withoutRecords),
                new TextRules(false, false, cropping),
                FileRules.upTo(25L * 1024 * 1024),
                true,
                AutoSave.OFF);
    }
}
