package app.tandem.sandbox.graph;

import static app.tandem.sandbox.graph.GraphClient.q;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.graph.GraphClient.Answer;
import app.tandem.sandbox.kernel.MailsSent;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Users, folders, categories, drafts, sending, extended properties (graph-notes 2, 7, 8, 12). */
class GraphMailboxTest {

    private static final String KEY = "String {0F7C2A5E-6b1d-4a8e-9a53-3f2f6f1d9b10} Name CrmRecordId";

    private final GraphClient client = new GraphClient();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void meIsTheTokensUserAndApplicationsHaveNone() {
        assertThat(client.get("/me").json().path("mail").asString()).isEqualTo(GraphClient.ANA);
        Answer app = client.as("app", "GET", "/me", null);
        assertThat(app.status()).isEqualTo(400);
        assertThat(client.as("app", "GET", "/users/" + GraphClient.EVA, null)
                        .json()
                        .path("displayName")
                        .asString())
                .isEqualTo("Eva Lind");
        assertThat(client.as("app", "GET", "/users?$select=id,mail", null)
                        .value()
                        .size())
                .isEqualTo(3);
        assertThat(client.as("app", "GET", "/users/nobody@nowhere.example/messages", null)
                        .status())
                .isEqualTo(404);
        assertThat(client.get("/me/mailboxSettings/timeZone").value().asString())
                .isEqualTo("Europe/Berlin");
    }

    @Test
    void foldersAreFoundByWellKnownNameCreatedOnceAndDeleted() {
        Answer made = client.post("/me/mailFolders", "{\"displayName\":\"Salesforce Emails\"}");
        assertThat(made.status()).isEqualTo(201);
        Answer twice = client.post("/me/mailFolders", "{\"displayName\":\"salesforce emails\"}");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.code()).isEqualTo("ErrorFolderExists");
        Answer child = client.post(
                "/me/mailFolders/" + made.id() + "/childFolders", "{\"displayName\":\"Child\",\"isHidden\":true}");
        assertThat(client.get("/me/mailFolders/" + made.id() + "/childFolders")
                        .value()
                        .size())
                .isZero();
        assertThat(client.get("/me/mailFolders/" + made.id() + "/childFolders?includeHiddenFolders=true")
                        .value()
                        .get(0)
                        .path("id")
                        .asString())
                .isEqualTo(child.id());
        assertThat(client.patch("/me/mailFolders/" + made.id(), "{\"displayName\":\"Renamed\"}")
                        .json()
                        .path("displayName")
                        .asString())
                .isEqualTo("Renamed");
        assertThat(client.get("/me/mailFolders?$filter=" + q("displayName eq 'Renamed'"))
                        .value()
                        .size())
                .isEqualTo(1);
        assertThat(client.delete("/me/mailFolders/" + made.id()).status()).isEqualTo(204);
        assertThat(client.get("/me/mailFolders/deleteditems/childFolders")
                        .value()
                        .get(0)
                        .path("id")
                        .asString())
                .isEqualTo(made.id());
        assertThat(client.delete("/me/mailFolders/inbox").status()).isEqualTo(403);
        assertThat(client.get("/me/mailFolders/clutter").code()).isEqualTo("ErrorFolderNotFound");
    }

    @Test
    void countsFollowReadingAndMoving() {
        String id = client.mail("One");
        client.mail("Two");
        assertThat(counts("inbox")).isEqualTo("2 2");
        client.patch("/me/messages/" + id, "{\"isRead\":true}");
        assertThat(counts("inbox")).isEqualTo("2 1");
        client.delete("/me/messages/" + id);
        assertThat(counts("inbox")).isEqualTo("1 1");
        assertThat(counts("deleteditems")).isEqualTo("1 0");
    }

    @Test
    void masterCategoryNamesAreUniqueAndFixedColoursAreNot() {
        Answer made =
                client.post("/me/outlook/masterCategories", "{\"displayName\":\"Salesforce\",\"color\":\"preset7\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(client.post("/me/outlook/masterCategories", "{\"displayName\":\"SALESFORCE\"}")
                        .status())
                .isEqualTo(409);
        assertThat(client.post("/me/outlook/masterCategories", "{\"displayName\":\"x\",\"color\":\"blue\"}")
                        .status())
                .isEqualTo(400);
        String one = "/me/outlook/masterCategories/" + made.id();
        assertThat(client.patch(one, "{\"color\":\"preset1\"}")
                        .json()
                        .path("color")
                        .asString())
                .isEqualTo("preset1");
        assertThat(client.patch(one, "{\"displayName\":\"Other\"}").status()).isEqualTo(400);
        String message = client.mail("Tagged");
        client.patch("/me/messages/" + message, "{\"categories\":[\"Salesforce\"]}");
        assertThat(client.delete(one).status()).isEqualTo(204);
        assertThat(client.get("/me/messages/" + message)
                        .json()
                        .path("categories")
                        .get(0)
                        .asString())
                .as("strings stay on items")
                .isEqualTo("Salesforce");
    }

    @Test
    void afterSendingOnlyLocalPropertiesCanChange() {
        String id = client.mail("Received");
        assertThat(client.patch("/me/messages/" + id, "{\"subject\":\"Other\"}").status())
                .isEqualTo(400);
        assertThat(client.patch("/me/messages/" + id, "{\"importance\":\"high\",\"flag\":{\"flagStatus\":\"flagged\"}}")
                        .status())
                .isEqualTo(200);
        String draft = client.post("/me/messages", "{\"subject\":\"Draft\"}").id();
        assertThat(client.patch("/me/messages/" + draft, "{\"subject\":\"Other\"}")
                        .json()
                        .path("subject")
                        .asString())
                .isEqualTo("Other");
    }

    @Test
    void sentDraftKeepsItsImmutableIdAndReachesPeopleOfTheSandbox() {
        String json =
                "{\"subject\":\"Grüße\",\"body\":{\"contentType\":\"html\",\"content\":\"<p>Hi</p>\"},\"toRecipients\":[{\"emailAddress\":{\"address\":\""
                        + GraphClient.BEN + "\"}},{\"emailAddress\":{\"address\":\"carl@customer.example\"}}]}";
        Answer draft = client.post("/me/messages", json, "Prefer", GraphClient.IMMUTABLE);
        assertThat(draft.json().path("isDraft").asBoolean()).isTrue();
        assertThat(client.post("/me/messages/" + draft.id() + "/send", null).status())
                .isEqualTo(202);
        JsonNode sent = client.get("/me/messages/" + draft.id(), "Prefer", GraphClient.IMMUTABLE)
                .json();
        assertThat(sent.path("isDraft").asBoolean()).isFalse();
        assertThat(counts("sentitems")).isEqualTo("1 0");
        JsonNode received = client.as("token-" + GraphClient.BEN, "GET", "/me/mailFolders/inbox/messages", null)
                .value()
                .get(0);
        assertThat(received.path("subject").asString()).isEqualTo("Grüße");
        assertThat(received.path("internetMessageId").asString())
                .isEqualTo(sent.path("internetMessageId").asString());
        assertThat(received.path("conversationId").asString())
                .as("conversations are each mailbox's own")
                .isNotEqualTo(sent.path("conversationId").asString());
        MailsSent.Sent mail = client.kernel.mailsSent.all().getFirst();
        assertThat(mail.outsiders()).containsExactly("carl@customer.example");
        assertThat(client.post("/me/messages/" + draft.id() + "/send", null).status())
                .isEqualTo(400);
    }

    @Test
    void sendMailNeedsRecipientsAndTheRightSender() {
        assertThat(client.post("/me/sendMail", "{\"message\":{\"subject\":\"x\"}}")
                        .code())
                .isEqualTo("ErrorInvalidRecipients");
        String to = "\"toRecipients\":[{\"emailAddress\":{\"address\":\"" + GraphClient.BEN + "\"}}]";
        assertThat(client.post(
                                "/me/sendMail",
                                "{\"message\":{\"from\":{\"emailAddress\":{\"address\":\"boss@northwind.example\"}},"
                                        + to + "}}")
                        .code())
                .isEqualTo("ErrorSendAsDenied");
        assertThat(client.post("/me/sendMail", "{\"message\":{" + to + "},\"saveToSentItems\":false}")
                        .status())
                .isEqualTo(202);
        assertThat(counts("sentitems")).isEqualTo("0 0");
    }

    @Test
    void draftCanBeMadeFromBase64Mime() {
        String mime = "Subject: From MIME\r\nTo: x@y.example\r\n\r\ntext";
        Answer made = client.as(
                "token-" + GraphClient.ANA,
                "POST",
                "/me/messages",
                Base64.getEncoder().encodeToString(mime.getBytes()),
                "Content-Type",
                "text/plain");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("subject").asString()).isEqualTo("From MIME");
        assertThat(client.get("/me/messages/" + made.id() + "/$value").text()).isEqualTo(mime);
    }

    @Test
    void customHeadersAreXHeadersAtMostFiveAndShownOnlyOnSelect() {
        String id = client.post("/me/messages", "{\"internetMessageHeaders\":[{\"name\":\"x-key\",\"value\":\"1\"}]}")
                .id();
        assertThat(client.get("/me/messages/" + id).json().has("internetMessageHeaders"))
                .isFalse();
        assertThat(client.get("/me/messages/" + id + "?$select=internetMessageHeaders")
                        .json()
                        .path("internetMessageHeaders")
                        .get(0)
                        .path("name")
                        .asString())
                .isEqualTo("x-key");
        assertThat(client.post("/me/messages", "{\"internetMessageHeaders\":[]}")
                        .code())
                .isEqualTo("InvalidInternetMessageHeaderCollection");
        assertThat(client.post("/me/messages", "{\"internetMessageHeaders\":[{\"name\":\"key\",\"value\":\"1\"}]}")
                        .code())
                .isEqualTo("InvalidInternetMessageHeader");
    }

    @Test
    void extendedPropertyIsFoundByValueWhateverItsCaseAndByNameExactly() {
        String id = client.mail("Stamped");
        Answer patched = client.patch(
                "/me/messages/" + id,
                "{\"singleValueExtendedProperties\":[{\"id\":\"" + KEY + "\",\"value\":\"003xx\"}]}");
        assertThat(patched.json().has("singleValueExtendedProperties"))
                .as("not echoed")
                .isFalse();
        String any = "/me/messages?$filter="
                + q("singleValueExtendedProperties/Any(ep: ep/id eq '" + KEY + "' and ep/value eq '003XX')");
        assertThat(client.get(any).value().size()).isEqualTo(1);
        assertThat(client.get(any.replace("CrmRecordId", "crmrecordid")).value().size())
                .isZero();
        String expand = "?$expand=" + q("singleValueExtendedProperties($filter=id eq '" + KEY + "')");
        assertThat(client.get("/me/messages/" + id + expand)
                        .json()
                        .path("singleValueExtendedProperties")
                        .get(0)
                        .path("value")
                        .asString())
                .isEqualTo("003xx");
        assertThat(client.get("/me/messages/" + id + "?$expand=singleValueExtendedProperties")
                        .status())
                .isEqualTo(400);
        assertThat(client.patch(
                                "/me/messages/" + id,
                                "{\"singleValueExtendedProperties\":[{\"id\":\"CrmRecordId\",\"value\":\"x\"}]}")
                        .status())
                .isEqualTo(400);
        String copy = client.post("/me/messages/" + id + "/copy", "{\"destinationId\":\"archive\"}")
                .id();
        assertThat(client.get("/me/messages/" + copy + expand)
                        .json()
                        .path("singleValueExtendedProperties")
                        .size())
                .as("copied with the item")
                .isEqualTo(1);
    }

    @Test
    void idsAreTranslatedBothWaysOneByOne() {
        String id = client.mail("One");
        String ews = id.replace('-', '/').replace('_', '+');
        Answer answer = client.post(
                "/me/translateExchangeIds",
                "{\"inputIds\":[\"" + ews
                        + "\",\"rubbish\"],\"sourceIdType\":\"ewsId\",\"targetIdType\":\"restImmutableEntryId\"}");
        assertThat(answer.value().get(0).path("targetId").asString()).isEqualTo(client.immutable(id));
        assertThat(answer.value().get(1).path("errorDetails").path("code").asString())
                .isEqualTo("ErrorInvalidIdMalformed");
    }

    @Test
    void bodyIsSanitisedHtmlUnlessTextIsPreferred() {
        String mime =
                "From: a@b.example\r\nSubject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p onclick=\"x()\">One</p><script>evil()</script><p>Two</p>";
        String id = client.graph
                .deliver(GraphClient.ANA, "inbox", null, mime.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .id();
        JsonNode html = client.get("/me/messages/" + id).json();
        assertThat(html.path("body").path("contentType").asString()).isEqualTo("html");
        assertThat(html.path("body").path("content").asString())
                .doesNotContain("evil", "onclick")
                .contains("<p>One</p>");
        assertThat(html.path("bodyPreview").asString()).startsWith("One Two");
        JsonNode text = client.get("/me/messages/" + id, "Prefer", "outlook.body-content-type=\"text\"")
                .json();
        assertThat(text.path("body").path("content").asString()).isEqualTo("One\r\nTwo");
        assertThat(client.get("/me/messages/" + id, "Prefer", "outlook.allow-unsafe-html")
                        .json()
                        .path("body")
                        .path("content")
                        .asString())
                .contains("evil");
    }

    @Test
    void invitationIsAMeetingRequest() {
        String mime =
                "From: a@b.example\r\nSubject: Meet\r\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n"
                        + "DTSTART:20260407T090000Z\r\nDTEND:20260407T093000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        client.graph.deliver(GraphClient.ANA, "inbox", null, mime.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        JsonNode one = client.get("/me/messages").value().get(0);
        assertThat(one.path("@odata.type").asString()).isEqualTo("#microsoft.graph.eventMessageRequest");
        assertThat(one.path("meetingMessageType").asString()).isEqualTo("meetingRequest");
        assertThat(one.path("startDateTime").path("dateTime").asString()).isEqualTo("2026-04-07T09:00:00.0000000");
    }

    @Test
    void deletingTwiceEndsInRecoverableItemsAndPermanentDeleteEndsAll() {
        String id = client.immutable(client.mail("One"));
        client.delete("/me/messages/" + id);
        client.delete("/me/messages/" + id);
        assertThat(counts("recoverableitemsdeletions")).isEqualTo("1 1");
        assertThat(client.get("/me/messages").value().size()).isZero();
        assertThat(client.post("/me/messages/" + id + "/permanentDelete", null).status())
                .isEqualTo(204);
        assertThat(client.get("/me/messages/" + id).code()).isEqualTo("ErrorItemNotFound");
    }

    private String counts(String folder) {
        JsonNode json = client.get("/me/mailFolders/" + folder).json();
        return json.path("totalItemCount").asInt() + " "
                + json.path("unreadItemCount").asInt();
    }
}
