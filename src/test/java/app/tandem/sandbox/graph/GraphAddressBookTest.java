package app.tandem.sandbox.graph;

import static app.tandem.sandbox.graph.GraphClient.IMMUTABLE;
import static app.tandem.sandbox.graph.GraphClient.q;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.graph.GraphClient.Answer;
import app.tandem.sandbox.graph.store.Contacts;
import app.tandem.sandbox.graph.store.Mailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Contacts and their folders, as graph-notes 2, 3, 8 and 10 say. */
class GraphAddressBookTest {

    private static final String KEY = "String {0f7c2a5e-6b1d-4a8e-9a53-3f2f6f1d9b10} Name CrmRecordId";
    private static final String EXPANDED =
            "?$expand=" + q("singleValueExtendedProperties($filter=id eq '" + KEY + "')");

    private final GraphClient client = new GraphClient();
    private final String folder = "/me/contactFolders/"
            + client.post("/me/contactFolders", "{\"displayName\":\"CRM\"}").id();
    private final String contacts = folder + "/contacts";

    @AfterEach
    void close() {
        client.close();
    }

    private Answer contact(String members) {
        Answer made = client.post(contacts, "{" + members + "}", "Prefer", IMMUTABLE);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    private Answer again(Answer contact) {
        return client.get("/me/contacts/" + contact.id(), "Prefer", IMMUTABLE);
    }

    private Answer patch(Answer contact, String json, String... headers) {
        return client.patch("/me/contacts/" + contact.id(), json, headers);
    }

    private void move(Answer contact, String destination) {
        Mailbox mailbox = client.graph.store().byAddress(GraphClient.ANA).orElseThrow();
        mailbox.locked(() -> {
            Contacts all = mailbox.contacts();
            all.move(all.contact(contact.id()), all.folder(destination));
            return null;
        });
    }

    @Test
    void theDefaultFolderIsNotListedButReadByItsName() {
        assertThat(names(client.get("/me/contactFolders").value(), "displayName"))
                .containsExactly("CRM");
        Answer standard = client.get("/me/contactFolders/contacts");
        assertThat(standard.json().path("displayName").asString()).isEqualTo("Contacts");
        assertThat(client.delete("/me/contactFolders/" + standard.id()).status())
                .isEqualTo(403);
    }

    @Test
    void folderNamesAreTakenOnceAndFoundByFilter() {
        assertThat(client.post("/me/contactFolders", "{\"displayName\":\"crm\"}")
                        .code())
                .isEqualTo("ErrorFolderExists");
        assertThat(client.get("/me/contactFolders?$filter=" + q("displayName eq 'CRM'"))
                        .value()
                        .size())
                .isEqualTo(1);
        assertThat(client.patch(folder, "{\"displayName\":\"Sales\"}")
                        .json()
                        .path("displayName")
                        .asString())
                .isEqualTo("Sales");
    }

    @Test
    void aFolderGoesWithItsContacts() {
        Answer made = contact("\"surname\":\"Vesper\"");
        assertThat(client.delete(folder).status()).isEqualTo(204);
        assertThat(client.get(contacts).status()).isEqualTo(404);
        assertThat(again(made).status()).isEqualTo(404);
    }

    @Test
    void contactsOfTheMailboxAreThoseOfTheDefaultFolderAndByIdAll() {
        Answer made = contact("\"surname\":\"Vesper\"");
        client.post("/me/contacts", "{\"surname\":\"Brandt\"}");
        assertThat(names(client.get("/me/contacts").value(), "surname")).containsExactly("Brandt");
        assertThat(again(made).json().path("surname").asString()).isEqualTo("Vesper");
    }

    @Test
    void whatIsNotFilledInIsNullOrEmpty() {
        JsonNode made = contact("\"surname\":\"Vesper\"").json();
        assertThat(made.path("givenName").isNull()).isTrue();
        assertThat(made.path("emailAddresses").toString()).isEqualTo("[]");
        assertThat(made.path("businessAddress").toString()).isEqualTo("{}");
        assertThat(made.path("primaryEmailAddress").isNull()).isTrue();
        assertThat(made.path("@odata.etag").asString())
                .isEqualTo("W/\"" + made.path("changeKey").asString() + "\"");
    }

    @Test
    void shownNameIsMadeAnewWithThePartsUnlessItComesAlong() {
        Answer made = contact("\"givenName\":\"Nora\",\"surname\":\"Vesper\",\"displayName\":\"The boss\"");
        assertThat(made.json().path("displayName").asString()).isEqualTo("The boss");
        JsonNode renamed = patch(made, "{\"surname\":\"Brandt\"}").json();
        assertThat(renamed.path("displayName").asString()).isEqualTo("Nora Brandt");
        assertThat(renamed.path("fileAs").asString()).isEqualTo("Brandt, Nora");
        JsonNode kept = patch(made, "{\"surname\":\"Vesper\",\"displayName\":\"The boss\"}")
                .json();
        assertThat(kept.path("displayName").asString()).isEqualTo("The boss");
    }

    @Test
    void listsHaveRoomForSoMany() {
        assertThat(client.post(contacts, "{\"businessPhones\":[\"1\",\"2\",\"3\"]}")
                        .message())
                .contains("exceeds the max allowed value");
        String address = "{\"address\":\"a@b.example\"}";
        String four = String.join(",", List.of(address, address, address, address));
        assertThat(client.post(contacts, "{\"emailAddresses\":[" + four + "]}").status())
                .isEqualTo(400);
    }

    @Test
    void anAddressWithoutANameGetsAnOddOneAndFillsItsSlot() {
        JsonNode made = contact("\"emailAddresses\":[{\"address\":\"nora@customer.example\"}]")
                .json();
        assertThat(made.path("emailAddresses").path(0).path("name").asString())
                .isEqualTo("nora@customer.example (nora@customer.example)");
        assertThat(made.path("primaryEmailAddress").path("address").asString()).isEqualTo("nora@customer.example");
    }

    @Test
    void birthdayIsAnInstantInUtc() {
        Answer made = contact("\"birthday\":\"1984-03-05T23:30:00-05:00\"");
        assertThat(made.json().path("birthday").asString()).isEqualTo("1984-03-06T04:30:00Z");
        assertThat(patch(made, "{\"birthday\":null}").json().path("birthday").isNull())
                .isTrue();
    }

    @Test
    void extendedPropertiesAreWrittenExpandedAndFoundButNeverRepeated() {
        Answer made = contact("\"surname\":\"Vesper\"");
        Answer stamped =
                patch(made, "{\"singleValueExtendedProperties\":[{\"id\":\"" + KEY + "\",\"value\":\"abc\"}]}");
        assertThat(stamped.json().has("singleValueExtendedProperties")).isFalse();
        assertThat(stamped.json().path("changeKey")).isNotEqualTo(made.json().path("changeKey"));
        assertThat(client.get("/me/contacts/" + made.id() + EXPANDED).text()).contains("\"value\":\"abc\"");
        String found =
                "?$filter=" + q("singleValueExtendedProperties/Any(ep: ep/id eq '" + KEY + "' and ep/value eq 'ABC')");
        assertThat(client.get(contacts + found).value().size()).isEqualTo(1);
        assertThat(client.get(contacts + "?$expand=singleValueExtendedProperties")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void ofAddressesOnlyEqualityCanBeAsked() {
        contact("\"emailAddresses\":[{\"address\":\"Nora@customer.example\"},{\"address\":\"o'neil@other.example\"}]");
        assertThat(byFilter("emailAddresses/any(a:a/address eq 'nora@customer.example')")
                        .value()
                        .size())
                .isEqualTo(1);
        assertThat(byFilter("emailAddresses/any(a:a/address eq 'o''neil@other.example')")
                        .value()
                        .size())
                .isEqualTo(1);
        assertThat(byFilter("emailAddresses/any(a:startswith(a/address,'nora'))")
                        .status())
                .isEqualTo(400);
        assertThat(byFilter("emailAddresses/any(a:a/name eq 'Nora')").status()).isEqualTo(400);
    }

    private Answer byFilter(String filter) {
        return client.get(contacts + "?$filter=" + q(filter));
    }

    @Test
    void anOlderVersionIsRefused() {
        Answer made = contact("\"surname\":\"Vesper\"");
        String etag = made.json().path("@odata.etag").asString();
        patch(made, "{\"surname\":\"Brandt\"}");
        assertThat(patch(made, "{\"surname\":\"Late\"}", "If-Match", etag).code())
                .isEqualTo("ErrorIrresolvableConflict");
        assertThat(client.delete("/me/contacts/" + made.id(), "If-Match", etag).status())
                .isEqualTo(412);
    }

    @Test
    void deletedItLiesAmongTheDeletedItemsUnderItsLastingId() {
        Answer made = contact("\"surname\":\"Vesper\"");
        String bin = client.get("/me/mailFolders/deleteditems").id();
        client.delete("/me/contacts/" + made.id());
        assertThat(again(made).json().path("parentFolderId").asString()).isEqualTo(bin);
        assertThat(client.get(contacts).value().size()).isZero();
        client.delete("/me/contacts/" + made.id());
        assertThat(again(made).status()).isEqualTo(404);
    }

    @Test
    void whoeverMovesItKeepsItsLastingIdAndNoOther() {
        Answer made = contact("\"surname\":\"Vesper\"");
        String shown = client.get("/me/contacts/" + made.id()).id();
        move(made, "contacts");
        assertThat(client.get("/me/contacts/" + shown).status()).isEqualTo(404);
        assertThat(again(made).json().path("parentFolderId").asString())
                .isEqualTo(client.get("/me/contactFolders/contacts").id());
        assertThat(client.post("/me/contacts/" + made.id() + "/move", "{\"destinationId\":\"contacts\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void changesOfAFolderComePageByPageAndThenOnlyWhatChanged() {
        Answer first = contact("\"surname\":\"One\"");
        contact("\"surname\":\"Two\"");
        Answer page = delta(contacts + "/delta?$select=surname");
        assertThat(page.value().size()).isEqualTo(1);
        Answer last = delta(page.json().path("@odata.nextLink").asString());
        String link = last.json().path("@odata.deltaLink").asString();
        assertThat(delta(link).value().size()).isZero();
        patch(first, "{\"surname\":\"Uno\"}");
        assertThat(delta(link).value().path(0).path("surname").asString()).isEqualTo("Uno");
        client.delete("/me/contacts/" + first.id());
        assertThat(told(link)).containsExactly(first.id() + " removed");
    }

    @Test
    void goneAndBackWithinARoundItIsToldAsRemovedOnly() {
        Answer made = contact("\"surname\":\"Vesper\"");
        String link = delta(contacts + "/delta?$select=surname")
                .json()
                .path("@odata.deltaLink")
                .asString();
        move(made, "contacts");
        move(made, folder.substring(folder.lastIndexOf('/') + 1));
        assertThat(told(link)).containsExactly(made.id() + " removed");
        assertThat(client.get(contacts).value().size()).isEqualTo(1);
    }

    private List<String> told(String link) {
        List<String> told = new ArrayList<>();
        for (String next = link; !next.isEmpty(); ) {
            Answer page = delta(next);
            page.value()
                    .forEach(
                            entry -> told.add(entry.path("id").asString() + (entry.has("@removed") ? " removed" : "")));
            next = page.json().path("@odata.nextLink").asString("");
        }
        return told;
    }

    private Answer delta(String address) {
        return client.get(address, "Prefer", IMMUTABLE, "Prefer", "odata.maxpagesize=1");
    }

    @Test
    void changesKnowASelectionAndNothingElse() {
        for (String option :
                List.of("$expand=singleValueExtendedProperties", "$filter=x", "$top=5", "$orderby=surname")) {
            assertThat(client.get(contacts + "/delta?" + option).status())
                    .as(option)
                    .isEqualTo(400);
        }
        assertThat(client.get("/me/contacts/delta").status()).isEqualTo(501);
    }

    @Test
    void whatTheMetadataDoesNotKnowOrKeepsToItselfIsRefused() {
        assertThat(client.post(contacts, "{\"fax\":\"1\"}").code()).isEqualTo("RequestBodyRead");
        assertThat(client.post(contacts, "{\"emailAddresses\":\"a@b.example\"}").status())
                .isEqualTo(400);
        assertThat(client.post(contacts, "{\"parentFolderId\":\"x\"}").code()).isEqualTo("ErrorInvalidPropertySet");
        assertThat(client.get(contacts + "?$select=fax").status()).isEqualTo(400);
        assertThat(client.get(contacts + "?$search=x").status()).isEqualTo(400);
    }

    @Test
    void contactsNeedTheirOwnPermission() {
        client.token("mail-only", "tandem", GraphClient.ANA, Set.of("Mail.ReadWrite"));
        client.token("reader", "tandem", GraphClient.ANA, Set.of("Contacts.Read"));
        assertThat(client.as("mail-only", "GET", contacts, null).code()).isEqualTo("ErrorAccessDenied");
        assertThat(client.as("reader", "GET", contacts, null).status()).isEqualTo(200);
        assertThat(client.as("reader", "POST", contacts, "{\"surname\":\"x\"}").status())
                .isEqualTo(403);
        String ana = client.world.person(GraphClient.ANA).orElseThrow().entraId();
        assertThat(client.as("app", "GET", "/users/" + ana + "/contactFolders", null)
                        .status())
                .isEqualTo(200);
        assertThat(client.as("token-" + GraphClient.BEN, "GET", "/users/" + ana + "/contacts", null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aBatchWritesContactsToo() {
        String part = "{\"id\":\"%s\",\"method\":\"POST\",\"url\":\"" + contacts
                + "\",\"headers\":{\"Content-Type\":\"application/json\"},\"body\":{\"surname\":\"%s\"}}";
        String batch = "{\"requests\":[" + part.formatted("1", "One") + "," + part.formatted("2", "Two") + "]}";
        assertThat(client.post("/$batch", batch).status()).isEqualTo(200);
        assertThat(names(client.get(contacts).value(), "surname")).containsExactlyInAnyOrder("One", "Two");
    }

    private static List<String> names(JsonNode all, String property) {
        List<String> names = new ArrayList<>();
        all.forEach(one -> names.add(one.path(property).asString()));
        return names;
    }
}
