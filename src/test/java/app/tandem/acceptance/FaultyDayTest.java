package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.User;
import app.tandem.account.Users;
import app.tandem.engine.Wishes;
import app.tandem.item.ItemId;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.sandbox.world.Content;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The same mails on a calm day and on a day when every kind of call fails in every way it can: the same content in
 * Salesforce. {@code -Dtandem.faults.seed} deals other faults, {@code -Dtandem.faults.days=5} more days of them.
 */
class FaultyDayTest {

    private static final int PEOPLE = 3;
    /** As many as there are faults for what one wave makes a single call of. */
    private static final int WAVES = 8;
    /** As many rows as one call takes. */
    private static final int FULL_CALL = 200;
    /** Beyond what goes into a SOAP call: such a file is sent over REST. */
    private static final int LARGE_FILE = 3 * 1024 * 1024 + 4321;

    /** Looks at the world per wave; then at most until all faults have struck, and until nothing waits. */
    private static final int ROUNDS = 4;

    private static final int MOST_ROUNDS = 20;
    /** Longer than the first retries and late notifications; a few make an Entra token old. */
    private static final String ROUND = "PT20M";
    /** Over half of a subscription's life. */
    private static final String RENEWALS = "P4D";

    private static final Instant DAY = Instant.parse("2026-11-20T08:00:00Z");
    private static final long SEED = Long.getLong("tandem.faults.seed", 20261120L);
    private static final int DAYS = Integer.getInteger("tandem.faults.days", 1);
    /** Receipts and reports are never saved (sync E-12). */
    private static final String SERVICE_MAIL = "refused sync E-12";

    private static final String FORWARDED = "forwarded-";
    private static final String CHOSEN = "chosen-";

    private static final Pattern NAMED = Pattern.compile("(?im)^message-id:\\s*\\S");

    private record Post(Person person, byte[] mime) {

        /** Exchange names a message that has no name of its own, each day another. */
        Post named(int number) {
            String text = new String(mime, StandardCharsets.ISO_8859_1);
            String head = text.split("\\r?\\n\\r?\\n", 2)[0];
            String name = "Message-ID: <nameless-" + number + "@faults.example>\r\n";
            return NAMED.matcher(head).find()
                    ? this
                    : new Post(person, (name + text).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** What a day came to. */
    private record Day(Map<String, Integer> answers, List<SavedMail> saved, DealtFaults.Fired faults) {}

    @Test
    @DisplayName("P1, P2: nothing lost, nothing doubled, whatever fails on the way")
    void aDayOfFaultsEndsLikeACalmDay() {
        Day calm = day("calm day", DealtFaults.counting());
        assertThat(calm.answers().keySet())
                .allMatch(answer -> answer.startsWith("saved ") || answer.equals(SERVICE_MAIL));
        assertThat(calm.saved())
                .hasSizeGreaterThan(FULL_CALL)
                .anyMatch(mail -> mail.files().size() > 1);
        assertThat(calm.saved())
                .filteredOn(mail -> mail.subject().startsWith(FORWARDED))
                .as("sync L-6: filed under whom the text names")
                .hasSize(WAVES)
                .noneMatch(mail -> mail.about().isEmpty());
        assertThat(calm.saved())
                .filteredOn(mail -> mail.subject().startsWith(CHOSEN))
                .as("sync L-20, A-15: the file hangs at the further activity too")
                .hasSize(2 * WAVES)
                .allMatch(mail -> mail.files().size() == 1 && !mail.about().isEmpty());
        for (long seed = SEED; seed < SEED + DAYS; seed++) {
            System.out.printf("%n./mvnw verify -Dtest=FaultyDayTest -Dtandem.faults.seed=%d%n", seed);
            Day faulty = day("day of faults", DealtFaults.dealt(seed, calm.faults()));
            faulty.faults().print();
            assertThat(faulty.faults().never()).as("faults that never fired").isEmpty();
            assertThat(differences(calm.saved(), faulty.saved())).isEmpty();
            assertThat(faulty.answers()).isEqualTo(calm.answers());
        }
    }

    /** Each day has a world and a Tandem of its own. */
    private static Day day(String name, DealtFaults.Rules rules) {
        try (Stage stage = Stage.open(PEOPLE)) {
            return day(name, rules, stage);
        }
    }

    private static Day day(String name, DealtFaults.Rules rules, Stage stage) {
        long began = System.nanoTime();
        stage.set("{\"S-41\":1}");
        stage.control("POST", "/faults", rules.beforeConnecting());
        stage.connect(stage.people());
        untilTheFoldersAreThere(stage);
        stage.control("POST", "/faults", rules.afterwards());
        Map<String, Person> moved = new LinkedHashMap<>();
        int number = 0;
        for (List<Post> wave : waves(stage)) {
            moved.putAll(move(wave, stage));
            if (number > 0) {
                Person reader = stage.person(number % PEOPLE);
                moved.put(wish(CHOSEN + number, reader, stage), reader);
            }
            number++;
            rounds(ROUNDS, stage);
        }
        stage.advance(RENEWALS);
        stage.untilLookedAfter();
        settle(stage);
        DealtFaults.Fired fired = fired(stage);
        stage.control("DELETE", "/faults", "");
        Map<String, Integer> answers = new TreeMap<>();
        moved.forEach((id, person) -> {
            JsonNode why = stage.why(person, id);
            answers.merge(why.path("state").asString() + " " + why.path("rule").asString(), 1, Integer::sum);
        });
        List<SavedMail> saved = stage.saved(stage.people());
        System.out.printf(
                "%s: %d moved, %s, %d records, %d s%n",
                name,
                moved.size(),
                answers,
                saved.size(),
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
        return new Day(answers, saved, fired);
    }

    private static void rounds(int rounds, Stage stage) {
        for (int i = 0; i < rounds; i++) {
            stage.cycle();
            stage.advance(ROUND);
        }
    }

    /** The world stays as it is until every fault has struck; then all must come to rest by itself, twice in a row. */
    private static void settle(Stage stage) {
        for (int i = 0; i < MOST_ROUNDS && !fired(stage).never().isEmpty(); i++) {
            rounds(1, stage);
            // A renewal that failed is tried again with the next look, ten minutes of the clock later.
            stage.untilLookedAfter();
        }
        int atRest = 0;
        for (int i = 0; i < MOST_ROUNDS && atRest < 2; i++) {
            atRest = stage.cycle() == 0 && stage.isQuiet() ? atRest + 1 : 0;
            stage.advance(ROUND);
        }
        assertThat(atRest).as("rounds at rest").isEqualTo(2);
    }

    private static DealtFaults.Fired fired(Stage stage) {
        return DealtFaults.fired(stage.control("GET", "/faults", "").json());
    }

    /** What is missing, doubled or different, one line each. */
    private static List<String> differences(List<SavedMail> calm, List<SavedMail> faulty) {
        List<String> differences = new ArrayList<>();
        Map<String, List<SavedMail>> expected = byKey(calm);
        Map<String, List<SavedMail>> actual = byKey(faulty);
        expected.forEach((key, mails) -> {
            List<SavedMail> found = actual.getOrDefault(key, List.of());
            if (found.isEmpty()) {
                differences.add("missing: " + mails);
            } else if (found.size() > mails.size()) {
                differences.add("doubled: " + found);
            } else if (!found.containsAll(mails)) {
                differences.add("different: " + found + " instead of " + mails);
            }
        });
        actual.forEach((key, mails) -> {
            if (!expected.containsKey(key)) {
                differences.add("not there on the calm day: " + mails);
            }
        });
        return differences;
    }

    private static Map<String, List<SavedMail>> byKey(List<SavedMail> mails) {
        Map<String, List<SavedMail>> byKey = new TreeMap<>();
        mails.forEach(mail -> byKey.computeIfAbsent(mail.org() + " " + mail.key(), key -> new ArrayList<>())
                .add(mail));
        return byKey;
    }

    /** A first cycle that a fault has struck comes again half a minute later; before that nobody has where to move mail. */
    private static void untilTheFoldersAreThere(Stage stage) {
        Wire.until("everybody has the folder", Stage.PATIENCE, () -> {
            boolean all =
                    stage.people().stream().allMatch(one -> stage.mailboxes().has(one.mail(), Mailboxes.MARKER));
            if (!all) {
                stage.advance("PT1M");
                stage.untilQuiet();
            }
            return all;
        });
    }

    private static Map<String, Person> move(List<Post> wave, Stage stage) {
        Map<Person, List<String>> ids = new LinkedHashMap<>();
        wave.forEach(post -> ids.computeIfAbsent(post.person(), key -> new ArrayList<>())
                .add(stage.deliver(post.person(), "inbox", DAY.toString(), post.mime())));
        Map<String, Person> all = new HashMap<>();
        ids.forEach((person, some) -> {
            stage.mailboxes().mark(person.mail(), some);
            some.forEach(id -> all.put(id, person));
        });
        return all;
    }

    /** First a full call's worth for one person; then the sandbox's own mails, the real ones, and large files. */
    private static List<List<Post>> waves(Stage stage) {
        List<Post> posts = new ArrayList<>(ownMails(stage));
        int turn = 0;
        for (RealMails.One mail : RealMails.present()) {
            posts.add(new Post(stage.person(turn++ % PEOPLE), mail.mime()));
        }
        for (int i = 0; i < posts.size(); i++) {
            posts.set(i, posts.get(i).named(i));
        }
        List<List<Post>> waves = new ArrayList<>();
        waves.add(fullCall(stage));
        for (int i = 0; i < WAVES; i++) {
            List<Post> wave = new ArrayList<>();
            for (int next = i; next < posts.size(); next += WAVES) {
                wave.add(posts.get(next));
            }
            Person reader = stage.person(i % PEOPLE);
            wave.add(new Post(reader, withLargeFile(i, reader.mail())));
            wave.add(new Post(reader, forwarded(FORWARDED + i, reader, stage)));
            waves.add(wave);
        }
        return waves;
    }

    /** Somebody nobody knows forwards what a customer wrote: the text alone tells whom it is about (sync L-6). */
    private static byte[] forwarded(String name, Person reader, Stage stage) {
        String customer = stage.org(reader)
                .query("SELECT Email FROM Contact WHERE Email != null AND AccountId != null ORDER BY Email LIMIT 1")
                .getFirst()
                .path("Email")
                .asString();
        return mime(
                name, reader.mail(), "text/plain", "For you\n\nFrom: A customer <" + customer + ">\nSubject: An order");
    }

    /** A person chooses two accounts for a mail with a file, which one activity cannot hold (sync L-20, A-15). */
    private static String wish(String name, Person person, Stage stage) {
        byte[] mail = Mails.withFile(name + "@faults.example", person.mail(), name);
        String id = stage.deliver(person, "inbox", DAY.toString(), mail);
        ItemId item = new ItemId(stage.sandbox.lasting(person, id));
        User user = stage.tandem(Users.class)
                .byMailbox(World.TENANT_ID, person.entraId())
                .getFirst();
        List<RecordRef> accounts = stage.org(person).query("SELECT Id FROM Account ORDER BY Name, Id LIMIT 2").stream()
                .map(account -> new RecordRef("Account", account.path("Id").asString()))
                .toList();
        stage.tandem(Wishes.class).save(user.tenant(), user.id(), item, SaveWish.to(List.of(), accounts));
        return id;
    }

    private static List<Post> ownMails(Stage stage) {
        Map<String, Person> people = new HashMap<>();
        stage.people().forEach(person -> people.put(person.mail(), person));
        Set<String> seen = new HashSet<>();
        return Content.of(stage.sandbox.world(), DAY).mails().stream()
                .filter(mail -> mail.folder().equals("inbox") && seen.add(mail.owner() + Wire.sha256(mail.mime())))
                .map(mail -> new Post(Objects.requireNonNull(people.get(mail.owner())), mail.mime()))
                .toList();
    }

    private static List<Post> fullCall(Stage stage) {
        List<Post> posts = new ArrayList<>();
        String to = stage.person(0).mail();
        for (int i = 0; i < FULL_CALL; i++) {
            posts.add(new Post(stage.person(0), mime("full-call-" + i, to, "text/plain", "Number " + i)));
        }
        return posts;
    }

    private static byte[] withLargeFile(int number, String to) {
        byte[] bytes = new byte[LARGE_FILE];
        new Random(number).nextBytes(bytes);
        String parts = """
                --p
                Content-Type: text/plain

                See the file.
                --p
                Content-Type: application/pdf
                Content-Disposition: attachment; filename=large-%d.pdf
                Content-Transfer-Encoding: base64

                %s
                --p--
                """.formatted(number, Base64.getMimeEncoder().encodeToString(bytes));
        return mime("large-file-" + number, to, "multipart/mixed; boundary=p", parts);
    }

    private static byte[] mime(String name, String to, String type, String content) {
        return Wire.utf8("""
                From: <%s@faults.example>
                To: <%s>
                Subject: %s
                Message-ID: <%s@faults.example>
                Date: Fri, 20 Nov 2026 07:00:00 +0000
                MIME-Version: 1.0
                Content-Type: %s

                %s
                """.formatted(name, to, name, name, type, content)
                .replace("\r\n", "\n")
                .replace("\n", "\r\n"));
    }
}
