package app.tandem.sandbox.graph;

import static app.tandem.sandbox.graph.GraphClient.ANA;
import static app.tandem.sandbox.graph.GraphClient.BEN;
import static app.tandem.sandbox.graph.GraphClient.EVA;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.graph.GraphClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Answering and passing on, as the pages message-createreply, message-createreplyall and message-createforward say. */
class GraphAnswersTest {

    private final GraphClient client = new GraphClient();
    private String id = "";

    @BeforeEach
    void receive() {
        String mime = "From: Ben <" + BEN + ">\r\nTo: Ana <" + ANA + ">, Eva <" + EVA + ">\r\nCc: "
                + "Zoe <zoe@outside.example>, ben@northwind.example\r\nSubject: Offer\r\nMessage-ID: <offer@x.example>\r\n"
                + "References: <before@x.example>\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHere it is\r\n"
                + "--b\r\nContent-Type: application/pdf; name=offer.pdf\r\n"
                + "Content-Disposition: attachment; filename=offer.pdf\r\n\r\nPDF\r\n--b--\r\n";
        id = client.graph
                .deliver(ANA, "inbox", null, mime.getBytes(StandardCharsets.UTF_8))
                .id();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aReplyIsADraftToTheSenderInTheSameConversationThatQuotesTheMessageWithoutItsFiles() {
        Answer draft = client.post("/me/messages/" + id + "/createReply", "{\"comment\":\"Thanks <all>\"}");
        assertThat(draft.status()).isEqualTo(201);
        assertThat(draft.json().path("isDraft").asBoolean()).isTrue();
        assertThat(draft.json().path("subject").asString()).isEqualTo("Re: Offer");
        assertThat(people(draft, "toRecipients")).containsExactly(BEN);
        assertThat(people(draft, "ccRecipients")).isEmpty();
        assertThat(draft.json().path("conversationId").asString())
                .isEqualTo(client.get("/me/messages/" + id)
                        .json()
                        .path("conversationId")
                        .asString());
        assertThat(draft.json().path("body").path("content").asString()).contains("Thanks &lt;all&gt;", "Here it is");
        assertThat(draft.json().path("hasAttachments").asBoolean()).isFalse();
    }

    @Test
    void aReplyToAllGoesToEverybodyOnceAndNeverToOneself() {
        Answer draft = client.post("/me/messages/" + id + "/createReplyAll", null);
        assertThat(people(draft, "toRecipients")).containsExactly(BEN, EVA);
        assertThat(people(draft, "ccRecipients")).containsExactly("zoe@outside.example");
    }

    @Test
    void aForwardTakesTheFilesAlongToWhomItSays() {
        Answer draft = client.post(
                "/me/messages/" + id + "/createForward",
                "{\"toRecipients\":[{\"emailAddress\":{\"address\":\"" + EVA + "\"}}]}");
        assertThat(draft.json().path("subject").asString()).isEqualTo("Fw: Offer");
        assertThat(people(draft, "toRecipients")).containsExactly(EVA);
        assertThat(client.get("/me/messages/" + draft.id() + "/attachments?$select=name")
                        .value()
                        .get(0)
                        .path("name")
                        .asString())
                .isEqualTo("offer.pdf");
    }

    @Test
    void aReplyThatIsSentCarriesTheHeadersThatJsonCannotSet() {
        Answer draft = client.post("/me/messages/" + id + "/createReply", null);
        assertThat(client.post("/me/messages/" + draft.id() + "/send", null).status())
                .isEqualTo(202);
        JsonNode received = client.as(
                        "token-" + BEN,
                        "GET",
                        "/me/mailFolders/inbox/messages?$select=subject,internetMessageHeaders",
                        null)
                .value()
                .get(0);
        assertThat(received.path("subject").asString()).isEqualTo("Re: Offer");
        assertThat(header(received, "In-Reply-To")).isEqualTo("<offer@x.example>");
        assertThat(header(received, "References")).isEqualTo("<before@x.example> <offer@x.example>");
    }

    @Test
    void replyAndForwardInOneCallSendAtOnce() {
        assertThat(client.post("/me/messages/" + id + "/reply", "{\"comment\":\"Soon\"}")
                        .status())
                .isEqualTo(202);
        assertThat(client.get("/me/mailFolders/drafts/messages").value().isEmpty())
                .isTrue();
        assertThat(client.get("/me/mailFolders/sentitems/messages?$select=subject")
                        .value()
                        .get(0)
                        .path("subject")
                        .asString())
                .isEqualTo("Re: Offer");
    }

    @Test
    void aCommentAndABodyTogetherAreRefusedAndSoIsWhatTheActionDoesNotHave() {
        String both = "{\"comment\":\"a\",\"message\":{\"body\":{\"contentType\":\"text\",\"content\":\"b\"}}}";
        assertThat(client.post("/me/messages/" + id + "/createReply", both).status())
                .isEqualTo(400);
        assertThat(client.post("/me/messages/" + id + "/createReply", "{\"toRecipients\":[]}")
                        .status())
                .isEqualTo(400);
        assertThat(client.get("/me/messages/" + id + "/createReply").status()).isEqualTo(405);
    }

    @Test
    void aNamedPropertyOfTheHeaderSetLeavesAsAHeader() {
        Answer draft = client.post("/me/messages/" + id + "/createReply", null);
        client.patch(
                "/me/messages/" + draft.id(),
                "{\"singleValueExtendedProperties\":[{\"id\":\"String {00020386-0000-0000-C000-000000000046} Name"
                        + " x-case\",\"value\":\"4711\"}]}");
        client.post("/me/messages/" + draft.id() + "/send", null);
        JsonNode received = client.as(
                        "token-" + BEN, "GET", "/me/mailFolders/inbox/messages?$select=internetMessageHeaders", null)
                .value()
                .get(0);
        assertThat(header(received, "x-case")).isEqualTo("4711");
    }

    private static List<String> people(Answer answer, String field) {
        return StreamSupport.stream(answer.json().path(field).spliterator(), false)
                .map(one -> one.path("emailAddress").path("address").asString())
                .toList();
    }

    private static String header(JsonNode message, String name) {
        return StreamSupport.stream(message.path("internetMessageHeaders").spliterator(), false)
                .filter(one -> one.path("name").asString().equalsIgnoreCase(name))
                .map(one -> one.path("value").asString())
                .findFirst()
                .orElse("");
    }
}
