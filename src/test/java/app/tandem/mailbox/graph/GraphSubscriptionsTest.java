package app.tandem.mailbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.tandem.item.ItemField;
import app.tandem.item.ItemStore;
import app.tandem.item.MailFolder;
import app.tandem.item.NewItem;
import app.tandem.item.Stamp;
import app.tandem.mailbox.Letter;
import app.tandem.mailbox.Subscription;
import app.tandem.mailbox.Subscriptions;
import app.tandem.mailbox.Watch;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.SandboxServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphSubscriptionsTest {

    private final GraphDriver world = new GraphDriver(50);
    private final Subscriptions subscriptions = new GraphSubscriptions(world.parts);
    private final Instant inADay =
            world.kernel.clock.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    private final List<String> handshakes = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> notifications = new LinkedBlockingQueue<>();
    private final SandboxServer hook = SandboxServer.start("hook", 0, this::hook);

    @AfterEach
    void close() {
        world.close();
        hook.close();
    }

    private Reply hook(Exchange exchange) {
        var token = exchange.query("validationToken");
        if (token.isPresent()) {
            handshakes.add(exchange.rawPath());
            return Reply.of(200, "text/plain", token.get().getBytes(StandardCharsets.UTF_8));
        }
        notifications.add(exchange.text());
        return Reply.empty(202);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + hook.port() + path);
    }

    private Subscription create(Watch watch) {
        return subscriptions.create(
                world.user, watch, url("/graph"), url("/graph-life"), "state-of-43-letters", inADay);
    }

    private static RemoteFailure failure(Runnable call) {
        RemoteFailureException thrown = catchThrowableOfType(RemoteFailureException.class, call::run);
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }

    @Test
    void bothAddressesAreAskedBeforeASubscriptionStands() {
        Subscription made = create(Watch.MESSAGES);
        assertThat(handshakes).containsExactlyInAnyOrder("/graph", "/graph-life");
        assertThat(made.id()).isNotEmpty();
        assertThat(made.expires()).isEqualTo(inADay);
    }

    @Test
    void anArrivalIsToldWithTheClientStateAndTheLastingId() throws InterruptedException {
        create(Watch.INBOX);
        var id = world.deliver(MailFolder.INBOX, Letter.about("Quote"));
        String told = notifications.poll(10, TimeUnit.SECONDS);
        assertThat(told).contains("state-of-43-letters").contains(id.value());
    }

    @Test
    void theMarkerFolderIsCreatedToBeWatched() throws InterruptedException {
        create(Watch.MARKER);
        var id = world.deliver(MailFolder.MARKER, Letter.about("Quote"));
        assertThat(notifications.poll(10, TimeUnit.SECONDS)).contains(id.value());
    }

    @Test
    void theListOfTasksIsCreatedToBeWatched_T_1() throws InterruptedException {
        create(Watch.TASKS);
        ItemStore tasks = new GraphItems(world.parts.gates().line(world.user), world.parts.tasks());
        tasks.create(List.of(new NewItem(Map.of(ItemField.SUBJECT, "Call"), new Stamp("key", null))));
        assertThat(notifications.poll(10, TimeUnit.SECONDS)).contains("state-of-43-letters", "/todo/lists/");
    }

    @Test
    void whatIsAskedForAListIsWhatGraphGrants() {
        Instant asked = world.kernel.clock.now().truncatedTo(ChronoUnit.SECONDS).plus(Watch.TASKS.life());
        Subscription made = subscriptions.create(
                world.user, Watch.TASKS, url("/graph"), url("/graph-life"), "state-of-43-letters", asked);
        assertThat(made.expires()).isEqualTo(asked);
    }

    @Test
    void aRenewalMovesTheEndAndOneThatIsGoneIsEmpty() {
        Subscription made = create(Watch.MESSAGES);
        Instant later = inADay.plus(Duration.ofDays(2));
        assertThat(subscriptions.renew(world.user, made.id(), later)).contains(new Subscription(made.id(), later));
        subscriptions.delete(world.user, made.id());
        assertThat(subscriptions.renew(world.user, made.id(), later)).isEmpty();
    }

    @Test
    void deletingTwiceIsFine() {
        Subscription made = create(Watch.SENT);
        subscriptions.delete(world.user, made.id());
        subscriptions.delete(world.user, made.id());
    }

    @Test
    void aRefusedCreationSaysWhyAndIsNotRepeated() {
        world.fails("POST /subscriptions", 1, new Fault.Status(403, null, "ErrorAccessDenied"));
        assertThat(failure(() -> create(Watch.MESSAGES)))
                .isEqualTo(new RemoteFailure.AccessDenied("ErrorAccessDenied"));
        assertThat(handshakes).isEmpty();
    }

    @Test
    void aLostAnswerIsNotRepeated() {
        world.fails("POST /subscriptions", 1, new Fault.Cut(true));
        assertThat(failure(() -> create(Watch.MESSAGES))).isInstanceOf(RemoteFailure.Unreachable.class);
        assertThat(world.requests().stream().filter(call -> call.facts().path().equals("/subscriptions")))
                .hasSize(1);
    }

    @Test
    void aClientStateThatGraphWouldRefuseIsAMistakeOfTheCaller() {
        assertThatThrownBy(() -> subscriptions.create(
                        world.user, Watch.INBOX, url("/graph"), url("/graph-life"), "x".repeat(129), inADay))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
