package app.tandem.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailContent;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.item.WriteOutcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the feed of every mailbox must tell, and the means to ask it. */
public abstract class MailboxFeedContract {

    protected MailboxDriver owner;
    protected Mailbox mailbox;

    /** A fresh, empty mailbox. */
    protected abstract MailboxDriver start();

    @BeforeEach
    void startAfresh() {
        owner = start();
        mailbox = owner.mailbox();
    }

    @AfterEach
    void end() {
        owner.close();
    }

    /** A whole round of a folder's feed, later mentions of a message over earlier ones. */
    protected record Round(Map<ItemId, Mail> changed, Set<ItemId> removed, String cursor, boolean resync, int pages) {}

    protected Round round(MailFolder folder, @Nullable String cursor) {
        Map<ItemId, Mail> changed = new LinkedHashMap<>();
        Set<ItemId> removed = new LinkedHashSet<>();
        ChangePage page = mailbox.changes(folder, cursor);
        boolean resync = page.resync();
        int pages = 0;
        while (true) {
            pages++;
            page.removed().forEach(changed::remove);
            removed.addAll(page.removed());
            page.changed().forEach(mail -> changed.put(mail.id(), mail));
            if (!page.more()) {
                removed.removeAll(changed.keySet());
                return new Round(changed, removed, page.cursor(), resync, pages);
            }
            page = mailbox.changes(folder, page.cursor());
        }
    }

    protected Mail now(ItemId id) {
        return found(mailbox.locate(List.of(id)).get(id));
    }

    protected MailContent content(ItemId id) {
        return found(mailbox.read(Set.of(id)).get(id));
    }

    protected static <T> T found(@Nullable ReadOutcome<T> outcome) {
        assertThat(outcome).isInstanceOf(ReadOutcome.Found.class);
        return ((ReadOutcome.Found<T>) outcome).value();
    }

    protected WriteOutcome apply(MailChange change) {
        return mailbox.apply(List.of(change)).get(change.id());
    }

    @Test
    void theFirstRoundTellsEverythingInPages() {
        List<ItemId> delivered = IntStream.range(0, 7)
                .mapToObj(i -> owner.deliver(MailFolder.INBOX, Letter.about("No. " + i)))
                .toList();
        Round first = round(MailFolder.INBOX, null);
        assertThat(first.changed.keySet()).containsExactlyInAnyOrderElementsOf(delivered);
        assertThat(first.pages).isGreaterThan(1);
        assertThat(first.resync).isFalse();
    }

    @Test
    void aFolderTellsOnlyItsOwn() {
        ItemId sent = owner.deliver(MailFolder.SENT, Letter.about("Sent"));
        owner.deliver(MailFolder.INBOX, Letter.about("Received"));
        owner.deliver(MailFolder.OTHER, Letter.about("Elsewhere"));
        assertThat(round(MailFolder.SENT, null).changed.keySet()).containsExactly(sent);
    }

    @Test
    void aQuietFolderHasNothingToTell() {
        owner.deliver(MailFolder.INBOX, Letter.about("Old"));
        Round again = round(MailFolder.INBOX, round(MailFolder.INBOX, null).cursor);
        assertThat(again.changed).isEmpty();
        assertThat(again.removed).isEmpty();
    }

    @Test
    void anArrivalComesAfterTheCursor() {
        owner.deliver(MailFolder.INBOX, Letter.about("Old"));
        String cursor = round(MailFolder.INBOX, null).cursor;
        ItemId fresh = owner.deliver(MailFolder.INBOX, Letter.about("New"));
        assertThat(round(MailFolder.INBOX, cursor).changed.keySet()).containsExactly(fresh);
    }

    @Test
    void aMessageCarriesWhatItsHeadersSay() {
        Instant time = Instant.parse("2026-03-09T07:00:00Z");
        ItemId id = owner.deliver(
                MailFolder.INBOX,
                Letter.about("Angebot für Ångström")
                        .from("Zoe@Customer.Example")
                        .to("one@tandem.example", "two@tandem.example")
                        .cc("three@customer.example")
                        .messageId("<Case-Matters@customer.example>")
                        .at(time)
                        .with("a.pdf", "application/pdf", new byte[10]));
        Mail mail = round(MailFolder.INBOX, null).changed.get(id);
        assertThat(mail.subject()).isEqualTo("Angebot für Ångström");
        assertThat(mail.from().address()).isEqualTo("zoe@customer.example");
        assertThat(mail.to()).extracting("address").containsExactly("one@tandem.example", "two@tandem.example");
        assertThat(mail.cc()).extracting("address").containsExactly("three@customer.example");
        assertThat(mail.messageId()).isEqualTo("<Case-Matters@customer.example>");
        assertThat(mail.sent()).isEqualTo(time);
        assertThat(mail.received()).isEqualTo(time.plusSeconds(2));
        assertThat(mail.folder()).isEqualTo(MailFolder.INBOX);
        assertThat(mail.draft()).isFalse();
        assertThat(mail.service()).isFalse();
        assertThat(mail.hasAttachments()).isTrue();
        assertThat(mail.categories()).isEmpty();
        assertThat(mail.etag()).isNotEmpty();
    }

    @Test
    @DisplayName("service mail is told apart (sync E-12)")
    void aDeliveryReportIsServiceMail() {
        ItemId id =
                owner.deliver(MailFolder.INBOX, Letter.about("Undeliverable").asReceipt());
        assertThat(round(MailFolder.INBOX, null).changed.get(id).service()).isTrue();
    }

    @Test
    void categoriesSetByTheOwnerAreAChangeWithANewVersion() {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("Quote"));
        Round before = round(MailFolder.INBOX, null);
        owner.categorise(id, List.of("Private", "Salesforce"));
        Mail after = round(MailFolder.INBOX, before.cursor).changed.get(id);
        assertThat(after.categories()).containsExactly("Private", "Salesforce");
        assertThat(after.etag()).isNotEqualTo(before.changed.get(id).etag());
        assertThat(after.subject()).isEqualTo("Quote");
    }

    @Test
    void aMoveIsARemovalHereAndAnArrivalThereUnderTheSameId() {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("Quote"));
        String inbox = round(MailFolder.INBOX, null).cursor;
        String marker = round(MailFolder.MARKER, null).cursor;
        owner.move(id, MailFolder.MARKER);
        assertThat(round(MailFolder.INBOX, inbox).removed).containsExactly(id);
        assertThat(round(MailFolder.MARKER, marker).changed.keySet()).containsExactly(id);
        assertThat(now(id).folder()).isEqualTo(MailFolder.MARKER);
    }

    @Test
    void aMessageInAnotherFolderIsSomewhereElseAndNotGone() {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("Quote"));
        owner.move(id, MailFolder.OTHER);
        assertThat(now(id).folder()).isEqualTo(MailFolder.OTHER);
    }

    @Test
    void aDeletedMessageIsRemovedAndGone() {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("Quote"));
        String cursor = round(MailFolder.INBOX, null).cursor;
        owner.delete(id);
        assertThat(round(MailFolder.INBOX, cursor).removed).containsExactly(id);
        assertThat(mailbox.locate(List.of(id)).get(id)).isInstanceOf(ReadOutcome.Gone.class);
    }

    @Test
    void aMessageThatLeftAndCameBackIsToldOrCanBeLocated() {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("Quote"));
        String cursor = round(MailFolder.INBOX, null).cursor;
        owner.move(id, MailFolder.OTHER);
        owner.move(id, MailFolder.INBOX);
        Round round = round(MailFolder.INBOX, cursor);
        assertThat(round.changed.containsKey(id) || round.removed.contains(id)).isTrue();
        assertThat(now(id).folder()).isEqualTo(MailFolder.INBOX);
    }

    @Test
    void aLostCursorStartsFromTheBeginningAndSaysSo() {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("Quote"));
        String cursor = round(MailFolder.INBOX, null).cursor;
        owner.loseCursors();
        Round round = round(MailFolder.INBOX, cursor);
        assertThat(round.resync).isTrue();
        assertThat(round.changed.keySet()).containsExactly(id);
        assertThat(round(MailFolder.INBOX, round.cursor).resync).isFalse();
    }

    @Test
    void otherFoldersHaveNoFeed() {
        assertThatThrownBy(() -> mailbox.changes(MailFolder.OTHER, null)).isInstanceOf(IllegalArgumentException.class);
    }
}
