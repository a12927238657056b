package app.tandem.absence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import app.tandem.account.Absences;
import app.tandem.account.Access;
import app.tandem.account.Accounts;
import app.tandem.account.Activity;
import app.tandem.account.ActivityCode;
import app.tandem.account.Actor;
import app.tandem.account.CrmConnection;
import app.tandem.account.MailboxConnection;
import app.tandem.account.Side;
import app.tandem.account.Tenants;
import app.tandem.account.User;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import app.tandem.journal.Lease;
import app.tandem.journal.Leases;
import app.tandem.platform.RemoteFailure;
import app.tandem.sandbox.Sandbox;
import app.tandem.sandbox.SandboxOptions;
import app.tandem.sandbox.SandboxPostgres;
import app.tandem.sandbox.control.TandemOverHttp;
import app.tandem.sandbox.graph.store.Category;
import app.tandem.sandbox.graph.store.Folder;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.inside.SandboxedTandem;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import app.tandem.settings.Settings;
import app.tandem.settings.Switch;
import app.tandem.settings.Switches;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts that stay broken or unused, over months of the sandbox's clock, with real folders, categories and mails. */
class AbsenceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String FOLDER = "Salesforce Emails";
    private static final String ORG = "00D000000000001AAA";
    /** A tenant whose directory is looked at every day: strangers of other tests must not be found gone from it. */
    private static final String WATCHED = "00D000000000002AAA";

    private static Sandbox sandbox;
    private static ConfigurableApplicationContext tandem;
    private static PassingTime days;
    private static Rounds rounds;
    private static Accounts accounts;
    private static Users users;
    private static Switches switches;
    private static int strangers;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.free().with(1, 6));
        Map<String, String> settings = new HashMap<>(sandbox.tandemProperties(SandboxPostgres.empty()));
        settings.put("logging.level.root", "ERROR");
        tandem = SandboxedTandem.start(settings);
        sandbox.beside(new TandemOverHttp(sandbox.tandemUrl(), sandbox.insideSecret()));
        rounds = tandem.getBean(Rounds.class);
        accounts = tandem.getBean(Accounts.class);
        users = tandem.getBean(Users.class);
        switches = tandem.getBean(Switches.class);
        days = new PassingTime(sandbox, tandem);
        days.awaitQuiet();
    }

    @AfterAll
    static void stop() {
        tandem.close();
        sandbox.close();
    }

    /** Admin. */
    @Test
    void whoStaysSuspendedIsRemindedWarnedAndThenClearedAfter() {
        Person anna = sandbox.world().people().get(0);
        Person ben = sandbox.world().people().get(1);
        User of = connected(anna);
        User other = connected(ben);
        switches.user(of.tenant(), of.id(), Switch.NO_BODIES, true);
        Stream.of(of, other).forEach(AbsenceTest::suspend);
        String kept = put(ben);

        passes(Duration.ofDays(2));
        assertThat(mailsTo(anna)).containsExactly("Action required – Sync suspended");
        passes(Duration.ofHours(25));
        assertThat(mailsTo(anna)).hasSize(2).contains("Reminder – Sync is still suspended");
        passes(Duration.ofDays(7));
        assertThat(mailsTo(anna)).hasSize(3).contains("Second reminder – Sync is still suspended");
        passes(Duration.ofDays(13));
        assertThat(mailsTo(anna)).hasSize(4).contains("Last warning – Tandem clears up in seven days");
        passes(Duration.ofDays(6));
        assertThat(mailsTo(anna)).hasSize(4).doesNotHaveDuplicates();
        assertThat(folders(anna)).contains(FOLDER);
        assertThat(noBodies(of)).isTrue();

        passes(Duration.ofDays(2));
        assertThat(folders(anna)).doesNotContain(FOLDER);
        assertThat(categories(anna)).doesNotContain("Salesforce", "Sync Error", "Salesforce Unsync");
        assertThat(folders(ben)).as("a folder that holds mail stays").contains(FOLDER);
        assertThat(subjects(ben)).contains(kept);
        assertThat(categories(ben)).doesNotContain("Salesforce");
        assertThat(noBodies(of)).isFalse();
        assertThat(reasons(of, ActivityCode.MAILBOX_CLEANED)).containsExactly("ALL");
        assertThat(reasons(other, ActivityCode.MAILBOX_CLEANED)).containsExactly("FOLDER_KEPT");
        assertThat(reasons(of, ActivityCode.REMINDED)).containsExactly("LAST_WARNING", "SECOND_REMINDER", "REMINDER");

        passes(Duration.ofDays(59));
        accounts.admit(of.connectedCrm(), false);
        assertThat(noBodies(of)).as("the settings are back").isTrue();
        assertThat(reasons(of, ActivityCode.SETTINGS_RESTORED)).hasSize(1);
    }

    /** Admin A-178: nothing is cleared before the warning was given seven days for. */
    @Test
    void whoCouldNotBeWarnedInTimeGetsTheWholeWeek() {
        User carl = stranger(ORG);
        suspend(carl);
        passes(Duration.ofDays(40));
        assertThat(reasons(carl, ActivityCode.REMINDED)).containsExactly("LAST_WARNING");
        passes(Duration.ofDays(6));
        assertThat(reasons(carl, ActivityCode.SETTINGS_RESET)).isEmpty();
        passes(Duration.ofDays(2));
        assertThat(reasons(carl, ActivityCode.SETTINGS_RESET)).hasSize(1);
    }

    /** Admin A-178: a round decides by how the user stands when it comes to them. */
    @Test
    void whoComesBackWhileARoundIsAtItKeepsTheirSettings() {
        User carl = stranger(ORG);
        suspend(carl);
        passes(Duration.ofDays(40));
        Absences absences = tandem.getBean(Absences.class);
        days.pass(Duration.ofDays(8), () -> {
            try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
                absences.decide(carl.tenant(), carl.id(), suspended -> {
                    other.execute(rounds::run);
                    days.awaitWaiting();
                    // Their first cycle may have failed at the mailbox too, before they were suspended.
                    accounts.connectMailbox(
                            carl.tenant(), carl.id(), carl.connectedMailbox(), false, Actor.user(carl.id()));
                    accounts.admit(carl.connectedCrm(), false);
                });
            }
            assertThat(state(carl)).isEqualTo(UserState.RUNNING);
            assertThat(reasons(carl, ActivityCode.SETTINGS_RESET)).isEmpty();
        });
    }

    /** Admin, sync X-20: paused and not at the pane for 30 days; coming back undoes it. */
    @Test
    void whoNeitherUsesThePaneNorSyncsIsSwitchedOffUntilTheyReturn() {
        Person dora = sandbox.world().people().get(2);
        Person emil = sandbox.world().people().get(3);
        User paused = connected(dora);
        User running = connected(emil);
        switches.user(paused.tenant(), paused.id(), Switch.NO_BODIES, true);
        users.pause(paused.tenant(), paused.id());
        passes(Duration.ofDays(20));
        tandem.getBean(Absences.class).seen(paused.tenant(), paused.id());
        passes(Duration.ofDays(20));
        assertThat(state(paused)).isEqualTo(UserState.PAUSED);

        passes(Duration.ofDays(11));
        assertThat(state(paused)).isEqualTo(UserState.DEACTIVATED);
        assertThat(reasons(paused, ActivityCode.MAILBOX_CLEANED)).hasSize(1);
        assertThat(reasons(paused, ActivityCode.SYNC_DISABLED_UNUSED)).containsExactly("UNUSED");
        assertThat(folders(dora)).doesNotContain(FOLDER);
        assertThat(noBodies(paused)).isFalse();
        assertThat(state(running)).as("whose sync goes on is there").isEqualTo(UserState.RUNNING);

        tandem.getBean(Absences.class).returned(paused.tenant(), paused.id());
        assertThat(state(paused)).isEqualTo(UserState.PAUSED);
        assertThat(noBodies(paused)).isTrue();
        users.resume(paused.tenant(), paused.id());
        await().atMost(PATIENCE).until(() -> folders(dora).contains(FOLDER));
    }

    /** Admin: a session that failed is one; the month begins once the sync has stopped. */
    @Test
    void theMonthBeginsWithTheLastSessionHoweverItEnded() {
        User finn = connected(sandbox.world().people().get(5));
        users.pause(finn.tenant(), finn.id());
        passes(Duration.ofDays(20));
        Leases leases = tandem.getBean(Leases.class);
        Lease session = leases.acquire(finn.tenant(), finn.id(), "a node", Duration.ofMinutes(1))
                .orElseThrow();
        leases.release(session, "MAILBOX 503");
        passes(Duration.ofDays(20));
        assertThat(state(finn)).isEqualTo(UserState.PAUSED);

        passes(Duration.ofDays(11));
        assertThat(state(finn)).isEqualTo(UserState.DEACTIVATED);
    }

    /** Admin: off until the tenant wants it; administrators stay; nothing of the person does. */
    @Test
    void whoIsNeverThereIsRemovedWhereTheTenantWantsThat() {
        Person frida = sandbox.world().people().get(4);
        User gone = connected(frida);
        users.pause(gone.tenant(), gone.id());
        User admin = accounts.admit(crm(gone.connectedCrm().orgId()), true);
        User never = accounts.admit(crm(gone.connectedCrm().orgId()), false);
        passes(Duration.ofDays(200));
        assertThat(List.of(state(gone), state(never), state(admin))).containsOnly(UserState.DEACTIVATED);

        switches.tenant(gone.tenant(), Switch.CLEANUP_MONTHS, 6, false);
        rounds.run();

        switches.tenant(gone.tenant(), Switch.CLEANUP_MONTHS, null, false);
        assertThat(users.find(gone.tenant(), gone.id())).isEmpty();
        assertThat(users.find(never.tenant(), never.id())).isEmpty();
        assertThat(users.find(admin.tenant(), admin.id())).isPresent();
        assertThat(tablesThatKnow(gone)).isSubsetOf("activity", "message_claim", "undone");
        assertThat(reasons(gone, ActivityCode.USER_REMOVED)).containsExactly("UNUSED");
        assertThatThrownBy(() -> tandem.getBean(Absences.class).remove(admin.tenant(), admin.id(), "UNUSED"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Admin A-189, sync X-23: where the directory says so, off at once and removed after 30 days; never many at once. */
    @Test
    void whoIsGoneFromTheDirectoryIsSwitchedOffAndLaterRemoved() {
        sandbox.entra().grantAdminConsent("tandem");
        DirectoryRounds directory = tandem.getBean(DirectoryRounds.class);
        User gone = stranger(WATCHED);
        tandem.getBean(Tenants.class).directoryGranted(gone.tenant(), World.TENANT_ID, Actor.admin(gone.id()));
        directory.run();
        assertThat(state(gone)).as("nobody asked for it").isNotEqualTo(UserState.DEACTIVATED);

        switches.tenant(gone.tenant(), Switch.DIRECTORY_CLEANUP, true, false);
        directory.run();
        assertThat(reasons(gone, ActivityCode.SYNC_DISABLED_UNUSED)).containsExactly("GONE_FROM_DIRECTORY");
        days.pass(Duration.ofDays(29));
        directory.run();
        assertThat(users.find(gone.tenant(), gone.id())).isPresent();
        // The engine's own daily look must not meet half of them.
        switches.tenant(gone.tenant(), Switch.DIRECTORY_CLEANUP, false, false);
        List<User> many = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            many.add(stranger(WATCHED));
        }
        switches.tenant(gone.tenant(), Switch.DIRECTORY_CLEANUP, true, false);
        days.pass(Duration.ofDays(2));
        directory.run();
        assertThat(users.find(gone.tenant(), gone.id())).as("too many at once").isPresent();
        assertThat(many).noneMatch(one -> state(one) == UserState.DEACTIVATED);

        many.forEach(one -> accounts.disconnect(one.tenant(), one.id(), Side.MAILBOX, Actor.SYSTEM));
        directory.run();
        assertThat(users.find(gone.tenant(), gone.id())).isEmpty();
    }

    private static User connected(Person person) {
        sandbox.connect(person);
        User user = users.byMailbox(World.TENANT_ID, person.entraId()).getFirst();
        await().atMost(PATIENCE).until(() -> folders(person).contains(FOLDER));
        return user;
    }

    /** A user whose mailbox and Salesforce user exist nowhere. */
    private static User stranger(String org) {
        CrmConnection crm = crm(org);
        User user = accounts.admit(crm, false);
        MailboxConnection mailbox =
                new MailboxConnection(World.TENANT_ID, UUID.randomUUID().toString(), crm.userName(), Access.DELEGATED);
        accounts.connectMailbox(user.tenant(), user.id(), mailbox, false, Actor.user(user.id()));
        return users.find(user.tenant(), user.id()).orElseThrow();
    }

    private static CrmConnection crm(String org) {
        String number = "005%012dAAA".formatted(900_000_000_000L + ++strangers);
        java.net.URI login = java.net.URI.create(sandbox.salesforceUrl());
        return new CrmConnection(org, number, "stranger" + strangers + "@x.example", login, login, Access.DELEGATED);
    }

    private static void suspend(User user) {
        users.cycleFailed(user.tenant(), user.id(), Side.CRM, new RemoteFailure.GrantRejected("invalid_grant"));
    }

    /** Time passes and the engine's own round comes; a second round of the same time must change nothing. */
    private static void passes(Duration time) {
        days.pass(time);
        rounds.run();
        days.awaitQuiet();
    }

    private static List<String> mailsTo(Person person) {
        return sandbox.smtpMails().stream()
                .filter(mail -> isTo(mail, person))
                .map(AbsenceTest::subject)
                .filter(subject -> subject.contains("uspended") || subject.contains("warning"))
                .toList();
    }

    private static boolean isTo(MimeMessage mail, Person person) {
        try {
            return mail.getRecipients(Message.RecipientType.TO)[0].toString().equals(person.mail());
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String put(Person person) {
        String subject = "Left in the folder";
        Folder folder = locked(
                person,
                mailbox -> mailbox.folders().root().children().stream()
                        .filter(one -> one.displayName().equals(FOLDER))
                        .findFirst()
                        .orElseThrow());
        String id = locked(person, mailbox -> mailbox.ids().folder(folder.number()));
        byte[] mime = ("From: a@x.example\r\nTo: " + person.mail() + "\r\nSubject: " + subject
                        + "\r\nMessage-ID: <left@x.example>\r\n\r\nHello\r\n")
                .getBytes(StandardCharsets.UTF_8);
        sandbox.deliver(person, id, sandbox.kernel().clock.now(), mime);
        return subject;
    }

    private static List<String> folders(Person person) {
        return locked(
                person,
                mailbox -> mailbox.folders().root().children().stream()
                        .map(Folder::displayName)
                        .toList());
    }

    private static List<String> categories(Person person) {
        return locked(
                person,
                mailbox -> mailbox.categories().values().stream()
                        .map(Category::displayName)
                        .toList());
    }

    private static List<String> subjects(Person person) {
        return locked(
                person,
                mailbox -> mailbox.messages().stream()
                        .map(message -> String.valueOf(message.subject))
                        .toList());
    }

    private static <T> T locked(Person person, java.util.function.Function<Mailbox, T> look) {
        Mailbox mailbox = sandbox.graph().store().byAddress(person.mail()).orElseThrow();
        return mailbox.locked(() -> look.apply(mailbox));
    }

    private static boolean noBodies(User user) {
        return tandem.getBean(Settings.class)
                .mail(user.tenant(), user.id())
                .text()
                .noBodies();
    }

    private static UserState state(User user) {
        return users.find(user.tenant(), user.id()).orElseThrow().state();
    }

    /** Newest first. */
    private static List<String> reasons(User user, ActivityCode code) {
        return accounts.activity(user.tenant(), Optional.of(user.id()), 100).stream()
                .filter(line -> line.code() == code)
                .map(Activity::reason)
                .toList();
    }

    private static List<String> tablesThatKnow(User user) {
        JdbcClient jdbc = tandem.getBean(JdbcClient.class);
        List<String> tables = jdbc.sql("""
                select table_name from information_schema.columns where table_schema = 'public' and column_name = 'user_id'
                """).query(String.class).list();
        assertThat(tables).contains("mail_entry", "lease", "sealed_grant", "setting", "notice");
        return tables.stream()
                .filter(table -> jdbc.sql("select count(*) from " + table + " where user_id = ?")
                                .param(user.id().value())
                                .query(Long.class)
                                .single()
                        > 0)
                .toList();
    }
}
