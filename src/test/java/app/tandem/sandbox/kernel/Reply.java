package app.tandem.sandbox.kernel;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service answers: status, headers and body, and how much of it leaves before the line is cut.
 *
 * @param cutAfter bytes of the body that leave before the connection is closed; -1 for the whole answer; null is never
 */
public record Reply(int status, Map<String, List<String>> headers, Body body, long cutAfter) {

    /** A body of known length that writes itself; large content is never held in memory. */
    public interface Body {
        /** Length in bytes. */
        long length();

        /** Writes all bytes. */
        void writeTo(java.io.OutputStream out) throws java.io.IOException;
    }

    private static final Body EMPTY = bytes(new byte[0]);

    /** An answer with a body of the given media type. */
    public static Reply of(int status, @Nullable String contentType, byte[] body) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        if (contentType != null) {
            headers.put("Content-Type", List.of(contentType));
        }
        return new Reply(status, headers, bytes(body), -1);
    }

    /** A JSON answer. */
    public static Reply json(int status, String body) {
        return of(status, "application/json;charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** An HTML page. */
    public static Reply html(int status, String body) {
        return of(status, "text/html;charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer without a body. */
    public static Reply empty(int status) {
        return new Reply(status, new LinkedHashMap<>(), EMPTY, -1);
    }

    /** No answer at all: the connection closes before the first byte. */
    public static Reply cut() {
        return new Reply(0, Map.of(), EMPTY, 0);
    }

    /** The same answer with one header set. */
    public Reply with(String name, String value) {
        Map<String, List<String>> copy = new LinkedHashMap<>(headers);
        copy.put(name, List.of(value));
        return new Reply(status, copy, body, cutAfter);
    }

    /** The same answer with these headers besides; each may have several values. */
    public Reply with(Map<String, List<String>> more) {
        Map<String, List<String>> copy = new LinkedHashMap<>(headers);
        copy.putAll(more);
        return new Reply(status, copy, body, cutAfter);
    }

    /** The same answer with a streamed body. */
    public Reply with(Body streamed) {
        return new Reply(status, headers, streamed, cutAfter);
    }

    /** The same answer that ends early, after so many bytes of its body. */
    public Reply truncated(long bytes) {
        return new Reply(status, headers, body, bytes);
    }

    private static Body bytes(byte[] content) {
        return new Body() {
            @Override
            public long length() {
                return content.length;
            }

            @Override
            public void writeTo(java.io.OutputStream out) throws java.io.IOException {
                out.write(content);
            }
        };
    }
}
