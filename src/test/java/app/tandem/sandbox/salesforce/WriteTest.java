package app.tandem.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** create, update, upsert, delete and their per-row errors, as raw SOAP. */
class WriteTest {

    private static final String KEY = "tandem__MessageKey__c";

    private final Stage stage = new Stage();
    private final RawSoap ada = new RawSoap(stage, "ada@northwind.example");
    private final RawSoap ben = new RawSoap(stage, "ben@northwind.example");
    private String account;

    @BeforeEach
    void fill() {
        account = stage.load("Account", "Name", "Fabrikam");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void resultsComeInOrderOneForEachRow() throws Exception {
        RawSoap.Answer answer =
                ada.create("", "Contact|LastName=A", "Contact|FirstName=x", "Lead|LastName=B|Company=C");
        assertThat(answer.all("success")).containsExactly("true", "false", "true");
        assertThat(answer.text())
                .contains(
                        "<result><errors><fields>LastName</fields><message>Required fields are missing: [LastName]</message>"
                                + "<statusCode>REQUIRED_FIELD_MISSING</statusCode></errors><id xsi:nil=\"true\"/><success>false</success></result>");
    }

    @Test
    void valuesAreCheckedAsTheSchemaSays() throws Exception {
        assertThat(codes("Task|Subject=" + "x".repeat(256))).isEqualTo("STRING_TOO_LONG");
        assertThat(codes("Contact|LastName=a|Email=not an address")).isEqualTo("INVALID_EMAIL_ADDRESS");
        assertThat(codes("Task|Subject=a|CallType=Sideways")).isEqualTo("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
        assertThat(codes("Task|Subject=a|ActivityDate=soon")).isEqualTo("INVALID_TYPE_ON_FIELD_IN_RECORD");
        assertThat(codes("Task|Subject=a|IsClosed=true")).isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
        assertThat(codes("Task|Subject=a|WhatId=abc")).isEqualTo("MALFORMED_ID");
        assertThat(codes("Task|Subject=a|WhoId=" + account)).isEqualTo("FIELD_INTEGRITY_EXCEPTION");
        assertThat(codes("Task|Subject=a|WhatId=" + Ids.long18("0015e0999999999")))
                .isEqualTo("INVALID_CROSS_REFERENCE_KEY");
        assertThat(codes("Opportunity|Name=a|StageName=x|CloseDate=2026-01-01|Amount=1E20"))
                .isEqualTo("NUMBER_OUTSIDE_VALID_RANGE");
        assertThat(ada.create("", "Task|Nonsense=1").one("exceptionCode")).isEqualTo("INVALID_FIELD");
        assertThat(ada.create("", "Gizmo|Name=1").one("exceptionCode")).isEqualTo("INVALID_TYPE");
    }

    @Test
    void lengthsCountAfterTrimmingAndTruncationIsAskedFor() throws Exception {
        assertThat(ada.create("", "Task|Subject=  padded  ").one("success")).isEqualTo("true");
        assertThat(stage.all("Task").getFirst()).containsEntry("Subject", "padded");
        String header = "<AllowFieldTruncationHeader xmlns=\"urn:partner.soap.sforce.com\"><allowFieldTruncation>true"
                + "</allowFieldTruncation></AllowFieldTruncationHeader>";
        ada.create(header, "Task|Subject=" + "x".repeat(300));
        assertThat((String) stage.all("Task").getLast().get("Subject")).hasSize(255);
    }

    @Test
    void moreThan200RowsAreRefusedWhole() throws Exception {
        String[] rows = new String[201];
        java.util.Arrays.fill(rows, "Task|Subject=a");
        assertThat(ada.create("", rows).one("exceptionCode")).isEqualTo("EXCEEDED_ID_LIMIT");
        assertThat(stage.all("Task")).isEmpty();
    }

    @Test
    void allOrNoneRollsEverythingBack() throws Exception {
        String header =
                "<AllOrNoneHeader xmlns=\"urn:partner.soap.sforce.com\"><allOrNone>true</allOrNone></AllOrNoneHeader>";
        RawSoap.Answer answer = ada.create(header, "Task|Subject=a", "Contact|FirstName=b");
        assertThat(answer.all("statusCode"))
                .containsExactly("ALL_OR_NONE_OPERATION_ROLLED_BACK", "REQUIRED_FIELD_MISSING");
        assertThat(stage.all("Task")).isEmpty();
    }

    @Test
    void aUniqueKeyNamesTheRecordThatHasIt() throws Exception {
        String first = ada.create("", "Task|Subject=a|" + KEY + "=ABC").one("id");
        RawSoap.Answer again = ada.create("", "Task|Subject=b|" + KEY + "=abc");
        assertThat(again.one("statusCode")).isEqualTo("DUPLICATE_VALUE");
        assertThat(again.one("message"))
                .isEqualTo("duplicate value found: " + KEY + " duplicates value on record with id: "
                        + first.substring(0, 15));
    }

    @Test
    void aKeyIsHeldByARecordOneCannotSee() throws Exception {
        String hidden = stage.load("Task", "Subject", "Ada's own", "OwnerId", Stage.ADA, KEY, "k1");
        RawSoap.Answer answer = ben.call("<upsert><externalIDFieldName>" + KEY + "</externalIDFieldName>"
                + RawSoap.records("Task|Subject=b|" + KEY + "=k1") + "</upsert>");
        assertThat(answer.one("statusCode")).isEqualTo("DUPLICATE_VALUE");
        assertThat(answer.one("message")).contains(hidden.substring(0, 15));
    }

    @Test
    void upsertCreatesThenUpdatesAndRefusesOneKeyTwice() throws Exception {
        assertThat(upsert("Task|Subject=a|" + KEY + "=k1").all("created")).containsExactly("true");
        RawSoap.Answer answer = upsert(
                "Task|Subject=b|" + KEY + "=k1", "Task|Subject=c|" + KEY + "=k2", "Task|Subject=d|" + KEY + "=K2");
        assertThat(answer.all("created")).containsExactly("false", "false", "false");
        assertThat(answer.all("success")).containsExactly("true", "false", "false");
        assertThat(answer.one("message")).isEqualTo("Duplicate external id specified: k2");
        assertThat(stage.all("Task"))
                .hasSize(1)
                .first()
                .satisfies(task -> assertThat(task).containsEntry("Subject", "b"));
        assertThat(upsert("Task|Subject=e").one("statusCode")).isEqualTo("MISSING_ARGUMENT");
    }

    @Test
    void aParentIsNamedByItsExternalId() throws Exception {
        String user = "<sObjects><sobj:type>Contact</sobj:type><sobj:LastName>Lee</sobj:LastName>"
                + "<sobj:ReportsTo><sobj:type>Contact</sobj:type><sobj:Email>%s</sobj:Email></sobj:ReportsTo></sObjects>";
        String boss = stage.load("Contact", "LastName", "Boss", "Email", "boss@x.example", "AccountId", account);
        assertThat(ada.call("<create>" + user.formatted("BOSS@x.example") + "</create>")
                        .one("success"))
                .isEqualTo("true");
        assertThat(stage.all("Contact").getLast()).containsEntry("ReportsToId", boss);
        assertThat(ada.call("<create>" + user.formatted("nobody@x.example") + "</create>")
                        .one("statusCode"))
                .isEqualTo("INVALID_FIELD");
    }

    @Test
    void updateLeavesAbsentFieldsAloneAndClearsNamedOnes() throws Exception {
        String id = stage.load("Contact", "LastName", "Lee", "Title", "CEO", "Phone", "1", "AccountId", account);
        String update =
                "<update><sObjects><sobj:type>Contact</sobj:type><sobj:fieldsToNull>Phone</sobj:fieldsToNull><sobj:Id>"
                        + id + "</sobj:Id><sobj:Department>Sales</sobj:Department></sObjects></update>";
        assertThat(ben.call(update).one("success")).isEqualTo("true");
        assertThat(stage.all("Contact").getFirst())
                .containsEntry("Title", "CEO")
                .containsEntry("Department", "Sales")
                .containsEntry("LastModifiedById", Stage.BEN)
                .doesNotContainKey("Phone");
    }

    @Test
    void deletedRecordsWaitFifteenDaysInTheBin() throws Exception {
        String id = stage.load("Task", "Subject", "a");
        assertThat(ada.call("<delete><ids>" + id + "</ids></delete>").one("success"))
                .isEqualTo("true");
        assertThat(ada.query("SELECT Id FROM Task").one("size")).isEqualTo("0");
        RawSoap.Answer all =
                ada.call("<queryAll><queryString>SELECT Id FROM Task WHERE IsDeleted = true</queryString></queryAll>");
        assertThat(all.one("size")).isEqualTo("1");
        assertThat(ada.call("<update>" + RawSoap.records("Task|Id=" + id + "|Subject=b") + "</update>")
                        .one("statusCode"))
                .isEqualTo("ENTITY_IS_DELETED");
        assertThat(ada.call("<undelete><ids>" + id + "</ids></undelete>").one("success"))
                .isEqualTo("true");
        assertThat(ada.query("SELECT Id FROM Task").one("size")).isEqualTo("1");
        ada.call("<delete><ids>" + id + "</ids></delete>");
        stage.kernel.clock.advance(Duration.ofDays(16));
        assertThat(ada.call("<undelete><ids>" + id + "</ids></undelete>").one("statusCode"))
                .isEqualTo("UNDELETE_FAILED");
    }

    @Test
    void duplicatesOfContactsAreToldAndMayBeInsistedOn() throws Exception {
        String id = stage.load("Contact", "LastName", "Lee", "Email", "lee@x.example", "AccountId", account);
        RawSoap.Answer answer = ben.create("", "Contact|LastName=Other|Email=LEE@x.example");
        assertThat(answer.one("statusCode")).isEqualTo("DUPLICATES_DETECTED");
        assertThat(answer.text())
                .contains("<errors xsi:type=\"DuplicateError\">")
                .contains("<sf:Id>" + id + "</sf:Id>");
        String header = "<DuplicateRuleHeader xmlns=\"urn:partner.soap.sforce.com\"><allowSave>true</allowSave>"
                + "<includeRecordDetails>false</includeRecordDetails><runAsCurrentUser>true</runAsCurrentUser></DuplicateRuleHeader>";
        assertThat(ben.create(header, "Contact|LastName=Other|Email=lee@x.example")
                        .one("success"))
                .isEqualTo("true");
        stage.org.duplicateRules = false;
        assertThat(ben.create("", "Contact|LastName=Third|Email=lee@x.example").one("success"))
                .isEqualTo("true");
        stage.org.duplicateRules = true;
        RawSoap.Answer found = ada.call(
                "<findDuplicates>" + RawSoap.records("Contact|Email=lee@x.example|LastName=x") + "</findDuplicates>");
        assertThat(found.all("matchConfidence")).hasSize(3);
    }

    @Test
    void ownersAreToldOnlyWhenTheCallAsksForIt() throws Exception {
        ben.create("", "Task|Subject=quiet|OwnerId=" + Stage.CLEO);
        assertThat(stage.kernel.mailsSent.all()).isEmpty();
        String header =
                "<EmailHeader xmlns=\"urn:partner.soap.sforce.com\"><triggerAutoResponseEmail>false</triggerAutoResponseEmail>"
                        + "<triggerOtherEmail>false</triggerOtherEmail><triggerUserEmail>true</triggerUserEmail></EmailHeader>";
        ben.create(header, "Task|Subject=loud|OwnerId=" + Stage.CLEO);
        assertThat(stage.kernel.mailsSent.all()).singleElement().satisfies(mail -> {
            assertThat(mail.by()).isEqualTo("salesforce");
            assertThat(mail.to()).containsExactly("cleo@northwind.example");
        });
    }

    @Test
    void usersSeeTheirOwnAndWhatTheCompanyShares() throws Exception {
        stage.load("Task", "Subject", "alone", "OwnerId", Stage.ADA);
        stage.load("Task", "Subject", "on the account", "OwnerId", Stage.ADA, "WhatId", account);
        stage.load("Contact", "LastName", "Private", "OwnerId", Stage.ADA);
        assertThat(ben.query("SELECT Subject FROM Task").all("Subject")).containsExactly("on the account");
        assertThat(ben.query("SELECT Id FROM Contact").one("size"))
                .as("contacts without account are private")
                .isEqualTo("0");
        assertThat(ada.query("SELECT Id FROM Contact").one("size")).isEqualTo("1");
        stage.org.privateModel = true;
        assertThat(ben.query("SELECT Id FROM Account").one("size")).isEqualTo("0");
        RawSoap.Answer answer = ben.create("", "Task|Subject=a|WhatId=" + account);
        assertThat(answer.one("statusCode")).isEqualTo("INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY");
    }

    @Test
    void changesAreToldByTheMinute() throws Exception {
        String task = stage.load("Task", "Subject", "a");
        stage.kernel.clock.advance(Duration.ofMinutes(3));
        String now = stage.kernel.clock.now().toString();
        String before = stage.kernel.clock.now().minus(Duration.ofHours(1)).toString();
        String span =
                "<sObjectType>Task</sObjectType><startDate>" + before + "</startDate><endDate>" + now + "</endDate>";
        assertThat(ada.call("<getUpdated>" + span + "</getUpdated>").all("ids")).containsExactly(task);
        ada.call("<delete><ids>" + task + "</ids></delete>");
        stage.kernel.clock.advance(Duration.ofMinutes(3));
        span = span.replace(now, stage.kernel.clock.now().toString());
        assertThat(ada.call("<getDeleted>" + span + "</getDeleted>").all("id")).containsExactly(task);
        String tooFar = span.replace(before, "2020-01-01T00:00:00Z");
        assertThat(ada.call("<getDeleted>" + tooFar + "</getDeleted>").one("exceptionCode"))
                .isEqualTo("INVALID_REPLICATION_DATE");
    }

    @Test
    void aLeadBecomesAccountContactAndOpportunityAndItsTasksMove() throws Exception {
        String lead = stage.load("Lead", "LastName", "Young", "Company", "New Co", "Email", "young@new.example");
        String task = stage.load("Task", "Subject", "first call", "WhoId", lead);
        RawSoap.Answer answer =
                ada.call("<convertLead><leadConverts><convertedStatus>Closed - Converted</convertedStatus>"
                        + "<doNotCreateOpportunity>false</doNotCreateOpportunity><leadId>" + lead + "</leadId>"
                        + "<overwriteLeadSource>false</overwriteLeadSource><sendNotificationEmail>false</sendNotificationEmail>"
                        + "</leadConverts></convertLead>");
        assertThat(answer.one("success")).isEqualTo("true");
        assertThat(ada.query("SELECT WhoId, Account.Name FROM Task WHERE Id = '" + task + "'")
                        .one("WhoId"))
                .isEqualTo(answer.one("contactId"));
        assertThat(stage.all("OpportunityContactRole")).hasSize(1);
        assertThat(ada.call("<update>" + RawSoap.records("Lead|Id=" + lead + "|Title=x") + "</update>")
                        .one("statusCode"))
                .isEqualTo("CANNOT_UPDATE_CONVERTED_LEAD");
    }

    @Test
    void mergedRecordsGiveTheirChildrenAway() throws Exception {
        String loser = stage.load("Account", "Name", "Fabrikam Ltd");
        String contact = stage.load("Contact", "LastName", "Lee", "AccountId", loser);
        RawSoap.Answer answer = ada.call("<merge><request><masterRecord><sobj:type>Account</sobj:type><sobj:Id>"
                + account + "</sobj:Id></masterRecord><recordToMergeIds>" + loser
                + "</recordToMergeIds></request></merge>");
        assertThat(answer.one("success")).isEqualTo("true");
        assertThat(ada.query("SELECT AccountId FROM Contact WHERE Id = '" + contact + "'")
                        .one("AccountId"))
                .isEqualTo(account);
    }

    private RawSoap.Answer upsert(String... records) throws Exception {
        return ada.call("<upsert><externalIDFieldName>" + KEY + "</externalIDFieldName>" + RawSoap.records(records)
                + "</upsert>");
    }

    private String codes(String record) throws Exception {
        return ada.create("", record).one("statusCode");
    }
}
