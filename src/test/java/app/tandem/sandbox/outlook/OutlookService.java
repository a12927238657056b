package app.tandem.sandbox.outlook;

import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.SandboxServer;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Outlook page. A mailbox stands at {@code /mail/{address}/}, so that several people can be open side by side; the
 * page speaks to Graph through {@code graph/…} below that, where the person's token is added.
 */
public final class OutlookService implements AutoCloseable {

    /** What a mail shown here may do; frames inherit it. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=utf-8", "js", "text/javascript;charset=utf-8", "html", "text/html;charset=utf-8");

    private final Supplier<World> world;
    private final StartPage startPage;
    private final GraphProxy graph;
    private final SandboxServer server;

    private OutlookService(Kernel kernel, Supplier<World> world, Links links, int port) {
        this.world = world;
        this.startPage = new StartPage(links);
        this.graph = new GraphProxy(kernel, links.graph());
        this.server = SandboxServer.start("outlook", port, this::handle);
    }

    /** Starts on a loopback port; 0 picks a free one. */
    public static OutlookService start(Kernel kernel, Supplier<World> world, Links links, int port) {
        return new OutlookService(kernel, world, links, port);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        graph.close();
    }

    private Reply handle(Exchange exchange) throws IOException {
        String path = exchange.rawPath();
        if (path.equals("/")) {
            return page(Reply.html(200, startPage.write(world.get())));
        }
        if (path.startsWith("/page/")) {
            return resource(path.substring("/page/".length())).orElseGet(OutlookService::missing);
        }
        if (path.startsWith("/mail/")) {
            return mailbox(exchange, path.substring("/mail/".length()));
        }
        return missing();
    }

    private Reply mailbox(Exchange exchange, String rest) throws IOException {
        int slash = rest.indexOf('/');
        if (slash < 0) {
            return Reply.empty(302).with("Location", exchange.rawPath() + "/");
        }
        String mail = URLDecoder.decode(rest.substring(0, slash), StandardCharsets.UTF_8);
        Optional<Person> person = world.get().person(mail);
        if (person.isEmpty()) {
            return missing();
        }
        String below = rest.substring(slash + 1);
        if (below.startsWith("graph/")) {
            return graph.pass(exchange, person.get(), below.substring("graph".length()));
        }
        return below.isEmpty() ? page(mailPage(person.get())) : missing();
    }

    private static Reply mailPage(Person person) throws IOException {
        String html = new String(read("mail.html").orElseThrow(), StandardCharsets.UTF_8);
        return Reply.html(
                200,
                html.replace(
                        "<title>",
                        "<meta name=\"person\" content=\"" + StartPage.escape(person.displayName()) + "\">\n<title>"));
    }

    private static Optional<Reply> resource(String name) throws IOException {
        if (!name.matches("[a-z]+\\.(css|js)")) {
            return Optional.empty();
        }
        String type = TYPES.get(name.substring(name.indexOf('.') + 1));
        return read(name).map(bytes -> Reply.of(200, type, bytes).with("Cache-Control", "no-cache"));
    }

    private static Optional<byte[]> read(String name) throws IOException {
        try (InputStream in = OutlookService.class.getResourceAsStream("/sandbox/outlook/" + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }

    private static Reply page(Reply reply) {
        return reply.with("Content-Security-Policy", POLICY).with("Referrer-Policy", "no-referrer");
    }

    private static Reply missing() {
        return Reply.html(
                404,
                "<!DOCTYPE html><html lang=\"en\"><title>Not found</title><p>There is nothing here. <a href=\"/\">Start page</a>");
    }
}
