package app.tandem.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.item.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every mailbox must do, whatever it is made of. Implementations give pages of three messages. */
public abstract class MailboxContract extends MailboxReadContract {

    private static final List<MarkerCategory> MARKERS =
            List.of(new MarkerCategory("Salesforce", "preset7"), new MarkerCategory("Sync Error", "preset0"));

    @Test
    @DisplayName("categories are written, the rest stays (sync M-6)")
    void categoriesAreWrittenAndNothingElse() {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("Quote"));
        Mail before = now(id);
        WriteOutcome outcome = apply(new MailChange(id, before.etag(), List.of("Private", "Salesforce"), null));
        Mail after = now(id);
        assertThat(outcome).isEqualTo(new WriteOutcome.Done(id.value(), after.etag()));
        assertThat(after.categories()).containsExactly("Private", "Salesforce");
        assertThat(after.folder()).isEqualTo(MailFolder.INBOX);
        assertThat(after.subject()).isEqualTo(before.subject());
    }

    @Test
    @DisplayName("a saved message goes back with its category (sync E-6)")
    void categoriesAndMoveGoTogether() {
        ItemId id = owner.deliver(MailFolder.MARKER, Letter.about("Quote"));
        WriteOutcome outcome = apply(new MailChange(id, now(id).etag(), List.of("Salesforce"), MailFolder.INBOX));
        Mail after = now(id);
        assertThat(outcome).isEqualTo(new WriteOutcome.Done(id.value(), after.etag()));
        assertThat(after.folder()).isEqualTo(MailFolder.INBOX);
        assertThat(after.categories()).containsExactly("Salesforce");
    }

    @Test
    void aMoveAloneLeavesTheCategories() {
        ItemId id = owner.deliver(MailFolder.MARKER, Letter.about("Quote"));
        owner.categorise(id, List.of("Private"));
        apply(new MailChange(id, now(id).etag(), null, MailFolder.SENT));
        assertThat(now(id).folder()).isEqualTo(MailFolder.SENT);
        assertThat(now(id).categories()).containsExactly("Private");
    }

    @Test
    void anEmptyListTakesAllCategoriesOff() {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("Quote"));
        owner.categorise(id, List.of("Sync Error"));
        apply(new MailChange(id, now(id).etag(), List.of(), null));
        assertThat(now(id).categories()).isEmpty();
    }

    @Test
    void aMessageThatChangedMeanwhileIsLeftAlone() {
        ItemId id = owner.deliver(MailFolder.MARKER, Letter.about("Quote"));
        String seen = now(id).etag();
        owner.categorise(id, List.of("Private"));
        assertThat(apply(new MailChange(id, seen, List.of("Salesforce"), MailFolder.INBOX)))
                .isEqualTo(new WriteOutcome.Changed());
        assertThat(now(id).categories()).containsExactly("Private");
        assertThat(now(id).folder()).isEqualTo(MailFolder.MARKER);
    }

    @Test
    void aMessageThatIsGoneIsToldAsGone() {
        ItemId id = owner.deliver(MailFolder.MARKER, Letter.about("Quote"));
        String seen = now(id).etag();
        owner.delete(id);
        assertThat(apply(new MailChange(id, seen, List.of("Salesforce"), MailFolder.INBOX)))
                .isEqualTo(new WriteOutcome.Gone());
        assertThat(apply(new MailChange(id, seen, null, MailFolder.INBOX))).isEqualTo(new WriteOutcome.Gone());
    }

    @Test
    void aMoveToWhereItIsAlreadyIsDone() {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("Quote"));
        assertThat(apply(new MailChange(id, now(id).etag(), null, MailFolder.INBOX)))
                .isInstanceOf(WriteOutcome.Done.class);
        assertThat(now(id).folder()).isEqualTo(MailFolder.INBOX);
    }

    /** pane U-181: what a person wrote lies with the message alone, whatever becomes of it, until it is taken away. */
    @Test
    void aNoteStaysWithItsMessageUntilItIsTakenAway() {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("Quote"));
        ItemId other = owner.deliver(MailFolder.INBOX, Letter.about("Another"));
        String seen = now(id).etag();
        String text = "{\"comment\":\"Ä, 日本 & <b>\\n\"}" + "x".repeat(15_000);
        assertThat(mailbox.note(id, "first")).isInstanceOf(WriteOutcome.Done.class);
        assertThat(mailbox.note(id, text)).isEqualTo(new WriteOutcome.Done(id.value(), now(id).etag()));
        assertThat(now(id).etag()).isNotEqualTo(seen);
        owner.categorise(id, List.of("Private"));
        assertThat(note(id)).isEqualTo(text);
        assertThat(note(other)).isNull();
        mailbox.note(id, "");
        assertThat(note(id)).isNull();
        owner.delete(id);
        assertThat(mailbox.note(id, "late")).isEqualTo(new WriteOutcome.Gone());
    }

    private @org.jspecify.annotations.Nullable String note(ItemId id) {
        return mailbox.read(java.util.Set.of(id)).get(id)
                        instanceof app.tandem.item.ReadOutcome.Found<app.tandem.item.MailContent>(var content)
                ? content.note()
                : "not read";
    }

    @Test
    void everyChangeOfManyHasItsOutcome() {
        List<ItemId> ids = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            ids.add(owner.deliver(MailFolder.MARKER, Letter.about("No. " + i)));
        }
        Map<ItemId, Mail> seen = round(MailFolder.MARKER, null).changed();
        owner.delete(ids.get(3));
        owner.categorise(ids.get(30), List.of("Private"));
        Map<ItemId, WriteOutcome> outcomes = mailbox.apply(seen.values().stream()
                .map(mail -> new MailChange(mail.id(), mail.etag(), List.of("Salesforce"), MailFolder.INBOX))
                .toList());
        assertThat(outcomes.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(outcomes.get(ids.get(3))).isEqualTo(new WriteOutcome.Gone());
        assertThat(outcomes.get(ids.get(30))).isEqualTo(new WriteOutcome.Changed());
        assertThat(outcomes.values().stream().filter(WriteOutcome.Done.class::isInstance))
                .hasSize(43);
        assertThat(round(MailFolder.INBOX, null).changed()).hasSize(43);
    }

    @Test
    void anOwnWriteComesBackUnderTheVersionThatWasTold() {
        ItemId id = owner.deliver(MailFolder.MARKER, Letter.about("Quote"));
        String inbox = round(MailFolder.INBOX, null).cursor();
        WriteOutcome outcome = apply(new MailChange(id, now(id).etag(), List.of("Salesforce"), MailFolder.INBOX));
        Mail echo = round(MailFolder.INBOX, inbox).changed().get(id);
        assertThat(outcome).isEqualTo(new WriteOutcome.Done(id.value(), echo.etag()));
    }

    @Test
    void twoChangesOfOneMessageAreAMistakeOfTheCaller() {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("Quote"));
        MailChange change = new MailChange(id, now(id).etag(), List.of("Salesforce"), null);
        assertThatThrownBy(() -> mailbox.apply(List.of(change, change))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("the first look creates folder and categories, the second finds them (sync M-1, M-3)")
    void customisingTwiceMakesEverythingOnce() {
        mailbox.customise(MARKERS);
        mailbox.customise(MARKERS);
        assertThat(owner.masterCategories()).containsOnlyOnce("Salesforce", "Sync Error");
        assertThat(round(MailFolder.MARKER, null).changed()).isEmpty();
    }

    @Test
    @DisplayName("what was made is taken back, but for a folder with mail in it and what is not ours (admin A-178)")
    void whatWasMadeIsTakenBack() {
        mailbox.customise(MARKERS);
        mailbox.customise(List.of(new MarkerCategory("Family", "preset1")));
        ItemId id = owner.deliver(MailFolder.MARKER, Letter.about("Kept"));
        assertThat(mailbox.withdraw(MARKERS)).isFalse();
        assertThat(owner.masterCategories()).contains("Family").doesNotContain("Salesforce", "Sync Error");
        assertThat(mailbox.locate(List.of(id)).get(id)).isInstanceOf(ReadOutcome.Found.class);

        owner.delete(id);
        assertThat(mailbox.withdraw(MARKERS)).isTrue();
        assertThat(mailbox.withdraw(MARKERS)).as("nothing is left to do").isTrue();
        mailbox.customise(MARKERS);
        assertThat(owner.masterCategories()).containsOnlyOnce("Salesforce", "Sync Error");
    }

    @Test
    @DisplayName("a deleted marker folder is created again, and its feed begins anew (sync M-2)")
    void aDeletedMarkerFolderIsCreatedAgain() {
        mailbox.customise(MARKERS);
        owner.deliver(MailFolder.MARKER, Letter.about("Lost with the folder"));
        String cursor = round(MailFolder.MARKER, null).cursor();
        owner.deleteMarkerFolder();
        Round again = round(MailFolder.MARKER, cursor);
        assertThat(again.changed()).isEmpty();
        ItemId id = owner.deliver(MailFolder.MARKER, Letter.about("Quote"));
        assertThat(round(MailFolder.MARKER, again.cursor()).changed().keySet()).containsExactly(id);
    }

    @Test
    @DisplayName("a mailbox knows its addresses and its zone (sync L-27)")
    void aMailboxKnowsItsAddresses() {
        assertThat(mailbox.identity().addresses()).containsAll(owner.addresses());
        assertThat(mailbox.identity().zone().getId()).contains("/");
    }
}
