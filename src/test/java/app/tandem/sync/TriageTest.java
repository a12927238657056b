package app.tandem.sync;

import static app.tandem.item.Reason.State.LEFT_ALONE;
import static app.tandem.item.Reason.State.REFUSED;
import static app.tandem.item.Reason.State.WAITS;
import static app.tandem.sync.Given.ALIAS;
import static app.tandem.sync.Given.COLLEAGUE;
import static app.tandem.sync.Given.CUSTOMER;
import static app.tandem.sync.Given.ME;
import static app.tandem.sync.Given.NOON;
import static app.tandem.sync.Given.flagged;
import static app.tandem.sync.Given.in;
import static app.tandem.sync.Given.mail;
import static app.tandem.sync.Given.planner;
import static app.tandem.sync.Given.received;
import static app.tandem.sync.Given.with;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.RecordRef;
import app.tandem.sync.Triage.Candidate;
import app.tandem.sync.Triage.Direction;
import app.tandem.sync.Triage.Finish;
import app.tandem.sync.Triage.Leave;
import app.tandem.sync.Triage.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The first look at a message (sync E-40 … E-44)")
class TriageTest {

    private static final AgreedMail SAVED = new AgreedMail(List.of(new RecordRef("Task", "00T1")), false, true);
    private static final AgreedMail UNMARKED = new AgreedMail(SAVED.records(), false, false);
    private static final AgreedMail DELETED = new AgreedMail(List.of(), true, true);

    @Test
    @DisplayName("E-42: nobody asked, so it is left alone")
    void anOrdinaryMessageIsLeftAlone() {
        Leave leave = (Leave) planner().triage(received(), null);
        assertThat(leave.reason().state()).isEqualTo(LEFT_ALONE);
        assertThat(leave.reason().rule()).isEqualTo("sync E-42");
        assertThat(leave.change()).isEmpty();
    }

    @Test
    @DisplayName("E-5, E-42: folder and category ask, the folder before the category")
    void folderBeatsCategory() {
        assertThat(trigger(in(received(), MailFolder.MARKER))).isEqualTo(Trigger.FOLDER);
        assertThat(trigger(with(received(), "Salesforce"))).isEqualTo(Trigger.CATEGORY);
        assertThat(trigger(with(in(received(), MailFolder.MARKER), "Salesforce")))
                .isEqualTo(Trigger.FOLDER);
    }

    @Test
    @DisplayName("E-8: a category in any other folder means nothing")
    void otherFoldersAreNotProcessed() {
        Leave leave =
                (Leave) planner().triage(with(in(received(), MailFolder.OTHER), "Salesforce", "Sync Error"), UNMARKED);
        assertThat(leave.reason().rule()).isEqualTo("sync E-8");
        assertThat(leave.change()).isEmpty();
    }

    @Test
    @DisplayName("E-40: a draft waits until it is sent")
    void draftsWait() {
        Leave leave = (Leave) planner().triage(flagged(with(received(), "Salesforce"), true, false), null);
        assertThat(leave.reason().state()).isEqualTo(WAITS);
        assertThat(leave.change()).isEmpty();
    }

    @Test
    @DisplayName("E-12: a receipt is never saved; who asks for it is told so")
    void serviceMailIsRefusedVisibly() {
        Leave silent = (Leave) planner().triage(flagged(received(), false, true), null);
        assertThat(silent.reason().state()).isEqualTo(LEFT_ALONE);
        assertThat(silent.change()).isEmpty();
        Leave asked = (Leave) planner().triage(flagged(in(received(), MailFolder.MARKER), false, true), null);
        assertThat(asked.reason().state()).isEqualTo(REFUSED);
        assertThat(asked.change().orElseThrow().moveTo()).isNull();
        assertThat(asked.change().orElseThrow().categories())
                .containsExactly(
                        "Salesforce", "Sync Error", "Status: Receipts and bounces and invitations are not saved");
    }

    @Test
    @DisplayName("E-41, E-7: what is saved but not marked gets its marks")
    void knownMessagesAreMarkedOnce() {
        Finish finish = (Finish) planner().triage(received(), UNMARKED);
        assertThat(finish.change().orElseThrow().categories())
                .containsExactly("Salesforce", "Status: Tracked successfully.");
    }

    @Test
    @DisplayName("E-9: a category that a person took off stays off")
    void removedCategoryStaysOff() {
        assertThat(((Finish) planner().triage(received(), SAVED)).change()).isEmpty();
    }

    @Test
    @DisplayName("E-41, E-6: a saved message that is put into the folder again goes back, marked")
    void knownMessageInTheFolderGoesBack() {
        Finish finish = (Finish) planner().triage(in(received(), MailFolder.MARKER), SAVED);
        assertThat(finish.change().orElseThrow().moveTo()).isEqualTo(MailFolder.INBOX);
        assertThat(finish.change().orElseThrow().categories()).contains("Salesforce");
    }

    @Test
    @DisplayName("M-6: what is saved does not go on wearing an error")
    void staleErrorOnASavedMessageGoes() {
        Finish finish = (Finish) planner().triage(with(received(), "Mine", "Sync Error", "Status: Old"), SAVED);
        assertThat(finish.change().orElseThrow().categories()).containsExactly("Mine");
    }

    @Test
    @DisplayName(
            "E-1: after the record was deleted the old marks ask for nothing and go; the folder and a new category do")
    void tombstonedMessageNeedsANewWish() {
        Leave leave = (Leave)
                planner().triage(with(received(), "Mine", "Salesforce", "Status: Tracked successfully."), DELETED);
        assertThat(leave.reason().rule()).isEqualTo("sync E-1");
        assertThat(leave.change().orElseThrow().categories()).containsExactly("Mine");
        assertThat(planner().triage(with(received(), "Mine", "Salesforce"), DELETED))
                .isInstanceOf(Candidate.class);
        assertThat(planner().triage(in(received(), MailFolder.MARKER), DELETED)).isInstanceOf(Candidate.class);
    }

    @Test
    @DisplayName("M-6: who takes the wish back takes the error off with it")
    void withdrawnWishTakesTheErrorOff() {
        Leave leave = (Leave)
                planner().triage(with(received(), "Mine", "Sync Error", "Status: No related records found", "x"), null);
        assertThat(leave.change().orElseThrow().categories()).containsExactly("Mine", "x");
    }

    @Test
    @DisplayName("M-6: a category that merely begins like ours is a person's own")
    void foreignStatusStays() {
        assertThat(((Leave) planner().triage(with(received(), "Status: Waiting"), null)).change())
                .isEmpty();
    }

    @Test
    @DisplayName("M-11: an internal reply that inherited its category asks for nothing")
    void inheritedCategoryOnAnInternalReplyIsIgnored() {
        MailPlanner planner = new MailPlanner(Given.context(saved(NOON.minus(Duration.ofHours(1)))));
        Mail reply = with(mail(MailFolder.SENT, ME, COLLEAGUE), "Salesforce");
        assertThat(planner.triage(reply, null))
                .isInstanceOfSatisfying(
                        Leave.class, leave -> assertThat(leave.reason().rule()).isEqualTo("sync M-11"));
        Mail blocked = with(mail(MailFolder.SENT, ME, "x@spam.example"), "Salesforce");
        assertThat(planner.triage(blocked, null)).isInstanceOf(Leave.class);
    }

    @Test
    @DisplayName("M-11: the guard is for nothing else")
    void theGuardLetsRealWishesPass() {
        MailPlanner planner = new MailPlanner(Given.context(saved(NOON.minus(Duration.ofHours(1)))));
        assertThat(planner.triage(with(mail(MailFolder.SENT, ME, CUSTOMER), "Salesforce"), null))
                .as("somebody outside")
                .isInstanceOf(Candidate.class);
        assertThat(planner.triage(with(mail(MailFolder.INBOX, COLLEAGUE, ME), "Salesforce"), null))
                .as("inbound")
                .isInstanceOf(Candidate.class);
        assertThat(planner.triage(mail(MailFolder.MARKER, ME, COLLEAGUE), null))
                .as("the folder")
                .isInstanceOf(Candidate.class);
        MailPlanner later = new MailPlanner(Given.context(saved(NOON.plus(Duration.ofHours(1)))));
        assertThat(later.triage(with(mail(MailFolder.SENT, ME, COLLEAGUE), "Salesforce"), null))
                .as("nothing earlier is saved")
                .isInstanceOf(Candidate.class);
    }

    @Test
    @DisplayName("E-16: direction by the own address or alias, in From or Sender")
    void directionIsByOwnAddress() {
        assertThat(direction(mail(MailFolder.MARKER, ME, CUSTOMER))).isEqualTo(Direction.OUTBOUND);
        assertThat(direction(mail(MailFolder.MARKER, ALIAS.toUpperCase(java.util.Locale.ROOT), CUSTOMER)))
                .isEqualTo(Direction.OUTBOUND);
        assertThat(direction(mail(MailFolder.MARKER, CUSTOMER, ME))).isEqualTo(Direction.INBOUND);
        assertThat(direction(mail(MailFolder.MARKER, COLLEAGUE, ME))).isEqualTo(Direction.INBOUND);
    }

    private static Map<String, List<SavedParent>> saved(Instant when) {
        return Map.of("conversation-1", List.of(new SavedParent(when, Decision.Links.NONE)));
    }

    private static Trigger trigger(Mail mail) {
        return ((Candidate) planner().triage(mail, null)).trigger();
    }

    private static Direction direction(Mail mail) {
        return ((Candidate) planner().triage(mail, null)).direction();
    }
}
