package app.tandem.crm.salesforce;

import app.tandem.crm.FileStorage;
import app.tandem.crm.FileUpload;
import app.tandem.item.WriteOutcome;
import com.sforce.soap.partner.sobject.SObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

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
        Predicate<Integer> large = i -> files.get(i).size() > LARGE;
        List<Integer> open = IntStream.range(0, outcomes.length)
                .filter(i -> outcomes[i] == null)
                .boxed()
                .toList();
        List<Integer> small = open.stream().filter(large.negate()).toList();
        for (List<Integer> slice : Slices.of(small, Slices.MOST_ROWS, MOST_BYTES_PER_CALL, i -> size(files.get(i)))) {
            together(slice, files, kind, outcomes);
        }
        for (int i : open) {
            if (outcomes[i] == null) {
                outcomes[i] = writing.one(() -> upload.send(files.get(i), kind));
            }
        }
    }

    private static long size(FileUpload file) {
        return file.size() < 0 ? LARGE : file.size();
    }

    /** One call for these files; those that turn out to be large are left for {@link RestUpload}. */
    private void together(List<Integer> slice, List<FileUpload> files, FileKind kind, WriteOutcome[] outcomes) {
        List<Integer> read = new ArrayList<>();
        List<SObject> records = new ArrayList<>();
        for (int i : slice) {
            try (InputStream in = files.get(i).source().open()) {
                byte[] bytes = in.readNBytes(LARGE + 1);
                if (bytes.length <= LARGE) {
                    records.add(record(files.get(i), kind, bytes));
                    read.add(i);
                }
            } catch (IOException e) {
                outcomes[i] = new WriteOutcome.Later("SOURCE_UNREADABLE", null);
            }
        }
        if (records.isEmpty()) {
            return;
        }
        List<WriteOutcome> some = writing.create(records);
        for (int i = 0; i < read.size(); i++) {
            outcomes[read.get(i)] = some.get(i);
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
