package app.tandem.mailbox.graph;

import static app.tandem.mailbox.graph.ScriptedGraph.error;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.ItemId;
import app.tandem.item.WriteOutcome;
import app.tandem.platform.RemoteFailure;
import app.tandem.sandbox.kernel.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who is asked to wait waits, and nobody sleeps. */
class GraphThrottlingTest extends AgainstScriptedGraph {

    @Test
    void aThrottledMailboxIsHeldBackUntilItsTime() {
        graph.then(Reply.json(429, error("ApplicationThrottled")).with("Retry-After", "7"))
                .then(200, emptyPage());
        RemoteFailure.Throttled throttled = (RemoteFailure.Throttled) failure(this::inbox);
        assertThat(throttled.until()).isEqualTo(graph.now().plusSeconds(7));
        assertThat(failure(this::inbox)).isEqualTo(throttled);
        assertThat(graph.asked()).as("nothing is sent before its time").hasSize(1);
        graph.advance(Duration.ofSeconds(7));
        inbox();
        assertThat(graph.asked()).hasSize(2);
    }

    @Test
    void withoutAHeaderTheWaitDoublesFromTwoSeconds() {
        Duration last = Duration.ZERO;
        for (int refusal = 0; refusal < 9; refusal++) {
            graph.thenRefuse(429, "ApplicationThrottled");
            var throttled = (RemoteFailure.Throttled) failure(this::inbox);
            Duration wait = Duration.between(graph.now(), throttled.until());
            assertThat(wait).isBetween(Duration.ofSeconds(2), Duration.ofMinutes(5));
            last = wait;
            graph.advance(wait);
        }
        assertThat(last).isGreaterThan(Duration.ofSeconds(60));
    }

    @Test
    void aBusyServiceThatNamesATimeIsTakenAtItsWord() {
        graph.then(Reply.json(503, error("ErrorServerBusy")).with("Retry-After", "30"));
        assertThat(failure(this::inbox))
                .isEqualTo(new RemoteFailure.Throttled(
                        "ErrorServerBusy", graph.now().plusSeconds(30)));
    }

    @Test
    void aBusyServiceThatNamesNoTimeIsUnreachable() {
        graph.thenRefuse(503, "ErrorMailboxStoreUnavailable");
        assertThat(failure(this::inbox)).isEqualTo(new RemoteFailure.Unreachable("ErrorMailboxStoreUnavailable"));
    }

    @Test
    void aRefusedPartInsideABatchHoldsTheMailboxAndOnlyThatPartWaits() {
        graph.then(
                200,
                responses(
                        part(200, "{\"@odata.etag\":\"W/\\\"2\\\"\"}"),
                        "\"status\":429,\"headers\":{\"Retry-After\":\"12\"},\"body\":"
                                + error("ApplicationThrottled")));
        Map<ItemId, WriteOutcome> outcomes = graph.mailbox.apply(marks(2));
        var until = graph.now().plusSeconds(12);
        assertThat(outcomes.get(new ItemId("id0"))).isInstanceOf(WriteOutcome.Done.class);
        assertThat(outcomes.get(new ItemId("id1"))).isEqualTo(new WriteOutcome.Later("ApplicationThrottled", until));
        assertThat(failure(this::inbox)).isEqualTo(new RemoteFailure.Throttled("ApplicationThrottled", until));
    }

    @Test
    void onceHeldBackTheRestOfManyIsNotSent() {
        graph.then(Reply.json(429, error("ApplicationThrottled")).with("Retry-After", "5"));
        Map<ItemId, WriteOutcome> outcomes = graph.mailbox.apply(marks(60));
        assertThat(outcomes.values())
                .hasSize(60)
                .allMatch(outcome -> outcome.equals(new WriteOutcome.Later(
                        "ApplicationThrottled", graph.now().plusSeconds(5))));
        assertThat(graph.asked()).hasSize(1);
    }

    @Test
    @DisplayName("900 requests at once, then 15 a second: 10,000 in ten minutes are never reached (performance 3.2)")
    void thePaceIsKept() {
        for (int batch = 0; batch < 60; batch++) {
            graph.then(200, responses(part(200, "{}")));
        }
        Map<ItemId, WriteOutcome> outcomes = graph.mailbox.apply(marks(Gate.BURST + 100));
        assertThat(graph.asked()).hasSize(Gate.BURST / Batches.SIZE);
        assertThat(outcomes.values().stream()
                        .filter(outcome -> outcome instanceof WriteOutcome.Later later
                                && later.code().equals("MailboxPace")
                                && later.until() != null))
                .hasSize(100);
    }

    @Test
    @DisplayName("who is told when to come back is served then: the pace goes by the clock that named the time")
    void atTheNamedTimeThereIsPace() {
        for (int request = 0; request < 60; request++) {
            graph.then(200, responses(part(200, "{}")));
        }
        Map<ItemId, WriteOutcome> outcomes = graph.mailbox.apply(marks(Gate.BURST + 20));
        WriteOutcome.Later told = (WriteOutcome.Later) outcomes.get(new ItemId("id" + Gate.BURST));
        int before = graph.asked().size();
        graph.advance(Duration.between(graph.now(), told.until()));
        graph.mailbox.apply(marks(300));
        assertThat(graph.asked()).hasSize(before + 300 / Batches.SIZE);
    }

    @Test
    @DisplayName("bulk work leaves requests for the feeds, and is told to come when much can be done at once")
    void aSpentPaceStillReadsFeeds() {
        for (int request = 0; request < 60; request++) {
            graph.then(exchange ->
                    Reply.json(200, exchange.rawPath().endsWith("$batch") ? responses(part(200, "{}")) : emptyPage()));
        }
        Map<ItemId, WriteOutcome> outcomes = graph.mailbox.apply(marks(Gate.BURST + 200));
        WriteOutcome.Later last = (WriteOutcome.Later) outcomes.get(new ItemId("id" + (Gate.BURST + 199)));
        assertThat(last.until()).isEqualTo(graph.now().plusSeconds(20));
        assertThat(inbox().changed()).isEmpty();
    }

    @Test
    void fourAtOnceAndNoMore() throws Exception {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch four = new CountDownLatch(Gate.PLACES);
        for (int i = 0; i < 12; i++) {
            graph.then(exchange -> {
                most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                four.countDown();
                await(four);
                inFlight.decrementAndGet();
                return Reply.json(200, emptyPage());
            });
        }
        try (var threads = Executors.newFixedThreadPool(12)) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(threads.submit(this::inbox));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }
        assertThat(most.get()).isEqualTo(Gate.PLACES);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
