package app.tandem.sandbox.outlook;

import app.tandem.sandbox.kernel.Certificates;
import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.SandboxServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The web server of a tiny add-in; its pages lie in {@code sandbox/addin}. */
final class SampleAddIn implements AutoCloseable {

    /** The site under which its manifest names it. */
    static final String HOST = "addin.example";

    /** The cookies its pane page sets: one unpartitioned, one partitioned, one for its own site only. */
    private static final List<String> COOKIES = List.of(
            "plain=1; Path=/; Secure; HttpOnly; SameSite=None",
            "__Host-partitioned=1; Path=/; Secure; HttpOnly; SameSite=None; Partitioned",
            "lax=1; Path=/; Secure; HttpOnly; SameSite=Lax");

    private static final byte[] PICTURE = Base64.getDecoder()
            .decode(
                    "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC");

    private final SandboxServer server = SandboxServer.start("addin", 0, 0, Certificates.make(), this::handle);

    int port() {
        return server.httpsPort();
    }

    /** Its manifest, as a file. */
    static URI manifest() {
        try {
            return Objects.requireNonNull(SampleAddIn.class.getResource("/sandbox/addin/manifest.xml"))
                    .toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply handle(Exchange exchange) throws IOException {
        return switch (exchange.rawPath()) {
            case "/icon.png" -> Reply.of(200, "image/png", PICTURE).with("Cache-Control", "max-age=3600");
            case "/cookies" ->
                Reply.of(200, "text/plain", exchange.header("Cookie").orElse("").getBytes());
            case "/pane.html" -> page("pane.html").with(Map.of("Set-Cookie", COOKIES));
            case "/dialog.html", "/functions.html" -> page(exchange.rawPath().substring(1));
            default -> Reply.empty(404);
        };
    }

    private static Reply page(String name) throws IOException {
        try (InputStream in = SampleAddIn.class.getResourceAsStream("/sandbox/addin/" + name)) {
            return Reply.of(
                    200, "text/html;charset=utf-8", Objects.requireNonNull(in).readAllBytes());
        }
    }
}
