package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.SandboxPostgres;
import app.tandem.sandbox.world.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Tandem in a JVM of its own, killed without warning while it saves. {@code -Dtandem.kills=20} kills more often than an
 * ordinary build, {@code -Dtandem.seed} chooses the moments. Where the real mail lies beside the checkout it is among the mail
 * that is saved.
 */
class KillTest {

    private static final int KILLS = Integer.getInteger("tandem.kills", 4);
    private static final long SEED = Long.getLong("tandem.seed", 4711);
    private static final int MAILS_A_ROUND = 12;
    private static final Duration STARTS = Duration.ofMinutes(2);

    /** Longer than a dead node's lease and its unfinished work are respected (design.md section 5). */
    private static final String LEASE_IS_OVER = "PT41S";

    private static final String CREATED_BY_SYNC = "tandem__IsCreatedBySync__c";
    private static final String SERVICE_MAIL = "sync E-12";

    private static Stage stage;
    private static @Nullable Node tandem;

    @BeforeAll
    static void begin() {
        stage = Stage.without(3, SandboxPostgres.empty());
        start();
        stage.connect(List.of(stage.person(0)));
    }

    @AfterAll
    static void end() {
        if (tandem != null) {
            tandem.close();
        }
        stage.close();
    }

    @Test
    @DisplayName("P4: killed at any moment, nothing is lost and nothing is doubled")
    void aKilledNodeLosesAndDoublesNothing() {
        System.out.printf("./mvnw verify -Dtest=KillTest -Dtandem.kills=%d -Dtandem.seed=%d%n", KILLS, SEED);
        Random dice = new Random(SEED);
        Person anna = stage.person(0);
        String contact = stage.org(anna)
                .query("SELECT Email FROM Contact WHERE Email != null AND AccountId != null LIMIT 1")
                .getFirst()
                .path("Email")
                .asString();
        stage.set("{\"S-41\":1}");
        List<Integer> calls = new ArrayList<>();
        List<Long> seconds = new ArrayList<>();
        Map<String, RealMails.One> real = new LinkedHashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> ids = new ArrayList<>(deliver(anna, share(kill), real));
            for (int i = 0; i < MAILS_A_ROUND; i++) {
                ids.add(stage.deliver(
                        anna, "inbox", null, Mails.withFile(contact, anna.mail(), "Killed " + kill + "-" + i)));
            }
            stage.untilQuiet();
            stage.control("DELETE", "/calls", "");
            stage.mailboxes().mark(anna.mail(), ids);
            int at = 1 + dice.nextInt(ids.size() * 4);
            Wire.until("the moment to kill", STARTS, () -> work() >= at || stage.isQuiet());
            calls.add(work());
            long killed = System.nanoTime();
            kill();
            stage.advance(LEASE_IS_OVER);
            start();
            stage.untilQuiet();
            seconds.add(Duration.ofNanos(System.nanoTime() - killed).toSeconds());
        }
        stage.settle(1);

        System.out.printf("killed %d times, after so many calls of the work under way: %s%n", KILLS, calls);
        System.out.printf("quiet again after so many seconds: %s%n", seconds);
        everyRealMailIsSavedOnce(anna, real);
        int mails = KILLS * MAILS_A_ROUND;
        assertThat(stage.tasks(anna, "Killed")).as("tasks of %d mails", mails).isEqualTo(mails);
        List<SavedMail> saved = stage.saved(List.of(anna)).stream()
                .filter(mail -> mail.subject().startsWith("Killed"))
                .toList();
        assertThat(saved).hasSize(mails).doesNotHaveDuplicates();
        assertThat(saved).allSatisfy(mail -> assertThat(mail.files()).hasSize(1));
    }

    /** This round's part of the real mail. */
    private static List<RealMails.One> share(int round) {
        List<RealMails.One> all = RealMails.present();
        return all.subList(all.size() * round / KILLS, all.size() * (round + 1) / KILLS);
    }

    private static List<String> deliver(
            Person person, List<RealMails.One> mails, Map<String, RealMails.One> delivered) {
        List<String> ids = new ArrayList<>();
        for (RealMails.One mail : mails) {
            String id = stage.deliver(person, "inbox", null, mail.mime());
            delivered.put(id, mail);
            ids.add(id);
        }
        return ids;
    }

    /** Reports and answers to meetings are left alone by name (sync E-12), copies by Message-ID share a record (sync D-1). */
    private static void everyRealMailIsSavedOnce(Person person, Map<String, RealMails.One> real) {
        Set<String> records = new HashSet<>();
        List<String> lost = new ArrayList<>();
        real.forEach((id, mail) -> {
            JsonNode why = stage.why(person, id);
            if (why.path("state").asString().equals("saved")) {
                records.add(why.path("records").path(0).path("id").asString());
            } else if (!why.path("rule").asString().equals(SERVICE_MAIL)) {
                lost.add(mail.file() + " " + why);
            }
        });
        List<String> rows = new ArrayList<>();
        for (JsonNode row : stage.org(person).records("Task", List.of("Id", "Subject", CREATED_BY_SYNC))) {
            if (row.path(CREATED_BY_SYNC).asBoolean()
                    && !row.path("Subject").asString("").startsWith("Killed")) {
                rows.add(row.path("Id").asString());
            }
        }
        System.out.printf("real mails: %d, in %d records, lost %s%n", real.size(), records.size(), lost);
        assertThat(lost).as("lost").isEmpty();
        assertThat(rows).as("doubled").containsExactlyInAnyOrderElementsOf(records);
    }

    /** Calls to Graph and Salesforce since the mails were marked. */
    private static int work() {
        return stage.calls("graph").size() + stage.calls("salesforce").size();
    }

    private static void kill() {
        java.util.Objects.requireNonNull(tandem).close();
    }

    private static void start() {
        tandem = Node.start(stage, "-Xmx512m");
    }
}
