package app.tandem.sandbox.graph;

import static app.tandem.sandbox.graph.GraphClient.q;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.graph.GraphClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the metadata does not define is refused as Graph refuses it, never ignored. */
class GraphStrictnessTest {

    private final GraphClient client = new GraphClient();

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/me/mails", "/me/mailFolders/inbox/mails", "/mails", "/me/outlook/categories"})
    void unknownSegmentIsABadRequestThatNamesIt(String path) {
        Answer answer = client.get(path);
        assertThat(answer.status()).isEqualTo(400);
        String last = path.substring(path.lastIndexOf('/') + 1);
        assertThat(answer.message()).isEqualTo("Resource not found for the segment '" + last + "'.");
    }

    @Test
    void whatGraphHasAndTheSandboxHasNotIsSaidPlainly() {
        assertThat(client.get("/me/events").status()).isEqualTo(501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$select=colour",
                "$filter=colour%20eq%20'x'",
                "$orderby=colour",
                "$expand=colour",
                "$colour=x",
                "colour=x",
                "$select=subject&$select=body",
                "$top=0",
                "$top=1001",
                "$top=x",
                "$filter=isRead%20eq%20'yes'",
                "$filter=importance%20eq%20'urgent'",
                "$filter=receivedDateTime%20ge%20'x'",
                "$filter=subject%20eq",
                "$filter=subject+eq+'x'",
                "$filter=(isRead%20eq%20true",
                "$filter=toRecipients/any(r:r/emailAddress/address%20eq%20'x')",
                "$expand=subject",
                "$search=hello",
                "$count=maybe"
            })
    void wrongQueryOptionIsABadRequest(String query) {
        assertThat(client.get("/me/messages?" + query).status()).as(query).isEqualTo(400);
    }

    @Test
    void unknownPropertyInSelectIsNamedWithItsType() {
        assertThat(client.get("/me/messages?$select=colour").message())
                .isEqualTo("Could not find a property named 'colour' on type 'Microsoft.OutlookServices.Message'.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"colour\":\"red\"}",
                "{\"isRead\":\"yes\"}",
                "{\"importance\":\"urgent\"}",
                "{\"categories\":\"Salesforce\"}",
                "{\"body\":\"text\"}",
                "{\"body\":{\"contentType\":\"rtf\",\"content\":\"x\"}}",
                "{\"toRecipients\":[{\"address\":\"a@b.example\"}]}",
                "{\"@odata.type\":\"#microsoft.graph.event\"}",
                "{\"flag\":{\"flagStatus\":\"red\"}}",
                "{\"id\":\"x\"}",
                "not json",
                "[]",
                ""
            })
    void wrongBodyIsABadRequest(String body) {
        assertThat(client.post("/me/messages", body).status()).as(body).isEqualTo(400);
    }

    @Test
    void actionParametersAreCheckedButTheirCaseIsFree() {
        String id = client.mail("One");
        assertThat(client.post("/me/messages/" + id + "/move", "{}").status()).isEqualTo(400);
        assertThat(client.post("/me/messages/" + id + "/move", "{\"destinationId\":\"archive\",\"x\":1}")
                        .status())
                .isEqualTo(400);
        assertThat(client.post("/me/messages/" + id + "/move", "{\"DestinationId\":\"archive\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void sortedPropertyMustBeFilteredFirst() {
        client.mail("One");
        String sorted = "&$orderby=receivedDateTime%20desc";
        Answer inefficient = client.get("/me/messages?$filter=" + q("isRead eq false") + sorted);
        assertThat(inefficient.status()).isEqualTo(400);
        assertThat(inefficient.code()).isEqualTo("InefficientFilter");
        Answer efficient = client.get(
                "/me/messages?$filter=" + q("receivedDateTime ge 2016-01-01T00:00:00Z and isRead eq false") + sorted);
        assertThat(efficient.value().size()).isEqualTo(1);
        assertThat(client.get("/me/messages?$orderby=subject").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subject eq 'Order ''7'''", "startswith(subject,'order')",
                        "contains(subject,'7') and not (isRead eq true)",
                "from/emailAddress/address eq 'CARL@customer.example'", "isRead eq false or subject eq 'x'",
                        "isDraft ne true",
                "receivedDateTime gt 2020-01-01T00:00:00+02:00", "importance eq 'normal'",
                        "flag/flagStatus eq 'notFlagged'",
                "subject in ('x','Order ''7''')", "hasAttachments eq false"
            })
    void filterUnderstandsWhatIsDocumented(String filter) {
        client.mail("Order '7'");
        assertThat(client.get("/me/messages?$filter=" + q(filter)).value().size())
                .as(filter)
                .isEqualTo(1);
        assertThat(client.get("/me/messages?$filter=" + q("not (" + filter + ")"))
                        .value()
                        .size())
                .as(filter)
                .isZero();
    }

    @Test
    void searchTakesQuotedWordsAndNoFilterBesides() {
        client.mail("Order seven");
        client.mail("Invoice");
        assertThat(client.get("/me/messages?$search=" + q("\"subject:order\""))
                        .value()
                        .size())
                .isEqualTo(1);
        assertThat(client.get("/me/messages?$search=" + q("\"from:carl invoice\""))
                        .value()
                        .size())
                .isEqualTo(1);
        assertThat(client.get("/me/messages?$search=" + q("\"x\"") + "&$filter=" + q("isRead eq true"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void wrongMethodIs405() {
        assertThat(client.delete("/me/messages").status()).isEqualTo(405);
        assertThat(client.patch("/me/mailFolders", "{}").status()).isEqualTo(405);
    }

    @Test
    void idOfAnotherMailboxIsRefused() {
        String bens = client.mail(GraphClient.BEN, "inbox", "Ben's");
        Answer answer = client.get("/me/messages/" + bens);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("ErrorInvalidMailboxItemId");
        assertThat(client.get("/me/messages/short").code()).isEqualTo("ErrorInvalidIdMalformed");
    }

    @Test
    void everyAnswerCarriesItsRequestIdAndErrorsRepeatIt() {
        Answer answer = client.get("/me/mails", "client-request-id", "7c1e", "return-client-request-id", "true");
        assertThat(answer.header("request-id"))
                .isNotEmpty()
                .isEqualTo(answer.json()
                        .path("error")
                        .path("innerError")
                        .path("request-id")
                        .asString());
        assertThat(answer.header("client-request-id")).isEqualTo("7c1e");
        assertThat(answer.header("date")).isNotEmpty();
    }
}
