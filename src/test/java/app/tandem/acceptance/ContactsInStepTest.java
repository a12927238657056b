package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.world.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** A day with the folder "Salesforce Contacts", between the contacts and the Salesforce of the sandbox (sync K, D, X). */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContactsInStepTest {

    private static final String NORA = "nora.vesper@harbourworks.example";
    private static Stage stage;
    private static Person anna;
    private static String folder;

    @BeforeAll
    static void start() {
        stage = Stage.open(3);
        anna = stage.person(0);
        stage.set("{\"K-1\":true}");
        stage.org(anna).create("Account", Map.of("Name", "Harbour Works"));
        stage.connect(List.of(anna));
        settled();
        folder = values("/users/" + anna.mail() + "/contactFolders").stream()
                .filter(one -> one.path("displayName").asString().equals("Salesforce Contacts"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    @Order(1)
    void aContactOfTheFolderIsAContactOfItsAccountInSalesforce_K_3_K_6() {
        stage.mailboxes().act("POST", anna.mail(), contacts(), """
                {"givenName":"Nora","surname":"Vesper","companyName":"Harbour Works","jobTitle":"Site manager",
                 "emailAddresses":[{"address":"Nora.Vesper@harbourworks.example"}],"businessPhones":["+49 40 1234"],
                 "businessAddress":{"city":"Hamburg"},"birthday":"1984-03-05T11:59:00Z","personalNotes":"Likes drawings."}""");
        settled();
        JsonNode record = record(NORA);
        assertThat(record.path("FirstName").asString()).isEqualTo("Nora");
        assertThat(record.path("Phone").asString()).isEqualTo("+49 40 1234");
        assertThat(record.path("MailingCity").asString()).isEqualTo("Hamburg");
        assertThat(record.path("Birthdate").asString()).isEqualTo("1984-03-05");
        assertThat(record.path("Account").path("Name").asString()).isEqualTo("Harbour Works");
        JsonNode contact = contact(NORA);
        assertThat(contact.path("categories").toString()).contains("Salesforce");
        assertThat(contact.path("businessHomePage").asString())
                .contains(record.path("Id").asString());
    }

    @Test
    @Order(2)
    void aContactOfSalesforceComesIntoTheFolder_K_1() {
        stage.org(anna)
                .create(
                        "Contact",
                        Map.of(
                                "FirstName", "Ole",
                                "LastName", "Brandt",
                                "Email", "ole@brandt.example",
                                "Title", "Buyer",
                                "OwnerId", anna.salesforceUserId()));
        settled();
        JsonNode contact = contact("ole@brandt.example");
        assertThat(contact.path("displayName").asString()).isEqualTo("Ole Brandt");
        assertThat(contact.path("jobTitle").asString()).isEqualTo("Buyer");
    }

    @Test
    @Order(3)
    void differentFieldsChangedOnBothSidesMeet_F_1() {
        stage.mailboxes().act("PATCH", anna.mail(), address("ole@brandt.example"), "{\"jobTitle\":\"Head of buying\"}");
        stage.org(anna)
                .change(
                        "Contact",
                        record("ole@brandt.example").path("Id").asString(),
                        Map.of("MobilePhone", "+49 170 5"));
        settled();
        assertThat(contact("ole@brandt.example").path("mobilePhone").asString()).isEqualTo("+49 170 5");
        assertThat(record("ole@brandt.example").path("Title").asString()).isEqualTo("Head of buying");
    }

    @Test
    @Order(4)
    void whoIsInSalesforceAlreadyIsLinkedAndWhatIsMissingIsFilledOnBothSides_D_7_D_16() {
        stage.org(anna)
                .create(
                        "Contact",
                        Map.of(
                                "LastName", "Lind",
                                "Email", "kai@lind.example",
                                "Title", "Engineer",
                                "OwnerId", anna.salesforceUserId()));
        stage.mailboxes().act("POST", anna.mail(), contacts(), """
                {"givenName":"Kai","surname":"Lind","mobilePhone":"+49 171 9",
                 "emailAddresses":[{"address":"kai.private@lind.example"},{"address":"Kai@lind.example"}]}""");
        settled();
        JsonNode contact = contact("kai.private@lind.example");
        assertThat(contact.path("jobTitle").asString()).as("blank is filled").isEqualTo("Engineer");
        assertThat(contact.path("categories").toString()).contains("Salesforce");
        JsonNode record = record("kai.private@lind.example");
        assertThat(record.path("FirstName").asString()).as("the mailbox wins").isEqualTo("Kai");
        assertThat(record.path("MobilePhone").asString()).isEqualTo("+49 171 9");
        assertThat(stage.org(anna).query("SELECT Id FROM Contact WHERE LastName = 'Lind'"))
                .hasSize(1);
    }

    @Test
    @Order(5)
    void whatIsDeletedInTheFolderComesBackWhereItMayNotBeRemoved_X_13() {
        stage.mailboxes().act("DELETE", anna.mail(), address("ole@brandt.example"), null);
        settled();
        assertThat(contact("ole@brandt.example").path("jobTitle").asString()).isEqualTo("Head of buying");
        record("ole@brandt.example");
    }

    @Test
    @Order(6)
    void whatIsMovedOutLosesItsCategoryAndItsRecordStays_K_5() {
        String id = contact("kai.private@lind.example").path("id").asString();
        Mailbox mailbox = stage.sandbox.graph().store().byAddress(anna.mail()).orElseThrow();
        mailbox.locked(() -> {
            mailbox.contacts()
                    .move(mailbox.contacts().contact(id), mailbox.contacts().standard());
            return null;
        });
        settled();
        assertThat(stage.mailboxes()
                        .get("/users/" + anna.mail() + "/contacts/" + id)
                        .path("categories")
                        .toString())
                .doesNotContain("Salesforce");
        record("kai.private@lind.example");
    }

    @Test
    @Order(7)
    void whatIsDeletedInSalesforceLeavesTheFolder_X_14() {
        stage.org(anna)
                .delete("Contact", record("ole@brandt.example").path("Id").asString());
        settled();
        assertThat(addresses())
                .doesNotContain("ole@brandt.example")
                .contains(NORA.replace("nora.vesper", "Nora.Vesper"));
    }

    @Test
    @Order(9)
    void aQuietCycleWritesNothing() {
        settled();
        settled();
        stage.control("DELETE", "/calls", "");
        stage.cycle();
        stage.untilQuiet();
        List<String> graph = stage.calls("graph").stream()
                .map(call ->
                        call.path("method").asString() + " " + call.path("path").asString())
                .toList();
        List<String> salesforce = stage.calls("salesforce").stream()
                .map(call -> call.path("operation").asString())
                .toList();
        System.out.println("a quiet cycle with contacts: " + graph.size() + " Graph requests, "
                + graph.stream().filter(call -> call.contains("ontact")).count() + " of them for contacts, "
                + salesforce.size() + " Salesforce calls " + salesforce);
        assertThat(graph).noneMatch(call -> call.startsWith("PATCH") || call.startsWith("DELETE"));
        assertThat(graph).noneMatch(call -> call.startsWith("POST") && call.contains("ontact"));
        assertThat(salesforce).doesNotContain("create", "update", "upsert", "delete");
    }

    private static void settled() {
        stage.untilQuiet();
        assertThat(stage.cycle()).as("cycles that failed").isZero();
        stage.untilQuiet();
    }

    private static String contacts() {
        return "/contactFolders/" + folder + "/contacts";
    }

    private static String address(String mail) {
        return contacts() + "/" + contact(mail).path("id").asString();
    }

    private static List<String> addresses() {
        return values("/users/" + anna.mail() + contacts() + "?$top=500").stream()
                .map(contact ->
                        contact.path("emailAddresses").path(0).path("address").asString(""))
                .toList();
    }

    private static JsonNode contact(String address) {
        return values("/users/" + anna.mail() + contacts() + "?$top=500").stream()
                .filter(contact -> contact.path("emailAddresses")
                        .path(0)
                        .path("address")
                        .asString("")
                        .equalsIgnoreCase(address))
                .reduce((one, other) -> {
                    throw new AssertionError("twice: " + address);
                })
                .orElseThrow(() -> new AssertionError("not in the folder: " + address));
    }

    private static JsonNode record(String address) {
        List<JsonNode> found = stage.org(anna)
                .query("SELECT Id, FirstName, LastName, Title, Phone, MobilePhone, MailingCity, Birthdate, Description,"
                        + " Account.Name FROM Contact WHERE IsDeleted = false AND Email = '" + address + "'");
        assertThat(found).as(address).hasSize(1);
        return found.getFirst();
    }

    private static List<JsonNode> values(String path) {
        List<JsonNode> values = new ArrayList<>();
        stage.mailboxes().get(path).path("value").forEach(values::add);
        return values;
    }
}
