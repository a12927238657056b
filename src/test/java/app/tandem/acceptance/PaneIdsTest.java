package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.User;
import app.tandem.account.Users;
import app.tandem.crm.Crms;
import app.tandem.crm.Records;
import app.tandem.crm.SaveOutcome;
import app.tandem.item.RecordRef;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import app.tandem.sidebar.office.Snapshot;
import app.tandem.sidebar.save.Items;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever ids a browser makes up, nobody reaches another person's mail or another company's records: 10,000 of them against
 * the parts behind the pane, from a seed. Real mailboxes and orgs of the sandbox answer. {@code PaneDoorsTest} does it over HTTP.
 */
class PaneIdsTest extends AnnasPane {

    private static final int TRIES = Integer.getInteger("tandem.tries", 5_000);
    private static final long SEED = Long.getLong("tandem.seed", 20261122L);

    /** A mailbox's pace lets so many requests through at once, and more after a minute. */
    private static final int AT_ONCE = 800;

    /** So many characters of a record's id tell it from all others; three more only guard against lost capitals. */
    private static final int UNIQUE = 15;

    private static final List<String> TRICKS = List.of(
            "' OR Name != '",
            "' OR Id != '",
            "\\' OR Id != \\'",
            "%' OR Id LIKE '%",
            "*",
            "%",
            "../",
            "%2e%2e%2f",
            "?$top=1",
            "/../../users/",
            "#",
            "\u0000",
            ")",
            "'",
            "\\",
            " ");

    private static Person ben;
    private static User user;
    private static User ofBen;

    @BeforeAll
    static void start() {
        ben = stage.person(1);
        stage.connect(ben);
        user = user(anna);
        ofBen = user(ben);
    }

    private static User user(Person person) {
        return stage.tandem(Users.class)
                .byMailbox(World.TENANT_ID, person.entraId())
                .getFirst();
    }

    @Test
    void anothersMailIsNotFoundByAnyId() {
        byte[] mime = "From: a@x.example\r\nSubject: Secret of Ben\r\nMessage-ID: <secret@x.example>\r\n\r\nHidden\r\n"
                .getBytes(StandardCharsets.UTF_8);
        String theirs = stage.sandbox
                .deliver(ben, "inbox", stage.sandbox.kernel().clock.now(), mime)
                .id();
        Items items = stage.tandem(Items.class);
        Random chance = new Random(SEED);
        int refused = 0;
        assertThat(items.find(ofBen, Snapshot.of(shown(theirs)).orElseThrow().item()))
                .isPresent();
        for (int number = 0; number < TRIES; number++) {
            if (number % AT_ONCE == 0) {
                stage.sandbox.kernel().clock.advance(Duration.ofMinutes(1));
                stage.sandbox.tandem().clock(stage.sandbox.kernel().clock.now());
            }
            String id = number == 0 ? theirs : changed(theirs, chance);
            assertThat(items.find(user, Snapshot.of(shown(id)).orElseThrow().item()))
                    .as(id)
                    .isEmpty();
            refused++;
        }
        assertThat(items.find(ofBen, Snapshot.of(shown(theirs)).orElseThrow().item()))
                .isPresent();
        System.out.println(refused + " ids of mail refused, seed " + SEED);
    }

    @Test
    void anotherCompanysRecordIsNeitherReadNorWrittenByAnyId() {
        assertThat(anna.orgId()).isNotEqualTo(ben.orgId());
        Map<String, Object> theirs = stage.contact(ben);
        String id = String.valueOf(theirs.get("Id"));
        Records records = stage.tandem(Crms.class).records(user);
        Random chance = new Random(SEED);
        RecordRef own =
                new RecordRef("Contact", String.valueOf(stage.contact(anna).get("Id")));
        Set<String> ours = stage.sandbox.salesforce().all(anna.orgId(), "Contact").stream()
                .map(contact -> String.valueOf(contact.get("Id")).substring(0, UNIQUE))
                .collect(Collectors.toSet());
        int refused = 0;
        assertThat(isReached(records, own)).isTrue();
        for (int number = 0; refused < TRIES; number++) {
            RecordRef ref = new RecordRef("Contact", number == 0 ? id : changed(id, chance));
            if (!ours.contains(ref.id().substring(0, UNIQUE))) {
                assertThat(isReached(records, ref)).as(ref.id()).isFalse();
                refused++;
            }
        }
        System.out.println(refused + " ids of records refused, seed " + SEED);
        assertThat(isReached(records, own)).isTrue();
        assertThat(stage.contact(ben)).isEqualTo(theirs);
    }

    /** Every tenth is written to. */
    private static boolean isReached(Records records, RecordRef ref) {
        try {
            boolean written = ref.id().hashCode() % 10 == 0 && records.memo(ref, "Reached") instanceof SaveOutcome.Done;
            return written || records.detail(ref).isPresent();
        } catch (RemoteFailureException refused) {
            return false;
        }
    }

    /** Some letters are others, or a trick stands somewhere in it. */
    private static String changed(String id, Random chance) {
        StringBuilder text = new StringBuilder(id);
        if (chance.nextInt(4) == 0) {
            return text.insert(chance.nextInt(text.length() + 1), TRICKS.get(chance.nextInt(TRICKS.size())))
                    .toString();
        }
        for (int change = 0; change <= chance.nextInt(4); change++) {
            text.setCharAt(chance.nextInt(text.length()), (char) ('A' + chance.nextInt(26)));
        }
        return text.toString();
    }

    private static String shown(String id) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of("seq", 1, "kind", "message", "mode", "read", "itemId", id));
    }
}
