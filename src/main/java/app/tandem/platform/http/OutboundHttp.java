package app.tandem.platform.http;

import app.tandem.platform.Installation;
import app.tandem.platform.SecretText;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one HTTP client for calls of our own: 10 s to connect, 30 s for an answer, no redirects, answers up to 1 MB,
 * allowed hosts only. It repeats nothing by itself.
 */
public final class OutboundHttp {

    /** How long a connection may take to open. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** How long an answer may take. */
    public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private static final int MOST_BYTES = 1 << 20;

    private final HttpClient client;
    private final OutboundHosts hosts;
    private final ProxySelector proxies;

    public OutboundHttp(TrustedTls tls, OutboundHosts hosts, Installation.Outbound outbound) {
        this.hosts = hosts;
        this.proxies = outbound.proxy() == null
                ? ProxySelector.of(null)
                : new ChosenProxy(address(outbound.proxy()), outbound.noProxy());
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(tls.context())
                .proxy(proxies)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** The client itself, for libraries that bring their own requests; those check {@link OutboundHosts} themselves. */
    public HttpClient client() {
        return client;
    }

    /** Which proxy leads to an address; for clients that are not this one. */
    public ProxySelector proxies() {
        return proxies;
    }

    /** Reads JSON with a bearer token. */
    public HttpAnswer get(URI address, SecretText bearer) throws IOException {
        return send(
                "GET",
                address,
                Map.of("Authorization", "Bearer " + bearer.reveal(), "Accept", "application/json"),
                null);
    }

    /** Sends a form. */
    public HttpAnswer postForm(URI address, Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        Map<String, String> headers =
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json");
        return send("POST", address, headers, body);
    }

    /** Sends whatever is wanted; header names that the client sets itself are left out. */
    public HttpAnswer send(String method, URI address, Map<String, String> headers, @Nullable String body)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(hosts.check(address)).timeout(ANSWER_TIMEOUT);
        headers.forEach((name, value) -> {
            if (!RESTRICTED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                request.header(name, value);
            }
        });
        request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return answer(request.build());
    }

    private static final List<String> RESTRICTED = List.of("host", "connection", "content-length", "expect", "upgrade");

    private HttpAnswer answer(HttpRequest request) throws IOException {
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw new IOException("the answer is larger than 1 MB");
                }
                return HttpAnswer.of(
                        response.statusCode(), response.headers(), new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static InetSocketAddress address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return InetSocketAddress.createUnresolved(
                hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
    }

    private static final class ChosenProxy extends ProxySelector {

        private final List<Proxy> proxy;
        private final List<String> direct;

        ChosenProxy(InetSocketAddress address, List<String> direct) {
            this.proxy = List.of(new Proxy(Proxy.Type.HTTP, address));
            this.direct = direct;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return direct.contains(uri.getHost()) ? List.of(Proxy.NO_PROXY) : proxy;
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // The caller sees the failure itself.
        }
    }
}
