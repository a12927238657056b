package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.world.Person;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Contacts that other programs wrote, put into the folder: each becomes a Contact or has a reason, none is lost, none is doubled. */
class RealContactsTest {

    /** What the journal says of an item of the mailbox. */
    private record Fate(String state, String record, String code) {}

    @Test
    void everyRealContactIsSavedOrRefusedByName_K_3_K_12_D_7() throws SQLException {
        List<ObjectNode> cards = Cards.all();
        assertThat(cards).hasSizeGreaterThan(30);
        try (Stage stage = Stage.open(2)) {
            Person anna = stage.person(0);
            stage.set("{\"K-1\":true}");
            stage.connect(List.of(anna));
            settled(stage);
            Set<String> before = new HashSet<>(records(stage, anna).keySet());
            String folder = folder(stage, anna);
            List<JsonNode> put = cards.stream()
                    .map(card -> stage.mailboxes().act("POST", anna.mail(), folder, card.toString()))
                    .toList();
            settled(stage);
            Map<String, Fate> fates = fates(stage);
            Map<String, JsonNode> now = records(stage, anna);
            now.keySet().removeAll(before);
            tell(stage, anna, put, fates, now);
        }
    }

    private static void tell(
            Stage stage, Person anna, List<JsonNode> put, Map<String, Fate> fates, Map<String, JsonNode> now) {
        List<String> lost = new ArrayList<>();
        Set<String> saved = new HashSet<>();
        Map<String, Integer> reasons = new TreeMap<>();
        for (JsonNode contact : put) {
            String id = stage.mailboxes()
                    .get("/users/" + anna.mail() + "/contacts/"
                            + contact.path("id").asString())
                    .path("id")
                    .asString();
            Fate fate = fates.get(id);
            if (fate == null) {
                lost.add(contact.path("displayName").asString());
            } else if (fate.record() == null) {
                assertThat(fate.state())
                        .as(contact.path("displayName").asString())
                        .isEqualTo("REFUSED");
                reasons.merge(fate.code(), 1, Integer::sum);
            } else {
                assertThat(saved.add(fate.record())).as("one record for two").isTrue();
                assertThat(now.get(fate.record()).path("LastName").asString())
                        .isEqualTo(contact.path("surname").asString());
            }
        }
        long doubled = now.size() - saved.size() + twice(now);
        System.out.println("real contacts: " + put.size() + ", saved " + saved.size() + ", refused " + reasons
                + ", lost " + lost.size() + ", doubled " + doubled);
        assertThat(lost).isEmpty();
        assertThat(doubled).isZero();
        assertThat(saved).hasSizeGreaterThan(put.size() / 2);
    }

    private static long twice(Map<String, JsonNode> records) {
        Map<String, Long> byAddress = records.values().stream()
                .map(record -> record.path("Email").asString(""))
                .filter(address -> !address.isEmpty())
                .collect(Collectors.groupingBy(address -> address, Collectors.counting()));
        return byAddress.values().stream().filter(many -> many > 1).count();
    }

    private static Map<String, JsonNode> records(Stage stage, Person anna) {
        Map<String, JsonNode> records = new TreeMap<>();
        stage.org(anna)
                .query("SELECT Id, LastName, Email FROM Contact WHERE IsDeleted = false")
                .forEach(record -> records.put(record.path("Id").asString(), record));
        return records;
    }

    private static Map<String, Fate> fates(Stage stage) throws SQLException {
        Map<String, Fate> fates = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(stage.jdbcUrl);
                PreparedStatement query = connection.prepareStatement(
                        "select item_id, state, record_id, code from pair where kind = 'CONTACT' and item_id is not null");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                fates.put(rows.getString(1), new Fate(rows.getString(2), rows.getString(3), rows.getString(4)));
            }
        }
        return fates;
    }

    private static String folder(Stage stage, Person anna) {
        for (JsonNode folder : stage.mailboxes()
                .get("/users/" + anna.mail() + "/contactFolders")
                .path("value")) {
            if (folder.path("displayName").asString().equals("Salesforce Contacts")) {
                return "/contactFolders/" + folder.path("id").asString() + "/contacts";
            }
        }
        throw new AssertionError("no folder");
    }

    private static void settled(Stage stage) {
        stage.untilQuiet();
        assertThat(stage.cycle()).as("cycles that failed").isZero();
        stage.untilQuiet();
    }
}
