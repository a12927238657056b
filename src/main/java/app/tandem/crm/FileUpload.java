package app.tandem.crm;

import app.tandem.item.RecordRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file for a record.
 *
 * @param record null for a file that only its owner sees until a record is created with it; of {@link FileStorage#FILES} only
 * @param name with extension; at most 255 characters
 * @param size bytes, if known exactly; -1 otherwise
 * @param links further records it is to be linked with (sync A-5, S-49), beside {@code record}
 * @param attemptKey 64 hex digits that find this file again after a lost answer
 */
public record FileUpload(
        @Nullable RecordRef record,
        String name,
        String contentType,
        long size,
        Source source,
        List<RecordRef> links,
        String attemptKey) {

    /** Opens the bytes; may be called again for a repeat. */
    public interface Source {
        /**
         * The bytes; the caller closes. Where they cannot be had now (also
         * {@link app.tandem.platform.RemoteFailureException}), the file's outcome is to try it later, and not before the
         * time that a throttled source names.
         */
        InputStream open() throws IOException;
    }
}
