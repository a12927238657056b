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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Outlook pages. A mailbox stands at {@code /mail/{address}/}, its tasks at {@code …/todo}, so that several people can be
 * open side by side; the
 * page speaks to Graph through {@code graph/…} below that, where the person's token is added.
 */
public final class OutlookService implements AutoCloseable {

    /**
     * What this page may do. A mail's own frame inherits it and has stricter rules besides; add-ins and their icons
     * come from any https address, as in Outlook.
     */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data: https:; connect-src 'self'; frame-src 'self' https:; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=utf-8", "js", "text/javascript;charset=utf-8", "html", "text/html;charset=utf-8");

    /** Where Microsoft's CDN has office.js. */
    private static final String LIBRARY = "/lib/1/hosted/";

    private final AddIns addIns = new AddIns();
    private final OfficeLibrary office = new OfficeLibrary();
    private final Supplier<World> world;
    private final NestedSignIn signIn;
    private final Fetching fetching;
    private final StartPage startPage;
    private final GraphProxy graph;
    private final SandboxServer server;

    private OutlookService(Kernel kernel, Supplier<World> world, Links links, NestedSignIn signIn, Places places) {
        this.world = world;
        this.signIn = signIn;
        this.fetching = new Fetching(kernel);
        this.graph = new GraphProxy(kernel, links.graph());
        this.server =
                SandboxServer.start("outlook", places.port(), places.httpsPort(), kernel.certificates, this::handle);
        this.startPage = new StartPage(links, "https://localhost:" + server.httpsPort());
    }

    /** Where it listens: loopback ports; 0 picks a free one. */
    public record Places(int port, int httpsPort) {}

    /** Starts on loopback ports. */
    public static OutlookService start(
            Kernel kernel, Supplier<World> world, Links links, NestedSignIn signIn, Places places) {
        return new OutlookService(kernel, world, links, signIn, places);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** The port of the same on https: office.js talks to no host without. */
    public int httpsPort() {
        return server.httpsPort();
    }

    /** The add-ins of the mailboxes. */
    public AddIns addIns() {
        return addIns;
    }

    @Override
    public void close() {
        server.close();
        addIns.close();
        fetching.close();
        graph.close();
    }

    private Reply handle(Exchange exchange) throws IOException {
        String path = exchange.rawPath();
        if (path.equals("/")) {
            return page(Reply.html(200, startPage.write(world.get())));
        }
        if (path.equals("/addins")) {
            return page(Reply.html(200, startPage.addIns()));
        }
        if (path.startsWith("/page/")) {
            return resource(path.substring("/page/".length())).orElseGet(OutlookService::missing);
        }
        if (path.startsWith(LIBRARY)) {
            return anywhere(library(path.substring(LIBRARY.length())));
        }
        if (path.endsWith("/MicrosoftAjax.js")) {
            return anywhere(resource("supplement.js").orElseThrow());
        }
        if (path.startsWith("/mail/")) {
            return mailbox(exchange, path.substring("/mail/".length()));
        }
        return missing();
    }

    /** Pages of every origin may run it, as from Microsoft's CDN: office.js asks for its parts with CORS. */
    private static Reply anywhere(Reply script) {
        return script.with("Access-Control-Allow-Origin", "*");
    }

    /** Files of office.js. */
    private Reply library(String path) {
        try {
            return office.file(path)
                    .map(bytes -> Reply.of(200, TYPES.get("js"), bytes).with("Cache-Control", "max-age=86400"))
                    .orElseGet(() -> Reply.empty(404));
        } catch (OfficeLibrary.MissingLibraryException e) {
            return Reply.of(
                    503,
                    "text/plain;charset=utf-8",
                    String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
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
        if (below.equals("addins") || below.startsWith("addins/")) {
            return GraphProxy.fromElsewhere(exchange)
                    ? Reply.empty(403)
                    : addIns.handle(exchange, person.get(), below.substring("addins".length()));
        }
        if (below.equals("fetched") && exchange.method().equals("POST")) {
            return GraphProxy.fromElsewhere(exchange) ? Reply.empty(403) : fetching.fetch(exchange.text());
        }
        if (below.equals("nested-sign-in")) {
            return GraphProxy.fromElsewhere(exchange) ? Reply.empty(403) : nested(exchange, person.get());
        }
        return switch (below) {
            case "" -> page(mailPage("mail.html", person.get()));
            case "todo" -> page(mailPage("todo.html", person.get()));
            default -> missing();
        };
    }

    private Reply nested(Exchange exchange, Person person) {
        JsonNode asked = JsonMapper.shared().readTree(exchange.text());
        NestedSignIn.Answer answer = signIn.token(
                person.mail(),
                asked.path("clientId").asString(),
                asked.path("scope").asString(),
                asked.path("agreed").asBoolean());
        return Reply.json(200, JsonMapper.shared().writeValueAsString(answer)).with("Cache-Control", "no-store");
    }

    private static Reply mailPage(String name, Person person) throws IOException {
        String html = new String(read(name).orElseThrow(), StandardCharsets.UTF_8);
        return Reply.html(
                200,
                html.replace(
                        "<title>",
                        meta("person", person.displayName()) + meta("person-id", person.entraId())
                                + meta("tenant", World.TENANT_ID)
                                + meta("time-zone", person.timeZone()) + "<title>"));
    }

    private static String meta(String name, String content) {
        return "<meta name=\"" + name + "\" content=\"" + StartPage.escape(content) + "\">\n";
    }

    private static Optional<Reply> resource(String name) throws IOException {
        if (!name.matches("([a-z]+/)?[a-z]+\\.(css|js)")) {
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
