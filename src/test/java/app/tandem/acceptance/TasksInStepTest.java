package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.world.Person;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** A day with the list "Salesforce Tasks", between the To Do and the Salesforce of the sandbox (sync T, X). */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TasksInStepTest {

    private static final String CALL = "Call Nora about the drawings";
    private static Stage stage;
    private static Person anna;
    private static String list;

    @BeforeAll
    static void start() {
        stage = Stage.open(3);
        anna = stage.person(0);
        stage.set("{\"T-1\":true,\"S-6\":true}");
        stage.connect(List.of(anna));
        settled();
        list = lists().stream()
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
    void aTaskOfTheListIsATaskInSalesforce_T_2() {
        stage.mailboxes().act("POST", anna.mail(), tasks(), """
                {"title":"%s","importance":"high","status":"notStarted",
                 "body":{"contentType":"text","content":"Ask for the second floor."},
                 "dueDateTime":{"dateTime":"2026-12-04T00:00:00","timeZone":"UTC"}}""".formatted(CALL));
        settled();
        JsonNode record = record(CALL);
        assertThat(record.path("Priority").asString()).isEqualTo("High");
        assertThat(record.path("Status").asString()).isEqualTo("Not Started");
        assertThat(record.path("ActivityDate").asString()).isEqualTo("2026-12-04");
        assertThat(record.path("Description").asString()).isEqualTo("Ask for the second floor.");
        JsonNode task = task(CALL);
        assertThat(task.path("categories").toString()).contains("Salesforce");
        assertThat(task.path("linkedResources").toString())
                .contains(record.path("Id").asString());
    }

    @Test
    @Order(2)
    void whatIsCompletedInSalesforceIsCompletedInTheList_T_9() {
        stage.org(anna).change("Task", record(CALL).path("Id").asString(), Map.of("Status", "Completed"));
        settled();
        assertThat(task(CALL).path("status").asString()).isEqualTo("completed");
    }

    @Test
    @Order(3)
    void aTaskOfSalesforceComesIntoTheList_T_4() {
        stage.org(anna)
                .create(
                        "Task",
                        Map.of(
                                "Subject", "Send the offer",
                                "OwnerId", anna.salesforceUserId(),
                                "Status", "In Progress",
                                "ActivityDate", "2026-12-11"));
        settled();
        JsonNode task = task("Send the offer");
        assertThat(task.path("status").asString()).isEqualTo("inProgress");
        assertThat(dueAtHome(task)).as("no shift by the zone (T-11)").isEqualTo("2026-12-11");
    }

    @Test
    @Order(4)
    void differentFieldsChangedOnBothSidesMeet_F_1() {
        stage.mailboxes()
                .act(
                        "PATCH",
                        anna.mail(),
                        tasks() + "/" + task("Send the offer").path("id").asString(),
                        "{\"importance\":\"low\"}");
        stage.org(anna)
                .change("Task", record("Send the offer").path("Id").asString(), Map.of("Subject", "Send both offers"));
        settled();
        assertThat(task("Send both offers").path("importance").asString()).isEqualTo("low");
        assertThat(record("Send both offers").path("Priority").asString()).isEqualTo("Low");
    }

    @Test
    @Order(5)
    void whatIsDeletedInTheListComesBackWhereItMayNotBeRemoved_X_12() {
        stage.mailboxes()
                .act(
                        "DELETE",
                        anna.mail(),
                        tasks() + "/" + task("Send both offers").path("id").asString(),
                        null);
        settled();
        assertThat(task("Send both offers").path("importance").asString()).isEqualTo("low");
    }

    @Test
    @Order(6)
    void aQuietCycleWritesNothing() {
        stage.untilQuiet();
        stage.control("DELETE", "/calls", "");
        stage.cycle();
        stage.untilQuiet();
        List<String> graph = stage.calls("graph").stream()
                .map(call ->
                        call.path("method").asString() + " " + call.path("path").asString())
                .toList();
        List<String> salesforce = stage.calls("salesforce").stream()
                .map(call -> call.path("operation").asString())
                .toList();
        System.out.println("a quiet cycle with tasks: " + graph.size() + " Graph requests, " + salesforce.size()
                + " Salesforce calls " + salesforce);
        assertThat(graph).noneMatch(call -> call.startsWith("PATCH") || call.startsWith("DELETE"));
        assertThat(salesforce).doesNotContain("create", "update", "upsert", "delete");
    }

    /** Graph answers in UTC: the day is the one of the mailbox's zone. */
    private static String dueAtHome(JsonNode task) {
        return LocalDateTime.parse(task.path("dueDateTime").path("dateTime").asString())
                .atOffset(ZoneOffset.UTC)
                .atZoneSameInstant(ZoneId.of(anna.timeZone()))
                .toLocalDate()
                .toString();
    }

    private static void settled() {
        stage.untilQuiet();
        assertThat(stage.cycle()).as("cycles that failed").isZero();
        stage.untilQuiet();
    }

    private static String tasks() {
        return "/todo/lists/" + list + "/tasks";
    }

    private static List<JsonNode> lists() {
        return values("/users/" + anna.mail() + "/todo/lists");
    }

    private static JsonNode task(String title) {
        return values("/users/" + anna.mail() + tasks() + "?$expand=linkedResources").stream()
                .filter(task -> task.path("title").asString().equals(title))
                .reduce((one, other) -> {
                    throw new AssertionError("twice: " + title);
                })
                .orElseThrow(() -> new AssertionError("not in the list: " + title));
    }

    private static JsonNode record(String subject) {
        List<JsonNode> found = stage.org(anna)
                .query("SELECT Id, Status, Priority, ActivityDate, Description FROM Task WHERE IsDeleted = false"
                        + " AND Subject = '" + subject + "'");
        assertThat(found).as(subject).hasSize(1);
        return found.getFirst();
    }

    private static List<JsonNode> values(String path) {
        List<JsonNode> values = new ArrayList<>();
        stage.mailboxes().get(path).path("value").forEach(values::add);
        return values;
    }
}
