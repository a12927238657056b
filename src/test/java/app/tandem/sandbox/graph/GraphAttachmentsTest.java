package app.tandem.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.graph.GraphClient.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Attachments: files, messages, references, upload sessions (attachment-get, attachment-createuploadsession). */
class GraphAttachmentsTest {

    private static final String NESTED = "From: x@y.example\r\nSubject: Inside\r\n\r\nnested text\r\n";

    private final GraphClient client = new GraphClient();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void filesMessagesAndInlinePicturesAreToldApart() {
        String id = mixed();
        JsonNode list = client.get("/me/messages/" + id + "/attachments").value();
        assertThat(list.size()).isEqualTo(3);
        JsonNode picture = list.get(0);
        assertThat(picture.path("isInline").asBoolean()).isTrue();
        assertThat(picture.path("contentId").asString()).isEqualTo("logo");
        JsonNode file = list.get(1);
        assertThat(file.path("@odata.type").asString()).isEqualTo("#microsoft.graph.fileAttachment");
        assertThat(file.path("name").asString()).isEqualTo("offer.txt");
        assertThat(Base64.getDecoder().decode(file.path("contentBytes").asString()))
                .isEqualTo("offer".getBytes(StandardCharsets.UTF_8));
        JsonNode item = list.get(2);
        assertThat(item.path("@odata.type").asString()).isEqualTo("#microsoft.graph.itemAttachment");
        assertThat(item.path("name").asString()).isEqualTo("Inside");
        assertThat(item.has("contentBytes")).isFalse();
    }

    @Test
    void metadataComeWithoutBytesWhenOnlyTheyAreSelected() {
        JsonNode one = client.get("/me/messages/" + mixed() + "/attachments?$select=id,name,contentType,size,isInline")
                .value()
                .get(1);
        assertThat(one.has("contentBytes")).isFalse();
        assertThat(one.path("size").asInt()).isEqualTo(5);
    }

    @Test
    void valueIsBytesForFilesAndMimeForMessages() {
        String id = mixed();
        JsonNode list =
                client.get("/me/messages/" + id + "/attachments?$select=id").value();
        assertThat(client.get("/me/messages/" + id + "/attachments/"
                                + list.get(1).path("id").asString() + "/$value")
                        .text())
                .isEqualTo("offer");
        assertThat(client.get("/me/messages/" + id + "/attachments/"
                                + list.get(2).path("id").asString() + "/$value")
                        .text())
                .isEqualTo(NESTED.stripTrailing());
    }

    @Test
    void messageInsideAMessageIsExpandedOnDemand() {
        String id = mixed();
        String item = client.get("/me/messages/" + id + "/attachments")
                .value()
                .get(2)
                .path("id")
                .asString();
        JsonNode json = client.get(
                        "/me/messages/" + id + "/attachments/" + item + "?$expand=microsoft.graph.itemattachment/item")
                .json();
        assertThat(json.path("item").path("subject").asString()).isEqualTo("Inside");
    }

    @Test
    void hasAttachmentsIsFalseWhenAllAreInline() {
        String mime =
                "From: a@b.example\r\nSubject: Picture\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
                        + "Content-Type: text/html\r\n\r\n<img src=\"cid:logo\">\r\n--b\r\nContent-Type: image/png\r\nContent-ID: <logo>\r\n\r\nx\r\n--b--\r\n";
        String id = client.graph
                .deliver(GraphClient.ANA, "inbox", null, mime.getBytes(StandardCharsets.UTF_8))
                .id();
        assertThat(client.get("/me/messages/" + id)
                        .json()
                        .path("hasAttachments")
                        .asBoolean())
                .isFalse();
        assertThat(client.get("/me/messages/" + id + "/attachments").value().size())
                .isEqualTo(1);
    }

    @Test
    void referenceHasNoValue() {
        String draft = client.post("/me/messages", "{\"subject\":\"x\"}").id();
        Answer made = client.post(
                "/me/messages/" + draft + "/attachments",
                "{\"@odata.type\":\"#microsoft.graph.referenceAttachment\",\"name\":\"link\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(client.get("/me/messages/" + draft + "/attachments/" + made.id() + "/$value")
                        .status())
                .isEqualTo(405);
    }

    @Test
    void fileIsAddedToADraftAndRemovedAgain() {
        String draft = client.post("/me/messages", "{\"subject\":\"x\"}").id();
        Answer made = client.post(
                "/me/messages/" + draft + "/attachments",
                "{\"@odata.type\":\"#microsoft.graph.fileAttachment\",\"name\":\"a.txt\",\"contentBytes\":\"b2ZmZXI=\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(client.get("/me/messages/" + draft)
                        .json()
                        .path("hasAttachments")
                        .asBoolean())
                .isTrue();
        assertThat(client.delete("/me/messages/" + draft + "/attachments/" + made.id())
                        .status())
                .isEqualTo(204);
        assertThat(client.get("/me/messages/" + draft + "/attachments").value().size())
                .isZero();
    }

    @Test
    void largeFileIsUploadedInRangesWithoutAToken() throws Exception {
        byte[] content = new byte[7_340_032];
        new Random(1).nextBytes(content);
        String draft = client.post("/me/messages", "{\"subject\":\"x\"}").id();
        Answer session = client.post(
                "/me/messages/" + draft + "/attachments/createUploadSession",
                "{\"AttachmentItem\":{\"attachmentType\":\"file\",\"name\":\"big.bin\",\"size\":" + content.length
                        + "}}");
        assertThat(session.status()).isEqualTo(201);
        assertThat(session.json().path("nextExpectedRanges").get(0).asString()).isEqualTo("0-");
        String url = session.json().path("uploadUrl").asString();
        assertThat(put(url, content, 4_000_000, 5_000_000).statusCode())
                .as("ranges come in order")
                .isEqualTo(416);
        HttpResponse<String> first = put(url, content, 0, 4_000_000);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("\"4000000\"");
        HttpResponse<String> last = put(url, content, 4_000_000, content.length);
        assertThat(last.statusCode()).isEqualTo(201);
        assertThat(last.body()).isEmpty();
        String location = last.headers().firstValue("Location").orElseThrow();
        String id = location.substring(location.lastIndexOf("('") + 2, location.length() - 2);
        assertThat(client.get("/me/messages/" + draft + "/attachments/" + id + "/$value")
                        .bytes())
                .isEqualTo(content);
    }

    /** The sandbox and the caller share this heap: the answer is streamed, and its base64 is right. */
    @Test
    void thirtyFiveMegabytesAreStreamed() {
        byte[] content = new byte[35 * 1024 * 1024];
        new Random(2).nextBytes(content);
        String mime =
                "From: a@b.example\r\nSubject: Big\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream; name=big.bin\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(content) + "\r\n";
        String id = client.graph
                .deliver(GraphClient.ANA, "inbox", null, mime.getBytes(StandardCharsets.US_ASCII))
                .id();
        String attachment = client.get("/me/messages/" + id + "/attachments?$select=id")
                .value()
                .get(0)
                .path("id")
                .asString();
        byte[] value = client.get("/me/messages/" + id + "/attachments/" + attachment + "/$value")
                .bytes();
        assertThat(Arrays.equals(value, content)).isTrue();
        String json =
                client.get("/me/messages/" + id + "/attachments/" + attachment).text();
        int from = json.indexOf("\"contentBytes\":\"") + 16;
        byte[] decoded = Base64.getDecoder().decode(json.substring(from, json.indexOf('"', from)));
        assertThat(Arrays.equals(decoded, content)).isTrue();
    }

    private HttpResponse<String> put(String url, byte[] content, int from, int to) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length)
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content, from, to - from))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private String mixed() {
        String mime = """
                From: a@b.example
                Subject: Mixed
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/html; charset=utf-8

                <p>see <img src="cid:logo"></p>
                --b
                Content-Type: image/png
                Content-ID: <logo>
                Content-Disposition: inline; filename=logo.png
                Content-Transfer-Encoding: base64

                iVBORw0KGgo=
                --b
                Content-Type: text/plain; name=offer.txt
                Content-Disposition: attachment; filename=offer.txt

                offer
                --b
                Content-Type: message/rfc822

                %s
                --b--
                """.replace("\n", "\r\n").formatted(NESTED.stripTrailing());
        return client.graph
                .deliver(GraphClient.ANA, "inbox", null, mime.getBytes(StandardCharsets.UTF_8))
                .id();
    }
}
