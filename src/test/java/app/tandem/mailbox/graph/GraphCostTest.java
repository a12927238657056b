package app.tandem.mailbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.ChangePage;
import app.tandem.mailbox.Letter;
import app.tandem.mailbox.MailChange;
import app.tandem.mailbox.Mailbox;
import app.tandem.mailbox.MarkerCategory;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the adapter costs in HTTP requests, beside the least it could cost. Pages hold a hundred, as in production. */
class GraphCostTest {

    private static final List<MarkerCategory> MARKERS =
            List.of(new MarkerCategory("Salesforce", "preset7"), new MarkerCategory("Sync Error", "preset0"));

    private final GraphDriver world = new GraphDriver(100);
    private final Mailbox mailbox = world.mailbox();
    private final Map<MailFolder, String> cursors = new EnumMap<>(MailFolder.class);

    @AfterEach
    void close() {
        world.close();
    }

    /** One cycle as the engine runs it: look at three folders, read what lies in the marker folder, mark it, move it back. */
    private int cycle() {
        mailbox.identity();
        mailbox.customise(MARKERS);
        for (MailFolder folder : List.of(MailFolder.INBOX, MailFolder.SENT)) {
            look(folder);
        }
        Map<ItemId, Mail> found = look(MailFolder.MARKER);
        assertThat(mailbox.read(found.keySet()).values()).allMatch(ReadOutcome.Found.class::isInstance);
        Map<ItemId, WriteOutcome> outcomes = mailbox.apply(found.values().stream()
                .map(mail -> new MailChange(mail.id(), mail.etag(), List.of("Salesforce"), MailFolder.INBOX))
                .toList());
        assertThat(outcomes.values()).allMatch(WriteOutcome.Done.class::isInstance);
        return outcomes.size();
    }

    private Map<ItemId, Mail> look(MailFolder folder) {
        Map<ItemId, Mail> found = new LinkedHashMap<>();
        ChangePage page = mailbox.changes(folder, cursors.get(folder));
        page.changed().forEach(mail -> found.put(mail.id(), mail));
        while (page.more()) {
            page = mailbox.changes(folder, page.cursor());
            page.changed().forEach(mail -> found.put(mail.id(), mail));
        }
        cursors.put(folder, page.cursor());
        return found;
    }

    private void deliver(MailFolder folder, int count) {
        for (int i = 0; i < count; i++) {
            world.deliver(folder, Letter.about("No. " + i));
        }
    }

    private int counted(Runnable work) {
        int before = world.requests().size();
        work.run();
        return world.requests().size() - before;
    }

    @Test
    @DisplayName("a saved mail costs at most a quarter of a request, look-ups, echo and move back included")
    void aHundredMailsCostTwentyFiveRequestsAtMost() {
        deliver(MailFolder.MARKER, 100);
        int requests = counted(() -> {
            assertThat(cycle()).isEqualTo(100);
            assertThat(cycle())
                    .as("the echo of our own writes asks for nothing")
                    .isZero();
        });
        System.out.printf(
                "Graph HTTP requests for 100 mails: %d, %.2f each (goal 0.25). Floor: 1 identity, 1 look, 1 create, 3 pages,"
                        + " 5 batches to read, 5 to mark, 5 to move; then 3 pages of echo = 24%n",
                requests, requests / 100.0);
        assertThat(requests).isLessThanOrEqualTo(25);
    }

    @Test
    @DisplayName("an idle cycle asks each folder once (performance R6)")
    void anIdleCycleCostsThreeRequests() {
        cycle();
        assertThat(counted(this::cycle)).isEqualTo(3);
    }

    @Test
    @DisplayName("an import reads a page of messages with one request (performance R7)")
    void anImportReadsAtMostOneRequestPerFortyMessages() {
        deliver(MailFolder.INBOX, 400);
        int requests = counted(() -> assertThat(look(MailFolder.INBOX)).hasSize(400));
        assertThat(requests / 400.0).isLessThanOrEqualTo(0.025);
    }
}
