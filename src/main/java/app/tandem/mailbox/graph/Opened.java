package app.tandem.mailbox.graph;

import java.io.InputStream;

/** What came of opening a stream. */
sealed interface Opened {

    /** Bytes; to be closed. */
    record Streaming(InputStream stream) implements Opened {}

    /** No bytes. */
    record Refused(Answer answer) implements Opened {}
}
