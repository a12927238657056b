package app.tandem.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks, events, messages and files, with what the platform does by itself. */
class ActivityTest {

    private final Stage stage = new Stage();
    private final RawSoap ben = new RawSoap(stage, "ben@northwind.example");
    private String account;
    private String lee;
    private String kim;
    private String lead;

    @BeforeEach
    void fill() {
        account = stage.load("Account", "Name", "Fabrikam");
        lee = stage.load("Contact", "LastName", "Lee", "Email", "lee@fabrikam.example", "AccountId", account);
        kim = stage.load("Contact", "LastName", "Kim", "Email", "kim@fabrikam.example", "AccountId", account);
        lead = stage.load("Lead", "LastName", "Young", "Company", "New Co");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aClosedStatusClosesTheTaskAndPeopleBecomeRelations() throws Exception {
        RawSoap.Answer created = ben.call(RawSoap.recorded("create-task.xml", Map.of("one", lee, "two", kim)));
        assertThat(created.one("success")).as(created.text()).isEqualTo("true");
        RawSoap.Answer task = ben.query(
                "SELECT IsClosed, CompletedDateTime, ActivityDate, WhoId, WhoCount, AccountId, OwnerId,"
                        + " (SELECT RelationId, IsWhat FROM TaskRelations), (SELECT RelationId FROM TaskWhoRelations) FROM Task");
        assertThat(task.one("IsClosed")).isEqualTo("true");
        assertThat(task.one("CompletedDateTime")).endsWith(".000Z");
        assertThat(task.one("ActivityDate"))
                .as("a date takes the date of the instant as sent")
                .isEqualTo("2026-02-28");
        assertThat(task.one("WhoId")).isEqualTo(lee);
        assertThat(task.one("AccountId")).isEqualTo(account);
        assertThat(task.one("OwnerId")).isEqualTo(Stage.BEN);
        assertThat(task.all("RelationId")).containsExactly(lee, kim, lee, kim);
    }

    @Test
    void aNewListReplacesPeopleAndAnEmptyOneLeavesTheFirst() throws Exception {
        String id = ben.call(RawSoap.recorded("create-task.xml", Map.of("one", lee, "two", kim)))
                .one("id");
        String clear =
                "<update><sObjects><sobj:type>Task</sobj:type><sobj:fieldsToNull>TaskWhoIds</sobj:fieldsToNull><sobj:Id>"
                        + id + "</sobj:Id></sObjects></update>";
        assertThat(ben.call(clear).one("success")).isEqualTo("true");
        assertThat(ben.query("SELECT RelationId FROM TaskRelation").all("RelationId"))
                .containsExactly(lee);
        assertThat(ben.create("", "TaskRelation|TaskId=" + id + "|RelationId=" + kim)
                        .one("success"))
                .isEqualTo("true");
        assertThat(ben.query("SELECT WhoCount FROM Task").one("WhoCount")).isEqualTo("2");
    }

    @Test
    void aLeadStandsAlone() throws Exception {
        assertThat(ben.create("", "Task|Subject=a|WhoId=" + lead + "|WhatId=" + account)
                        .one("statusCode"))
                .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
        assertThat(ben.create("", "Task|Subject=a|WhoId=" + lead).one("success"))
                .isEqualTo("true");
        assertThat(ben.call(RawSoap.recorded("create-task.xml", Map.of("one", lead, "two", kim)))
                        .one("statusCode"))
                .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
    }

    @Test
    void withoutSharedActivitiesThereAreNoLists() throws Exception {
        stage.org.sharedActivities = false;
        assertThat(ben.call(RawSoap.recorded("create-task.xml", Map.of("one", lee, "two", kim)))
                        .one("exceptionCode"))
                .isEqualTo("INVALID_FIELD");
        RawSoap.Answer describe = ben.call("<describeSObjects><sObjectType>Task</sObjectType></describeSObjects>");
        assertThat(describe.all("junctionIdListNames")).isEmpty();
        assertThat(describe.text()).doesNotContain("TaskRelations");
    }

    @Test
    void withoutOurPackageItsFieldsAreUnknown() throws Exception {
        stage.org.packageInstalled = false;
        assertThat(ben.query("SELECT tandem__MessageKey__c FROM Task").one("exceptionCode"))
                .isEqualTo("INVALID_FIELD");
        assertThat(ben.call("<describeSObjects><sObjectType>Task</sObjectType></describeSObjects>")
                        .text())
                .doesNotContain("tandem__");
    }

    @Test
    void oldClosedTasksAreArchived() throws Exception {
        stage.load("Task", "Subject", "old", "Status", "Completed", "ActivityDate", "2019-01-01", "OwnerId", Stage.BEN);
        assertThat(ben.query("SELECT Id FROM Task").one("size")).isEqualTo("0");
        String all = "<queryAll><queryString>SELECT IsArchived FROM Task</queryString></queryAll>";
        assertThat(ben.call(all).one("IsArchived")).isEqualTo("true");
    }

    @Test
    void timesOfEventsAgree() throws Exception {
        String start = "Event|Subject=a|StartDateTime=2026-03-01T10:00:00Z";
        assertThat(ben.create("", start + "|DurationInMinutes=30").one("success"))
                .isEqualTo("true");
        assertThat(ben.query("SELECT EndDateTime FROM Event").one("EndDateTime"))
                .isEqualTo("2026-03-01T10:30:00.000Z");
        assertThat(ben.create("", start).one("statusCode")).isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(ben.create("", start + "|EndDateTime=2026-03-01T09:00:00Z").one("statusCode"))
                .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
        assertThat(ben.create("", start + "|EndDateTime=2026-03-20T09:00:00Z").one("statusCode"))
                .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
        assertThat(ben.create("", start + "|DurationInMinutes=30|IsPrivate=true|WhoId=" + lee)
                        .one("statusCode"))
                .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
    }

    @Test
    void anInvitedUserGetsACopyThatHardlyChanges() throws Exception {
        String event = ben.create("", "Event|Subject=a|StartDateTime=2026-12-01T10:00:00Z|DurationInMinutes=30")
                .one("id");
        assertThat(ben.create("", "EventRelation|EventId=" + event + "|RelationId=" + Stage.CLEO)
                        .one("success"))
                .isEqualTo("true");
        RawSoap cleo = new RawSoap(stage, "cleo@northwind.example");
        RawSoap.Answer copy =
                cleo.query("SELECT Id, Subject FROM Event WHERE IsChild = true AND OwnerId = '" + Stage.CLEO + "'");
        assertThat(copy.one("Subject")).isEqualTo("a");
        assertThat(cleo.call("<update>" + RawSoap.records("Event|Id=" + copy.one("Id") + "|Subject=b") + "</update>")
                        .one("statusCode"))
                .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
        ben.call("<update>" + RawSoap.records("Event|Id=" + event + "|Subject=moved") + "</update>");
        assertThat(cleo.query("SELECT Subject FROM Event WHERE IsChild = true").one("Subject"))
                .isEqualTo("moved");
        assertThat(cleo.query("SELECT EventId FROM EventRelation WHERE EventId = '" + copy.one("Id") + "'")
                        .all("EventId"))
                .as("a copy answers with the relations of its original")
                .containsExactly(event);
        assertThat(stage.kernel.mailsSent.all()).isEmpty();
    }

    @Test
    void withoutEnhancedEmailThereIsNoEmailMessage() throws Exception {
        assertThat(ben.query("SELECT Id FROM EmailMessage").one("exceptionCode"))
                .isEqualTo("INVALID_TYPE");
        assertThat(ben.call("<describeGlobal/>").all("name"))
                .doesNotContain("EmailMessage")
                .contains("Task");
    }

    @Test
    void aMessageMakesItsOwnTaskAndItsPeopleAreRelations() throws Exception {
        stage.org.enhancedEmail = true;
        RawSoap.Answer created = ben.call(mail("true"));
        assertThat(created.one("success")).as(created.text()).isEqualTo("true");
        RawSoap.Answer task = ben.query(
                "SELECT Id, Subject, TaskSubtype, Status, ActivityDate, WhoId, WhatId, Description FROM Task");
        assertThat(task.one("size")).isEqualTo("1");
        assertThat(task.one("TaskSubtype")).isEqualTo("Email");
        assertThat(task.one("ActivityDate")).as("the day in the user's zone").isEqualTo("2026-03-02");
        assertThat(task.one("WhoId")).isEqualTo(lee);
        assertThat(task.one("WhatId")).isEqualTo(account);
        assertThat(ben.query("SELECT ActivityId FROM EmailMessage").one("ActivityId"))
                .isEqualTo(task.one("Id"));
        RawSoap.Answer people = ben.query(
                "SELECT RelationType, RelationId, RelationAddress FROM EmailMessageRelation ORDER BY RelationAddress");
        assertThat(people.all("RelationAddress"))
                .containsExactly(
                        "ben@northwind.example",
                        "lee@fabrikam.example",
                        "new@elsewhere.example",
                        "other@elsewhere.example");
    }

    @Test
    void aSentMessageHardlyChanges() throws Exception {
        stage.org.enhancedEmail = true;
        String managed = ben.call(mail("true")).one("id");
        String plain = ben.call(mail("false").replace("id@host", "other@host")).one("id");
        assertThat(update("EmailMessage|Id=" + managed + "|Subject=new").one("statusCode"))
                .isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY");
        assertThat(update("EmailMessage|Id=" + managed + "|tandem__ThreadId__c=t")
                        .one("success"))
                .isEqualTo("true");
        String other = stage.load("Account", "Name", "Other");
        assertThat(update("EmailMessage|Id=" + managed + "|RelatedToId=" + other)
                        .one("success"))
                .isEqualTo("true");
        assertThat(ben.query("SELECT Id FROM Task WHERE WhatId = '" + other + "'")
                        .one("size"))
                .isEqualTo("1");
        assertThat(update("EmailMessage|Id=" + plain + "|RelatedToId=" + other).one("statusCode"))
                .isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY");
    }

    @Test
    void ownTaskIdsAndUnsentStatesAreRefused() throws Exception {
        stage.org.enhancedEmail = true;
        String task = stage.load("Task", "Subject", "a", "OwnerId", Stage.BEN);
        assertThat(ben.create("", "EmailMessage|Subject=a|Status=3|ActivityId=" + task)
                        .one("statusCode"))
                .isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY");
        assertThat(ben.create("", "EmailMessage|Subject=a|Status=0").one("statusCode"))
                .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
        assertThat(ben.create("", "EmailMessage|Subject=a").one("statusCode")).isEqualTo("REQUIRED_FIELD_MISSING");
    }

    @Test
    void twoMessagesWithOneIdentifierCannotBeUpserted() throws Exception {
        stage.org.enhancedEmail = true;
        ben.call(mail("true"));
        ben.call(mail("true"));
        RawSoap.Answer answer = ben.call("<upsert><externalIDFieldName>MessageIdentifier</externalIDFieldName>"
                + RawSoap.records("EmailMessage|Subject=a|Status=3|MessageIdentifier=<id@host>") + "</upsert>");
        assertThat(answer.one("statusCode")).isEqualTo("DUPLICATE_EXTERNAL_ID");
    }

    @Test
    void aFileIsADocumentWithALinkAndVersions() throws Exception {
        String version = ben.create(
                        "",
                        "ContentVersion|Title=hi|PathOnClient=C:\\x\\hi.TXT|VersionData=SGVsbG8=|FirstPublishLocationId="
                                + account)
                .one("id");
        RawSoap.Answer file = ben.query(
                "SELECT ContentDocumentId, Checksum, ContentSize, FileExtension, IsLatest FROM ContentVersion");
        assertThat(file.one("Checksum")).isEqualTo("8b1a9953c4611296a827abf8c47804d7");
        assertThat(file.one("ContentSize")).isEqualTo("5");
        assertThat(file.one("FileExtension")).isEqualTo("txt");
        String document = file.one("ContentDocumentId");
        assertThat(ben.create("", "ContentVersion|PathOnClient=hi.txt|VersionData=SGk=|ContentDocumentId=" + document)
                        .one("success"))
                .isEqualTo("true");
        assertThat(ben.query("SELECT Id FROM ContentVersion WHERE IsLatest = true AND ContentDocumentId = '" + document
                                + "'")
                        .one("Id"))
                .isNotEqualTo(version);
        assertThat(ben.query("SELECT LinkedEntityId FROM ContentDocumentLink WHERE ContentDocumentId = '" + document
                                + "'")
                        .all("LinkedEntityId"))
                .containsExactly(Stage.BEN, account);
        assertThat(ben.create("", "ContentDocumentLink|ContentDocumentId=" + document + "|LinkedEntityId=" + account)
                        .one("statusCode"))
                .isEqualTo("DUPLICATE_VALUE");
        assertThat(ben.call("<delete><ids>" + version + "</ids></delete>").one("statusCode"))
                .isEqualTo("INVALID_TYPE_FOR_OPERATION");
        assertThat(ben.create("", "ContentVersion|Title=x|PathOnClient=a.txt|VersionData=%%%")
                        .one("statusCode"))
                .isEqualTo("INVALID_TYPE_ON_FIELD_IN_RECORD");
    }

    @Test
    void anOrgWithoutFilesTakesAttachments() throws Exception {
        stage.org.contentAsFiles = false;
        assertThat(ben.query("SELECT Id FROM ContentVersion").one("exceptionCode"))
                .isEqualTo("INVALID_TYPE");
        String task = stage.load("Task", "Subject", "a", "OwnerId", Stage.BEN);
        assertThat(ben.create("", "Attachment|Name=a.txt|ParentId=" + task + "|Body=SGVsbG8=")
                        .one("success"))
                .isEqualTo("true");
        assertThat(ben.query("SELECT BodyLength, Body, OwnerId FROM Attachment")
                        .all("Body")
                        .getLast())
                .isEqualTo("SGVsbG8=");
        stage.org.attachmentLimit = 4;
        assertThat(ben.call("<getUserInfo/>").one("orgAttachmentFileSizeLimit")).isEqualTo("4");
        assertThat(ben.create("", "Attachment|Name=a.txt|ParentId=" + task + "|Body=SGVsbG8=")
                        .one("statusCode"))
                .isEqualTo("MAXIMUM_SIZE_OF_ATTACHMENT");
    }

    @Test
    void timeIsKeptInWholeSeconds() throws Exception {
        stage.kernel.clock.advance(Duration.ofMillis(250));
        ben.create("", "Task|Subject=a");
        assertThat(ben.query("SELECT SystemModstamp FROM Task").one("SystemModstamp"))
                .matches(".*T\\d\\d:\\d\\d:\\d\\d\\.000Z");
    }

    private RawSoap.Answer update(String record) throws Exception {
        return ben.call("<update>" + RawSoap.records(record) + "</update>");
    }

    private String mail(String managed) {
        return RawSoap.recorded(
                "create-email.xml", Map.of("contact", lee, "user", Stage.BEN, "account", account, "managed", managed));
    }
}
