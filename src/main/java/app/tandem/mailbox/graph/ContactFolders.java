package app.tandem.mailbox.graph;

import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Knows the marker folder for contacts of a mailbox, and where lies what people deleted. */
final class ContactFolders extends MarkerPlace {

    /** The marker folder's name (sync M-1). */
    static final String MARKER_FOLDER = "Salesforce Contacts";

    private static final List<String> BINS = List.of("deleteditems", "recoverableitemsdeletions");
    private static final int MAILBOXES = 20_000;

    private final ContactRequests requests;
    private final Requests folders;
    private final Wire wire;
    private final Batches batches;

    /** These ids last as long as the mailbox does. */
    private final Cache<String, Set<String>> bins = Caffeine.newBuilder()
            .maximumSize(MAILBOXES)
            .expireAfterWrite(Duration.ofHours(12))
            .build();

    ContactFolders(ContactRequests requests, Requests folders, Wire wire, Batches batches) {
        this.requests = requests;
        this.folders = folders;
        this.wire = wire;
        this.batches = batches;
    }

    /** Whether what lies in that folder was deleted by its owner. */
    boolean isBin(Line line, String folder) {
        return bins.get(line.key(), key -> bins(line)).contains(folder);
    }

    private Set<String> bins(Line line) {
        Set<String> ids = new HashSet<>();
        batches.send(line, BINS.stream().map(name -> folders.folder(line, name)).toList()).stream()
                .filter(answer -> answer.status() != 404)
                .map(ErrorCodes::demand)
                .forEach(answer -> ids.add(answer.text("id")));
        return ids;
    }

    @Override
    Optional<String> find(Line line) {
        return Layouts.values(ErrorCodes.demand(wire.send(line, requests.foldersNamed(line, MARKER_FOLDER))))
                .filter(folder -> MARKER_FOLDER.equalsIgnoreCase(Answer.text(folder, "displayName")))
                .flatMap(folder -> Optional.ofNullable(Answer.text(folder, "id")).stream())
                .findFirst();
    }

    /** Somebody may have been quicker: then it is there. */
    @Override
    String create(Line line) {
        Answer answer = wire.send(line, requests.createFolder(line, MARKER_FOLDER));
        Optional<String> id = answer.status() == 409
                ? find(line)
                : Optional.ofNullable(ErrorCodes.demand(answer).text("id"));
        return id.orElseThrow(() -> new RemoteFailureException(new RemoteFailure.Unreachable("FolderIncomplete")));
    }
}
