package app.tandem.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import app.tandem.item.Attachment;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailContent;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What reading from every mailbox must give. */
public abstract class MailboxReadContract extends MailboxFeedContract {

    private static Attachment named(List<Attachment> attachments, String name) {
        return attachments.stream()
                .filter(attachment -> name.equals(attachment.name()))
                .findFirst()
                .orElseThrow();
    }

    /** A client knows a message by an id that a move changes, in one of two alphabets. */
    @Test
    void aMessageIsFoundByTheIdThatAClientShows() {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("Shown"));
        String shown = owner.shown(id);
        assertThat(shown).isNotEqualTo(id.value());

        assertThat(mailbox.find(shown, null)).hasValueSatisfying(mail -> {
            assertThat(mail.id()).isEqualTo(id);
            assertThat(mail.folder()).isEqualTo(MailFolder.INBOX);
            assertThat(mail.subject()).isEqualTo("Shown");
        });
        assertThat(mailbox.find(shown.replace('-', '/').replace('_', '+'), null))
                .hasValueSatisfying(mail -> assertThat(mail.id()).isEqualTo(id));
    }

    @Test
    void aMessageThatMovedIsFoundByItsMessageId() {
        ItemId id =
                owner.deliver(MailFolder.INBOX, Letter.about("It's moved").messageId("<it's+moved@letters.example>"));
        String shown = owner.shown(id);
        owner.move(id, MailFolder.MARKER);

        assertThat(mailbox.find(shown, "<it's+moved@letters.example>")).hasValueSatisfying(mail -> {
            assertThat(mail.id()).isEqualTo(id);
            assertThat(mail.folder()).isEqualTo(MailFolder.MARKER);
        });
        assertThat(mailbox.find(shown, "<nobody@letters.example>")).isEmpty();
        assertThat(mailbox.find(shown, null)).isEmpty();
    }

    /** Sync H-3, W-12: what lies in the folders that are read, whenever it came. */
    @Test
    void aConversationIsFoundInTheFoldersThatAreRead() {
        Letter first = Letter.about("It's a talk").messageId("<1@talk.example>");
        Letter second =
                Letter.about("It's a talk").messageId("<2@talk.example>").answering("<1@talk.example>");
        Letter third = Letter.about("It's a talk")
                .messageId("<3@talk.example>")
                .answering("<1@talk.example>", "<2@talk.example>");
        ItemId inbox = owner.deliver(MailFolder.INBOX, first);
        ItemId sent = owner.deliver(MailFolder.SENT, second);
        owner.deliver(MailFolder.OTHER, third);
        owner.deliver(MailFolder.INBOX, Letter.about("Another"));
        String talk = mailbox.changes(MailFolder.INBOX, null).changed().stream()
                .filter(mail -> mail.id().equals(inbox))
                .map(Mail::conversationId)
                .findFirst()
                .orElseThrow();

        assertThat(mailbox.conversation(talk))
                .extracting(Mail::id, Mail::folder, Mail::subject)
                .containsExactlyInAnyOrder(
                        tuple(inbox, MailFolder.INBOX, "It's a talk"), tuple(sent, MailFolder.SENT, "It's a talk"));
        assertThat(mailbox.conversation("It's nobody's")).isEmpty();
    }

    /** Sync H-8. */
    @Test
    void aMessageTellsWhatItAnswers() {
        ItemId first = owner.deliver(MailFolder.INBOX, Letter.about("First").messageId("<1@talk.example>"));
        ItemId third =
                owner.deliver(MailFolder.SENT, Letter.about("Third").answering("<1@talk.example>", "<2@talk.example>"));

        assertThat(content(first).references()).isEmpty();
        assertThat(content(third).references()).containsExactlyInAnyOrder("<1@talk.example>", "<2@talk.example>");
    }

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
    void manySmallFilesComeTogether() {
        Map<FileRef, byte[]> sent = new java.util.LinkedHashMap<>();
        List<ItemId> ids = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            byte[] bytes = new byte[i * 100];
            java.util.Arrays.fill(bytes, (byte) (200 + i));
            ItemId id = owner.deliver(
                    MailFolder.INBOX, Letter.about("File " + i).with("a" + i + ".bin", "image/png", bytes));
            sent.put(new FileRef(id, content(id).attachments().getFirst().id()), bytes);
            ids.add(id);
        }
        owner.delete(ids.get(7));
        Map<FileRef, ReadOutcome<byte[]>> read = mailbox.readFiles(sent.keySet());
        assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(sent.keySet());
        sent.forEach((file, bytes) -> {
            if (file.item().equals(ids.get(7))) {
                assertThat(read.get(file)).isInstanceOf(ReadOutcome.Gone.class);
            } else {
                assertThat(found(read.get(file))).isEqualTo(bytes);
            }
        });
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

    /** sync A-9: the message itself is a file as it travels. */
    @Test
    void aMessageComesAsMime() throws IOException {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("Whole letter").text("Inside the letter"));
        Attachment whole = Attachment.message("Whole letter", 0);
        try (var stream = mailbox.open(id, whole).orElseThrow()) {
            assertThat(new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("Subject: Whole letter")
                    .contains("Inside the letter");
        }
        owner.delete(id);
        assertThat(mailbox.open(id, whole)).isEmpty();
    }

    @Test
    void aGoneFileHasNoBytes() {
        ItemId id = owner.deliver(MailFolder.INBOX, Letter.about("File").with("a.txt", "text/plain", new byte[5]));
        Attachment file = content(id).attachments().getFirst();
        owner.delete(id);
        assertThat(mailbox.open(id, file)).isEmpty();
    }
}
