package app.tandem.sandbox.graph;

import static app.tandem.sandbox.graph.GraphClient.IMMUTABLE;
import static app.tandem.sandbox.graph.GraphClient.q;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.graph.GraphClient.Answer;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.graph.store.Todo;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Task lists, tasks and what hangs on them, as the todo pages and graph-notes 11 say. */
class GraphTodoTest {

    private static final String LINK = "{\"webUrl\":\"https://crm.example/00T1\",\"applicationName\":\"CRM\","
            + "\"displayName\":\"Open\",\"externalId\":\"key-1\"}";

    private final GraphClient client = new GraphClient();
    private final String lists = "/me/todo/lists";
    private final String tasks =
            lists + "/" + client.get(lists).value().get(0).path("id").asString() + "/tasks";

    @AfterEach
    void close() {
        client.close();
    }

    private Answer task(String members) {
        Answer made = client.post(tasks, "{\"title\":\"Call ACME\"" + members + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    private Answer again(Answer task, String... headers) {
        return client.get(tasks + "/" + task.id(), headers);
    }

    @Test
    void everybodyHasTheDefaultListAndTheFlaggedMailsAndNeitherGoesAway() {
        JsonNode all = client.get(lists).value();
        assertThat(all.size()).isEqualTo(2);
        assertThat(all.get(0).path("wellknownListName").asString()).isEqualTo("defaultList");
        assertThat(all.get(0).path("displayName").asString()).isEqualTo("Tasks");
        assertThat(all.get(1).path("wellknownListName").asString()).isEqualTo("flaggedEmails");
        String standard = lists + "/" + all.get(0).path("id").asString();
        assertThat(client.delete(standard).status()).isEqualTo(400);
        assertThat(client.patch(standard, "{\"displayName\":\"Mine\"}").status())
                .isEqualTo(400);
    }

    @Test
    void listsAreMadeRenamedAndDeletedWithTheirTasks() {
        Answer made = client.post(lists, "{\"displayName\":\"CRM\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("wellknownListName").asString()).isEqualTo("none");
        String list = lists + "/" + made.id();
        assertThat(client.patch(list, "{\"displayName\":\"Sales\"}")
                        .json()
                        .path("displayName")
                        .asString())
                .isEqualTo("Sales");
        String task = client.post(list + "/tasks", "{\"title\":\"One\"}").id();
        assertThat(client.delete(list).status()).isEqualTo(204);
        assertThat(client.get(list + "/tasks/" + task).code()).isEqualTo("ErrorItemNotFound");
        assertThat(client.post(lists, "{}").status()).isEqualTo(400);
    }

    @Test
    void namesOfListsMayRepeat() {
        client.post(lists, "{\"displayName\":\"CRM\"}");
        assertThat(client.post(lists, "{\"displayName\":\"CRM\"}").status()).isEqualTo(201);
        assertThat(client.get(lists).value().size()).isEqualTo(4);
    }

    @Test
    void newTaskHasItsDefaultsAndAnEtag() {
        Answer made = task("");
        assertThat(made.json().path("@odata.etag").asString()).startsWith("W/\"");
        assertThat(made.json().path("status").asString()).isEqualTo("notStarted");
        assertThat(made.json().path("importance").asString()).isEqualTo("normal");
        assertThat(made.json().path("isReminderOn").asBoolean()).isFalse();
        assertThat(made.json().path("body").toString()).isEqualTo("{\"content\":\"\",\"contentType\":\"text\"}");
        assertThat(made.json().path("categories").isEmpty()).isTrue();
        assertThat(made.json().has("dueDateTime")).isFalse();
    }

    @Test
    void immutableIdsAreNotForTasks() {
        Answer made = task("");
        assertThat(again(made, "Prefer", IMMUTABLE).id()).isEqualTo(made.id()).hasSize(140);
    }

    @Test
    void taskMovedInToDoHasAnotherIdAndWhatItHad() {
        Answer made = task(",\"linkedResources\":[" + LINK + "]");
        String other = client.post(lists, "{\"displayName\":\"CRM\"}").id();
        Mailbox mailbox = client.graph.store().byAddress(GraphClient.ANA).orElseThrow();
        mailbox.locked(() -> {
            Todo todo = mailbox.todo();
            todo.move(todo.task(todo.wellKnown("defaultList"), made.id()), todo.list(other));
            return null;
        });
        assertThat(again(made).status()).isEqualTo(404);
        JsonNode moved = client.get(lists + "/" + other + "/tasks?$expand=linkedResources")
                .value()
                .get(0);
        assertThat(moved.path("id").asString()).isNotEqualTo(made.id());
        assertThat(moved.path("linkedResources").get(0).path("externalId").asString())
                .isEqualTo("key-1");
    }

    @Test
    void ofADueDateTheTimeIsTruncatedInItsOwnZone() {
        Answer made = task(",\"dueDateTime\":{\"dateTime\":\"2026-12-24T18:30:00\",\"timeZone\":\"Europe/Berlin\"}");
        assertThat(due(again(made))).isEqualTo("2026-12-23T23:00:00.0000000 UTC");
        assertThat(due(again(made, "Prefer", "outlook.timezone=\"W. Europe Standard Time\"")))
                .isEqualTo("2026-12-24T00:00:00.0000000 W. Europe Standard Time");
    }

    private static String due(Answer task) {
        JsonNode due = task.json().path("dueDateTime");
        return due.path("dateTime").asString() + " " + due.path("timeZone").asString();
    }

    @Test
    void reminderKeepsItsTimeAndAnUnknownZoneIsRefused() {
        Answer made = task(
                ",\"isReminderOn\":true,\"reminderDateTime\":{\"dateTime\":\"2026-12-24T18:30:00\",\"timeZone\":\"Tokyo Standard Time\"}");
        assertThat(made.json().path("reminderDateTime").path("dateTime").asString())
                .isEqualTo("2026-12-24T09:30:00.0000000");
        Answer refused = client.patch(
                tasks + "/" + made.id(),
                "{\"dueDateTime\":{\"dateTime\":\"2026-12-24T00:00:00\",\"timeZone\":\"Europe/Stockholm\"}}");
        assertThat(refused.code()).isEqualTo("TimeZoneNotSupportedException");
    }

    @Test
    void bodyIsUpdatedWithHtmlOnlyAndComesBackAsAPage() {
        Answer made = task(",\"body\":{\"content\":\"plain\",\"contentType\":\"text\"}");
        String address = tasks + "/" + made.id();
        assertThat(client.patch(address, "{\"body\":{\"content\":\"x\",\"contentType\":\"text\"}}")
                        .status())
                .isEqualTo(400);
        Answer html = client.patch(
                address, "{\"body\":{\"content\":\"<p>a<script>b()</script></p>\",\"contentType\":\"html\"}}");
        assertThat(html.json().path("body").path("contentType").asString()).isEqualTo("html");
        assertThat(html.json().path("body").path("content").asString())
                .contains("<html>", "<p>a</p>")
                .doesNotContain("script");
    }

    @Test
    void completingIsADayAndItCanBeTakenBack() {
        Answer made = task("");
        String address = tasks + "/" + made.id();
        Answer done = client.patch(address, "{\"status\":\"completed\"}");
        assertThat(done.json().path("completedDateTime").path("dateTime").asString())
                .endsWith("T00:00:00.0000000");
        Answer undone = client.patch(address, "{\"status\":\"inProgress\"}");
        assertThat(undone.json().has("completedDateTime")).isFalse();
    }

    @Test
    void completingOneOfASeriesMakesTheNextAsANewTask() {
        Answer made = task(",\"linkedResources\":[" + LINK + "],"
                + "\"dueDateTime\":{\"dateTime\":\"2026-12-01T00:00:00\",\"timeZone\":\"Europe/Berlin\"},"
                + "\"recurrence\":{\"pattern\":{\"type\":\"weekly\",\"interval\":1,\"daysOfWeek\":[\"tuesday\"]},"
                + "\"range\":{\"type\":\"noEnd\",\"startDate\":\"2026-12-01\"}}");
        client.patch(tasks + "/" + made.id(), "{\"status\":\"completed\"}");
        JsonNode both = client.get(tasks + "?$expand=linkedResources").value();
        assertThat(both.size()).isEqualTo(2);
        assertThat(both.get(1).path("title").asString()).isEqualTo("Call ACME");
        assertThat(both.get(1).path("dueDateTime").path("dateTime").asString())
                .isEqualTo("2026-12-07T23:00:00.0000000");
        assertThat(both.get(1).path("linkedResources").isEmpty()).isTrue();
    }

    @Test
    void categoriesAreReplacedWholeAndChangeTheEtag() {
        Answer made = task(",\"categories\":[\"Red\",\"Salesforce\"]");
        Answer after = client.patch(tasks + "/" + made.id(), "{\"categories\":[\"Blue\"]}");
        assertThat(after.json().path("categories").toString()).isEqualTo("[\"Blue\"]");
        assertThat(after.json().path("@odata.etag")).isNotEqualTo(made.json().path("@odata.etag"));
    }

    @Test
    void ifMatchIsNotReliedOn() {
        Answer made = task("");
        client.patch(tasks + "/" + made.id(), "{\"title\":\"Newer\"}");
        Answer stale = client.patch(
                tasks + "/" + made.id(),
                "{\"title\":\"Older\"}",
                "If-Match",
                made.json().path("@odata.etag").asString());
        assertThat(stale.status()).isEqualTo(200);
    }

    @Test
    void linkedResourcesComeWithTheTaskOrByTheirOwnAddress() {
        Answer made = task(",\"linkedResources\":[" + LINK + "]");
        String address = tasks + "/" + made.id();
        assertThat(again(made).json().has("linkedResources")).isFalse();
        Answer expanded = client.get(address + "?$select=title&$expand=linkedResources");
        assertThat(expanded.json()
                        .path("linkedResources")
                        .get(0)
                        .path("externalId")
                        .asString())
                .isEqualTo("key-1");
        assertThat(expanded.json().has("status")).isFalse();

        Answer second = client.post(address + "/linkedResources", LINK);
        assertThat(second.status()).isEqualTo(201);
        String one = address + "/linkedResources/" + second.id();
        assertThat(client.patch(one, "{\"externalId\":\"key-2\"}")
                        .json()
                        .path("externalId")
                        .asString())
                .isEqualTo("key-2");
        assertThat(client.delete(one).status()).isEqualTo(204);
        assertThat(client.get(address + "/linkedResources").value().size()).isEqualTo(1);
        assertThat(client.patch(address, "{\"linkedResources\":[" + LINK + "]}").status())
                .isEqualTo(400);
    }

    @Test
    void thereIsNoFilterOnLinkedResourcesButOneOnTheTask() {
        task("");
        task(",\"importance\":\"high\"");
        assertThat(client.get(tasks + "?$filter=" + q("importance eq 'high'"))
                        .value()
                        .size())
                .isEqualTo(1);
        assertThat(client.get(tasks + "?$filter=" + q("linkedResources/any(l:l/externalId eq 'key-1')"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void checklistItemsAreCheckedOneByOne() {
        String address = tasks + "/" + task("").id() + "/checklistItems";
        Answer item = client.post(address, "{\"displayName\":\"First\"}");
        assertThat(item.json().path("isChecked").asBoolean()).isFalse();
        assertThat(client.patch(address + "/" + item.id(), "{\"isChecked\":true}")
                        .json()
                        .path("isChecked")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whatTheMetadataDoesNotKnowIsRefused() {
        Answer made = task("");
        assertThat(client.post(tasks, "{\"subject\":\"x\"}").code()).isEqualTo("RequestBodyRead");
        assertThat(client.post(tasks, "{\"title\":\"x\",\"status\":\"done\"}").status())
                .isEqualTo(400);
        assertThat(client.patch(tasks + "/" + made.id(), "{\"hasAttachments\":true}")
                        .status())
                .isEqualTo(400);
        assertThat(client.get(tasks + "?$select=subject").status()).isEqualTo(400);
        assertThat(client.get(tasks + "?$search=x").status()).isEqualTo(400);
        assertThat(client.get(tasks + "/" + made.id() + "/extensions").status()).isEqualTo(501);
    }

    @Test
    void tasksNeedTheirOwnPermission() {
        client.token("mail-only", "tandem", GraphClient.ANA, Set.of("Mail.ReadWrite"));
        client.token("reader", "tandem", GraphClient.ANA, Set.of("Tasks.Read"));
        client.token("mail-app", "tandem-app", null, Set.of("Mail.ReadWrite", "Tasks.ReadWrite"));
        Answer refused = client.as("mail-only", "GET", lists, null);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("ErrorAccessDenied");
        assertThat(client.as("reader", "GET", lists, null).status()).isEqualTo(200);
        assertThat(client.as("reader", "POST", tasks, "{\"title\":\"x\"}").status())
                .isEqualTo(403);
        String ana = client.world.person(GraphClient.ANA).orElseThrow().entraId();
        assertThat(client.as("app", "GET", "/users/" + ana + "/todo/lists", null)
                        .status())
                .isEqualTo(200);
        assertThat(client.as("mail-app", "GET", "/users/" + ana + "/todo/lists", null)
                        .status())
                .isEqualTo(403);
        assertThat(client.as("token-" + GraphClient.BEN, "GET", "/users/" + ana + "/todo/lists", null)
                        .status())
                .isEqualTo(403);
    }
}
