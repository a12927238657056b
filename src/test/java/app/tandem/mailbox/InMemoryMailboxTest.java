package app.tandem.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.item.WriteOutcome;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryMailboxTest extends MailboxContract {

    private final InMemoryMailbox mailbox =
            new InMemoryMailbox(ZoneId.of("Europe/Berlin"), "Anna@tandem.example", "a.keller@tandem.example");

    @Override
    protected MailboxDriver start() {
        mailbox.pageSize(3);
        return mailbox;
    }

    @Test
    void aMessageThatLeftAndCameBackIsToldAsRemovedOnly() {
        ItemId id = mailbox.deliver(MailFolder.INBOX, Letter.about("Quote"));
        String cursor = mailbox.changes(MailFolder.INBOX, null).cursor();
        mailbox.move(id, MailFolder.OTHER);
        mailbox.move(id, MailFolder.INBOX);
        ChangePage page = mailbox.changes(MailFolder.INBOX, cursor);
        assertThat(page.changed()).isEmpty();
        assertThat(page.removed()).containsExactly(id);
    }

    @Test
    void aReplayTellsOldChangesOnceMore() {
        ItemId id = mailbox.deliver(MailFolder.INBOX, Letter.about("Quote"));
        String cursor = mailbox.changes(MailFolder.INBOX, null).cursor();
        mailbox.replay();
        assertThat(mailbox.changes(MailFolder.INBOX, cursor).changed())
                .extracting("id")
                .containsExactly(id);
        assertThat(mailbox.changes(MailFolder.INBOX, cursor).changed()).isEmpty();
    }

    @Test
    void aRefusedCallHasNoEffectAndALostAnswerHas() {
        ItemId id = mailbox.deliver(MailFolder.INBOX, Letter.about("Quote"));
        MailChange change = new MailChange(id, mailbox.find(id).orElseThrow().etag(), List.of("Salesforce"), null);
        var failure = new RemoteFailureException(new RemoteFailure.Unreachable("503"));
        mailbox.faults(new MailboxFaults() {
            @Override
            public void before(Op op) {
                throw failure;
            }
        });
        assertThatThrownBy(() -> mailbox.apply(List.of(change))).isSameAs(failure);
        assertThat(mailbox.find(id).orElseThrow().categories()).isEmpty();
        mailbox.faults(new MailboxFaults() {
            @Override
            public void after(Op op) {
                throw failure;
            }
        });
        assertThatThrownBy(() -> mailbox.apply(List.of(change))).isSameAs(failure);
        assertThat(mailbox.find(id).orElseThrow().categories()).containsExactly("Salesforce");
    }

    @Test
    void oneChangeOfSeveralCanBeRefused() {
        ItemId bad = mailbox.deliver(MailFolder.INBOX, Letter.about("Bad"));
        ItemId good = mailbox.deliver(MailFolder.INBOX, Letter.about("Good"));
        mailbox.faults(new MailboxFaults() {
            @Override
            public Optional<WriteOutcome> insteadOf(MailChange change) {
                return change.id().equals(bad)
                        ? Optional.of(new WriteOutcome.Later("ErrorServerBusy", null))
                        : Optional.empty();
            }
        });
        var outcomes = mailbox.apply(List.of(change(bad), change(good)));
        assertThat(outcomes.get(bad)).isInstanceOf(WriteOutcome.Later.class);
        assertThat(outcomes.get(good)).isInstanceOf(WriteOutcome.Done.class);
    }

    private MailChange change(ItemId id) {
        return new MailChange(id, mailbox.find(id).orElseThrow().etag(), List.of("Salesforce"), null);
    }
}
