package app.tandem.sandbox.control;

import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.SandboxServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The control port. */
public final class ControlService implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ControlService.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SandboxServer server;
    private final UserCalls users;
    private final WorldCalls world;
    private final TandemCalls tandem;

    private ControlService(Steering steering, int port) {
        this.users = new UserCalls(steering);
        this.world = new WorldCalls(steering);
        this.tandem = new TandemCalls(steering);
        this.server = SandboxServer.start("control", port, this::handle);
    }

    /** Starts on a loopback port; 0 picks a free one. */
    public static ControlService start(Steering steering, int port) {
        return new ControlService(steering, port);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply handle(Exchange exchange) {
        try {
            return route(new Request(exchange));
        } catch (ControlError e) {
            return json(e.status(), Map.of("error", String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            log.error("control call {} {} failed", exchange.method(), exchange.rawPath(), e);
            return json(500, Map.of("error", "the sandbox itself failed: " + e));
        }
    }

    private Reply route(Request request) {
        List<String> path = request.path();
        return switch (path.isEmpty() ? "" : path.getFirst()) {
            case "users" -> users.answer(request);
            case "tandem" -> tandem.answer(request);
            default -> world.answer(request);
        };
    }

    static Reply json(int status, Object body) {
        return Reply.json(status, JSON.writeValueAsString(body));
    }

    /** A call: method and decoded path segments, and an end to whatever is not known. */
    record Request(Exchange exchange, List<String> path) {

        Request(Exchange exchange) {
            this(
                    exchange,
                    Arrays.stream(exchange.rawPath().split("/"))
                            .filter(segment -> !segment.isEmpty())
                            .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                            .toList());
        }

        /** Method and path, the user's address written as {@code *}: what a switch can tell apart. */
        String shape() {
            StringBuilder shape = new StringBuilder(exchange.method());
            for (int i = 0; i < path.size(); i++) {
                boolean name = i == 1
                        && (path.getFirst().equals("users") || path.getFirst().equals("orgs"));
                shape.append(i == 0 ? " " : "/").append(name ? "*" : path.get(i));
            }
            return shape.toString();
        }

        /** Only these query parameters may be there. */
        Request only(String... names) {
            Set<String> known = Set.of(names);
            for (String name : exchange.query().keySet()) {
                if (!known.contains(name)) {
                    throw ControlError.bad("unknown query parameter '" + name + "'");
                }
            }
            return this;
        }

        /** The error for a shape nobody knows. */
        ControlError unknown(Set<String> shapes) {
            String place = shape().substring(exchange.method().length());
            boolean otherMethod = shapes.stream().anyMatch(shape -> shape.endsWith(place));
            return otherMethod
                    ? ControlError.method(exchange.method() + " is not a method of " + exchange.rawPath())
                    : ControlError.missing("no such call: " + exchange.method() + " " + exchange.rawPath());
        }
    }
}
