package app.tandem.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks as a program that watches them sees them (reference: salesforce-notes 6.2, 10, 12). */
class TaskTest {

    private static final String SERIES = "Task|Subject=weekly|IsRecurrence=true|RecurrenceStartDateOnly=2026-03-02"
            + "|RecurrenceEndDateOnly=2026-03-15|RecurrenceType=RecursWeekly|RecurrenceInterval=1";
    private static final String MONDAY_AND_THURSDAY = "|RecurrenceDayOfWeekMask=18";

    private final Stage stage = new Stage();
    private final RawSoap ben = new RawSoap(stage, "ben@northwind.example");

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aSeriesHasNoDayOfItsOwnAndMakesTasks() throws Exception {
        String series = ben.create("", SERIES + MONDAY_AND_THURSDAY).one("id");
        assertThat(days(series)).containsExactly("2026-03-02", "2026-03-05", "2026-03-09", "2026-03-12");
        assertThat(ben.query("SELECT IsRecurrence, OwnerId FROM Task WHERE RecurrenceActivityId = '" + series + "'")
                        .all("IsRecurrence"))
                .containsOnly("false");
    }

    @Test
    void theTypeOfASeriesSaysWhatElseMustBeGivenAndNothingMore() throws Exception {
        assertThat(ben.create("", SERIES).one("statusCode")).isEqualTo("REQUIRED_FIELD_MISSING");
        for (String wrong :
                new String[] {"|RecurrenceDayOfMonth=3", "|ActivityDate=2026-03-03", "|Status=In Progress"}) {
            assertThat(ben.create("", SERIES + MONDAY_AND_THURSDAY + wrong).one("statusCode"))
                    .as(wrong)
                    .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
        }
        assertThat(ben.create("", "Task|Subject=single|RecurrenceInterval=1").one("statusCode"))
                .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
        assertThat(ben.query("SELECT Id FROM Task").one("size")).isEqualTo("0");
    }

    @Test
    void aTaskBecomesNoSeriesLater() throws Exception {
        String task = ben.create("", "Task|Subject=single").one("id");
        assertThat(update("Task|Id=" + task + "|IsRecurrence=true").one("statusCode"))
                .isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
    }

    @Test
    void anotherPatternMakesOpenTasksAnewAndLeavesClosedOnes() throws Exception {
        String series = ben.create("", SERIES + MONDAY_AND_THURSDAY).one("id");
        String first =
                ben.query("SELECT Id FROM Task WHERE ActivityDate = 2026-03-02").one("Id");
        update("Task|Id=" + first + "|Status=Completed");
        assertThat(update("Task|Id=" + series + "|RecurrenceDayOfWeekMask=4").one("success"))
                .isEqualTo("true");
        assertThat(days(series)).containsExactly("2026-03-02", "2026-03-03", "2026-03-10");
        assertThat(ben.call("<delete><ids>" + series + "</ids></delete>").one("success"))
                .isEqualTo("true");
        assertThat(ben.query("SELECT Id FROM Task").one("size"))
                .as("closed ones go with the series too")
                .isEqualTo("0");
    }

    @Test
    void everyPatternHasItsDays() throws Exception {
        String year =
                "Task|Subject=s|IsRecurrence=true|RecurrenceStartDateOnly=2026-01-01|RecurrenceEndDateOnly=2026-04-30|";
        assertThat(days(series(year + "RecurrenceType=RecursDaily|RecurrenceInterval=50")))
                .containsExactly("2026-01-01", "2026-02-20", "2026-04-11");
        assertThat(days(series(year + "RecurrenceType=RecursMonthly|RecurrenceInterval=2|RecurrenceDayOfMonth=31")))
                .containsExactly("2026-01-31", "2026-03-31");
        assertThat(
                        days(
                                series(
                                        year
                                                + "RecurrenceType=RecursMonthlyNth|RecurrenceInterval=1|RecurrenceInstance=Last|RecurrenceDayOfWeekMask=32")))
                .containsExactly("2026-01-30", "2026-02-27", "2026-03-27", "2026-04-24");
        assertThat(days(series(
                        year + "RecurrenceType=RecursYearly|RecurrenceMonthOfYear=February|RecurrenceDayOfMonth=14")))
                .containsExactly("2026-02-14");
        assertThat(
                        days(
                                series(
                                        year
                                                + "RecurrenceType=RecursYearlyNth|RecurrenceMonthOfYear=March|RecurrenceInstance=First|RecurrenceDayOfWeekMask=1")))
                .containsExactly("2026-03-01");
        assertThat(days(series(year + "RecurrenceType=RecursEveryWeekday|RecurrenceDayOfWeekMask=62")))
                .hasSize(86)
                .doesNotContain("2026-01-03", "2026-01-04");
    }

    @Test
    void everyChangeMovesTheStampAndADeletedTaskIsFoundByQueryAllOnly() throws Exception {
        String task = ben.create("", "Task|Subject=a").one("id");
        String before = stamp(task);
        stage.kernel.clock.advance(Duration.ofSeconds(1));
        update("Task|Id=" + task + "|Status=In Progress");
        String changed = stamp(task);
        assertThat(changed).isGreaterThan(before);
        stage.kernel.clock.advance(Duration.ofSeconds(1));
        ben.call("<delete><ids>" + task + "</ids></delete>");
        assertThat(ben.query("SELECT Id FROM Task").one("size")).isEqualTo("0");
        String all =
                "<queryAll><queryString>SELECT Id, SystemModstamp FROM Task WHERE IsDeleted = true</queryString></queryAll>";
        assertThat(ben.call(all).one("SystemModstamp")).isGreaterThan(changed);
        stage.kernel.clock.advance(Duration.ofDays(16));
        assertThat(ben.call(all).one("size")).as("the bin is emptied").isEqualTo("0");
    }

    @Test
    void aTaskThatWasGivenAwayIsSeenThroughWhatItIsAbout() throws Exception {
        String account = stage.load("Account", "Name", "Fabrikam", "OwnerId", Stage.CLEO);
        String bare = ben.create("", "Task|Subject=bare").one("id");
        String about = ben.create("", "Task|Subject=about|WhatId=" + account).one("id");
        update("Task|Id=" + bare + "|OwnerId=" + Stage.CLEO);
        update("Task|Id=" + about + "|OwnerId=" + Stage.CLEO);
        assertThat(ben.query("SELECT Id, Subject FROM Task").all("Subject")).containsExactly("about");
        assertThat(update("Task|Id=" + about + "|Subject=mine").one("statusCode"))
                .isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY");
    }

    private String series(String record) throws Exception {
        return ben.create("", record).one("id");
    }

    private java.util.List<String> days(String series) throws Exception {
        return ben.query("SELECT ActivityDate FROM Task WHERE RecurrenceActivityId = '" + series
                        + "' ORDER BY ActivityDate")
                .all("ActivityDate");
    }

    private String stamp(String task) throws Exception {
        return ben.query("SELECT SystemModstamp FROM Task WHERE Id = '" + task + "'")
                .one("SystemModstamp");
    }

    private RawSoap.Answer update(String record) throws Exception {
        return ben.call("<update>" + RawSoap.records(record) + "</update>");
    }
}
