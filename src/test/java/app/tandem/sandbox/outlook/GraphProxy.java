package app.tandem.sandbox.outlook;

import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.kernel.Tokens;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes calls of the page on to Graph with a token of the person; the page itself never sees one. */
final class GraphProxy implements AutoCloseable {

    /** The client id of this page, by which fault rules and counters tell it from Tandem. */
    static final String CLIENT = "outlook-web";

    private static final Set<String> SCOPES =
            Set.of("User.Read", "Mail.ReadWrite", "Mail.Send", "MailboxSettings.ReadWrite", "Tasks.ReadWrite");
    private static final List<String> PASSED_ON =
            List.of("Content-Type", "Accept", "Prefer", "If-Match", "ConsistencyLevel");
    private static final List<String> PASSED_BACK = List.of("Content-Type", "ETag", "Retry-After", "Location");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Kernel kernel;
    private final String graph;

    GraphProxy(Kernel kernel, String graph) {
        this.kernel = kernel;
        this.graph = graph;
    }

    Reply pass(Exchange exchange, Person person, String path) throws IOException {
        if (!exchange.method().equals("GET") && fromElsewhere(exchange)) {
            return Reply.json(403, "{\"error\":{\"message\":\"only the page itself may change the mailbox\"}}");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(target(exchange, path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token(person))
                .method(exchange.method(), body(exchange));
        PASSED_ON.forEach(name -> exchange.header(name).ifPresent(value -> request.header(name, value)));
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Reply reply = Reply.of(answer.statusCode(), null, answer.body());
            for (String name : PASSED_BACK) {
                String value = answer.headers().firstValue(name).orElse(null);
                reply = value == null ? reply : reply.with(name, value);
            }
            return harmless(reply, exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.empty(503);
        } catch (IOException e) {
            return Reply.json(502, "{\"error\":{\"message\":\"the mailbox could not be reached\"}}");
        }
    }

    @Override
    public void close() {
        http.close();
    }

    /** Content of mails is only ever downloaded, never shown as a page of this address. */
    private static Reply harmless(Reply reply, Exchange exchange) {
        Reply safe = reply.with("X-Content-Type-Options", "nosniff").with("Content-Security-Policy", "sandbox");
        return exchange.rawPath().endsWith("/$value") ? safe.with("Content-Disposition", "attachment") : safe;
    }

    /** Whether a page of another origin sent this. */
    static boolean fromElsewhere(Exchange exchange) {
        return exchange.header("Origin")
                .filter(origin -> !same(origin, exchange))
                .isPresent();
    }

    /** Browsers leave the usual port out. */
    private static boolean same(String origin, Exchange exchange) {
        return exchange.origin().equals(origin) || exchange.origin().equals(origin + ":443");
    }

    private URI target(Exchange exchange, String path) {
        String query = exchange.rawQuery().replace(" ", "%20").replace("\"", "%22");
        return URI.create(graph + path + (query.isEmpty() ? "" : "?" + query));
    }

    private static HttpRequest.BodyPublisher body(Exchange exchange) {
        byte[] body = exchange.body();
        return body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
    }

    /** The person's token; a new one when the old one ended. */
    private String token(Person person) {
        return tokens.compute(person.mail(), (mail, old) -> {
            if (kernel.tokens.find(old).isPresent()) {
                return old;
            }
            byte[] fresh = new byte[24];
            random.nextBytes(fresh);
            String value = "outlook-" + HexFormat.of().formatHex(fresh);
            kernel.tokens.issue(new Tokens.Token(
                    Service.ENTRA,
                    value,
                    CLIENT,
                    mail,
                    SCOPES,
                    World.TENANT,
                    kernel.clock.now().plus(Duration.ofHours(12))));
            return value;
        });
    }
}
