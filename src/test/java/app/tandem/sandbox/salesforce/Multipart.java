package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.jspecify.annotations.Nullable;

/** A record and its file in one multipart request; the file goes straight to where it is kept. */
final class Multipart {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]+)\"");
    private static final int LARGEST_JSON = 1024 * 1024;

    private Multipart() {}

    static boolean is(Exchange exchange) {
        return exchange.header("Content-Type")
                .filter(type -> type.startsWith("multipart/form-data"))
                .isPresent();
    }

    static Draft draft(Exchange exchange, Schema schema, ObjectType type) throws IOException {
        Matcher boundary = BOUNDARY.matcher(exchange.header("Content-Type").orElse(""));
        if (!boundary.find()) {
            throw Refusal.of("INVALID_MULTIPART_REQUEST", "the boundary is missing");
        }
        Map<String, @Nullable Object> fields = null;
        Map<String, Object> files = new LinkedHashMap<>();
        try (InputStream in = exchange.stream()) {
            MultipartStream parts =
                    new MultipartStream(in, boundary.group(1).getBytes(StandardCharsets.US_ASCII), 16 * 1024, null);
            for (boolean more = parts.skipPreamble(); more; more = parts.readBoundary()) {
                Matcher name = NAME.matcher(parts.readHeaders());
                Field field = name.find() ? type.field(name.group(1)) : null;
                if (field != null && field.type().equals("base64")) {
                    Content.Sink sink = new Content.Sink();
                    parts.readBodyData(sink);
                    files.put(field.name(), sink.content());
                } else {
                    fields = RestJson.object(small(parts));
                }
            }
        }
        if (fields == null) {
            throw Refusal.of("INVALID_MULTIPART_REQUEST", "the part with the record's fields is missing");
        }
        Draft draft = RestJson.draft(schema, type, null, fields);
        draft.values().putAll(files);
        return draft;
    }

    private static String small(MultipartStream parts) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        parts.readBodyData(json);
        if (json.size() > LARGEST_JSON) {
            throw Refusal.of("INVALID_MULTIPART_REQUEST", "the record's fields are too long");
        }
        return json.toString(StandardCharsets.UTF_8);
    }
}
