package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.store.Content;
import app.tandem.sandbox.kernel.Reply;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Bodies of answers; content is streamed out of where it lies, as bytes or as base64 inside JSON. */
public final class Bodies {

    private static final String MARK = "content-" + UUID.randomUUID() + "-";

    /** Content that a JSON answer under construction refers to. */
    public static final class Held {
        private final List<Content> contents = new ArrayList<>();

        /** The text to write in place of the content. */
        public String place(Content content) {
            contents.add(content);
            return MARK + (contents.size() - 1) + ".";
        }
    }

    private record Pieces(List<Reply.Body> pieces, long length) implements Reply.Body {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            for (Reply.Body piece : pieces) {
                piece.writeTo(out);
            }
        }
    }

    private Bodies() {}

    /** A JSON answer. */
    public static Reply json(int status, JsonNode node, Held held) {
        Reply reply = Reply.of(
                status,
                "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
                new byte[0]);
        return reply.with(json(Json.write(node), held));
    }

    /** A JSON answer that refers to no content. */
    public static Reply json(int status, JsonNode node) {
        return json(status, node, new Held());
    }

    /** Content as it is. */
    public static Reply.Body of(Content content) {
        return new Reply.Body() {
            @Override
            public long length() {
                return content.length();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                content.writeTo(out);
            }
        };
    }

    /** Text in UTF-8. */
    public static Reply.Body text(String text) {
        return of(new Content.InMemory(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Several, one behind the other. */
    public static Reply.Body all(List<Reply.Body> pieces) {
        return new Pieces(pieces, pieces.stream().mapToLong(Reply.Body::length).sum());
    }

    /** Another body in base64. */
    public static Reply.Body base64(Reply.Body body) {
        return new Reply.Body() {
            @Override
            public long length() {
                return (body.length() + 2) / 3 * 4;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                try (OutputStream encoder = Base64.getEncoder().wrap(new KeepOpen(out))) {
                    body.writeTo(encoder);
                }
            }
        };
    }

    private static Reply.Body json(String text, Held held) {
        if (held.contents.isEmpty()) {
            return text(text);
        }
        List<Reply.Body> pieces = new ArrayList<>();
        int from = 0;
        for (int mark = text.indexOf(MARK); mark >= 0; mark = text.indexOf(MARK, from)) {
            int end = text.indexOf('.', mark);
            pieces.add(text(text.substring(from, mark)));
            pieces.add(base64(of(held.contents.get(Integer.parseInt(text.substring(mark + MARK.length(), end))))));
            from = end + 1;
        }
        pieces.add(text(text.substring(from)));
        return all(pieces);
    }

    private static final class KeepOpen extends FilterOutputStream {
        private KeepOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() {}
    }
}
