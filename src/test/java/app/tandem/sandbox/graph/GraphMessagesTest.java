package app.tandem.sandbox.graph;

import static app.tandem.sandbox.graph.GraphClient.IMMUTABLE;
import static app.tandem.sandbox.graph.GraphClient.q;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.graph.GraphClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reading and changing messages, as the pages user-list-messages, message-get, message-update and message-move say. */
class GraphMessagesTest {

    private final GraphClient client = new GraphClient();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void deliveredMailIsListedNewestFirstTenAtATime() {
        for (int i = 0; i < 12; i++) {
            client.mail("Mail " + i);
        }
        Answer first = client.get("/me/mailFolders/inbox/messages?$select=subject");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.value().size()).isEqualTo(10);
        assertThat(first.value().get(0).path("subject").asString()).isEqualTo("Mail 11");
        assertThat(first.value().get(0).has("bodyPreview")).isFalse();
        Answer second = client.get(first.json().path("@odata.nextLink").asString());
        assertThat(second.value().size()).isEqualTo(2);
        assertThat(second.json().has("@odata.nextLink")).isFalse();
    }

    @Test
    void defaultIdDiesWithAMoveAndTheImmutableOneStays() {
        String id = client.mail("Order");
        String immutable = client.immutable(id);
        assertThat(id).hasSize(140).startsWith("AAMkA");
        assertThat(immutable).hasSize(72).startsWith("AAkALg");

        Answer moved = client.post("/me/messages/" + id + "/move", "{\"destinationId\":\"archive\"}");
        assertThat(moved.status()).isEqualTo(201);
        assertThat(moved.id()).isNotEqualTo(id).hasSize(140);
        Answer old = client.get("/me/messages/" + id);
        assertThat(old.status()).isEqualTo(404);
        assertThat(old.code()).isEqualTo("ErrorItemNotFound");
        Answer same = client.get("/me/messages/" + immutable, "Prefer", IMMUTABLE);
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.id()).isEqualTo(immutable);
        assertThat(same.header("Preference-Applied")).isEqualTo(IMMUTABLE);
    }

    @Test
    void idsAreCaseSensitive() {
        String id = client.mail("Case");
        String folded = id.substring(0, 130) + id.substring(130).toLowerCase();
        Answer answer = client.get("/me/messages/" + (folded.equals(id) ? id.toUpperCase() : folded));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("ErrorInvalidIdMalformed");
    }

    @Test
    void categoriesAreReplacedWholeAndChangeTheEtag() {
        String id = client.mail("Categories");
        Answer before = client.get("/me/messages/" + id);
        Answer after = client.patch("/me/messages/" + id, "{\"categories\":[\"Salesforce\",\"Red\"]}");
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.json().path("categories").toString()).isEqualTo("[\"Salesforce\",\"Red\"]");
        assertThat(after.json().path("@odata.etag")).isNotEqualTo(before.json().path("@odata.etag"));
        Answer replaced = client.patch("/me/messages/" + id, "{\"categories\":[\"Blue\"]}");
        assertThat(replaced.json().path("categories").toString()).isEqualTo("[\"Blue\"]");
    }

    @Test
    void staleIfMatchIsRefusedWithoutEffect() {
        String id = client.mail("Conflict");
        String etag =
                client.get("/me/messages/" + id).json().path("@odata.etag").asString();
        assertThat(client.patch("/me/messages/" + id, "{\"isRead\":true}", "If-Match", etag)
                        .status())
                .isEqualTo(200);
        Answer stale = client.patch("/me/messages/" + id, "{\"isRead\":false}", "If-Match", etag);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("ErrorIrresolvableConflict");
        assertThat(client.get("/me/messages/" + id).json().path("isRead").asBoolean())
                .isTrue();
    }

    @Test
    void filterFindsByReceivedTimeAndCategory() {
        String id = client.mail("Wanted");
        client.mail("Other");
        client.patch("/me/messages/" + id, "{\"categories\":[\"Salesforce\"]}");
        Answer found = client.get("/me/mailFolders/inbox/messages?$filter="
                + q("receivedDateTime ge 2026-01-01T00:00:00Z and categories/any(c:c eq 'Salesforce')"));
        assertThat(found.value().size()).isEqualTo(1);
        assertThat(found.value().get(0).path("subject").asString()).isEqualTo("Wanted");
    }
}
