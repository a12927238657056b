package app.tandem.sandbox.graph.notify;

import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.kernel.CallFacts;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.kernel.Sites;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts notifications: one lane per address and mailbox, several in one POST, again after a failure for up to four
 * hours. No lock is held while a POST is under way.
 */
public final class Notifier implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration GIVE_UP = Duration.ofHours(4);
    private static final Duration GATHER = Duration.ofMillis(15);
    private static final int MOST_IN_ONE = 50;

    /** One notification on its way. */
    public record Item(Subscription subscription, String url, ObjectNode json) {}

    private record Attempt(List<Item> items, int number, Instant first, boolean late, Run run) {}

    /** What belongs to one world; forgotten as a whole. */
    private static final class Run {
        private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
        private final AtomicInteger waiting = new AtomicInteger();
    }

    private static final class Lane {
        private final ArrayDeque<Item> items = new ArrayDeque<>();
        private boolean sending;
    }

    private final Kernel kernel;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(threads)
            .build();
    private volatile Run run = new Run();
    private volatile Consumer<List<Item>> lost = items -> {};

    public Notifier(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Hears of notifications that were given up. */
    void onLost(Consumer<List<Item>> listener) {
        lost = listener;
    }

    /** Notifications not yet taken by their receiver. */
    public int waiting() {
        return run.waiting.get();
    }

    /** Forgets all that wait. */
    public void clear() {
        run = new Run();
    }

    @Override
    public void close() {
        clear();
        threads.shutdownNow();
        http.shutdownNow();
    }

    /** Queues one; quick, may be called under a lock. */
    void add(Item item) {
        Run current = run;
        current.waiting.incrementAndGet();
        String key = item.url() + " " + item.subscription().mailbox().person().mail();
        Lane lane = current.lanes.computeIfAbsent(key, k -> new Lane());
        synchronized (lane) {
            lane.items.add(item);
            if (!lane.sending) {
                lane.sending = true;
                threads.execute(() -> drain(lane, current));
            }
        }
    }

    private void drain(Lane lane, Run current) {
        pause();
        while (true) {
            List<Item> items = new ArrayList<>();
            synchronized (lane) {
                while (!lane.items.isEmpty() && items.size() < MOST_IN_ONE) {
                    items.add(lane.items.removeFirst());
                }
                if (items.isEmpty()) {
                    lane.sending = false;
                    return;
                }
            }
            send(new Attempt(items, 1, kernel.clock.now(), false, current));
        }
    }

    private void send(Attempt attempt) {
        if (attempt.run() != run) {
            return;
        }
        Item first = attempt.items().getFirst();
        Reply reply = kernel.run(facts(attempt), (status, code, retryAfter) -> Reply.empty(status), struck -> {
            if (struck.get(Fault.Drop.class).isPresent()) {
                return Reply.empty(202);
            }
            if (!attempt.late() && struck.get(Fault.Late.class).isPresent()) {
                Duration time = struck.get(Fault.Late.class).orElseThrow().time();
                Attempt later = new Attempt(attempt.items(), attempt.number(), attempt.first(), true, attempt.run());
                kernel.clock.at(kernel.clock.now().plus(time), () -> threads.execute(() -> send(later)));
                return Reply.empty(102);
            }
            int copies = struck.get(Fault.Duplicate.class)
                    .map(Fault.Duplicate::copies)
                    .orElse(1);
            Reply last = Reply.empty(202);
            for (int i = 0; i < copies; i++) {
                last = Reply.empty(post(first.url(), body(attempt.items())));
            }
            return last;
        });
        settle(attempt, reply.status());
    }

    private void settle(Attempt attempt, int status) {
        if (status == 102) {
            return;
        }
        if (status >= 200 && status < 300) {
            attempt.run().waiting.addAndGet(-attempt.items().size());
            return;
        }
        Instant next = kernel.clock.now().plus(backoff(attempt.number()));
        if (next.isAfter(attempt.first().plus(GIVE_UP))) {
            attempt.run().waiting.addAndGet(-attempt.items().size());
            lost.accept(attempt.items());
            return;
        }
        Attempt again =
                new Attempt(attempt.items(), attempt.number() + 1, attempt.first(), attempt.late(), attempt.run());
        kernel.clock.at(next, () -> threads.execute(() -> send(again)));
    }

    private static Duration backoff(int attempt) {
        return Duration.ofSeconds(Math.min(30 * 60, 5L << Math.min(attempt - 1, 10)));
    }

    private CallFacts facts(Attempt attempt) {
        Item first = attempt.items().getFirst();
        return new CallFacts(
                Service.NOTIFICATIONS,
                first.subscription().client(),
                first.subscription().mailbox().person().mail(),
                "POST",
                URI.create(first.url()).getPath(),
                null,
                null,
                attempt.items().size(),
                0,
                null);
    }

    private static String body(List<Item> items) {
        ObjectNode collection = Json.object();
        ArrayNode value = collection.putArray("value");
        items.forEach(item -> value.add(item.json()));
        return Json.write(collection);
    }

    private int post(String url, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(reachable(url)))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Asks an address to prove that it wants notifications; whether it did, in time. */
    boolean validates(String url, String token) {
        String encoded = java.net.URLEncoder.encode(token, java.nio.charset.StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(reachable(url) + (url.contains("?") ? "&" : "?") + "validationToken=" + encoded))
                .timeout(TIMEOUT)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            String type = answer.headers().firstValue("Content-Type").orElse("");
            return answer.statusCode() == 200
                    && type.startsWith("text/plain")
                    && answer.body().equals(token);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Changes that come together travel together. */
    private static void pause() {
        try {
            Thread.sleep(GATHER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tandem may be known by a name that only browsers are told. */
    private String reachable(String url) {
        Sites tandem = kernel.tandem;
        return tandem == null ? url : tandem.plain(url);
    }
}
