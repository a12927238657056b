package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.journal.Lease;
import app.tandem.journal.MailEntry;
import app.tandem.mailbox.Letter;
import app.tandem.mailbox.MailboxFaults.Op;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A thousand messages dragged into the marker folder at once: more than their mailbox takes requests for. */
class BulkTest {

    private static final int MAILS = 1_000;

    /** Read once, marked once, moved once. */
    private static final int LEAST = 3 * MAILS;

    private static final Duration CYCLES = Duration.ofSeconds(30);

    private final List<ItemId> ids = new ArrayList<>();
    private EngineWorld world;
    private PacedMailbox pace;

    @BeforeEach
    void begin() {
        world = new EngineWorld();
        world.contact("carla@customer.example");
        pace = new PacedMailbox(world::now);
        for (int i = 0; i < MAILS; i++) {
            ids.add(world.arrives(
                    MailFolder.INBOX,
                    Letter.about("Mail " + i).from("carla@customer.example").to(EngineWorld.ANNA)));
        }
        world.cycle();
        world.mailbox().clearCalls();
        ids.forEach(id -> world.mailbox().move(id, MailFolder.MARKER));
        world.mailbox().faults(pace);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName("a thousand waiting messages cost what a thousand messages cost, and no longer than the pace asks")
    void theWayBackCostsNoMoreThanItMust() {
        world.runsUntilQuiet(world.anna);

        assertThat(world.mailbox().in(MailFolder.INBOX)).hasSize(MAILS);
        assertThat(world.crm.rows("Task")).hasSize(MAILS);
        assertThat(pace.requests(Op.READ)).isEqualTo(MAILS);
        assertThat(pace.requests(Op.APPLY)).isEqualTo(2 * MAILS);
        assertThat(pace.requests(Op.LOCATE)).as("nothing says that one moved").isZero();
        assertThat(taken()).isLessThan(PacedMailbox.least(LEAST).plus(CYCLES));
        assertThat(Collections.frequency(world.mailbox().calls(), Op.CUSTOMISE))
                .as("cycles")
                .isLessThan(25);
        assertThat(Collections.frequency(world.mailbox().calls(), Op.APPLY))
                .as("calls that show")
                .isLessThan(25);
    }

    @Test
    @DisplayName("saving goes before showing: the first cycle saves what the pace lets it read")
    void allThatCanBeReadIsSavedBeforeAnythingIsShown() {
        world.cycle();

        assertThat(world.crm.rows("Task")).hasSize(PacedMailbox.BURST);
    }

    @Test
    @DisplayName("a time that the mailbox names is nobody's failed attempt")
    void waitingForAPaceIsNoFailure() {
        world.cycle();

        var entries =
                world.journal.find(world.anna.tenant(), world.anna.id(), ids).values();
        assertThat(entries).hasSize(MAILS).extracting(MailEntry::attempts).containsOnly(0);
        assertThat(entries).extracting(MailEntry::retryAt).containsOnly(EngineWorld.START.plusSeconds(20));
    }

    @Test
    @DisplayName("a node that remembers nothing locates every waiting message once")
    void anotherNodeLooksOnce() {
        world.cycle();
        elsewhere();

        world.runsUntilQuiet(world.anna);

        assertThat(world.mailbox().in(MailFolder.INBOX)).hasSize(MAILS);
        assertThat(pace.requests(Op.LOCATE)).isLessThanOrEqualTo(MAILS);
        assertThat(taken()).isLessThan(PacedMailbox.least(LEAST + MAILS).plus(CYCLES));
    }

    @Test
    @DisplayName("what the owner does to a waiting message is seen, not overwritten")
    void aWaitingMessageThatIsTouchedIsLookedAtAnew() {
        world.cycle();
        List<Mail> waiting = world.mailbox().in(MailFolder.MARKER);
        ItemId marked = waiting.getFirst().id();
        ItemId away = waiting.getLast().id();
        world.mailbox().categorise(marked, List.of("Mine"));
        world.mailbox().move(away, MailFolder.OTHER);

        world.runsUntilQuiet(world.anna);

        assertThat(world.mail(marked).categories()).contains("Mine", "Salesforce");
        assertThat(world.mail(away).folder()).isNotEqualTo(MailFolder.MARKER);
        assertThat(world.mailbox().in(MailFolder.MARKER)).isEmpty();
    }

    /** Another node runs a cycle in between. */
    private void elsewhere() {
        Lease other = world.leases
                .acquire(world.anna.tenant(), world.anna.id(), "another node", Duration.ofSeconds(40))
                .orElseThrow();
        world.leases.release(other, "OK");
    }

    private Duration taken() {
        return Duration.between(EngineWorld.START, world.now());
    }
}
