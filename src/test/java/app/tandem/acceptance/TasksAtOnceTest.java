package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.world.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** Tasks reach the other side by themselves: nobody runs a cycle, and the clock moves no further than a minute (sync T-1). */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TasksAtOnceTest {

    private static final String CALL = "Call Nora about the drawings";
    private static final String OFFER = "Send the offer";
    private static final String MINUTE = "PT60S";

    private static Stage stage;
    private static Person anna;
    private static String list;

    @BeforeAll
    static void start() {
        stage = Stage.open(3);
        anna = stage.person(0);
        stage.set("{\"T-1\":true,\"S-6\":true}");
        stage.connect(List.of(anna));
        stage.untilLookedAfter();
        list = values("/users/" + anna.mail() + "/todo/lists").stream()
                .filter(one -> one.path("displayName").asString().equals("Salesforce Tasks"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    @Order(1)
    void aNewTaskOfTheListIsSoonATaskInSalesforce_T_2() {
        stage.mailboxes().act("POST", anna.mail(), tasks(), "{\"title\":\"" + CALL + "\"}");
        until("in Salesforce", () -> record(CALL).isPresent());
    }

    @Test
    @Order(2)
    void whatIsCompletedInToDoIsSoonCompletedInSalesforce_T_9() {
        stage.untilQuiet();
        stage.mailboxes()
                .act(
                        "PATCH",
                        anna.mail(),
                        tasks() + "/" + task(CALL).orElseThrow().path("id").asString(),
                        "{\"status\":\"completed\"}");
        until("completed in Salesforce", () -> status(record(CALL), "Status").equals("Completed"));
    }

    @Test
    @Order(3)
    void aNewTaskOfSalesforceIsInTheListAMinuteLater_T_4() {
        stage.untilQuiet();
        stage.org(anna).create("Task", Map.of("Subject", OFFER, "OwnerId", anna.salesforceUserId()));
        stage.advance(MINUTE);
        until("in the list", () -> task(OFFER).isPresent());
    }

    @Test
    @Order(4)
    void whatIsCompletedInSalesforceIsCompletedInToDoAMinuteLater_T_9() {
        stage.untilQuiet();
        stage.org(anna)
                .change("Task", record(OFFER).orElseThrow().path("Id").asString(), Map.of("Status", "Completed"));
        stage.advance(MINUTE);
        until("completed in the list", () -> status(task(OFFER), "status").equals("completed"));
    }

    @Test
    @Order(5)
    void ourOwnWritesWakeNobodyForLong() {
        assertThat(java.util.stream.IntStream.range(0, 8).anyMatch(minute -> passesWithoutACycle()))
                .as("some minute of eight in which the org is looked through and nobody has a cycle")
                .isTrue();
    }

    private static boolean passesWithoutACycle() {
        stage.untilQuiet();
        stage.control("DELETE", "/calls", "");
        stage.advance(MINUTE);
        until("the org is looked through", () -> !stage.calls("salesforce").isEmpty());
        stage.untilQuiet();
        return stage.calls("graph").isEmpty();
    }

    private static void until(String what, java.util.function.BooleanSupplier seen) {
        Wire.until(what, Stage.PATIENCE, seen);
    }

    private static String status(Optional<JsonNode> item, String field) {
        return item.map(found -> found.path(field).asString()).orElse("");
    }

    private static String tasks() {
        return "/todo/lists/" + list + "/tasks";
    }

    private static Optional<JsonNode> task(String title) {
        return values("/users/" + anna.mail() + tasks()).stream()
                .filter(task -> task.path("title").asString().equals(title))
                .findFirst();
    }

    private static Optional<JsonNode> record(String subject) {
        return stage
                .org(anna)
                .query("SELECT Id, Status FROM Task WHERE IsDeleted = false AND Subject = '" + subject + "'")
                .stream()
                .findFirst();
    }

    private static List<JsonNode> values(String path) {
        List<JsonNode> values = new ArrayList<>();
        stage.mailboxes().get(path).path("value").forEach(values::add);
        return values;
    }
}
