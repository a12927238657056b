package app.tandem.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sforce.soap.partner.DescribeLayoutResult;
import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.DuplicateError;
import com.sforce.soap.partner.FieldType;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.StatusCode;
import com.sforce.soap.partner.UpsertResult;
import com.sforce.soap.partner.fault.InvalidFieldFault;
import com.sforce.soap.partner.fault.UnexpectedErrorFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.bind.XmlObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that is not ours, Salesforce's own WSC, understands every kind of answer the sandbox gives. */
class WscClientTest {

    private final Stage stage = new Stage();
    private PartnerConnection connection;

    @BeforeEach
    void connect() throws Exception {
        ConnectorConfig config = new ConnectorConfig();
        config.setSessionId(stage.session("ada@northwind.example"));
        config.setServiceEndpoint(stage.url() + "/services/Soap/u/65.0");
        config.setConnectionTimeout(5_000);
        config.setReadTimeout(30_000);
        connection = new PartnerConnection(config);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void readsWhoTheUserIsAndTheTime() throws Exception {
        assertThat(connection.getUserInfo().getUserName()).isEqualTo("ada@northwind.example");
        assertThat(connection.getUserInfo().getUserTimeZone()).isEqualTo("Europe/Berlin");
        assertThat(connection.getServerTimestamp().getTimestamp()).isNotNull();
        assertThat(connection.getLimitInfoHeader().getLimitInfo()[0].getType()).isEqualTo("API REQUESTS");
    }

    @Test
    void readsDescribesAndLayouts() throws Exception {
        assertThat(connection.describeGlobal().getSobjects())
                .extracting(each -> each.getName())
                .contains("Task", "Contact", "TaskRelation")
                .doesNotContain("EmailMessage");
        DescribeSObjectResult[] both = connection.describeSObjects(new String[] {"Task", "Contact"});
        assertThat(both[0].getFields()).anySatisfy(field -> {
            assertThat(field.getName()).isEqualTo("WhoId");
            assertThat(field.getType()).isEqualTo(FieldType.reference);
            assertThat(field.getReferenceTo()).containsExactly("Contact", "Lead");
        });
        assertThat(both[0].getChildRelationships())
                .anySatisfy(child -> assertThat(child.getJunctionIdListNames()).containsExactly("TaskWhoIds"));
        DescribeLayoutResult layout = connection.describeLayout("Contact", null, null);
        assertThat(layout.getLayouts()[0].getEditLayoutSections()).isNotEmpty();
    }

    @Test
    void createsReadsChangesAndDeletes() throws Exception {
        SObject account = record("Account", "Name", "Fabrikam");
        SaveResult saved = connection.create(new SObject[] {account})[0];
        assertThat(saved.isSuccess()).isTrue();
        SObject contact = record("Contact", "LastName", "Möller", "Email", "M.Moeller@fabrikam.example");
        contact.setField("AccountId", saved.getId());
        String contactId = connection.create(new SObject[] {contact})[0].getId();

        QueryResult found =
                connection.query("SELECT Id, LastName, Account.Name, (SELECT Id, Subject FROM Tasks) FROM Contact"
                        + " WHERE Email IN ('m.moeller@FABRIKAM.example')");
        assertThat(found.getSize()).isEqualTo(1);
        SObject row = found.getRecords()[0];
        assertThat(row.getId()).isEqualTo(contactId);
        assertThat(row.getField("LastName")).isEqualTo("Möller");
        assertThat(((XmlObject) row.getField("Account")).getField("Name")).isEqualTo("Fabrikam");
        assertThat(row.getField("Tasks")).isNull();

        SObject change = record("Contact", "Title", "CTO");
        change.setId(contactId);
        change.setFieldsToNull(new String[] {"Email"});
        assertThat(connection.update(new SObject[] {change})[0].isSuccess()).isTrue();
        SObject[] read = connection.retrieve("Id, Title, Email", "Contact", new String[] {contactId, saved.getId()});
        assertThat(read[0].getField("Title")).isEqualTo("CTO");
        assertThat(read[0].getField("Email")).isNull();
        assertThat(read[1]).isNull();

        assertThat(connection.delete(new String[] {contactId})[0].isSuccess()).isTrue();
        assertThat(connection.undelete(new String[] {contactId})[0].isSuccess()).isTrue();
    }

    @Test
    void upsertsByKeyAndPagesChildren() throws Exception {
        String contact = stage.load("Contact", "LastName", "Lee", "Email", "lee@x.example");
        SObject task = record("Task", "Subject", "Mail", "Status", "Completed", "tandem__MessageKey__c", "abc");
        task.setField("TaskWhoIds", new String[] {contact});
        UpsertResult first = connection.upsert("tandem__MessageKey__c", new SObject[] {task})[0];
        UpsertResult second = connection.upsert("tandem__MessageKey__c", new SObject[] {task})[0];
        assertThat(first.isCreated()).isTrue();
        assertThat(second.isCreated()).isFalse();
        assertThat(second.getId()).isEqualTo(first.getId());
        SObject row = connection.query("SELECT IsClosed, WhoId, (SELECT Id, RelationId FROM TaskRelations) FROM Task")
                .getRecords()[0];
        assertThat(row.getField("IsClosed")).isEqualTo("true");
        assertThat(((XmlObject) row.getField("TaskRelations")).getField("size")).isEqualTo("1");
    }

    @Test
    void storesFilesAndLinksThem() throws Exception {
        String account = stage.load("Account", "Name", "Fabrikam");
        SObject version = record("ContentVersion", "Title", "hello", "PathOnClient", "hello.txt");
        version.setField("VersionData", "Hello".getBytes(StandardCharsets.UTF_8));
        version.setField("FirstPublishLocationId", account);
        SaveResult saved = connection.create(new SObject[] {version})[0];
        assertThat(saved.getErrors()).isEmpty();
        String id = saved.getId();
        SObject row = connection.query(
                        "SELECT Checksum, ContentSize, FileExtension, VersionData FROM ContentVersion WHERE Id = '" + id
                                + "'")
                .getRecords()[0];
        assertThat(row.getField("Checksum")).isEqualTo("8b1a9953c4611296a827abf8c47804d7");
        assertThat(row.getField("ContentSize")).isEqualTo("5");
        assertThat(row.getField("VersionData")).isEqualTo("SGVsbG8=");
        assertThat(connection
                        .query("SELECT Id FROM ContentDocumentLink WHERE LinkedEntityId = '" + account + "'")
                        .getSize())
                .isEqualTo(1);
    }

    @Test
    void understandsRowErrorsAndFaults() throws Exception {
        stage.load(
                "Contact",
                "LastName",
                "Lee",
                "Email",
                "lee@x.example",
                "AccountId",
                stage.load("Account", "Name", "X"));
        SaveResult[] results = connection.create(new SObject[] {
            record("Contact", "LastName", "Other", "Email", "lee@x.example"),
            record("Contact", "FirstName", "Nobody"),
            record("Task", "Subject", "x".repeat(256))
        });
        assertThat(results[0].getErrors()[0]).isInstanceOf(DuplicateError.class);
        DuplicateError duplicate = (DuplicateError) results[0].getErrors()[0];
        assertThat(duplicate.getDuplicateResult().getMatchResults()[0].getMatchRecords())
                .hasSize(1);
        assertThat(results[1].getErrors()[0].getStatusCode()).isEqualTo(StatusCode.REQUIRED_FIELD_MISSING);
        assertThat(results[2].getErrors()[0].getStatusCode()).isEqualTo(StatusCode.STRING_TOO_LONG);
        assertThatThrownBy(() -> connection.query("SELECT Nonsense FROM Contact"))
                .isInstanceOfSatisfying(InvalidFieldFault.class, fault -> {
                    assertThat(fault.getRow()).isEqualTo(1);
                    assertThat(fault.getColumn()).isEqualTo(8);
                    assertThat(fault.getExceptionMessage()).contains("No such column 'Nonsense' on entity 'Contact'");
                });
        stage.kernel.tokens.revoke(token -> true);
        assertThatThrownBy(() -> connection.getUserInfo())
                .isInstanceOfSatisfying(
                        UnexpectedErrorFault.class,
                        fault -> assertThat(fault.getExceptionMessage()).contains("Session not found"));
    }

    @Test
    void pagesLongResultsAndCountsGroups() throws Exception {
        for (int i = 0; i < 450; i++) {
            stage.load("Lead", "LastName", "Lead " + i, "Company", i % 2 == 0 ? "Even" : "Odd");
        }
        connection.setQueryOptions(200);
        QueryResult page = connection.query("SELECT Id FROM Lead");
        int seen = page.getRecords().length;
        while (!page.isDone()) {
            page = connection.queryMore(page.getQueryLocator());
            seen += page.getRecords().length;
        }
        assertThat(seen).isEqualTo(450);
        SObject group = connection.query("SELECT Company, COUNT(Id) n FROM Lead GROUP BY Company ORDER BY Company")
                .getRecords()[0];
        assertThat(group.getField("n")).isEqualTo(225);
        assertThat(connection.query("SELECT COUNT() FROM Lead").getSize()).isEqualTo(450);
        assertThat(connection
                        .search("FIND {Lead 17} IN NAME FIELDS RETURNING Lead(Id, Name)")
                        .getSearchRecords())
                .hasSize(1);
    }

    private static SObject record(String type, String... fields) {
        SObject record = new SObject(type);
        for (int i = 0; i < fields.length; i += 2) {
            record.setField(fields[i], fields[i + 1]);
        }
        return record;
    }
}
