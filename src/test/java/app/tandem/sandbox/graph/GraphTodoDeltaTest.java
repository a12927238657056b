package app.tandem.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.graph.GraphClient.Answer;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.FaultRule;
import app.tandem.sandbox.kernel.Service;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Changes of lists and tasks (todotasklist-delta, todotask-delta, graph-notes 3). */
class GraphTodoDeltaTest {

    private final GraphClient client = new GraphClient();
    private final String list =
            client.post("/me/todo/lists", "{\"displayName\":\"CRM\"}").id();
    private final String tasks = "/me/todo/lists/" + list + "/tasks";

    @AfterEach
    void close() {
        client.close();
    }

    /** All entries of a round; its delta link is left behind. */
    private List<JsonNode> round(String link, String... headers) {
        List<JsonNode> entries = new ArrayList<>();
        for (String next = link; !next.isEmpty(); ) {
            Answer page = client.get(next, headers);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            page.value().forEach(entries::add);
            next = page.json().path("@odata.nextLink").asString("");
            deltaLink = page.json().path("@odata.deltaLink").asString("");
        }
        return entries;
    }

    private String deltaLink = "";

    private String task(String title) {
        return client.post(tasks, "{\"title\":\"" + title + "\"}").id();
    }

    @Test
    void firstRoundListsInPagesTheNextOneTellsChangesOnly() {
        for (int i = 0; i < 5; i++) {
            task("No. " + i);
        }
        Answer first = client.get(tasks + "/delta", "Prefer", "odata.maxpagesize=2");
        assertThat(first.value().size()).isEqualTo(2);
        assertThat(round(tasks + "/delta", "Prefer", "odata.maxpagesize=2")).hasSize(5);
        String changed = task("Late");
        String gone = task("Gone");
        client.delete(tasks + "/" + gone);
        List<JsonNode> entries = round(deltaLink);
        assertThat(entries.getFirst().path("id").asString()).isEqualTo(changed);
        JsonNode removed = entries.getLast();
        assertThat(removed.path("id").asString()).isEqualTo(gone);
        assertThat(removed.path("@removed").path("reason").asString()).isEqualTo("deleted");
        assertThat(round(deltaLink)).isEmpty();
    }

    @Test
    void optionsOfTheFirstRequestStayWithTheLinks() {
        String id = task("One");
        round(tasks + "/delta?$select=title&$expand=linkedResources");
        client.post(tasks + "/" + id + "/linkedResources", "{\"externalId\":\"key-1\"}");
        JsonNode entry = round(deltaLink).getFirst();
        assertThat(entry.path("linkedResources").get(0).path("externalId").asString())
                .isEqualTo("key-1");
        assertThat(entry.has("status")).isFalse();
    }

    @Test
    void otherOptionsAreRefused() {
        assertThat(client.get(tasks + "/delta?$filter=receivedDateTime%20ge%202026-01-01T00:00:00Z")
                        .status())
                .isEqualTo(400);
        assertThat(client.get(tasks + "/delta?$orderby=title").status()).isEqualTo(400);
    }

    @Test
    void tokenOfAListIsOfThatListOnly() {
        round(tasks + "/delta");
        String other =
                client.post("/me/todo/lists", "{\"displayName\":\"Other\"}").id();
        assertThat(client.get(deltaLink.replace(GraphClient.q(list), GraphClient.q(other)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void lostTokenIsGoneAndADeletedListNotFound() {
        round(tasks + "/delta");
        client.kernel.faults.add(
                1,
                List.of(new FaultRule(
                        "gone",
                        Service.GRAPH,
                        "GET /users/*/todo/lists/*/tasks/delta",
                        null,
                        null,
                        null,
                        null,
                        0,
                        1,
                        null,
                        new Fault.Gone())));
        Answer gone = client.get(deltaLink);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.code()).isEqualTo("SyncStateNotFound");
        client.delete("/me/todo/lists/" + list);
        assertThat(client.get(deltaLink).status()).isEqualTo(404);
    }

    @Test
    void listsHaveAFeedOfTheirOwn() {
        assertThat(round("/me/todo/lists/delta")).hasSize(3);
        client.patch("/me/todo/lists/" + list, "{\"displayName\":\"Sales\"}");
        assertThat(round(deltaLink).getFirst().path("displayName").asString()).isEqualTo("Sales");
        client.delete("/me/todo/lists/" + list);
        assertThat(round(deltaLink).getFirst().has("@removed")).isTrue();
    }
}
