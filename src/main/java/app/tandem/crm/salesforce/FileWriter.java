package app.tandem.crm.salesforce;

import app.tandem.crm.FileStorage;
import app.tandem.crm.FileUpload;
import app.tandem.item.WriteOutcome;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import com.sforce.soap.partner.sobject.SObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores files: small ones together over SOAP, large ones one by one as streams (sync A-1 … A-12). */
final class FileWriter {

    /** From here on a file travels alone and never lies in memory. */
    static final int LARGE = 3 * 1024 * 1024;

    private static final long MOST_BYTES_PER_CALL = 10L * 1024 * 1024;

    private final Conversation conversation;
    private final Queries queries;
    private final OrgShape shape;
    private final Writing writing;
    private final RestUpload upload;

    FileWriter(Conversation conversation, Queries queries, OrgShape shape) {
        this.conversation = conversation;
        this.queries = queries;
        this.shape = shape;
        this.writing = new Writing(conversation);
        this.upload = new RestUpload(conversation);
    }

    List<WriteOutcome> write(List<FileUpload> files, FileStorage storage) {
        WriteOutcome[] outcomes = new WriteOutcome[files.size()];
        if (storage == FileStorage.FILES && shape.profile().files()) {
            contents(files, outcomes);
        } else if (shape.profile().attachments()) {
            attachments(files, outcomes);
        } else {
            Arrays.fill(outcomes, new WriteOutcome.Refused("NO_FILE_STORAGE", List.of()));
        }
        return Arrays.asList(outcomes);
    }

    private void contents(List<FileUpload> files, WriteOutcome[] outcomes) {
        boolean keyed = shape.hasAttachmentKey();
        if (!keyed) {
            StoredFiles stored = StoredFiles.contents(
                    queries, shape, files, conversation.clock().instant());
            settle(files, outcomes, file -> stored.take(file, FileKind.Content.title(file)));
        }
        send(files, new FileKind.Content(keyed), outcomes);
        new FileLinks(queries, writing).complete(files, outcomes);
    }

    private void attachments(List<FileUpload> files, WriteOutcome[] outcomes) {
        long most = shape.profile().attachmentLimit();
        for (int i = 0; i < outcomes.length; i++) {
            if (most > 0 && files.get(i).size() > most) {
                outcomes[i] = new WriteOutcome.Refused("MAXIMUM_SIZE_OF_ATTACHMENT", List.of("Body"));
            }
        }
        StoredFiles stored = StoredFiles.attachments(queries, files);
        settle(files, outcomes, file -> stored.take(file, FileKind.Legacy.name(file)));
        send(files, new FileKind.Legacy(), outcomes);
    }

    private static void settle(
            List<FileUpload> files,
            WriteOutcome[] outcomes,
            java.util.function.Function<FileUpload, java.util.Optional<String>> stored) {
        for (int i = 0; i < outcomes.length; i++) {
            int index = i;
            if (outcomes[i] == null) {
                stored.apply(files.get(i)).ifPresent(id -> outcomes[index] = new WriteOutcome.Exists(id));
            }
        }
    }

    private void send(List<FileUpload> files, FileKind kind, WriteOutcome[] outcomes) {
        Load load = new Load();
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null && files.get(i).size() <= LARGE) {
                byte[] bytes = read(i, files.get(i), outcomes);
                if (bytes != null && bytes.length <= LARGE) {
                    if (!load.hasRoomFor(bytes.length)) {
                        load.send(writing, outcomes);
                    }
                    load.add(i, record(files.get(i), kind, bytes), bytes.length);
                }
            }
        }
        load.send(writing, outcomes);
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null) {
                FileUpload large = files.get(i);
                outcomes[i] = writing.one(() -> upload.send(large, kind));
            }
        }
    }

    /**
     * The bytes, or one more than a small file may have; null once the outcome says why there are none. Mailboxes often
     * cannot say a size beforehand.
     */
    private static byte @Nullable [] read(int place, FileUpload file, WriteOutcome[] outcomes) {
        try (InputStream in = file.source().open()) {
            return in.readNBytes(LARGE + 1);
        } catch (IOException | RemoteFailureException e) {
            outcomes[place] = unreadable(e);
            return null;
        }
    }

    /** The bytes could not be had; a mailbox that asks for patience has named the time. */
    static WriteOutcome.Later unreadable(Exception e) {
        return new WriteOutcome.Later(
                "SOURCE_UNREADABLE",
                e instanceof RemoteFailureException remote
                                && remote.failure() instanceof RemoteFailure.Throttled throttled
                        ? throttled.until()
                        : null);
    }

    /** What goes out with the next call; bounded by what is read, not by what was said. */
    private static final class Load {

        private final List<Integer> places = new ArrayList<>();
        private final List<SObject> records = new ArrayList<>();
        private long bytes;

        boolean hasRoomFor(int more) {
            return records.isEmpty() || records.size() < Slices.MOST_ROWS && bytes + more <= MOST_BYTES_PER_CALL;
        }

        void add(int place, SObject record, int size) {
            places.add(place);
            records.add(record);
            bytes += size;
        }

        void send(Writing writing, WriteOutcome[] outcomes) {
            if (!records.isEmpty()) {
                List<WriteOutcome> some = writing.create(List.copyOf(records));
                for (int i = 0; i < places.size(); i++) {
                    outcomes[places.get(i)] = some.get(i);
                }
            }
            places.clear();
            records.clear();
            bytes = 0;
        }
    }

    private static SObject record(FileUpload file, FileKind kind, byte[] bytes) {
        SObject record = new SObject();
        record.setType(kind.object());
        kind.fields(file).forEach((field, value) -> Values.set(record, field, value));
        Values.set(record, kind.bodyField(), bytes);
        return record;
    }
}
