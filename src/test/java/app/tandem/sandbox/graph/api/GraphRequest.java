package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Tokens.Token;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request to the service, alone or as a part of a batch.
 *
 * @param segments the decoded path behind the version; {@code name('key')} is two segments
 * @param headers all values of a header
 */
public record GraphRequest(
        String method,
        List<String> segments,
        String rawQuery,
        Function<String, List<String>> headers,
        Supplier<byte[]> body,
        String origin,
        @Nullable Token token,
        @Nullable Long batch) {

    private static final int LARGEST_BODY = 4 * 1024 * 1024;

    /** A request that came over HTTP. */
    public static GraphRequest of(Exchange exchange, @Nullable Token token) {
        return new GraphRequest(
                exchange.method(),
                segments(exchange.rawPath().substring("/v1.0".length())),
                exchange.rawQuery(),
                exchange::headers,
                () -> limited(exchange),
                exchange.origin(),
                token,
                null);
    }

    /** Splits and decodes a path. */
    public static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String raw : rawPath.split("/")) {
            if (raw.isEmpty()) {
                continue;
            }
            String segment = decode(raw);
            if (segment.startsWith("microsoft.graph.")) {
                segment = segment.substring("microsoft.graph.".length());
            }
            int open = segment.indexOf('(');
            if (open > 0 && segment.endsWith(")")) {
                String inside = segment.substring(open + 1, segment.length() - 1);
                segments.add(segment.substring(0, open));
                if (!inside.isEmpty()) {
                    segments.add(unquote(inside));
                }
            } else {
                segments.add(segment);
            }
        }
        return segments;
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
        return headers.apply(name).stream().findFirst();
    }

    private static byte[] limited(Exchange exchange) {
        try (InputStream in = exchange.stream()) {
            byte[] read = in.readNBytes(LARGEST_BODY + 1);
            if (read.length > LARGEST_BODY) {
                throw Problem.of(
                        413,
                        "RequestEntityTooLarge",
                        "The page was not displayed because the request entity is too large.");
            }
            return read;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String unquote(String key) {
        return key.length() >= 2 && key.startsWith("'") && key.endsWith("'")
                ? key.substring(1, key.length() - 1).replace("''", "'")
                : key;
    }

    private static String decode(String raw) {
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.bad("BadRequest", "The path is not correctly encoded.");
        }
    }
}
