package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.acceptance.BadMails.Bad;
import app.tandem.sandbox.SandboxPostgres;
import app.tandem.sandbox.world.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Mail as it should not be reaches two people at once, whose Tandem has little memory: all of it is saved whole or refused
 * by name, and nobody beside them notices.
 */
class BadInputTest {

    private static final int MEGABYTES = 256;
    private static final int ORDINARY = 20;

    /** Bytes of the largest file: what is set by nobody, and what one user was given. */
    private static final long USUAL = 25L << 20;

    private static final long MUCH = 64L << 20;
    private static final Pattern ENDED = Pattern.compile("cycle of user \\S+ ended with (\\S+)");
    private static final Pattern HELD = Pattern.compile("->(\\d+)M\\(");

    private static Stage stage;
    private static Node tandem;

    @BeforeAll
    static void begin() {
        stage = Stage.without(6, SandboxPostgres.empty());
        stage.settings().put("logging.level.app.tandem", "INFO");
        tandem = Node.start(stage, "-Xmx" + MEGABYTES + "m", "-XX:+ExitOnOutOfMemoryError", "-Xlog:gc,gc+init:stdout");
        stage.connect(stage.people());
        stage.set("{\"S-41\":1}");
    }

    @AfterAll
    static void end() {
        if (!tandem.isAlive()) {
            System.out.println(tandem.log());
        }
        tandem.close();
        stage.close();
    }

    @Test
    @DisplayName("P1, P8, E-3, E-4, A-4, Z-35: bad mail is saved whole or refused by name, and harms nobody")
    void badMailIsSavedWholeOrRefusedByNameAndHarmsNobody() {
        Person anna = stage.person(0);
        Person emma = stage.person(1);
        stage.control(
                "PUT",
                "/tandem/settings?scope=user&user=" + anna.mail(),
                "{\"S-74\":{\"blocked\":[],\"max\":" + MUCH + ",\"min\":{}}}");
        Map<Person, Map<String, Bad>> bad = new LinkedHashMap<>();
        bad.put(anna, delivered(anna, MUCH));
        bad.put(emma, delivered(emma, USUAL));
        Map<Person, List<String>> ordinary = new LinkedHashMap<>();
        List.of(stage.person(3), stage.person(4)).forEach(person -> ordinary.put(person, ordinary(person)));

        bad.forEach((person, mails) -> stage.mailboxes().mark(person.mail(), List.copyOf(mails.keySet())));
        ordinary.forEach((person, mails) -> stage.mailboxes().mark(person.mail(), mails));
        ordinary.forEach((person, mails) -> Wire.until(
                "the mail of " + person.mail(),
                Stage.PATIENCE,
                () -> mails.stream().allMatch(id -> isSaved(stage.why(person, id)))));
        stage.settle(1);

        printFigures();
        SoftAssertions all = new SoftAssertions();
        bad.forEach((person, mails) -> compare(person, mails, all));
        all.assertAll();
        assertThat(connected())
                .containsAll(bad.keySet().stream().map(Person::mail).toList());
        assertThat(stage.cycle()).as("cycles that failed").isZero();
        assertHealthy();
    }

    private static void assertHealthy() {
        String log = tandem.log();
        List<String> ends =
                ENDED.matcher(log).results().map(end -> end.group(1)).toList();
        assertThat(tandem.isAlive()).isTrue();
        assertThat(log).contains("Heap Max Capacity: " + MEGABYTES + "M").doesNotContain("OutOfMemoryError");
        assertThat(log.lines().filter(line -> line.contains(" ERROR "))).isEmpty();
        assertThat(ends).isNotEmpty().containsOnly("OK");
    }

    private static void printFigures() {
        String log = tandem.log();
        int most = HELD.matcher(log)
                .results()
                .mapToInt(held -> Integer.parseInt(held.group(1)))
                .max()
                .orElse(0);
        System.out.printf(
                "%d cycles, at most %d MB after a collection, of %d MB%n",
                ENDED.matcher(log).results().count(), most, MEGABYTES);
    }

    private static Map<String, Bad> delivered(Person person, long limit) {
        Map<String, Bad> mails = new LinkedHashMap<>();
        for (Bad bad : BadMails.all(person.mail(), limit)) {
            String id = bad.mime() == null
                    ? stage.mailboxes().create(person.mail(), bad.json())
                    : stage.deliver(person, "inbox", null, bad.mime());
            mails.put(id, bad);
        }
        return mails;
    }

    private static List<String> ordinary(Person person) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < ORDINARY; i++) {
            ids.add(stage.deliver(person, "inbox", null, Wire.utf8("""
                    From: <customer@y.example>
                    Subject: Ordinary %d
                    Message-ID: <ordinary-%d@%s>
                    Date: Fri, 20 Nov 2026 10:00:00 +0000

                    Hello
                    """.formatted(i, i, person.mail())
                    .replace("\n", "\r\n"))));
        }
        return ids;
    }

    private static void compare(Person person, Map<String, Bad> mails, SoftAssertions all) {
        Map<String, JsonNode> rows = rows(person);
        Map<String, List<Org.StoredFile>> files = stage.org(person).files(rows.keySet());
        mails.forEach((id, bad) -> {
            JsonNode why = stage.why(person, id);
            String what = bad.name() + " of " + person.mail() + ": " + why;
            if (bad.refused() != null) {
                all.assertThat(why.path("state").asString()).as(what).isEqualTo("refused");
                all.assertThat(why.path("code").asString()).as(what).isEqualTo(bad.refused());
                return;
            }
            all.assertThat(isSaved(why)).as(what).isTrue();
            String record = why.path("records").path(0).path("id").asString("");
            JsonNode row = rows.get(record);
            all.assertThat(row).as(what).isNotNull();
            if (row != null) {
                compare(bad, row, files.getOrDefault(record, List.of()), all, what);
            }
        });
    }

    private static void compare(Bad bad, JsonNode row, List<Org.StoredFile> files, SoftAssertions all, String what) {
        boolean task = row.has("Description");
        all.assertThat(row.path("Subject").asString("")).as(what).isEqualTo(cut(bad.subject(), task ? 255 : 3_000));
        String text = row.path("Description").asString("")
                + row.path("TextBody").asString("") + " "
                + row.path("ToAddress").asString("") + row.path("CcAddress").asString("");
        List<String> parts = new ArrayList<>(bad.parts());
        parts.addAll(task ? bad.names() : List.of());
        parts.forEach(part ->
                all.assertThat(text.contains(part)).as(what + " holds " + part).isTrue());
        all.assertThat(files).as(what).extracting(Org.StoredFile::sha256).containsAll(bad.files());
    }

    private static String cut(String subject, int most) {
        return subject.length() <= most ? subject : subject.substring(0, most - 1) + "…";
    }

    private static Map<String, JsonNode> rows(Person person) {
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        for (String type : List.of("Task", "EmailMessage")) {
            stage
                    .org(person)
                    .records(
                            type,
                            List.of(
                                    "Id",
                                    "Subject",
                                    "Description",
                                    "TextBody",
                                    "ToAddress",
                                    "CcAddress",
                                    "tandem__IsCreatedBySync__c"))
                    .stream()
                    .filter(row -> row.path("tandem__IsCreatedBySync__c").asBoolean())
                    .forEach(row -> rows.put(row.path("Id").asString(), row));
        }
        return rows;
    }

    private static List<String> connected() {
        List<String> running = new ArrayList<>();
        for (JsonNode user : stage.control("GET", "/users", "").json()) {
            if (user.path("connected").asBoolean() && !user.path("paused").asBoolean()) {
                running.add(user.path("mail").asString());
            }
        }
        return running;
    }

    private static boolean isSaved(JsonNode why) {
        return why.path("state").asString().equals("saved");
    }
}
