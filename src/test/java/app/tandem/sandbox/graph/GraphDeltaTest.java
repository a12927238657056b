package app.tandem.sandbox.graph;

import static app.tandem.sandbox.graph.GraphClient.IMMUTABLE;
import static app.tandem.sandbox.graph.GraphClient.q;
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

/** Delta of messages and folders (message-delta, delta-query-overview, graph-notes 3), with its traps. */
class GraphDeltaTest {

    private static final String INBOX = "/me/mailFolders/inbox/messages/delta?$select=subject,isRead";

    private final GraphClient client = new GraphClient();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void firstRoundListsTheFolderInPagesAndEndsWithADeltaLink() {
        for (int i = 0; i < 5; i++) {
            client.mail("Mail " + i);
        }
        Answer first = client.get(INBOX, "Prefer", "odata.maxpagesize=2");
        assertThat(first.value().size()).isEqualTo(2);
        assertThat(first.json().has("@odata.deltaLink")).isFalse();
        assertThat(first.json().path("@odata.nextLink").asString())
                .contains("$skiptoken=")
                .doesNotContain("subject");
        Round round = round(first.json().path("@odata.nextLink").asString(), "Prefer", "odata.maxpagesize=2");
        assertThat(round.items).hasSize(3);
        assertThat(round.items.getFirst().path("@odata.type").asString()).isEqualTo("#microsoft.graph.message");
        assertThat(round.deltaLink).contains("$deltatoken=");
        assertThat(round(round.deltaLink).items).isEmpty();
    }

    @Test
    void laterRoundsBringOnlyWhatChanged() {
        String id = client.mail("Old");
        Round first = round(INBOX);
        client.patch("/me/messages/" + id, "{\"isRead\":true}");
        client.mail("New");
        Round second = round(first.deltaLink);
        assertThat(second.subjects()).containsExactlyInAnyOrder("Old", "New");
        assertThat(second.items.getFirst().has("isRead"))
                .as("options are baked into the token")
                .isTrue();
        assertThat(second.items.getFirst().has("bodyPreview")).isFalse();
    }

    @Test
    void moveShowsAsRemovedWithReasonDeletedAndAsNewElsewhere() {
        String id = client.mail("Moved");
        Round inbox = round(INBOX);
        Round archive = round("/me/mailFolders/archive/messages/delta");
        String other = client.post("/me/messages/" + id + "/move", "{\"destinationId\":\"archive\"}")
                .id();
        JsonNode removed = round(inbox.deltaLink).items.getFirst();
        assertThat(removed.path("id").asString()).isEqualTo(id);
        assertThat(removed.path("@removed").path("reason").asString()).isEqualTo("deleted");
        assertThat(round(archive.deltaLink).items.getFirst().path("id").asString())
                .isEqualTo(other);
    }

    @Test
    void headersAreNotBakedIntoLinks() {
        client.mail("One");
        client.mail("Two");
        Answer first = client.get(INBOX + "&$top=1", "Prefer", IMMUTABLE);
        assertThat(first.value().get(0).path("id").asString()).hasSize(72);
        Answer second = client.get(first.json().path("@odata.nextLink").asString());
        assertThat(second.value().get(0).path("id").asString()).hasSize(140);
    }

    /** graph-notes 3, the trap of docs-contrib issue 72. */
    @Test
    void withImmutableIdsAnItemThatWentAndCameBackIsOnlyReportedRemoved() {
        String id = client.immutable(client.mail("There and back"));
        Round first = round(INBOX, "Prefer", IMMUTABLE);
        client.post("/me/messages/" + id + "/move", "{\"destinationId\":\"archive\"}");
        client.post("/me/messages/" + id + "/move", "{\"destinationId\":\"inbox\"}");
        Round second = round(first.deltaLink, "Prefer", IMMUTABLE);
        assertThat(second.items).hasSize(1);
        assertThat(second.items.getFirst().has("@removed")).isTrue();
        assertThat(client.get("/me/messages/" + id).status()).isEqualTo(200);
    }

    @Test
    void withDefaultIdsTheSameItemComesBackUnderANewId() {
        String id = client.mail("There and back");
        String immutable = client.immutable(id);
        Round first = round(INBOX);
        client.post("/me/messages/" + immutable + "/move", "{\"destinationId\":\"archive\"}");
        client.post("/me/messages/" + immutable + "/move", "{\"destinationId\":\"inbox\"}");
        Round second = round(first.deltaLink);
        assertThat(second.items).hasSize(2);
        assertThat(second.items.getFirst().path("id").asString()).isEqualTo(id);
        assertThat(second.items.getLast().path("id").asString()).isNotEqualTo(id);
    }

    @Test
    void filterIsReceivedDateTimeOnly() {
        client.mail("Now");
        assertThat(client.get(INBOX + "&$filter=" + q("receivedDateTime ge 2099-01-01T00:00:00Z"))
                        .value()
                        .size())
                .isZero();
        assertThat(client.get(INBOX + "&$filter=" + q("subject eq 'x'")).code()).isEqualTo("ErrorInvalidUrlQuery");
        assertThat(client.get(INBOX + "&$search=" + q("\"x\"")).status()).isEqualTo(400);
    }

    @Test
    void changeTypeNarrowsARound() {
        String id = client.mail("Kept");
        Round first = round("/me/mailFolders/inbox/messages/delta?changeType=deleted");
        assertThat(first.items).isEmpty();
        client.mail("Created");
        client.delete("/me/messages/" + id);
        assertThat(round(first.deltaLink).items).hasSize(1).allMatch(item -> item.has("@removed"));
    }

    @Test
    void goneTokenIsAnsweredWith410() {
        Round first = round(INBOX);
        fault(new Fault.Gone());
        Answer gone = client.get(first.deltaLink);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.code()).isEqualTo("SyncStateNotFound");
    }

    @Test
    void tokensOfAnEarlierWorldAreGone() {
        Round first = round(INBOX);
        client.graph.reset(GraphClient.world());
        assertThat(client.get(first.deltaLink).status()).isEqualTo(410);
    }

    @Test
    void replayRepeatsOldChanges() {
        client.mail("Seen before");
        Round first = round(INBOX);
        client.mail("Second");
        Round second = round(first.deltaLink);
        fault(new Fault.Replay());
        assertThat(round(second.deltaLink).subjects()).contains("Second");
    }

    @Test
    void deltaOfTheWholeMailboxDoesNotExist() {
        assertThat(client.get("/me/messages/delta").status()).isEqualTo(400);
    }

    @Test
    void foldersHaveADeltaOfTheirOwn() {
        Round first = round("/me/mailFolders/delta");
        assertThat(first.items)
                .anyMatch(folder -> folder.path("displayName").asString().equals("Inbox"));
        String id = client.post("/me/mailFolders", "{\"displayName\":\"Salesforce Emails\"}")
                .id();
        Round second = round(first.deltaLink);
        assertThat(second.items).hasSize(1);
        client.post("/me/mailFolders/" + id + "/permanentDelete", null);
        assertThat(round(second.deltaLink)
                        .items
                        .getFirst()
                        .path("@removed")
                        .path("reason")
                        .asString())
                .isEqualTo("deleted");
    }

    @Test
    void deltaExpandsExtendedProperties() {
        String property = "String {0f7c2a5e-6b1d-4a8e-9a53-3f2f6f1d9b10} Name Key";
        String id = client.mail("Stamped");
        client.patch(
                "/me/messages/" + id,
                "{\"singleValueExtendedProperties\":[{\"id\":\"" + property + "\",\"value\":\"k1\"}]}");
        Round round = round("/me/mailFolders/inbox/messages/delta?$expand="
                + q("singleValueExtendedProperties($filter=id eq '" + property + "')"));
        assertThat(round.items
                        .getFirst()
                        .path("singleValueExtendedProperties")
                        .get(0)
                        .path("value")
                        .asString())
                .isEqualTo("k1");
    }

    private void fault(Fault fault) {
        client.kernel.faults.add(
                1,
                List.of(new FaultRule(
                        "r", Service.GRAPH, "GET /users/*/**/delta", null, null, null, null, 0, 1, null, fault)));
    }

    private record Round(List<JsonNode> items, String deltaLink) {
        List<String> subjects() {
            return items.stream().map(item -> item.path("subject").asString()).toList();
        }
    }

    private Round round(String first, String... headers) {
        List<JsonNode> items = new ArrayList<>();
        String link = first;
        for (int page = 0; page < 50; page++) {
            Answer answer = client.get(link, headers);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            answer.value().forEach(items::add);
            link = answer.json().path("@odata.nextLink").asString("");
            if (link.isEmpty()) {
                return new Round(items, answer.json().path("@odata.deltaLink").asString());
            }
        }
        throw new AssertionError("no end");
    }
}
