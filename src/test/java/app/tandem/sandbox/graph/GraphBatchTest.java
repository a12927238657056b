package app.tandem.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.graph.GraphClient.Answer;
import app.tandem.sandbox.kernel.Call;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.FaultRule;
import app.tandem.sandbox.kernel.Service;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** JSON batches (json-batching, graph-notes 5). */
class GraphBatchTest {

    private final GraphClient client = new GraphClient();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void partsAreAnsweredEachForItselfInsideA200() {
        String id = client.mail("One");
        Answer batch = batch(
                item("1", "PATCH", "/me/messages/" + id, "{\"categories\":[\"Salesforce\"]}", ""),
                item("2", "GET", "/me/messages/unknown", null, ""));
        assertThat(batch.status()).isEqualTo(200);
        assertThat(part(batch, "1").path("status").asInt()).isEqualTo(200);
        assertThat(part(batch, "1").path("body").path("categories").get(0).asString())
                .isEqualTo("Salesforce");
        assertThat(part(batch, "2").path("status").asInt()).isEqualTo(400);
        assertThat(part(batch, "2").path("body").path("error").path("code").asString())
                .isEqualTo("ErrorInvalidIdMalformed");
    }

    @Test
    void onePartCanBeThrottledByARuleWithItsOwnRetryAfter() {
        String id = client.mail("One");
        client.kernel.faults.add(
                1,
                List.of(new FaultRule(
                        "r",
                        Service.GRAPH,
                        "PATCH /users/*/messages/*",
                        null,
                        null,
                        null,
                        null,
                        0,
                        1,
                        null,
                        new Fault.Status(429, "12", null))));
        Answer batch = batch(
                item("1", "PATCH", "/me/messages/" + id, "{\"isRead\":true}", ""),
                item("2", "GET", "/me/messages/" + id, null, ""));
        assertThat(batch.status()).isEqualTo(200);
        assertThat(part(batch, "1").path("status").asInt()).isEqualTo(429);
        assertThat(part(batch, "1").path("headers").path("Retry-After").asString())
                .isEqualTo("12");
        assertThat(part(batch, "2").path("status").asInt()).isEqualTo(200);
    }

    @Test
    void failedDependencyIsA424AndItsDependentHasNoEffect() {
        String id = client.mail("One");
        Answer batch = batch(
                item("1", "GET", "/me/messages/AAMkMissing", null, ""),
                item("2", "PATCH", "/me/messages/" + id, "{\"isRead\":true}", ",\"dependsOn\":[\"1\"]"));
        assertThat(part(batch, "2").path("status").asInt()).isEqualTo(424);
        assertThat(client.get("/me/messages/" + id).json().path("isRead").asBoolean())
                .isFalse();
    }

    @Test
    void outerPreferDoesNotReachTheParts() {
        String id = client.mail("One");
        Answer batch = client.post(
                "/$batch",
                payload(item("1", "GET", "/me/messages/" + id + "?$select=id", null, "")),
                "Prefer",
                GraphClient.IMMUTABLE);
        assertThat(part(batch, "1").path("body").path("id").asString()).hasSize(140);
        Answer inner = batch(item(
                "1",
                "GET",
                "/me/messages/" + id + "?$select=id",
                null,
                ",\"headers\":{\"Prefer\":\"IdType=\\\"ImmutableId\\\"\"}"));
        assertThat(part(inner, "1").path("body").path("id").asString()).hasSize(72);
    }

    @Test
    void moreThanTwentyPartsDoubledIdsAndNestingAreRefusedWhole() {
        String many = IntStream.range(0, 21)
                .mapToObj(i -> item("" + i, "GET", "/me", null, ""))
                .collect(Collectors.joining(","));
        assertThat(client.post("/$batch", "{\"requests\":[" + many + "]}").status())
                .isEqualTo(400);
        assertThat(batch(item("1", "GET", "/me", null, ""), item("1", "GET", "/me", null, ""))
                        .status())
                .isEqualTo(400);
        assertThat(batch(item("1", "POST", "/$batch", "{}", "")).status()).isEqualTo(400);
        assertThat(batch(item("1", "GET", "/me", null, ",\"dependsOn\":[\"9\"]"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void bodyWithoutContentTypeIsRefused() {
        Answer batch = client.post(
                "/$batch",
                "{\"requests\":[{\"id\":\"1\",\"method\":\"POST\",\"url\":\"/me/mailFolders\",\"body\":{\"displayName\":\"x\"}}]}");
        assertThat(part(batch, "1").path("status").asInt()).isEqualTo(400);
    }

    @Test
    void bytesComeAsBase64() {
        String id = client.mail("One");
        Answer batch = batch(item("1", "GET", "/me/messages/" + id + "/$value", null, ""));
        String mime = new String(
                Base64.getDecoder().decode(part(batch, "1").path("body").asString()),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(mime).startsWith("From: \"Carl Meyer\"");
    }

    @Test
    void partsAreCallsOfTheirOwnInTheLog() {
        client.kernel.calls.clear();
        batch(item("1", "GET", "/me", null, ""), item("2", "GET", "/me/messages", null, ""));
        List<Call> calls = client.kernel.calls.since(0);
        assertThat(calls)
                .extracting(call -> call.facts().path())
                .containsExactlyInAnyOrder(
                        "/$batch", "/users/" + GraphClient.ANA, "/users/" + GraphClient.ANA + "/messages");
        long outer = calls.stream()
                .filter(call -> call.facts().path().equals("/$batch"))
                .findFirst()
                .orElseThrow()
                .seq();
        assertThat(calls)
                .filteredOn(call -> call.seq() != outer)
                .allMatch(call -> call.facts().batch() == outer);
    }

    private Answer batch(String... items) {
        return client.post("/$batch", payload(items));
    }

    private static String payload(String... items) {
        return "{\"requests\":[" + String.join(",", items) + "]}";
    }

    private static String item(String id, String method, String url, String body, String more) {
        String rest = body == null ? "" : ",\"headers\":{\"Content-Type\":\"application/json\"},\"body\":" + body;
        return "{\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"url\":\"" + url + "\"" + rest + more + "}";
    }

    private static JsonNode part(Answer batch, String id) {
        for (JsonNode one : batch.json().path("responses")) {
            if (one.path("id").asString().equals(id)) {
                return one;
            }
        }
        throw new AssertionError(batch.text());
    }
}
