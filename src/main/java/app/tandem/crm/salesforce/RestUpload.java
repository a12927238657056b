package app.tandem.crm.salesforce;

import app.tandem.credentials.AccessTokens.CrmSession;
import app.tandem.crm.FileUpload;
import app.tandem.item.WriteOutcome;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends a large file by a REST multipart insert, streamed from its source. Over SOAP it would lie in memory several
 * times, a third larger, and end at about 36 MB (salesforce-notes 9).
 */
final class RestUpload {

    private static final int CREATED = 201;

    private final Conversation conversation;

    RestUpload(Conversation conversation) {
        this.conversation = conversation;
    }

    WriteOutcome send(FileUpload file, FileKind kind) {
        AtomicReference<WriteOutcome.@Nullable Later> unreadable = new AtomicReference<>();
        try {
            return outcome(conversation.rest((session, wire) -> request(file, kind, session, wire, unreadable)));
        } catch (CallFailed failed) {
            WriteOutcome.Later source = unreadable.get();
            if (source == null) {
                throw failed;
            }
            // The body never came to its end, so Salesforce has nothing of it.
            return source;
        }
    }

    private static WriteOutcome outcome(HttpResponse<byte[]> answer) {
        if (answer.statusCode() == CREATED) {
            return RecordIds.full(RestError.idOf(answer.body()))
                    .<WriteOutcome>map(id -> new WriteOutcome.Done(id, null))
                    .orElseGet(() -> new WriteOutcome.Unknown("UNREADABLE_ANSWER"));
        }
        RestError error = RestError.of(answer.body());
        if (Faults.isStaleDescribe(error.code())) {
            throw CallFailed.withoutEffect(new RemoteFailure.Unreachable(error.code()), null);
        }
        return RowErrors.outcome(error.code(), error.message(), error.fields());
    }

    private static HttpRequest.Builder request(
            FileUpload file,
            FileKind kind,
            CrmSession session,
            Wire wire,
            AtomicReference<WriteOutcome.@Nullable Later> unreadable)
            throws IOException {
        String boundary = "tandem-" + file.attemptKey();
        String base = session.instanceUrl().toString().replaceAll("/+$", "");
        URI address = URI.create(base + "/services/data/v" + Conversation.VERSION + "/sobjects/" + kind.object());
        return wire.to(address)
                .header("Content-Type", "multipart/form-data; boundary=\"" + boundary + "\"")
                .POST(body(file, kind, boundary, unreadable));
    }

    private static BodyPublisher body(
            FileUpload file, FileKind kind, String boundary, AtomicReference<WriteOutcome.@Nullable Later> unreadable) {
        String head = part(boundary, kind.partName(), null, "application/json; charset=UTF-8")
                + RestError.json(Map.copyOf(kind.fields(file)))
                + "\r\n"
                + part(boundary, kind.bodyField(), "file", "application/octet-stream");
        AtomicBoolean opened = new AtomicBoolean();
        return BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofInputStream(() -> opened.getAndSet(true) ? null : open(file, unreadable)),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    }

    private static String part(String boundary, String name, @Nullable String fileName, String type) {
        String file = fileName == null ? "" : "; filename=\"" + fileName + "\"";
        return String.join(
                "\r\n",
                List.of(
                        "--" + boundary,
                        "Content-Disposition: form-data; name=\"" + name + "\"" + file,
                        "Content-Type: " + type,
                        "",
                        ""));
    }

    private static @Nullable InputStream open(
            FileUpload file, AtomicReference<WriteOutcome.@Nullable Later> unreadable) {
        try {
            return new Watched(file.source().open(), unreadable);
        } catch (IOException | RemoteFailureException e) {
            unreadable.set(FileWriter.unreadable(e));
            return null;
        }
    }

    /** Notes whose fault it was when an upload breaks off. */
    private static final class Watched extends FilterInputStream {

        private final AtomicReference<WriteOutcome.@Nullable Later> unreadable;

        Watched(InputStream in, AtomicReference<WriteOutcome.@Nullable Later> unreadable) {
            super(in);
            this.unreadable = unreadable;
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
            } catch (IOException | RuntimeException e) {
                unreadable.set(FileWriter.unreadable(e));
                throw e;
            }
        }
    }
}
