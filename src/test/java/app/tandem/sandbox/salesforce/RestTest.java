package app.tandem.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST resources that common tools use, as raw HTTP. */
class RestTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BASE = "/services/data/v65.0";

    private final Stage stage = new Stage();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String session = stage.session("ada@northwind.example");

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void versionsNeedNoSessionAndEverythingElseDoes() throws Exception {
        HttpResponse<String> versions = http.send(
                HttpRequest.newBuilder(URI.create(stage.url() + "/services/data"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(JSON.readTree(versions.body()))
                .anySatisfy(each -> assertThat(each.get("version").asString()).isEqualTo("65.0"));
        stage.kernel.tokens.revoke(token -> true);
        HttpResponse<String> refused = send("GET", BASE + "/limits", null);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body())
                .isEqualTo("[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");
        assertThat(send("GET", "/services/data/v25.0/limits", null).statusCode())
                .isEqualTo(410);
    }

    @Test
    void recordsAreCreatedReadChangedAndDeleted() throws Exception {
        HttpResponse<String> created =
                send("POST", BASE + "/sobjects/Account", "{\"Name\":\"Fabrikam\",\"NumberOfEmployees\":7}");
        assertThat(created.statusCode()).isEqualTo(201);
        String id = JSON.readTree(created.body()).get("id").asString();
        JsonNode read = json("GET", BASE + "/sobjects/Account/" + id);
        assertThat(read.get("attributes").get("url").asString()).isEqualTo(BASE + "/sobjects/Account/" + id);
        assertThat(read.get("NumberOfEmployees").asInt()).isEqualTo(7);
        assertThat(read.get("CreatedDate").asString()).endsWith(".000+0000");
        assertThat(send("PATCH", BASE + "/sobjects/Account/" + id, "{\"NumberOfEmployees\":null}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(stage.all("Account").getFirst()).doesNotContainKey("NumberOfEmployees");
        assertThat(send("DELETE", BASE + "/sobjects/Account/" + id, null).statusCode())
                .isEqualTo(204);
        assertThat(send("GET", BASE + "/sobjects/Account/" + id, null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void errorsAreAListWithCodeAndFields() throws Exception {
        HttpResponse<String> answer = send("POST", BASE + "/sobjects/Contact", "{\"FirstName\":\"x\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"errorCode\":\"REQUIRED_FIELD_MISSING\",\"fields\":[\"LastName\"]");
        assertThat(send("POST", BASE + "/sobjects/Contact", "{oops").body()).contains("JSON_PARSER_ERROR");
        assertThat(send("GET", BASE + "/sobjects/Gizmo/describe", null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void recordsAreUpsertedByTheirKey() throws Exception {
        String path = BASE + "/sobjects/Task/tandem__MessageKey__c/k%2F1";
        assertThat(send("PATCH", path, "{\"Subject\":\"a\"}").statusCode()).isEqualTo(201);
        assertThat(JSON.readTree(send("PATCH", path, "{\"Subject\":\"b\"}").body())
                        .get("created")
                        .asBoolean())
                .isFalse();
        assertThat(stage.all("Task"))
                .singleElement()
                .satisfies(task ->
                        assertThat(task).containsEntry("Subject", "b").containsEntry("tandem__MessageKey__c", "k/1"));
        assertThat(json("GET", path).get("Subject").asString()).isEqualTo("b");
    }

    @Test
    void queriesPageByUrl() throws Exception {
        for (int i = 0; i < 2_100; i++) {
            stage.load("Lead", "LastName", "L" + i, "Company", "C");
        }
        JsonNode page = json(
                "GET",
                BASE + "/query?q="
                        + URLEncoder.encode("SELECT Id, Name, Owner.Name FROM Lead", StandardCharsets.UTF_8));
        assertThat(page.get("totalSize").asInt()).isEqualTo(2_100);
        assertThat(page.get("records")
                        .get(0)
                        .get("Owner")
                        .get("attributes")
                        .get("type")
                        .asString())
                .isEqualTo("User");
        JsonNode rest = json("GET", page.get("nextRecordsUrl").asString());
        assertThat(rest.get("records")).hasSize(100);
        assertThat(rest.get("done").asBoolean()).isTrue();
        HttpResponse<String> wrong = send("GET", BASE + "/query?q=SELECT+Nothing+FROM+Lead", null);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("INVALID_FIELD");
    }

    @Test
    void describesAndLimitsAreComplete() throws Exception {
        JsonNode task = json("GET", BASE + "/sobjects/Task/describe");
        assertThat(task.get("fields"))
                .anySatisfy(field -> assertThat(field.get("name").asString()).isEqualTo("WhoId"));
        assertThat(task.get("fields").get(0).get("calculated").asBoolean()).isFalse();
        assertThat(json("GET", BASE + "/sobjects").get("maxBatchSize").asInt()).isEqualTo(200);
        HttpResponse<String> limits = send("GET", BASE + "/limits", null);
        assertThat(JSON.readTree(limits.body())
                        .get("DailyApiRequests")
                        .get("Remaining")
                        .asInt())
                .isEqualTo(99_997);
        assertThat(limits.headers().firstValue("Sforce-Limit-Info")).contains("api-usage=3/100000");
    }

    @Test
    void aLargeFileGoesUpInPartsAndComesDownEqual() throws Exception {
        byte[] file = new byte[3_000_000];
        new java.util.Random(5).nextBytes(file);
        java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
        body.writeBytes(
                ("--b1\r\nContent-Disposition: form-data; name=\"entity_content\"\r\nContent-Type: application/json\r\n\r\n"
                                + "{\"PathOnClient\":\"big.bin\",\"Title\":\"big\"}\r\n--b1\r\n"
                                + "Content-Disposition: form-data; name=\"VersionData\"; filename=\"big.bin\"\r\n"
                                + "Content-Type: application/octet-stream\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--b1--\r\n".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> created = http.send(
                request(BASE + "/sobjects/ContentVersion")
                        .header("Content-Type", "multipart/form-data; boundary=b1")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String id = JSON.readTree(created.body()).get("id").asString();
        HttpResponse<byte[]> down = http.send(
                request(BASE + "/sobjects/ContentVersion/" + id + "/VersionData")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(down.body()).isEqualTo(file);
        String md5 = HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("MD5").digest(file));
        assertThat(json("GET", BASE + "/sobjects/ContentVersion/" + id)
                        .get("Checksum")
                        .asString())
                .isEqualTo(md5);
    }

    private JsonNode json(String method, String path) throws Exception {
        return JSON.readTree(send(method, path, null).body());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(stage.url() + path)).header("Authorization", "Bearer " + session);
    }
}
