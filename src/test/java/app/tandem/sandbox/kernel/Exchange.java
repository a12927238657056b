package app.tandem.sandbox.kernel;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** One request as a service sees it: raw path and query, headers, body (inflated when it came gzipped). */
public final class Exchange {

    /** More than any platform here accepts in one request. */
    private static final int LARGEST_BODY = 160 * 1024 * 1024;

    private final HttpServletRequest request;
    private byte @Nullable [] body;
    private volatile boolean cutOff;

    Exchange(HttpServletRequest request) {
        this.request = request;
    }

    /** The method, upper case. */
    public String method() {
        return request.getMethod();
    }

    /** The path as it came, still percent-encoded. */
    public String rawPath() {
        return request.getRequestURI();
    }

    /** The query as it came, still percent-encoded; empty when there is none. */
    public String rawQuery() {
        return request.getQueryString() == null ? "" : request.getQueryString();
    }

    /** The query's parameters, decoded, in order; of several with one name all. */
    public Map<String, List<String>> query() {
        return pairs(rawQuery());
    }

    /** The first value of a query parameter. */
    public Optional<String> query(String name) {
        List<String> values = query().get(name);
        return values == null ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** The fields of an {@code application/x-www-form-urlencoded} body. */
    public Map<String, List<String>> form() {
        return pairs(text());
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    /** All values of a header that may be repeated. */
    public List<String> headers(String name) {
        return java.util.Collections.list(request.getHeaders(name));
    }

    /** The bearer token, if there is one. */
    public Optional<String> bearer() {
        return header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
    }

    /** Scheme, host and port the caller used. */
    public String origin() {
        return request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort();
    }

    /** The whole body; at most 160 MB. */
    public byte[] body() {
        byte[] read = body;
        if (read == null) {
            try (InputStream in = stream()) {
                read = in.readNBytes(LARGEST_BODY);
                body = read;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return read;
    }

    /** The body as a stream, to be read once; large uploads need not be held in memory. */
    public InputStream stream() throws IOException {
        if (body != null) {
            return new ByteArrayInputStream(body);
        }
        InputStream in = new Arriving(request.getInputStream());
        return header("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent() ? new GZIPInputStream(in) : in;
    }

    /** Whether the caller went away before the body was whole. */
    boolean isCutOff() {
        return cutOff;
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    /** The servlet's own request, for what is not here. */
    public HttpServletRequest raw() {
        return request;
    }

    private static Map<String, List<String>> pairs(String encoded) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                pairs.computeIfAbsent(decode(name), k -> new ArrayList<>()).add(decode(value));
            }
        }
        return pairs;
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    /** The body as it comes in; notes when it breaks off. */
    private final class Arriving extends FilterInputStream {

        Arriving(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return super.read(bytes, from, length);
            } catch (IOException e) {
                cutOff = true;
                throw e;
            }
        }
    }
}
