package app.tandem.mailbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import app.tandem.item.Attachment;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailContent;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.mailbox.ChangePage;
import app.tandem.mailbox.Letter;
import app.tandem.mailbox.Mailbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real mails of many producers pass through feed, reader and attachments; nothing here knows what they say. */
class GraphRealMailTest {

    private static final String NOT_RUN = "not run: -Dtandem.reference does not name the reference data";

    @Test
    void everyRealMailIsToldReadAndOpened() throws IOException {
        String reference = System.getProperty("tandem.reference", "");
        assumeThat(reference).as(NOT_RUN).isNotEmpty();
        try (GraphDriver world = new GraphDriver(100)) {
            List<Path> files = files(Path.of(reference, "data", "mail"));
            assertThat(files).isNotEmpty();
            Map<ItemId, Path> delivered = new LinkedHashMap<>();
            for (Path file : files) {
                Letter when = Letter.about(file.getFileName().toString());
                delivered.put(world.deliver(MailFolder.MARKER, when, Files.readAllBytes(file)), file);
            }
            Map<ItemId, Mail> told = feed(world.mailbox());
            assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(delivered.keySet());
            Map<ItemId, ReadOutcome<MailContent>> read = world.mailbox().read(told.keySet());
            int opened = 0;
            for (Map.Entry<ItemId, ReadOutcome<MailContent>> one : read.entrySet()) {
                assertThat(one.getValue())
                        .as(delivered.get(one.getKey()).getFileName().toString())
                        .isInstanceOf(ReadOutcome.Found.class);
                opened +=
                        open(world.mailbox(), one.getKey(), ((ReadOutcome.Found<MailContent>) one.getValue()).value());
            }
            System.out.printf("real mails: %d told and read, %d attachments opened%n", read.size(), opened);
        }
    }

    private static int open(Mailbox mailbox, ItemId id, MailContent content) throws IOException {
        int opened = 0;
        for (Attachment attachment : content.attachments()) {
            assertThat(attachment.size()).isNotNegative();
            try (InputStream bytes = mailbox.open(id, attachment).orElseThrow()) {
                bytes.transferTo(OutputStream.nullOutputStream());
                opened++;
            }
        }
        return opened;
    }

    private static Map<ItemId, Mail> feed(Mailbox mailbox) {
        Map<ItemId, Mail> told = new LinkedHashMap<>();
        ChangePage page = mailbox.changes(MailFolder.MARKER, null);
        page.changed().forEach(mail -> told.put(mail.id(), mail));
        while (page.more()) {
            page = mailbox.changes(MailFolder.MARKER, page.cursor());
            page.changed().forEach(mail -> told.put(mail.id(), mail));
        }
        return told;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        }
    }
}
