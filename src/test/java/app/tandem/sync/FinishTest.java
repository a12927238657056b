package app.tandem.sync;

import static app.tandem.item.Reason.State.LEFT_ALONE;
import static app.tandem.item.Reason.State.REFUSED;
import static app.tandem.item.Reason.State.SAVED;
import static app.tandem.item.Reason.State.WAITS;
import static app.tandem.sync.Given.CUSTOMER;
import static app.tandem.sync.Given.ME;
import static app.tandem.sync.Given.in;
import static app.tandem.sync.Given.mail;
import static app.tandem.sync.Given.planner;
import static app.tandem.sync.Given.received;
import static app.tandem.sync.Given.with;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.Reason;
import app.tandem.mailbox.MailChange;
import app.tandem.mailbox.MarkerCategory;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a message shows in the end (sync M-3 … M-7, E-6, E-50)")
class FinishTest {

    private static final Reason DONE = Reason.of(SAVED, "sync E-49");
    private static final Reason NO_RECORD = Reason.of(WAITS, "sync E-48", "NO_RECORD");

    @Test
    @DisplayName("M-3, M-5: the master list, with colours")
    void masterCategories() {
        assertThat(MailPlanner.categories())
                .containsExactly(
                        new MarkerCategory("Salesforce", "preset7"),
                        new MarkerCategory("Salesforce Unsync", "preset8"),
                        new MarkerCategory("Sync Error", "preset0"),
                        new MarkerCategory("Status: Tracked successfully.", "none"));
    }

    @Test
    @DisplayName("E-6: out of the folder by direction")
    void savedMailGoesBackWhereItCameFrom() {
        assertThat(saved(in(received(), MailFolder.MARKER)).moveTo()).isEqualTo(MailFolder.INBOX);
        assertThat(saved(mail(MailFolder.MARKER, ME, CUSTOMER)).moveTo()).isEqualTo(MailFolder.SENT);
        assertThat(saved(received()).moveTo()).isNull();
    }

    @Test
    @DisplayName("E-50, M-6: saved clears the error and keeps what is foreign, in order")
    void savedMailWearsItsMarksAfterForeignOnes() {
        Mail before =
                with(received(), "Zebra", "Sync Error", "Status: No related records found", "Apple", "sync error");
        assertThat(saved(before).categories())
                .containsExactly("Zebra", "Apple", "Salesforce", "Status: Tracked successfully.");
    }

    @Test
    @DisplayName("M-4, E-48: refused stays where it is, red, with the cause")
    void refusedMailStaysWithItsCause() {
        MailChange change = planner()
                .finish(with(received(), "Salesforce"), NO_RECORD, false)
                .orElseThrow();
        assertThat(change.moveTo()).isNull();
        assertThat(change.categories()).containsExactly("Salesforce", "Sync Error", "Status: No related records found");
    }

    @Test
    @DisplayName("M-7: what lies in the folder carries the category, saved or not")
    void folderGivesTheCategory() {
        MailChange change = planner()
                .finish(in(received(), MailFolder.MARKER), NO_RECORD, false)
                .orElseThrow();
        assertThat(change.categories()).contains("Salesforce");
        assertThat(change.moveTo()).isNull();
    }

    @Test
    @DisplayName("M-5: one status at a time")
    void aNewCauseReplacesTheOldOne() {
        Mail before = with(received(), "Salesforce", "Sync Error", "Status: No related records found");
        Reason missing = new Reason(REFUSED, "sync Z-3", "REQUIRED_FIELD_MISSING", List.of("Region__c", "Sales Area"));
        assertThat(planner().finish(before, missing, false).orElseThrow().categories())
                .containsExactly(
                        "Salesforce", "Sync Error", "Status: Required fields are missing: Region__c / Sales Area");
    }

    @Test
    @DisplayName("M-3: a status is one category, at most 255 characters, made of names alone")
    void statusIsShortAndPlain() {
        Reason wild = new Reason(REFUSED, "sync Z-3", "SOME <CODE>, new", List.of("a,b;c\nd".repeat(60)));
        String status = planner()
                .finish(received(), wild, false)
                .orElseThrow()
                .categories()
                .getLast();
        assertThat(status)
                .hasSizeLessThanOrEqualTo(255)
                .doesNotContain(",", ";", "\n", "<")
                .endsWith("…");
    }

    @Test
    @DisplayName("M-6: left alone loses our marks of failure only")
    void leftAloneIsCleaned() {
        Mail before = with(received(), "Salesforce", "Sync Error", "Status: Old", "Mine");
        assertThat(planner()
                        .finish(before, Reason.of(LEFT_ALONE, "sync E-42"), false)
                        .orElseThrow()
                        .categories())
                .containsExactly("Salesforce", "Mine");
    }

    @Test
    @DisplayName("what is shown already is not written again")
    void finishedTwiceIsFinishedOnce() {
        Mail before = with(in(received(), MailFolder.MARKER), "Mine");
        Mail after = Given.after(before, saved(before));
        assertThat(planner().finish(after, DONE, true)).isEmpty();
        Mail refused =
                Given.after(before, planner().finish(before, NO_RECORD, false).orElseThrow());
        assertThat(planner().finish(refused, NO_RECORD, false)).isEmpty();
    }

    @Test
    @DisplayName("Z-3, Z-24: the cause in words, by the vendor's code first, then by the rule")
    void causesAreWords() {
        assertThat(status("sync E-48", "NO_RECORD")).isEqualTo("Status: No related records found");
        assertThat(status("sync Y-12", "503")).isEqualTo("Status: Not saved yet and it will be tried again");
        assertThat(status("sync Y-12", "INTERNAL")).isEqualTo("Status: Tandem could not digest this message");
        assertThat(status("sync D-5", "")).isEqualTo("Status: A colleague is saving it right now");
        assertThat(status("sync Z-35", "STORAGE_LIMIT_EXCEEDED")).isEqualTo("Status: Salesforce has no storage left");
        assertThat(status("sync Z-35", "SOMETHING_NEW")).isEqualTo("Status: Not saved (SOMETHING_NEW)");
    }

    private static String status(String rule, String code) {
        return planner()
                .finish(received(), Reason.of(WAITS, rule, code), false)
                .orElseThrow()
                .categories()
                .getLast();
    }

    private static MailChange saved(Mail mail) {
        return planner().finish(mail, DONE, true).orElseThrow();
    }
}
