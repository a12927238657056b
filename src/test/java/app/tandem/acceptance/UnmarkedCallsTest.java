package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.world.Person;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What saving by itself costs in calls, where most mail concerns nobody in Salesforce (sync section 6). */
class UnmarkedCallsTest {

    private static final int STRANGERS = 300;
    private static final int KNOWN = 60;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.open(3);
        stage.connect(List.of(stage.person(0)));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    @DisplayName(
            "U-1, U-3: mail with somebody known is saved unasked; of all other mail nothing is read, and no call is made for it alone")
    void onlyMailOfKnownPeopleCosts() {
        Person anna = stage.person(0);
        String contact = stage.org(anna)
                .query("SELECT Email FROM Contact WHERE Email != null AND AccountId != null LIMIT 1")
                .getFirst()
                .path("Email")
                .asString();
        stage.untilQuiet();
        stage.pause(anna);
        stage.set("{\"S-1\":true,\"S-78\":0}");
        stage.resume(anna);
        stage.untilQuiet();
        stage.pause(anna);
        List<String> strangers = deliver(anna, "stranger", STRANGERS, "nobody%d@nowhere-known.example");
        List<String> known = deliver(anna, "known", KNOWN, contact);
        stage.control("DELETE", "/calls", "");
        stage.resume(anna);
        Wire.until(
                "all saved",
                Stage.PATIENCE,
                () -> known.stream().allMatch(id -> state(anna, id).equals("saved")));
        stage.untilQuiet();

        int salesforce = stage.calls("salesforce").size();
        List<JsonNode> graph = new ArrayList<>(stage.calls("graph"));
        long reads = graph.stream()
                .filter(call -> call.has("batch"))
                .filter(call -> call.path("method").asString().equals("GET"))
                .count();
        graph.removeIf(call -> call.has("batch"));
        System.out.printf(
                "%nsaved by itself: %d of %d mails; Salesforce %d calls = %.3f per mail met; Graph %d requests = %.3f per mail met, %d reads%n",
                KNOWN,
                KNOWN + STRANGERS,
                salesforce,
                (double) salesforce / (KNOWN + STRANGERS),
                graph.size(),
                (double) graph.size() / (KNOWN + STRANGERS),
                reads);
        assertThat(strangers).noneMatch(id -> state(anna, id).equals("saved"));
        assertThat(salesforce).isLessThanOrEqualTo(40);
        assertThat(graph.size()).isLessThanOrEqualTo(40);
        assertThat(reads).isLessThanOrEqualTo(3L * KNOWN);
    }

    private static String state(Person anna, String id) {
        return stage.why(anna, id).path("state").asString();
    }

    private static List<String> deliver(Person anna, String name, int mails, String from) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < mails; i++) {
            String mime = "From: <" + from.formatted(i) + ">\r\nTo: <" + anna.mail() + ">\r\nSubject: Unmarked " + name
                    + i + "\r\nMessage-ID: <" + name + i + "@unmarked.example>\r\n\r\nHello\r\n";
            ids.add(stage.deliver(anna, "inbox", null, Wire.utf8(mime)));
        }
        return ids;
    }
}
