package app.tandem.mailbox.graph;

import app.tandem.account.Access;
import app.tandem.account.MailboxConnection;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.mailbox.Mailbox;
import app.tandem.platform.Ids;
import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.SandboxServer;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A service that says what the test wrote down, one answer per request, and remembers what it was asked. */
final class ScriptedGraph implements AutoCloseable {

    /** One request as it arrived. */
    record Asked(String method, String path, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join(", ", headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()));
        }

        JsonObject json() {
            return JsonParser.parseString(body).getAsJsonObject();
        }
    }

    static final User USER = new User(
            new UserId(new UUID(1, 1)),
            new TenantId(new UUID(2, 2)),
            UserState.RUNNING,
            Optional.of(new MailboxConnection("tenant", "object-id", "anna@tandem.example", Access.DELEGATED)),
            Optional.empty());

    final FakeTokens tokens = new FakeTokens(number -> "token-" + number);
    final GraphParts parts;
    final Mailbox mailbox;

    private final SandboxServer server = SandboxServer.start("scripted-graph", 0, this::answer);
    private final Queue<Function<Exchange, Reply>> script = new ArrayDeque<>();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private boolean closed;
    private volatile Instant now = Instant.parse("2026-03-02T09:00:00Z");

    ScriptedGraph() {
        InstantSource clock = () -> now;
        GraphSite site = new GraphSite(URI.create(base()), url -> "127.0.0.1".equals(url.getHost()), 50);
        parts = GraphParts.of(site, tokens, clock, countingIds(), UnaryOperator.identity());
        mailbox = new GraphMailboxes(parts).open(USER);
    }

    String base() {
        return "http://127.0.0.1:" + server.port() + "/v1.0";
    }

    Instant now() {
        return now;
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    /** The next request is answered so. */
    ScriptedGraph then(Function<Exchange, Reply> answer) {
        script.add(answer);
        return this;
    }

    ScriptedGraph then(Reply reply) {
        return then(exchange -> reply);
    }

    /** The next request is answered with this JSON. */
    ScriptedGraph then(int status, String json) {
        return then(Reply.json(status, json));
    }

    /** The next request is refused with that code. */
    ScriptedGraph thenRefuse(int status, String code) {
        return then(Reply.json(status, error(code)));
    }

    static String error(String code) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"words that mean nothing\"}}";
    }

    /** What arrived so far. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            server.close();
        }
    }

    private Reply answer(Exchange exchange) {
        Map<String, List<String>> headers = new java.util.HashMap<>();
        Collections.list(exchange.raw().getHeaderNames())
                .forEach(name -> headers.put(name.toLowerCase(java.util.Locale.ROOT), exchange.headers(name)));
        String query = exchange.rawQuery().isEmpty() ? "" : "?" + exchange.rawQuery();
        asked.add(new Asked(exchange.method(), exchange.rawPath() + query, headers, exchange.text()));
        Function<Exchange, Reply> next;
        synchronized (script) {
            next = script.poll();
        }
        return next == null ? Reply.json(500, error("NothingScripted")) : next.apply(exchange);
    }

    private static Ids countingIds() {
        AtomicLong count = new AtomicLong();
        return new Ids() {
            @Override
            public UUID next() {
                return new UUID(7, count.incrementAndGet());
            }

            @Override
            public String secret() {
                return "secret-" + count.incrementAndGet();
            }
        };
    }
}
