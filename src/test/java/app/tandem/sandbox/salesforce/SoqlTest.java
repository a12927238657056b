package app.tandem.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SOQL and SOSL as documented, over raw SOAP. */
class SoqlTest {

    private final Stage stage = new Stage();
    private final RawSoap ada = new RawSoap(stage, "ada@northwind.example");
    private String fabrikam;
    private String lee;

    @BeforeEach
    void fill() {
        fabrikam = stage.load("Account", "Name", "Fabrikam", "Industry", "Energy");
        String litware = stage.load("Account", "Name", "Litware 100%");
        lee = stage.load("Contact", "LastName", "Lee", "Email", "lee@fabrikam.example", "AccountId", fabrikam);
        stage.load("Contact", "LastName", "O'Hara", "Email", "ohara@litware.example", "AccountId", litware);
        stage.load("Contact", "LastName", "Zoë", "AccountId", litware);
        stage.load("Task", "Subject", "Call Lee", "WhoId", lee, "ActivityDate", "2026-03-01", "Status", "Completed");
        stage.load("Task", "Subject", "Visit", "WhatId", fabrikam, "ActivityDate", "2026-03-05");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void queryRowsCarryNoTypesAndTheIdTwice() throws Exception {
        RawSoap.Answer answer = ada.query("SELECT Id, IsClosed, WhatId FROM Task WHERE Subject = 'Call Lee'");
        assertThat(answer.text())
                .containsPattern("<records xsi:type=\"sf:sObject\"><sf:type>Task</sf:type><sf:Id>(00T\\w+)</sf:Id>"
                        + "<sf:Id>\\1</sf:Id><sf:IsClosed>true</sf:IsClosed><sf:WhatId xsi:nil=\"true\"/></records>");
        assertThat(answer.text()).contains("<done>true</done><queryLocator xsi:nil=\"true\"/>");
    }

    @Test
    void parentsComeNestedAndPolymorphicOnesAsName() throws Exception {
        RawSoap.Answer answer = ada.query("SELECT Subject, Who.Name, Who.Type, What.Name FROM Task ORDER BY Subject");
        assertThat(answer.text())
                .contains("<sf:Who xsi:type=\"sf:sObject\"><sf:type>Name</sf:type><sf:Id xsi:nil=\"true\"/>"
                        + "<sf:Name>Lee</sf:Name><sf:Type>Contact</sf:Type></sf:Who><sf:What xsi:nil=\"true\"/>");
    }

    @Test
    void typeofPicksFieldsByType() throws Exception {
        RawSoap.Answer answer = ada.query(
                "SELECT Id, TYPEOF Who WHEN Contact THEN Email, AccountId WHEN Lead THEN Company ELSE Name END FROM Task"
                        + " WHERE Who.Type IN ('Contact')");
        assertThat(answer.one("Email")).isEqualTo("lee@fabrikam.example");
        assertThat(answer.one("AccountId")).isEqualTo(fabrikam);
    }

    @Test
    void conditionsCompareAsDocumented() throws Exception {
        assertThat(names("LastName = 'lee'")).containsExactly("Lee");
        assertThat(names("LastName != 'lee'")).containsExactly("O'Hara", "Zoë");
        assertThat(names("Email = null")).containsExactly("Zoë");
        assertThat(names("Email != 'lee@fabrikam.example'")).containsExactly("O'Hara", "Zoë");
        assertThat(names("LastName LIKE 'l_e' OR LastName LIKE 'zo%'")).containsExactly("Lee", "Zoë");
        assertThat(names("LastName = 'O\\'Hara'")).containsExactly("O'Hara");
        assertThat(names("NOT LastName IN ('Lee', 'Zo\\u00eb')")).containsExactly("O'Hara");
        assertThat(names("LastName NOT IN ('Lee') AND (Email != null OR LastName > 'Z')"))
                .containsExactly("O'Hara", "Zoë");
        assertThat(names("Account.Name LIKE 'Litware 100\\%'")).containsExactly("O'Hara", "Zoë");
        assertThat(names("AccountId IN (SELECT Id FROM Account WHERE Industry = 'Energy')"))
                .containsExactly("Lee");
        assertThat(names("Id NOT IN (SELECT WhoId FROM Task WHERE WhoId != null)"))
                .containsExactly("O'Hara", "Zoë");
        assertThat(names("AccountId = '" + fabrikam.substring(0, 15) + "'")).containsExactly("Lee");
        assertThat(names("IsDeleted = false AND CreatedDate >= LAST_N_DAYS:2")).hasSize(3);
        assertThat(names("CreatedDate < 2020-01-01T00:00:00+01:00")).isEmpty();
    }

    @Test
    void datesAreComparedInTheUsersZone() throws Exception {
        assertThat(ada.query("SELECT Id FROM Task WHERE ActivityDate = 2026-03-01")
                        .one("size"))
                .isEqualTo("1");
        assertThat(ada.query("SELECT Id FROM Task WHERE CreatedDate = TODAY").one("size"))
                .isEqualTo("2");
        assertThat(ada.query("SELECT Id FROM Task WHERE CreatedDate = YESTERDAY")
                        .one("size"))
                .isEqualTo("0");
    }

    @Test
    void subQueriesAnswerChildListsAndNilForNone() throws Exception {
        RawSoap.Answer answer =
                ada.query("SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName DESC LIMIT 1) FROM Account"
                        + " ORDER BY Name");
        assertThat(answer.all("LastName")).containsExactly("Lee", "Zoë");
        assertThat(ada.query("SELECT Name, (SELECT Id FROM Cases) FROM Account LIMIT 1")
                        .one("Cases"))
                .isEqualTo("(nil)");
    }

    @Test
    void ordersWithNullsAndPages() throws Exception {
        assertThat(ada.query("SELECT LastName FROM Contact ORDER BY Email NULLS LAST, LastName")
                        .all("LastName"))
                .containsExactly("Lee", "O'Hara", "Zoë");
        assertThat(ada.query("SELECT LastName FROM Contact ORDER BY Email DESC").all("LastName"))
                .containsExactly("Zoë", "O'Hara", "Lee");
        assertThat(ada.query("SELECT LastName FROM Contact ORDER BY LastName LIMIT 1 OFFSET 1")
                        .all("LastName"))
                .containsExactly("O'Hara");
        assertThat(code("SELECT Id FROM Contact LIMIT 1 OFFSET 2001")).isEqualTo("NUMBER_OUTSIDE_VALID_RANGE");
    }

    @Test
    void aggregatesAreTyped() throws Exception {
        RawSoap.Answer answer =
                ada.query("SELECT AccountId, COUNT(Id), MAX(LastName) latest FROM Contact GROUP BY AccountId"
                        + " HAVING COUNT(Id) > 1");
        assertThat(answer.text())
                .contains("<sf:type>AggregateResult</sf:type>")
                .contains("<sf:expr0 xsi:type=\"xsd:int\">2</sf:expr0>")
                .contains("<sf:latest xsi:type=\"xsd:string\">Zoë</sf:latest>");
        assertThat(ada.query("SELECT COUNT() FROM Contact").one("size")).isEqualTo("3");
        assertThat(code("SELECT LastName, COUNT(Id) FROM Contact")).isEqualTo("MALFORMED_QUERY");
    }

    @Test
    void mistakesAreRefusedWithTheirPlace() throws Exception {
        RawSoap.Answer answer = ada.query("SELECT Id\nFROM Contact\nWHERE Nonsense = 1");
        assertThat(answer.one("exceptionCode")).isEqualTo("INVALID_FIELD");
        assertThat(answer.one("row")).isEqualTo("3");
        assertThat(answer.one("column")).isEqualTo("7");
        assertThat(answer.one("exceptionMessage"))
                .contains("ERROR at Row:3:Column:7\nNo such column 'Nonsense' on entity 'Contact'");
        assertThat(code("SELECT Id FORM Contact")).isEqualTo("MALFORMED_QUERY");
        assertThat(code("SELECT Id FROM Nothing")).isEqualTo("INVALID_TYPE");
        assertThat(code("SELECT Id FROM Contact WHERE a = 1 AND b = 2 OR c = 3"))
                .isEqualTo("MALFORMED_QUERY");
        assertThat(code("SELECT Id FROM Contact WHERE LastName = 'a\\x'")).isEqualTo("MALFORMED_QUERY");
        assertThat(code("SELECT Id FROM Contact FOR UPDATE")).isEqualTo("MALFORMED_QUERY");
        assertThat(code("SELECT Id FROM Contact WHERE Description = 'x'")).isEqualTo("INVALID_FIELD");
        assertThat(code("SELECT Id FROM Contact WHERE LastName = 5")).isEqualTo("INVALID_FIELD");
        assertThat(code("SELECT Id FROM Contact WHERE Id = 'x'")).isEqualTo("INVALID_QUERY_FILTER_OPERATOR");
        assertThat(code("SELECT TaskWhoIds FROM Task")).isEqualTo("INVALID_FIELD");
        assertThat(code("SELECT Id, (SELECT Id FROM Gizmos) FROM Account")).isEqualTo("INVALID_TYPE");
        assertThat(code("SELECT Id FROM Contact WHERE LastName = '" + "x".repeat(100_000) + "'"))
                .isEqualTo("MALFORMED_QUERY");
    }

    @Test
    void linksOfFilesMustBeAskedByRecordOrFile() throws Exception {
        assertThat(code("SELECT Id FROM ContentDocumentLink")).isEqualTo("MALFORMED_QUERY");
        assertThat(ada.query("SELECT Id FROM ContentDocumentLink WHERE LinkedEntityId IN ('" + fabrikam + "')")
                        .one("size"))
                .isEqualTo("0");
    }

    @Test
    void recordAccessAnswersForAUser() throws Exception {
        RawSoap.Answer answer =
                ada.query("SELECT RecordId, HasEditAccess, MaxAccessLevel FROM UserRecordAccess WHERE UserId = '"
                        + Stage.BEN + "' AND RecordId IN ('" + lee + "', '" + fabrikam + "')");
        assertThat(answer.all("HasEditAccess")).containsExactly("true", "true");
        assertThat(answer.one("MaxAccessLevel")).isEqualTo("Edit");
    }

    @Test
    void locatorsBelongToTheirUserAndEnd() throws Exception {
        for (int i = 0; i < 300; i++) {
            stage.load("Lead", "LastName", "L" + i, "Company", "C");
        }
        String headers = "<QueryOptions><batchSize>5</batchSize></QueryOptions>";
        RawSoap.Answer first = ada.call(headers, "<query><queryString>SELECT Id FROM Lead</queryString></query>");
        assertThat(first.all("type")).hasSize(200 + 1);
        String more = "<queryMore><queryLocator>" + first.one("queryLocator") + "</queryLocator></queryMore>";
        assertThat(new RawSoap(stage, "ben@northwind.example").call(more).one("exceptionCode"))
                .isEqualTo("INVALID_QUERY_LOCATOR");
        RawSoap.Answer second = ada.call(headers, more);
        assertThat(second.one("done")).isEqualTo("true");
        assertThat(second.one("size")).isEqualTo("300");
    }

    @Test
    void lookUpsOverThousandsOfRowsStayFast() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            stage.load("Contact", "LastName", "N" + i, "Email", "n" + i + "@many.example", "AccountId", fabrikam);
        }
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            wanted.add("'N" + i * 25 + "@many.example'");
        }
        String soql = "SELECT Id, Email, Account.Name FROM Contact WHERE Email IN (" + String.join(",", wanted) + ")";
        ada.query(soql);
        long started = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(ada.query(soql).one("size")).isEqualTo("200");
        }
        assertThat((System.nanoTime() - started) / 20_000_000)
                .as("milliseconds a query")
                .isLessThan(100);
    }

    @Test
    void searchFindsWordsInTheFieldsAskedFor() throws Exception {
        assertThat(search("FIND {fabri*} IN NAME FIELDS RETURNING Account(Id, Name), Contact")
                        .all("Name"))
                .containsExactly("Fabrikam");
        assertThat(search(
                                "FIND {lee\\@fabrikam.example} IN EMAIL FIELDS RETURNING Contact(LastName WHERE AccountId != null)")
                        .all("LastName"))
                .containsExactly("Lee");
        assertThat(search("FIND {x}").one("exceptionCode")).isEqualTo("MALFORMED_SEARCH");
        assertThat(search("FIND fabrikam").one("exceptionCode")).isEqualTo("MALFORMED_SEARCH");
    }

    private RawSoap.Answer search(String sosl) throws Exception {
        return ada.call("<search><searchString>" + RawSoap.xml(sosl) + "</searchString></search>");
    }

    private List<String> names(String where) throws Exception {
        return ada.query("SELECT LastName FROM Contact WHERE " + where + " ORDER BY LastName")
                .all("LastName");
    }

    private String code(String soql) throws Exception {
        return ada.query(soql).one("exceptionCode");
    }
}
