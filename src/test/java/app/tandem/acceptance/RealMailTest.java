package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.world.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Every real message is moved to the folder in one go: all saved, none lost, none doubled, contents equal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealMailTest {

    /** Receipts, delivery reports and answers to meetings are never saved. */
    private static final String SERVICE_MAIL = "sync E-12";

    /** No record is known (E-48), or the message is a copy of one of which no record is known (D-5). */
    private static final List<String> WITHOUT_RECORD = List.of("sync E-48", "sync D-5", SERVICE_MAIL);

    private static final List<String> FIELDS = List.of(
            "Id",
            "Subject",
            "Description",
            "Status",
            "ActivityDate",
            "FromAddress",
            "FromName",
            "MessageDate",
            "tandem__SendDate__c",
            "tandem__From__c",
            "tandem__IsCreatedBySync__c");

    private record Delivered(RealMails.One mail, String id, JsonNode before, JsonNode why) {

        @Override
        public String toString() {
            return mail.file() + " " + why;
        }

        String record() {
            return why.path("records").path(0).path("id").asString();
        }

        boolean isSaved() {
            return why.path("state").asString().equals("saved");
        }
    }

    private List<RealMails.One> mails;
    private Stage stage;

    @BeforeAll
    void start() {
        mails = RealMails.all();
        stage = Stage.open(3);
    }

    @AfterAll
    void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    @DisplayName("completed tasks: E-3, P-3, A-1, D-1, L-1")
    void everyRealMailBecomesOneCompletedTaskWithItsFiles() {
        Person anna = stage.person(0);
        List<Delivered> all = run(anna, "tasks");
        Map<String, JsonNode> rows = rows(anna, "Task");
        assertThat(rows).hasSize(records(all).size());
        List<String> differences = new ArrayList<>();
        List<Delivered> owners =
                owners(all, (one, found) -> compareTask(one, rows.get(one.record()), found), differences);
        assertThat(differences).isEmpty();
        assertThat(compareFiles(anna, owners)).isEmpty();
    }

    @Test
    @DisplayName("e-mail messages: E-4, P-1, P-2, A-1, D-1")
    void everyRealMailBecomesOneEmailMessageWithItsFiles() {
        Person emma = stage.person(1);
        List<Delivered> all = run(emma, "e-mail messages");
        Map<String, JsonNode> rows = rows(emma, "EmailMessage");
        assertThat(rows).hasSize(records(all).size());
        List<String> differences = new ArrayList<>();
        List<Delivered> owners =
                owners(all, (one, found) -> compareMessage(one, rows.get(one.record()), found), differences);
        assertThat(differences).isEmpty();
        assertThat(compareFiles(emma, owners)).isEmpty();
    }

    /** Half of the senders are known; the rest is refused with a reason until saving without records is switched on. */
    private List<Delivered> run(Person person, String what) {
        stage.set("{\"S-41\":0}");
        introduceHalfOfTheSenders(person);
        stage.connect(List.of(person));
        Map<String, RealMails.One> delivered = new LinkedHashMap<>();
        Map<String, JsonNode> seen = new HashMap<>();
        for (RealMails.One mail : mails) {
            JsonNode date = mail.index().path("date_utc");
            String id = stage.deliver(person, "inbox", date.isNull() ? null : date.asString(), mail.mime());
            delivered.put(id, mail);
            seen.put(id, stage.mailboxes().message(person.mail(), id, "id,receivedDateTime"));
        }
        Map<String, String> moved = stage.mailboxes().mark(person.mail(), List.copyOf(delivered.keySet()));
        assertThat(moved).hasSize(mails.size());
        stage.settle(0);
        List<Delivered> first = answers(person, delivered, seen);
        print("real mails as " + what + ", saving without records off", first, rows(person, type(person)));
        assertThat(first)
                .filteredOn(one -> !one.isSaved())
                .extracting(one -> one.why().path("rule").asString())
                .isSubsetOf(WITHOUT_RECORD);
        assertThat(first).anyMatch(Delivered::isSaved).anyMatch(one -> !one.isSaved());
        stage.set("{\"S-41\":1}");
        stage.settle(2);
        List<Delivered> last = answers(person, delivered, seen);
        print("real mails as " + what + ", saving without records on", last, rows(person, type(person)));
        assertThat(last)
                .filteredOn(one -> !one.isSaved())
                .allSatisfy(one -> assertThat(one.why().path("rule").asString()).isEqualTo(SERVICE_MAIL))
                .allMatch(RealMailTest::isReport, "is a report or an answer to a meeting");
        return last.stream().filter(Delivered::isSaved).toList();
    }

    private static boolean isReport(Delivered one) {
        String mime = new String(one.mail().mime(), java.nio.charset.StandardCharsets.ISO_8859_1)
                .toLowerCase(java.util.Locale.ROOT);
        return mime.contains("multipart/report") || mime.contains("text/calendar");
    }

    private String type(Person person) {
        return person.equals(stage.person(0)) ? "Task" : "EmailMessage";
    }

    private void introduceHalfOfTheSenders(Person person) {
        Set<String> senders = new HashSet<>();
        mails.forEach(mail -> senders.add(mail.from().toLowerCase(java.util.Locale.ROOT)));
        String account = stage.org(person).create("Account", Map.of("Name", "Correspondents"));
        senders.stream()
                .filter(sender -> sender.matches("[a-z0-9._+-]+@[a-z0-9-]+(\\.[a-z0-9-]+)+"))
                .filter(sender -> sender.hashCode() % 2 == 0)
                .forEach(sender -> stage.org(person)
                        .create("Contact", Map.of("LastName", "Known", "Email", sender, "AccountId", account)));
    }

    private List<Delivered> answers(Person person, Map<String, RealMails.One> delivered, Map<String, JsonNode> seen) {
        List<Delivered> answers = new ArrayList<>();
        delivered.forEach((id, mail) -> answers.add(new Delivered(mail, id, seen.get(id), stage.why(person, id))));
        return answers;
    }

    /** Tandem's records, by id. */
    private Map<String, JsonNode> rows(Person person, String type) {
        Map<String, JsonNode> rows = new HashMap<>();
        stage.org(person)
                .records(type, FIELDS)
                .forEach(row -> rows.put(row.path("Id").asString(), row));
        rows.values().removeIf(row -> !row.path("tandem__IsCreatedBySync__c").asBoolean());
        return rows;
    }

    private static Set<String> records(List<Delivered> all) {
        Set<String> records = new HashSet<>();
        all.forEach(one -> records.add(one.record()));
        return records;
    }

    /** Of messages that share a Message-ID one is the record, and the others point to it (sync D-1): the one that fits best. */
    private static List<Delivered> owners(List<Delivered> all, Comparison comparison, List<String> differences) {
        Map<String, Delivered> owners = new LinkedHashMap<>();
        Map<String, List<String>> least = new HashMap<>();
        for (Delivered one : all) {
            List<String> found = new ArrayList<>();
            if (!one.mail().isMalformed()) {
                comparison.compare(one, found);
            }
            List<String> now = least.get(one.record());
            if (now == null || found.size() < now.size()) {
                owners.put(one.record(), one);
                least.put(one.record(), found);
            }
        }
        least.values().forEach(differences::addAll);
        return List.copyOf(owners.values());
    }

    private interface Comparison {
        void compare(Delivered one, List<String> differences);
    }

    private static String shown(Delivered one) {
        String subject = one.mail().subject().strip();
        String cut = subject.length() > 255 ? subject.substring(0, 255) : subject;
        return cut.isEmpty() ? "(no subject)" : cut;
    }

    private void compareTask(Delivered one, JsonNode task, List<String> differences) {
        String file = one.mail().file();
        same(
                differences,
                file,
                "subject",
                shown(one),
                blanks(task.path("Subject").asString("")));
        same(
                differences,
                file,
                "sender",
                lower(one.mail().from()),
                lower(task.path("tandem__From__c").asString("")));
        String description = task.path("Description").asString("");
        same(differences, file, "to", one.mail().index().path("to_count").asInt(), people(description, "To: "));
        same(differences, file, "cc", one.mail().index().path("cc_count").asInt(), people(description, "Cc: "));
        same(differences, file, "status", "Completed", task.path("Status").asString());
        date(one, differences, task.path("tandem__SendDate__c").asString(""));
        Instant when = Instant.parse(one.before().path("receivedDateTime").asString());
        LocalDate day = when.atZone(ZoneId.of(stage.person(0).timeZone())).toLocalDate();
        same(differences, file, "day", day.toString(), task.path("ActivityDate").asString(""));
    }

    private static void compareMessage(Delivered one, JsonNode message, List<String> differences) {
        String file = one.mail().file();
        same(
                differences,
                file,
                "subject",
                shown(one),
                blanks(message.path("Subject").asString("")));
        String from = message.path("FromAddress").asString("");
        String known = from.isEmpty() ? message.path("FromName").asString("") : from;
        if (!lower(known).contains(lower(one.mail().from()))) {
            same(differences, file, "sender", one.mail().from(), known);
        }
        date(one, differences, message.path("MessageDate").asString(""));
    }

    private static void date(Delivered one, List<String> differences, String stored) {
        JsonNode date = one.mail().index().path("date_utc");
        String expected = date.isNull() ? one.before().path("receivedDateTime").asString() : date.asString();
        String actual = stored.isEmpty()
                ? ""
                : java.time.OffsetDateTime.parse(stored.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                        .toInstant()
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                        .toString();
        same(differences, one.mail().file(), "date", expected, actual);
    }

    private static int people(String description, String label) {
        String head = description.split("\n\n", 2)[0];
        return head.lines()
                .filter(line -> line.startsWith(label))
                .mapToInt(line -> line.split("; ").length)
                .sum();
    }

    private List<String> compareFiles(Person person, List<Delivered> all) {
        List<String> differences = new ArrayList<>();
        List<String> records = all.stream().map(Delivered::record).toList();
        Map<String, List<Org.StoredFile>> stored = stage.org(person).files(records);
        int equal = 0;
        int left = 0;
        for (Delivered one : all) {
            List<String> hashes = new ArrayList<>(stored.getOrDefault(one.record(), List.of()).stream()
                    .map(Org.StoredFile::sha256)
                    .toList());
            String id = one.before().path("id").asString();
            int place = 0;
            for (JsonNode attachment : filesFirst(stage.mailboxes().attachments(person.mail(), id))) {
                byte[] bytes = stage.mailboxes()
                        .attachment(person.mail(), id, attachment.path("id").asString());
                boolean inline = attachment.path("isInline").asBoolean();
                if (!inline) {
                    size(one, attachment, place++, bytes, differences);
                }
                if (hashes.remove(Wire.sha256(bytes))) {
                    equal++;
                } else if (inline || isSignaturePicture(attachment)) {
                    left++;
                } else {
                    differences.add(one.mail().file() + ": attachment "
                            + attachment.path("name").asString() + " of " + bytes.length
                            + " bytes is not in Salesforce");
                }
            }
            hashes.forEach(hash -> differences.add(one.mail().file() + ": a file that no attachment is"));
        }
        System.out.printf(
                "attachments equal by SHA-256: %d, pictures of body or signature left out: %d, different: %d%n",
                equal, left, differences.size());
        assertThat(equal).isGreaterThan(50);
        return differences;
    }

    /** The same picture may be shown in the body and be attached. */
    private static List<JsonNode> filesFirst(JsonNode attachments) {
        List<JsonNode> all = new ArrayList<>();
        attachments.forEach(all::add);
        all.sort(java.util.Comparator.comparing(one -> one.path("isInline").asBoolean()));
        return all;
    }

    private static boolean isSignaturePicture(JsonNode attachment) {
        return attachment.path("contentType").asString().startsWith("image/")
                && attachment.path("size").asInt() <= 16 * 1024;
    }

    private static void size(Delivered one, JsonNode attachment, int place, byte[] bytes, List<String> differences) {
        JsonNode expected = one.mail().index().path("attachments").path(place);
        boolean item = attachment.path("@odata.type").asString().endsWith("itemAttachment");
        boolean message = expected.path("content_type").asString().startsWith("message/");
        if (one.mail().isMalformed() || item || message) {
            return;
        }
        int wanted = expected.path("decoded_size").asInt();
        int lines = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .length();
        if (bytes.length != wanted && lines != wanted) {
            differences.add(
                    one.mail().file() + ": attachment " + place + " has " + bytes.length + " bytes, not " + wanted);
        }
    }

    private static void same(List<String> differences, String file, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differences.add(file + " " + what + ": expected " + expected + " but " + actual);
        }
    }

    private static String lower(String address) {
        return address.toLowerCase(java.util.Locale.ROOT);
    }

    private static String blanks(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static void print(String what, List<Delivered> all, Map<String, JsonNode> rows) {
        Map<String, Integer> refused = new TreeMap<>();
        int saved = 0;
        int lost = 0;
        Set<String> records = new HashSet<>();
        for (Delivered one : all) {
            String state = one.why().path("state").asString();
            if (one.isSaved() && rows.containsKey(one.record())) {
                saved++;
                records.add(one.record());
            } else if (!one.isSaved() && !state.equals("leftAlone")) {
                refused.merge(
                        one.why().path("rule").asString() + " "
                                + one.why().path("code").asString(""),
                        1,
                        Integer::sum);
            } else {
                lost++;
            }
        }
        int doubled = rows.size() - records.size();
        System.out.printf("%n%s: %d moved%n", what, all.size());
        System.out.printf(
                "  saved    %4d in %d records (the others are copies by Message-ID)%n", saved, records.size());
        System.out.printf(
                "  refused  %4d %s%n",
                refused.values().stream().mapToInt(n -> n).sum(), refused);
        System.out.printf("  lost     %4d%n  doubled  %4d%n", lost, doubled);
        assertThat(lost).as("lost").isZero();
        assertThat(doubled).as("doubled").isZero();
    }
}
