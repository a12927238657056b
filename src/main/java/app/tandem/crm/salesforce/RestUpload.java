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
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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
        try (Source source = new Source(file)) {
            return send(file, kind, source);
        }
    }

    private WriteOutcome send(FileUpload file, FileKind kind, Source source) {
        try {
            return outcome(conversation.rest((session, wire) -> request(file, kind, session, wire, source)));
        } catch (CallFailed failed) {
            WriteOutcome.Later unreadable = source.unreadable();
            if (unreadable == null) {
                throw failed;
            }
            // The body never came to its end, so Salesforce has nothing of it.
            return unreadable;
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
            FileUpload file, FileKind kind, CrmSession session, Wire wire, Source source) throws IOException {
        String boundary = "tandem-" + file.attemptKey();
        String base = session.instanceUrl().toString().replaceAll("/+$", "");
        URI address = URI.create(base + "/services/data/v" + Conversation.VERSION + "/sobjects/" + kind.object());
        return wire.to(address)
                .header("Content-Type", "multipart/form-data; boundary=\"" + boundary + "\"")
                .POST(body(file, kind, boundary, source));
    }

    private static BodyPublisher body(FileUpload file, FileKind kind, String boundary, Source source) {
        String head = part(boundary, kind.partName(), null, "application/json; charset=UTF-8")
                + RestError.json(Map.copyOf(kind.fields(file)))
                + "\r\n"
                + part(boundary, kind.bodyField(), "file", "application/octet-stream");
        AtomicBoolean opened = new AtomicBoolean();
        return BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofInputStream(() -> opened.getAndSet(true) ? null : source.open()),
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

    /**
     * The file as one upload reads it. The HTTP client closes a body that it has read to its end, but not one whose answer
     * came before: such a file would keep its place in the mailbox for ever.
     */
    private static final class Source implements AutoCloseable {

        private final FileUpload file;
        private @Nullable Watched current;
        private boolean closed;
        private volatile WriteOutcome.@Nullable Later unreadable;

        Source(FileUpload file) {
            this.file = file;
        }

        /** The file from its start; nothing once the upload is over or where the mailbox does not give it. */
        synchronized @Nullable InputStream open() {
            closeCurrent();
            if (closed) {
                return null;
            }
            try {
                current = new Watched(file.source().open(), this);
            } catch (IOException | RemoteFailureException e) {
                breaks(e);
            }
            return current;
        }

        /** The file broke off; said by who reads it, for whom closing may wait. */
        void breaks(Exception e) {
            unreadable = FileWriter.unreadable(e);
        }

        WriteOutcome.@Nullable Later unreadable() {
            return unreadable;
        }

        @Override
        public synchronized void close() {
            closed = true;
            closeCurrent();
        }

        private void closeCurrent() {
            Watched last = current;
            current = null;
            if (last != null) {
                last.end();
            }
        }
    }

    /** Tells when the file breaks off; the client may still read while the upload is being given up. */
    private static final class Watched extends FilterInputStream {

        private final Source source;
        private final Lock reading = new ReentrantLock();
        private boolean ended;

        Watched(InputStream in, Source source) {
            super(in);
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            reading.lock();
            try {
                return readOn(bytes, from, length);
            } finally {
                reading.unlock();
            }
        }

        private int readOn(byte[] bytes, int from, int length) throws IOException {
            if (ended) {
                throw new IOException("the upload is over");
            }
            try {
                return super.read(bytes, from, length);
            } catch (IOException | RuntimeException e) {
                source.breaks(e);
                throw e;
            }
        }

        /** Waits for a read in flight: the mailbox's stream is not made for two at once. */
        void end() {
            reading.lock();
            try {
                ended = true;
                in.close();
            } catch (IOException e) {
                // Nothing more is wanted of it.
            } finally {
                reading.unlock();
            }
        }
    }
}
