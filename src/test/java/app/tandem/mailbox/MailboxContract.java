package app.tandem.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.item.Attachment;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailContent;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.item.WriteOutcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
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

/** What every mailbox must do, whatever it is made of. Implementations give pages of three messages. */
public abstract class MailboxContract {

    private static final List<MarkerCategory> MARKERS =
            List.of(new MarkerCategory("Salesforce", "preset7"), new MarkerCategory("Sync Error", "preset0"));

    private MailboxDriver owner;
    private Mailbox mailbox;

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

    private Round round(MailFolder folder, @Nullable String cursor) {
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

    private Mail now(ItemId id) {
        return found(mailbox.locate(List.of(id)).get(id));
    }

    private MailContent content(ItemId id) {
        return found(mailbox.read(Set.of(id)).get(id));
    }

    private static <T> T found(@Nullable ReadOutcome<T> outcome) {
        assertThat(outcome).isInstanceOf(ReadOutcome.Found.class);
        return ((ReadOutcome.Found<T>) outcome).value();
    }

    private static Attachment named(List<Attachment> attachments, String name) {
        return attachments.stream()
                .filter(attachment -> name.equals(attachment.name()))
                .findFirst()
                .orElseThrow();
    }

    private WriteOutcome apply(MailChange change) {
        return mailbox.apply(List.of(change)).get(change.id());
    }

    // The feed

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

    // Reading

    /** Whether plain text comes as such or wrapped into HTML is the mailbox's own affair. */
    @Test
    void aBodyComesWhole() {
        ItemId plain = owner.deliver(MailFolder.INBOX, Letter.about("Plain").text("One\r\nTwo – ü"));
        ItemId html = owner.deliver(MailFolder.INBOX, Letter.about("HTML").html("<p>One <b>two</b></p>"));
        assertThat(content(plain).body().content()).contains("Two – ü");
        assertThat(content(html).body().html()).isTrue();
        assertThat(content(html).body().content()).contains("<b>two</b>");
    }

    @Test
    void attachmentsAreListedWithKindNameAndPlace() {
        ItemId id = owner.deliver(
                MailFolder.INBOX,
                Letter.about("Files")
                        .html("<p><img src=\"cid:logo@1\"></p>")
                        .with("Angebot ü.pdf", "application/pdf", new byte[2048])
                        .withPicture("logo.png", "logo@1", new byte[300])
                        .withMessage("Forwarded", "Subject: Forwarded\r\n\r\nBody\r\n"));
        List<Attachment> attachments = content(id).attachments();
        assertThat(attachments)
                .extracting(Attachment::kind)
                .containsExactlyInAnyOrder(Attachment.Kind.FILE, Attachment.Kind.FILE, Attachment.Kind.ITEM);
        Attachment file = named(attachments, "Angebot ü.pdf");
        assertThat(file.contentType()).isEqualTo("application/pdf");
        assertThat(file.size()).isGreaterThanOrEqualTo(2048);
        assertThat(file.inline()).isFalse();
        Attachment picture = named(attachments, "logo.png");
        assertThat(picture.inline()).isTrue();
        assertThat(picture.contentId()).isEqualTo("logo@1");
    }

    @Test
    void manyAreReadAndTheGoneAreTold() {
        List<ItemId> ids = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            ids.add(owner.deliver(MailFolder.INBOX, Letter.about("No. " + i).text("Body of " + i)));
        }
        owner.delete(ids.get(21));
        Map<ItemId, ReadOutcome<MailContent>> read = mailbox.read(new LinkedHashSet<>(ids));
        assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(read.get(ids.get(21))).isInstanceOf(ReadOutcome.Gone.class);
        assertThat(found(read.get(ids.get(44))).body().content()).contains("Body of 44");
    }

    @Test
    void theBytesOfAFileAreTheFilesOwn() throws IOException {
        byte[] bytes = IntStream.range(0, 100_000)
                .collect(java.io.ByteArrayOutputStream::new, (out, i) -> out.write(i * 31), (a, b) -> {})
                .toByteArray();
        ItemId id =
                owner.deliver(MailFolder.INBOX, Letter.about("File").with("a.bin", "application/octet-stream", bytes));
        Attachment file = content(id).attachments().getFirst();
        try (var stream = mailbox.open(id, file).orElseThrow()) {
            assertThat(stream.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void aMessageInsideAMessageComesAsMime() throws IOException {
        ItemId id = owner.deliver(
                MailFolder.INBOX,
                Letter.about("Forward").withMessage("Inner", "Subject: Inner\r\nMIME-Version: 1.0\r\n\r\nInside\r\n"));
        Attachment inner = content(id).attachments().getFirst();
        try (var stream = mailbox.open(id, inner).orElseThrow()) {
            assertThat(new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("Subject: Inner")
                    .contains("Inside");
        }
    }

    @Test
    void aGoneFileHasNoBytes() {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("File").with("a.txt", "text/plain", new byte[5]));
        Attachment file = content(id).attachments().getFirst();
        owner.delete(id);
        assertThat(mailbox.open(id, file)).isEmpty();
    }

    // Writing

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

    @Test
    void everyChangeOfManyHasItsOutcome() {
        List<ItemId> ids = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            ids.add(owner.deliver(MailFolder.MARKER, Letter.about("No. " + i)));
        }
        Map<ItemId, Mail> seen = round(MailFolder.MARKER, null).changed;
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
        assertThat(round(MailFolder.INBOX, null).changed).hasSize(43);
    }

    @Test
    void anOwnWriteComesBackUnderTheVersionThatWasTold() {
        ItemId id = owner.deliver(MailFolder.MARKER, Letter.about("Quote"));
        String inbox = round(MailFolder.INBOX, null).cursor;
        WriteOutcome outcome = apply(new MailChange(id, now(id).etag(), List.of("Salesforce"), MailFolder.INBOX));
        Mail echo = round(MailFolder.INBOX, inbox).changed.get(id);
        assertThat(outcome).isEqualTo(new WriteOutcome.Done(id.value(), echo.etag()));
    }

    @Test
    void twoChangesOfOneMessageAreAMistakeOfTheCaller() {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("Quote"));
        MailChange change = new MailChange(id, now(id).etag(), List.of("Salesforce"), null);
        assertThatThrownBy(() -> mailbox.apply(List.of(change, change))).isInstanceOf(IllegalArgumentException.class);
    }

    // Folder, categories, identity

    @Test
    @DisplayName("the first look creates folder and categories, the second finds them (sync M-1, M-3)")
    void customisingTwiceMakesEverythingOnce() {
        mailbox.customise(MARKERS);
        mailbox.customise(MARKERS);
        assertThat(owner.masterCategories()).containsOnlyOnce("Salesforce", "Sync Error");
        assertThat(round(MailFolder.MARKER, null).changed).isEmpty();
    }

    @Test
    @DisplayName("a deleted marker folder is created again, and its feed begins anew (sync M-2)")
    void aDeletedMarkerFolderIsCreatedAgain() {
        mailbox.customise(MARKERS);
        owner.deliver(MailFolder.MARKER, Letter.about("Lost with the folder"));
        String cursor = round(MailFolder.MARKER, null).cursor;
        owner.deleteMarkerFolder();
        Round again = round(MailFolder.MARKER, cursor);
        assertThat(again.changed).isEmpty();
        ItemId id = owner.deliver(MailFolder.MARKER, Letter.about("Quote"));
        assertThat(round(MailFolder.MARKER, again.cursor).changed.keySet()).containsExactly(id);
    }

    @Test
    @DisplayName("a mailbox knows its addresses and its zone (sync L-27)")
    void aMailboxKnowsItsAddresses() {
        assertThat(mailbox.identity().addresses()).containsAll(owner.addresses());
        assertThat(mailbox.identity().zone().getId()).contains("/");
    }
}
