package app.tandem.mailbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailContent;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.mailbox.ChangePage;
import app.tandem.mailbox.Letter;
import app.tandem.mailbox.MailChange;
import app.tandem.mailbox.Mailbox;
import app.tandem.mailbox.MarkerCategory;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sandbox.kernel.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A caller that does nothing but come back when it was told to, in bad weather of every kind. */
class GraphStormTest {

    private static final int MAILS = 60;
    private static final int MOST_ROUNDS = 400;

    private final GraphDriver world = new GraphDriver(20);
    private final Mailbox mailbox = world.mailbox();
    private final Set<ItemId> read = new HashSet<>();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName(
            "with every fault on every kind of call, each mail is read, marked and moved, and none twice (reliability P7)")
    void everythingComesThroughAStorm() {
        List<ItemId> ids = new ArrayList<>(deliver(MAILS));
        storm();
        int rounds = 0;
        while ((!done(ids) || !everyFaultStruck()) && rounds++ < MOST_ROUNDS) {
            if (done(ids)) {
                ids.addAll(deliver(20));
            }
            round();
            world.kernel.clock.advance(Duration.ofSeconds(30));
        }
        System.out.printf(
                "%d mails came through the storm in %d rounds, %d requests%n",
                ids.size(), rounds, world.requests().size());
        assertThat(everyFaultStruck()).as("every fault struck").isTrue();
        assertThat(read).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(done(ids)).as("after %d rounds", rounds).isTrue();
    }

    private List<ItemId> deliver(int count) {
        List<ItemId> delivered = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            delivered.add(
                    world.deliver(MailFolder.MARKER, Letter.about("No. " + i).text("Body of " + i)));
        }
        return delivered;
    }

    private boolean everyFaultStruck() {
        return world.kernel.faults.list().stream().allMatch(count -> count.fired() > 0);
    }

    private void storm() {
        world.weather("POST /$batch", 0.10, new Fault.Status(429, "2", "ApplicationThrottled"));
        world.weather("POST /$batch", 0.05, new Fault.Status(503, null, "serviceNotAvailable"));
        world.weather("POST /$batch", 0.05, new Fault.Cut(false));
        world.weather("POST /$batch", 0.05, new Fault.Cut(true));
        world.weather("POST /$batch", 0.05, new Fault.Truncate(200));
        world.weather("POST /$batch", 0.05, new Fault.ExpireSession());
        world.weather("GET /users/*/messages/*", 0.10, new Fault.Status(429, null, "ApplicationThrottled"));
        world.weather("GET /users/*/messages/*", 0.05, new Fault.Status(504, null, "UnknownError"));
        world.weather("PATCH /users/*/messages/*", 0.10, new Fault.Status(412, null, "ErrorIrresolvableConflict"));
        world.weather("PATCH /users/*/messages/*", 0.05, new Fault.Status(500, null, "ErrorInternalServerError"));
        world.weather("POST /users/*/messages/*/move", 0.10, new Fault.Status(503, "3", "ErrorServerBusy"));
        world.weather("GET /users/*/mailFolders/*/messages/**", 0.10, new Fault.Cut(true));
        world.weather("GET /users/*/mailFolders/*/messages/**", 0.10, new Fault.Replay());
        world.weather("GET /users/*/mailFolders/*/messages/**", 0.10, new Fault.Status(429, "date:PT5S", "x"));
    }

    /** What an engine would do, with nothing remembered but what was read. */
    private void round() {
        try {
            mailbox.customise(List.of(new MarkerCategory("Salesforce", "preset7")));
            Map<ItemId, Mail> waiting = waiting();
            Set<ItemId> unread = new HashSet<>(waiting.keySet());
            unread.removeAll(read);
            mailbox.read(unread).forEach(this::note);
            mailbox.apply(waiting.values().stream()
                    .filter(mail -> read.contains(mail.id()))
                    .map(mail -> new MailChange(mail.id(), mail.etag(), List.of("Salesforce"), MailFolder.INBOX))
                    .toList());
        } catch (RemoteFailureException e) {
            assertThat(e.failure()).isInstanceOfAny(RemoteFailure.Throttled.class, RemoteFailure.Unreachable.class);
        }
    }

    private Map<ItemId, Mail> waiting() {
        Map<ItemId, Mail> waiting = new LinkedHashMap<>();
        ChangePage page = mailbox.changes(MailFolder.MARKER, null);
        page.changed().forEach(mail -> waiting.put(mail.id(), mail));
        while (page.more()) {
            page = mailbox.changes(MailFolder.MARKER, page.cursor());
            page.removed().forEach(waiting::remove);
            page.changed().forEach(mail -> waiting.put(mail.id(), mail));
        }
        return waiting;
    }

    private void note(ItemId id, ReadOutcome<MailContent> outcome) {
        switch (outcome) {
            case ReadOutcome.Found<MailContent> found -> read.add(id);
            case ReadOutcome.Later<MailContent> later ->
                assertThat(later.code()).isNotEmpty();
            case ReadOutcome.Gone<MailContent> gone -> throw new AssertionError("nothing was deleted");
            case ReadOutcome.Refused<MailContent> refused -> throw new AssertionError("refused: " + refused.code());
        }
    }

    /** As the owner sees it, without the product. */
    private boolean done(List<ItemId> ids) {
        var inbox = world.owner("GET", "/mailFolders/inbox/messages?$top=1000&$select=id,categories", null)
                .getAsJsonArray("value");
        Set<ItemId> marked = inbox.asList().stream()
                .map(message -> message.getAsJsonObject())
                .filter(message ->
                        message.getAsJsonArray("categories").toString().equals("[\"Salesforce\"]"))
                .map(message -> new ItemId(message.get("id").getAsString()))
                .collect(Collectors.toSet());
        return inbox.size() == ids.size() && marked.containsAll(ids);
    }
}
