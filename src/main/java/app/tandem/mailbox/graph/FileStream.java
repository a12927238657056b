package app.tandem.mailbox.graph;

import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Objects;
import okhttp3.Response;

/** The bytes of a file as they arrive; closing gives back the connection and the place in flight. */
final class FileStream extends FilterInputStream {

    private final Response response;
    private final Gate.Pass pass;

    FileStream(Response response, Gate.Pass pass) {
        super(Objects.requireNonNull(response.body()).byteStream());
        this.response = response;
        this.pass = pass;
    }

    @Override
    public void close() throws IOException {
        try (pass) {
            response.close();
        }
    }
}
